"""Whatever was typed and saved is somewhere: the letter, an earlier text, or a draft. Two people, many windows."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests import make
from yearlight.core.ids import public_id
from yearlight.entries import actions, queries
from yearlight.entries.models import Entry, EntryDraft, EntryVersion
from yearlight.entries.texts import Going, Text, Window
from yearlight.people.roles import CircleKind
from yearlight.people.viewer import Viewer


@dataclass
class Page:
    """One open writing page, as a browser holds it."""

    viewer: Viewer
    entry_id: str
    base: int
    name: str = field(default_factory=public_id)
    saves: int = 0
    going_on: Going | None = None
    #: What was last saved from here and is neither kept nor replaced by a later save from here.
    owed: str = ""
    sent: list[tuple[int, str]] = field(default_factory=list)

    def window(self, saves: int) -> Window:
        return Window(self.name, saves, self.base, self.going_on)


class Letters(RuleBasedStateMachine):
    """Two keepers and one place; pages are opened, typed in, kept, delayed and put away in any order."""

    def __init__(self) -> None:
        super().__init__()
        family = make.make_family()
        self.keepers = [make.make_viewer(make.make_member(family)) for _one in range(2)]
        self.person = make.make_person(family)
        self.circle = make.circle(family, CircleKind.KEEPERS).public_id
        self.pages: list[Page] = []
        self.kept: set[str] = set()
        self.now = make.NOW
        self.count = 0

    def _words(self) -> str:
        self.count += 1
        return f"Line {self.count}."

    def _page(self, number: int) -> Page:
        return self.pages[number % len(self.pages)]

    def _given(self, page: Page, words: str) -> dict[str, Any]:
        self.now += timedelta(seconds=5)
        text = Text(body=words, audience=self.circle)
        return {"person": self.person, "kind": "letter", "text": text, "entry_id": page.entry_id, "now": self.now}

    @precondition(lambda self: len(self.pages) < 8)
    @rule(who=st.integers(0, 1))
    def begin(self, who: int) -> None:
        self.pages.append(Page(self.keepers[who], entry_id="", base=0))

    @precondition(lambda self: len(self.pages) < 8 and self.pages)
    @rule(who=st.integers(0, 1), number=st.integers(0, 7))
    def open_again(self, who: int, number: int) -> None:
        viewer, entry_id = self.keepers[who], self._page(number).entry_id
        entry = queries.to_change(viewer, self.person, entry_id, kind="letter") if entry_id else None
        if entry is None:
            return
        texts = queries.own_texts(viewer, self.person, entry_id)
        going = Going(texts[0].window, texts[0].saves) if texts else None
        self.pages.append(Page(viewer, entry_id, entry.revision, going_on=going))

    @precondition(lambda self: self.pages)
    @rule(number=st.integers(0, 7))
    def save(self, number: int) -> None:
        page, words = self._page(number), self._words()
        page.saves += 1
        page.sent.append((page.saves, words))
        given = self._given(page, words)
        try:
            row = actions.save_draft(page.viewer, window=page.window(page.saves), **given)
        except actions.OutOfReach as error:
            row = error.draft
        self._replaced(page)
        page.owed, page.entry_id, page.base, page.going_on = words, row.entry.public_id, row.base_revision, None

    def _replaced(self, page: Page) -> None:
        """A page that went on from an unchanged draft has taken its text over."""
        if page.going_on is None:
            return
        for other in self.pages:
            if other.name == page.going_on.window and not EntryDraft.objects.filter(window=other.name).exists():
                other.owed = ""

    @precondition(lambda self: any(page.sent for page in self.pages))
    @rule(number=st.integers(0, 7), pick=st.integers(0, 30))
    def save_arrives_late(self, number: int, pick: int) -> None:
        page = self._page(number)
        if not page.sent:
            return
        saves, words = page.sent[pick % len(page.sent)]
        before = EntryDraft.objects.filter(window=page.name).values().first()
        if before is None:
            return
        actions.save_draft(page.viewer, window=page.window(saves), **self._given(page, words))
        assert EntryDraft.objects.filter(window=page.name).values().first() == before

    @precondition(lambda self: self.pages)
    @rule(number=st.integers(0, 7), is_typed_before=st.booleans(), is_pressed_twice=st.booleans())
    def keep(self, number: int, is_typed_before: bool, is_pressed_twice: bool) -> None:
        page = self._page(number)
        words = self._words() if is_typed_before or not page.owed else page.owed
        page.saves += 1
        given = self._given(page, words)
        try:
            entry = actions.keep_entry(page.viewer, window=page.window(page.saves), **given)
        except actions.Conflict as error:
            self._replaced(page)
            page.owed, page.entry_id, page.base, page.going_on = (
                words,
                error.entry.public_id,
                error.entry.revision,
                None,
            )
            return
        except actions.OutOfReach as error:
            page.owed, page.entry_id, page.base, page.going_on = words, error.draft.entry.public_id, 0, None
            return
        if is_pressed_twice:
            count = Entry.objects.count()
            again = actions.keep_entry(page.viewer, window=page.window(page.saves), **given)
            assert (again.pk, again.revision, Entry.objects.count()) == (entry.pk, entry.revision, count)
        self._replaced(page)
        self.kept.add(words)
        page.owed, page.entry_id, page.base, page.going_on = "", entry.public_id, entry.revision, None

    @precondition(lambda self: any(page.entry_id for page in self.pages))
    @rule(who=st.integers(0, 1), number=st.integers(0, 7))
    def put_away_and_perhaps_bring_back(self, who: int, number: int) -> None:
        entry_id = self._page(number).entry_id
        entry = Entry.objects.filter(public_id=entry_id).first()
        if entry is None:
            return
        act = actions.bring_back if entry.state == "put_away" else actions.put_away
        is_theirs = entry.writer_id in self.keepers[who].member_ids
        if not is_theirs:
            with pytest.raises(actions.NotThere):
                act(self.keepers[who], person=self.person, entry_id=entry_id, now=self.now)
        else:
            act(self.keepers[who], person=self.person, entry_id=entry_id, now=self.now)

    @precondition(lambda self: self.pages)
    @rule(number=st.integers(0, 7))
    def put_draft_away(self, number: int) -> None:
        page = self._page(number)
        if queries.draft(page.viewer, self.person, page.name) is not None:
            actions.put_draft_away(page.viewer, person=self.person, window=page.name, now=self.now)

    @invariant()
    def all_is_there(self) -> None:
        there = {
            *Entry.objects.filter(person=self.person).values_list("body", flat=True),
            *EntryVersion.objects.filter(entry__person=self.person).values_list("body", flat=True),
        }
        assert self.kept <= there
        for page in self.pages:
            if page.owed and page.owed not in there:
                draft = queries.draft(page.viewer, self.person, page.name)
                assert draft is not None
                assert draft.body == page.owed


@pytest.mark.django_db
def test_nothing_typed_goes() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Letters,
        settings=settings(
            max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
