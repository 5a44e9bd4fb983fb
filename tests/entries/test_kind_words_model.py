"""One word's whole life, in any order of presses, beside a small reckoning of who sees which text."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests import make
from yearlight.core.files import Incoming
from yearlight.entries import actions
from yearlight.entries import queries as entries
from yearlight.entries.actions import Read, beside_words
from yearlight.entries.models import Entry, KindWord
from yearlight.entries.queries import word_texts
from yearlight.entries.queries import words as queries
from yearlight.entries.texts import NO_PICTURE, Said, Sent
from yearlight.keepsakes import enclosing
from yearlight.keepsakes.actions import Taken
from yearlight.keepsakes.models import Enclosure
from yearlight.memorials import queries as memorials
from yearlight.memorials.actions import set_closed
from yearlight.people.roles import CircleKind, Role

TODAY = date(2026, 11, 3)
WIDER = (CircleKind.FAMILY, CircleKind.FRIENDS)
KEEPERS = st.integers(0, 1)


@dataclass(frozen=True)
class Reckoned:
    """What is so, said as plainly as a page would. ``text`` is what was decided of, ``newer`` what came after it."""

    text: str
    newer: str = ""
    standing: str = "waiting"
    circle: CircleKind | None = None
    waits: bool = True
    is_passed_on: bool = False
    is_for_keepers: bool = False
    is_withdrawn: bool = False
    is_hidden: bool = False
    is_heard: bool = True
    #: Whether the first keeper asked that the second reads before them.
    reads_second: bool = False
    is_closed: bool = False
    #: The picture beside the text, and beside the newer one; nothing where there is none.
    picture: str = ""
    newer_picture: str = ""
    is_text_alone: bool = False
    #: The friend asked not to be named: not so far, it is hidden for it, or a keeper showed it again.
    wish: str = ""
    wish_is_new: bool = False

    def is_let_through(self, keeper: int) -> bool:
        return keeper == 1 or not self.reads_second or self.is_passed_on

    def waits_for(self, keeper: int) -> bool:
        return (
            self.waits and self.is_heard and not (self.is_withdrawn or self.is_hidden) and self.is_let_through(keeper)
        )

    @property
    def is_shown(self) -> bool:
        return self.standing in ("page", "between") and not (self.is_withdrawn or self.is_hidden)

    def is_known_to(self, keeper: int) -> bool:
        if self.is_withdrawn or self.is_shown:
            return not self.is_withdrawn
        if self.standing == "away" or (self.is_hidden and self.standing != "waiting"):
            return self.is_let_through(keeper)
        return self.is_heard and self.is_let_through(keeper)

    def decided(self, keeper: int, standing: str, circle: CircleKind | None) -> "Reckoned":
        taken = self
        if self.waits_for(keeper):
            taken = replace(
                self,
                text=self.newer or self.text,
                picture=self.newest_picture,
                newer="",
                newer_picture="",
                waits=False,
                is_passed_on=False,
            )
        return replace(taken, standing=standing, circle=circle)

    @property
    def newest_picture(self) -> str:
        return self.newer_picture if self.newer else self.picture

    def pictures_read_by(self, keeper: int) -> set[str]:
        """Which pictures a keeper who knows of the word comes to."""
        if not self.is_known_to(keeper):
            return set()
        is_theirs = self.waits_for(keeper) or (not self.waits and self.is_let_through(keeper))
        return {self.picture, self.newer_picture if is_theirs else ""} - {""}

    def changed(self, text: str, is_for_keepers: bool, picture: str | None = None) -> "Reckoned":
        is_narrower = is_for_keepers and not self.is_for_keepers and self.standing == "page"
        new = replace(self, is_for_keepers=is_for_keepers)
        picture = self.newest_picture if picture is None else picture
        if text == (self.newer or self.text) and picture == self.newest_picture and not is_narrower:
            return new
        standing = "waiting" if is_narrower else self.standing
        texts = {"newer": text, "newer_picture": picture}
        if standing == "waiting":
            texts = {"text": text, "newer": "", "picture": picture, "newer_picture": ""}
        return replace(new, standing=standing, waits=True, is_passed_on=False, **texts)

    def is_seen_in(self, circles: set[CircleKind]) -> bool:
        return self.is_shown and self.standing == "page" and self.circle in circles and not self.is_closed


class OneWord(RuleBasedStateMachine):
    """Two keepers, the relative who left the word, and a friend who reads."""

    def __init__(self) -> None:
        super().__init__()
        self.family = make.make_family()
        self.keepers = [make.make_member(self.family, name=name) for name in ("Mara", "Peter")]
        self.viewers = [make.make_viewer(one) for one in self.keepers]
        self.writer = make.make_viewer(make.make_member(self.family, Role.RELATIVE, name="Ilse"))
        self.friend = make.make_viewer(make.make_member(self.family, Role.FRIEND, name="Tove"))
        self.person = make.make_person(self.family, audience=make.circle(self.family, CircleKind.FRIENDS))
        self.entry = actions.leave_word(
            self.writer, person=self.person, said=Said("Text 0"), window="w", now=make.NOW, today=TODAY
        )
        self.so = Reckoned("Text 0")

    @property
    def word(self) -> dict[str, Any]:
        return {"person": self.person, "entry_id": self.entry.public_id, "now": make.NOW}

    def read(self) -> Read:
        self.entry = Entry.objects.get(pk=self.entry.pk)
        return Read(self.person, self.entry.public_id, self.entry.revision)

    def decide(self, keeper: int, act: Any, then: Reckoned, **given: Any) -> None:
        """Press as a keeper, who is refused where they do not know of the word."""
        if not self.so.is_known_to(keeper):
            with pytest.raises(actions.NotThere):
                act(self.viewers[keeper], **given)
            return
        act(self.viewers[keeper], **given)
        self.so = then

    @rule(keeper=KEEPERS, kind=st.sampled_from(WIDER), with_picture=st.booleans())
    def put_on_page(self, keeper: int, kind: CircleKind, with_picture: bool) -> None:
        given: dict[str, Any] = {"circle_id": make.circle(self.family, kind).pk, "now": make.NOW}
        given["with_picture"] = with_picture
        if self.so.is_known_to(keeper) and self.so.is_for_keepers:
            with pytest.raises(actions.NotForOthers):
                actions.put_on_page(self.viewers[keeper], read=self.read(), **given)
            return
        then = replace(self.so.decided(keeper, "page", kind), is_text_alone=not with_picture)
        self.decide(keeper, actions.put_on_page, then, read=self.read(), **given)

    @rule(keeper=KEEPERS)
    def keep_between_us(self, keeper: int) -> None:
        then = self.so.decided(keeper, "between", None)
        self.decide(keeper, actions.keep_between_us, then, read=self.read(), now=make.NOW)

    @rule(keeper=KEEPERS)
    def put_away(self, keeper: int) -> None:
        then = self.so.decided(keeper, "away", None)
        self.decide(keeper, actions.put_word_away, then, read=self.read(), now=make.NOW)

    @rule(keeper=KEEPERS)
    def leave_earlier_text(self, keeper: int) -> None:
        is_newer = self.so.waits_for(keeper) and bool(self.so.newer)
        then = replace(self.so, waits=False) if is_newer else self.so
        self.decide(keeper, actions.leave_earlier_text, then, read=self.read(), now=make.NOW)

    @rule(keeper=KEEPERS)
    def pass_on(self, keeper: int) -> None:
        then = replace(self.so, is_passed_on=True) if self.so.waits_for(keeper) else self.so
        self.decide(keeper, actions.pass_on, then, read=self.read(), now=make.NOW)

    @rule(keeper=KEEPERS, is_hidden=st.booleans())
    def hide(self, keeper: int, is_hidden: bool) -> None:
        then = self.so
        if is_hidden != self.so.is_hidden:
            wish = "" if is_hidden else ("declined" if self.so.wish else "")
            then = replace(self.so, is_hidden=is_hidden, wish=wish, wish_is_new=False)
        self.decide(keeper, actions.hide_word, then, is_hidden=is_hidden, **self.word)

    @rule()
    def ask_not_to_be_named(self) -> None:
        refused = None if self.so.is_seen_in({CircleKind.FRIENDS}) else actions.NotThere
        refused = actions.AskInPerson if refused is None and self.so.wish else refused
        if self.so.is_closed or (self.so.wish == "open" and self.so.is_hidden):
            # A closed place is closed before this is asked; and a second press of the same wish changes nothing.
            return
        if refused is not None:
            with pytest.raises(refused):
                actions.ask_to_hide(self.friend, **self.word)
            return
        actions.ask_to_hide(self.friend, **self.word)
        self.so = replace(self.so, is_hidden=True, wish="open", wish_is_new=True)

    @rule()
    def take_the_wish_back(self) -> None:
        if self.so.wish != "open" or self.so.is_withdrawn:
            with pytest.raises(actions.NotThere):
                actions.take_wish_back(self.friend, **self.word)
            return
        actions.take_wish_back(self.friend, **self.word)
        self.so = replace(self.so, is_hidden=False, wish="", wish_is_new=False)

    @rule(keeper=KEEPERS)
    def heed_the_wish(self, keeper: int) -> None:
        self.decide(keeper, actions.heed_wish, replace(self.so, wish_is_new=False), **self.word)

    @rule(keeper=KEEPERS)
    def hear_no_more(self, keeper: int) -> None:
        self.decide(keeper, actions.hear_no_more, replace(self.so, is_heard=False), **self.word)

    @rule()
    def hear_again(self) -> None:
        [writer] = self.writer.member_ids
        actions.hear_again(self.viewers[0], person=self.person, member_id=writer, now=make.NOW)
        self.so = replace(self.so, is_heard=True)

    @rule(asks=st.booleans())
    def read_second(self, asks: bool) -> None:
        reader_id = self.keepers[1].pk if asks else None
        actions.ask_to_read_first(self.viewers[0], person=self.person, reader_id=reader_id, now=make.NOW)
        self.so = replace(self.so, reads_second=asks)

    @rule(number=st.integers(0, 2), is_for_keepers=st.booleans(), picture=st.sampled_from((None, "", "a", "b")))
    def change(self, number: int, is_for_keepers: bool, picture: str | None) -> None:
        said = Said(f"Text {number}", "", is_for_keepers)
        sent = {None: NO_PICTURE, "": Sent(is_taken_away=True)}.get(picture) or Sent(_bytes(picture or ""), "a.jpg")
        if self.so.is_withdrawn:
            with pytest.raises(actions.NotThere):
                actions.change_word(self.writer, said=said, sent=sent, **self.word)
            return
        actions.change_word(self.writer, said=said, sent=sent, **self.word)
        self.so = self.so.changed(said.body, is_for_keepers, picture)

    @rule()
    def press_again(self) -> None:
        """The button of the first page, pressed again by a browser that came back to it: one word, with that text."""
        said = Said("Text 0", "", self.so.is_for_keepers)
        given: dict[str, Any] = {"person": self.person, "said": said, "window": "w", "now": make.NOW, "today": TODAY}
        if self.so.is_withdrawn or self.so.is_closed:
            with pytest.raises(actions.NotThere):
                actions.leave_word(self.writer, **given)
            return
        actions.leave_word(self.writer, **given)
        self.so = self.so.changed("Text 0", self.so.is_for_keepers)

    @rule()
    def withdraw(self) -> None:
        actions.withdraw_word(self.writer, **self.word)
        self.so = replace(self.so, is_withdrawn=True)

    @rule()
    def bring_back(self) -> None:
        actions.bring_word_back(self.writer, **self.word)
        self.so = replace(self.so, is_withdrawn=False)

    @rule(keeper=KEEPERS, is_closed=st.booleans())
    def close(self, keeper: int, is_closed: bool) -> None:
        set_closed(self.viewers[keeper], person=self.person, is_closed=is_closed, now=make.NOW)
        self.so = replace(self.so, is_closed=is_closed)

    @invariant()
    def others_see_what_is_on_the_page_for_them(self) -> None:
        for viewer, circles in ((self.writer, set(WIDER)), (self.friend, {CircleKind.FRIENDS})):
            person = memorials.person(viewer, self.person.public_id)
            assert (person is None) == self.so.is_closed
            expected = [self.so.text] if self.so.is_seen_in(circles) else []
            assert ([one.body for one in entries.kind_words(viewer, person)] if person else []) == expected
            assert ([one.body for one in _told(viewer, person)] if person else []) == expected
            is_shown = self.so.is_seen_in(circles) and not self.so.is_text_alone
            assert (self.pictures(viewer) if person else set()) == ({self.so.picture} - {""} if is_shown else set())
            assert not queries.waits(viewer, self.person)
            assert queries.to_read(viewer, self.person, self.entry.public_id) is None

    @invariant()
    def keepers_see_what_is_shown_and_read_what_waits(self) -> None:
        for number, viewer in enumerate(self.viewers):
            assert [one.body for one in _told(viewer, self.person)] == ([self.so.text] if self.so.is_shown else [])
            is_asked = self.so.wish_is_new and self.so.is_known_to(number)
            assert queries.waits(viewer, self.person) == (self.so.waits_for(number) or is_asked)
            found = queries.to_read(viewer, self.person, self.entry.public_id)
            assert (found is not None) == self.so.is_known_to(number)
            assert self.pictures(viewer) == self.so.pictures_read_by(number)
            if found is not None:
                newest = self.so.newer or self.so.text
                assert found.text.body == (newest if self.so.waits_for(number) else self.so.text)
                # A text that is not theirs to read is told of nowhere.
                is_theirs = self.so.waits_for(number) or (not self.so.waits and self.so.is_let_through(number))
                hidden = "" if is_theirs else self.so.newer
                assert not hidden or hidden not in repr(found) or hidden == self.so.text

    @invariant()
    def its_writer_finds_their_newest_text(self) -> None:
        person = memorials.person_near(self.writer, self.person.public_id)
        assert (person is None) == self.so.is_closed
        [own] = queries.own_words(self.writer, self.person, now=make.NOW)
        assert own.body == (self.so.newer or self.so.text)
        assert (own.gone_at is not None) == self.so.is_withdrawn
        found = {one for one in self.some_pictures() if self._is_own(one)}
        assert {one.original.sha256 for one in found} == {self.so.newest_picture} - {""}
        assert (own.picture.public_id if own.picture else "") in {one.public_id for one in found} | {""}

    def _is_own(self, picture: Enclosure) -> bool:
        found = word_texts.own_picture(self.writer, self.person, self.entry.public_id, picture.public_id, now=make.NOW)
        return found == picture

    def some_pictures(self) -> list[Enclosure]:
        """Those that the word names now, and of those it named before the last."""
        word = KindWord.objects.get(entry=self.entry)
        named = {word.enclosure_id, word.new_enclosure_id}
        rows = list(Enclosure.objects.select_related("original").order_by("-pk"))
        before = [one for one in rows if one.pk not in named]
        return [one for one in rows if one.pk in named] + before[:1]

    def pictures(self, viewer: Any) -> set[str]:
        """Which of them this viewer comes to as a reader."""
        reached = [
            one
            for one in self.some_pictures()
            if word_texts.picture_shown(viewer, self.person, self.entry.public_id, one.public_id) is not None
        ]
        return {one.original.sha256 for one in reached}


def _told(viewer: Any, person: Any) -> list[Any]:
    told = queries.words(viewer, person)
    return [*told.chosen, *(word for group in told.rest for word in group.words)]


def _bytes(name: str) -> Incoming:
    """What was received; the name of the picture stands for its checksum."""
    return Incoming(path=Path(name), size=1, sha256=name, name=name, media_type_claimed="")


@pytest.fixture
def _no_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures without bytes: who comes to which is asked here, not how they are made."""
    monkeypatch.setattr(
        beside_words,
        "keep_bytes",
        lambda sent, today, takes: Taken(sent, "image/jpeg", 600, 400, 0, "", "", "", None, None),
    )
    monkeypatch.setattr("yearlight.keepsakes.vault.has", lambda sha256: True)
    monkeypatch.setattr("yearlight.keepsakes.actions._make_later", lambda pk: None)
    monkeypatch.setattr(enclosing, "MOST_A_DAY", 1000)


@pytest.mark.usefixtures("_no_files")
@pytest.mark.django_db
def test_one_word_is_seen_by_those_who_may_see_it_whatever_happens_to_it() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        OneWord,
        settings=settings(
            max_examples=4, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
