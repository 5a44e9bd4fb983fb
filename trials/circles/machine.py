"""A family that shares, at random: whatever is pressed, and by whomever, the program and the rule agree after it."""

from collections import Counter
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from trials.circles import asking
from trials.circles import scene as scenes
from trials.circles.rule import AWAY, BETWEEN_US, ON_PAGE, WAITING, Thing, Word
from trials.circles.scene import GUESTS, KEEPERS, PLACES, RELATIVES
from yearlight.core import clock
from yearlight.core.errors import YearlightError
from yearlight.entries import actions as entries
from yearlight.entries.actions import Read, Text, Window
from yearlight.entries.models import Entry
from yearlight.entries.texts import Said
from yearlight.keepsakes import actions as keepsakes
from yearlight.keepsakes import queries as pictures
from yearlight.memorials import actions as memorials
from yearlight.memorials import queries as memorials_seen
from yearlight.people import actions as people
from yearlight.people.roles import CircleKind, Sees
from yearlight.web import ready

_SHOWN = {Sees.NOTHING: (), Sees.FRIENDS: ("here friends",), Sees.FAMILY: ("here family", "here friends")}
_MOST_CIRCLES, _MOST_THINGS = 6, 14
_number = st.integers(0, 63)
_keeper, _relative, _place = st.sampled_from(KEEPERS), st.sampled_from(RELATIVES), st.sampled_from(PLACES)
_anyone = st.sampled_from((*KEEPERS, *RELATIVES, "lena"))


class Differs(AssertionError):  # noqa: N818
    """The program shows another thing than the rule says."""


class Sharing(RuleBasedStateMachine):
    """One life of the family. Everything in it is taken back at its end."""

    #: A page is read after each so many steps.
    pages_each: ClassVar[int] = 4
    done: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self._life = transaction.atomic()
        self._life.__enter__()
        ready.forget()
        self.scene = scenes.begin()
        self.world = self.scene.world
        self.turn = 0
        self.has_pressed = False
        Sharing.done["lives"] += 1

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._life.__exit__(None, None, None)

    @initialize(turn=st.integers(0, 2**16))
    def begin_asking(self, turn: int) -> None:
        """Another page and another reader come first in each life, and every other one begins with a circle of Mara's side.

        A guest is in it who came by a link of Peter's, which reaches no circle that Peter is not in.
        """
        self.turn = turn
        if turn % 2:
            self.make_circle("mara")
            self.fill_circle("mara", 0, {"ben", "ilse"})

    @invariant()
    def everybody_sees_what_the_rule_says(self) -> None:
        """A step is a press, done or refused. Where nothing could be pressed there is nothing to ask anew."""
        if not self.has_pressed:
            return
        self.has_pressed = False
        Sharing.done["steps"] += 1
        found = list(asking.at_the_gate(self.scene))
        self.turn += 1
        if self.turn % Sharing.pages_each == 0:
            found += asking.on_a_page(self.scene, self.turn // Sharing.pages_each)
            Sharing.done["pages"] += 1
        if found:
            raise Differs("\n".join(found))

    # --- letters, moments and photographs ---

    @rule(who=_keeper, place=_place, kind=st.sampled_from(("letter", "moment")), to=_number)
    def share(self, who: str, place: str, kind: str, to: int) -> None:
        """Keep a text for one of all circles there are, or for oneself."""
        if len(self.world.things) >= _MOST_THINGS or not self._is_there(who, place):
            return
        text, circle = self.scene.next_text(), self._circle(to)
        kept = self._keep(who, place, kind, text, circle)
        self._add(kept.public_id, Thing(kind, place, who, text, self._mine(who, circle)))

    @rule(who=_keeper, place=_place, to=_number)
    def add_photograph(self, who: str, place: str, to: int) -> None:
        if len(self.world.things) >= _MOST_THINGS or not self._is_there(who, place):
            return
        text = self.scene.next_text()
        public_id = scenes.add_photograph(self.scene, who, place, text)
        self._add(public_id, Thing("photo", place, who, text))
        self.change(who, self._key(public_id), to, shuts=False)

    @rule(who=_keeper, which=_number, to=_number, shuts=st.booleans())
    def change_something(self, who: str, which: int, to: int, shuts: bool) -> None:
        """Another text, and another audience, which only its writer chooses."""
        key = self._pick(which, "letter", "moment", "photo")
        if key and self._is_there(who, self.world.things[key].place):
            self.change(who, key, to, shuts=shuts)

    def change(self, who: str, key: str, to: int, *, shuts: bool) -> None:
        thing, circle = self.world.things[key], self._circle(to)
        may = self.world.sees(who, thing)
        if thing.kind == "photo":
            self._change_photograph(who, key, thing, circle, shuts)
            return
        text = self.scene.next_text()
        row = Entry.objects.get(public_id=self.scene.known(key))
        typed = text if may else "Typed for nobody."
        self._do(may, lambda: self._keep(who, thing.place, thing.kind, typed, circle, row))
        if may:
            thing.text = text
            thing.shown_to = self._mine(who, circle) if thing.writer == who else thing.shown_to

    def _change_photograph(self, who: str, key: str, thing: Thing, circle: str | None, shuts: bool) -> None:
        viewer = self.scene.viewer(who)
        row = pictures.row(viewer, self.scene.person(thing.place), self.scene.known(key))
        assert (row is not None) == self.world.sees(who, thing), f"{who} to change {key}"
        if row is None:
            return
        mine = self._mine(who, circle)
        may = (thing.writer == who and mine == circle) or circle == thing.shown_to
        text = self.scene.next_text()
        words: dict[str, Any] = {
            "caption": f"{text} {scenes.WORD}",
            "description": "",
            "happened_on": scenes.ON.isoformat(),
            "taken_by": "",
        }
        audience = self.scene.circles[circle].pk if circle else None
        words |= {"is_shut_away": shuts, "note_before": "", "audience_id": audience}
        self._do(may, lambda: keepsakes.change_picture(viewer, picture=row, now=clock.now(), **words))
        if may:
            thing.text, thing.shown_to = text, circle

    @rule(who=_keeper, which=_number)
    def put_away(self, who: str, which: int) -> None:
        key = self._pick(which, "letter", "moment", "photo")
        if key is None or not self._is_there(who, self.world.things[key].place):
            return
        thing, viewer, now = self.world.things[key], self.scene.viewer(who), clock.now()
        person, public_id = self.scene.person(thing.place), self.scene.known(key)
        may = thing.is_there and thing.writer == who
        if thing.kind != "photo":
            self._do(may, lambda: entries.put_away(viewer, person=person, entry_id=public_id, now=now))
        elif (row := pictures.row(viewer, person, public_id)) is not None:
            self._do(may, lambda: keepsakes.put_away(viewer, picture=row, now=now))
        else:
            assert not may, f"{who} puts {key} away"
        thing.is_there = thing.is_there and not may

    @rule(who=_keeper, which=_number)
    def bring_back(self, who: str, which: int) -> None:
        key = self._pick(which, "letter", "moment", "photo")
        if key is None or not self._is_there(who, self.world.things[key].place):
            return
        thing, viewer, now = self.world.things[key], self.scene.viewer(who), clock.now()
        person, public_id = self.scene.person(thing.place), self.scene.known(key)
        may = not thing.is_there and thing.writer == who
        if thing.kind != "photo":
            self._do(may, lambda: entries.bring_back(viewer, person=person, entry_id=public_id, now=now))
        elif (row := pictures.put_away_row(viewer, person, public_id, now=now)) is not None:
            self._do(may, lambda: keepsakes.bring_back(viewer, picture=row, now=now))
        else:
            assert not may, f"{who} brings {key} back"
        thing.is_there = thing.is_there or may

    # --- circles, people and places ---

    @precondition(lambda self: len(self.scene.circles) < _MOST_CIRCLES + 3)
    @rule(who=_keeper)
    def make_circle(self, who: str) -> None:
        family_id = self.scene.members[who].family_id
        made = people.make_circle(self.scene.viewer(who), family_id=family_id, name="Ours", now=clock.now())
        self.scene.made += 1
        name = f"own {self.scene.made}"
        self._did()
        self.scene.circles[name] = made
        self.world.people[who].circles.add(name)

    @rule(who=_anyone, which=_number, members=st.sets(st.sampled_from((*KEEPERS, *RELATIVES, "tom"))))
    def fill_circle(self, who: str, which: int, members: set[str]) -> None:
        """Put these into a circle, and those out of it who are none of them and no keepers."""
        name = self._own_circle(which)
        if name is None:
            return
        one, circle = self.world.people[who], self.scene.circles[name]
        may = one.is_keeper and name in one.circles
        ids = [self.scene.members[member].public_id for member in sorted(members)]
        viewer, now = self.scene.viewer(who), clock.now()
        self._do(may, lambda: people.put_in_circle(viewer, public_id=circle.public_id, members=ids, now=now))
        for member, somebody in self.world.people.items():
            if may and member in members and somebody.family == one.family:
                somebody.circles.add(name)
            elif may and not somebody.is_keeper:
                somebody.circles.discard(name)

    @rule(who=_keeper, which=_number)
    def take_circle_away(self, who: str, which: int) -> None:
        """Only one that nothing is shown to, or was, goes."""
        name = self._own_circle(which)
        if name is None or name not in self.world.people[who].circles:
            return
        public_id = self.scene.circles[name].public_id
        try:
            people.take_circle_away(self.scene.viewer(who), public_id=public_id, now=clock.now())
        except people.CircleHolds:
            Sharing.done["refused"] += 1
            self.has_pressed = True
            return
        self._did()
        shown = {one.shown_to for one in self.world.things.values()} | {
            one.shown_to for one in self.world.places.values()
        }
        assert name not in shown, f"{name} is gone, and something is shown to it"
        del self.scene.circles[name]
        for somebody in self.world.people.values():
            somebody.circles.discard(name)

    @rule(who=_anyone, whom=_relative, sees=st.sampled_from(list(Sees)), own=_number, may_leave_words=st.booleans())
    def move(self, who: str, whom: str, sees: Sees, own: int, may_leave_words: bool) -> None:
        """What somebody sees, as far as whoever says it is in those circles."""
        chosen = self._own_circle(own)
        access = people.Access(
            sees, frozenset({self.scene.circles[chosen].public_id} if chosen else ()), may_leave_words
        )
        viewer, member = self.scene.viewer(who), self.scene.members[whom]
        may = who in KEEPERS
        told: dict[str, Any] = {"public_id": member.public_id, "relation": "", "access": access, "now": clock.now()}
        self._do(may, lambda: people.change_member(viewer, **told))
        for circle in self.world.people[who].circles - {"here keepers"} if may else ():
            there = self.world.people[whom].circles
            (there.add if circle in _SHOWN[sees] or circle == chosen else there.discard)(circle)

    @rule(who=_keeper, guest=st.sampled_from(GUESTS))
    def make_link(self, who: str, guest: str) -> None:
        self.scene.make_link(who, guest)
        self._did()

    @rule(who=_anyone, guest=st.sampled_from(GUESTS))
    def close_link(self, who: str, guest: str) -> None:
        viewer, public_id = self.scene.viewer(who), self.scene.members[guest].public_id
        may = who in KEEPERS
        self._do(may, lambda: people.close_link(viewer, public_id=public_id, now=clock.now()))
        if may:
            self.world.people[guest].link_by = None

    @rule(who=_anyone, place=_place, is_closed=st.booleans())
    def close_place(self, who: str, place: str, is_closed: bool) -> None:
        if not self._is_there(who, place):
            return
        viewer, person, may = self.scene.viewer(who), self.scene.person(place), who in KEEPERS
        self._do(may, lambda: memorials.set_closed(viewer, person=person, is_closed=is_closed, now=clock.now()))
        if may:
            self.world.places[place].is_closed = is_closed

    @rule(who=_keeper, place=_place, to=_number)
    def show_place(self, who: str, place: str, to: int) -> None:
        """A place is shown to a circle that whoever says so is in."""
        circle = self._circle(to)
        if circle is None or not self._is_there(who, place):
            return
        viewer, person, row = self.scene.viewer(who), self.scene.person(place), self.scene.circles[circle]
        may = circle in self.world.people[who].circles
        self._do(may, lambda: memorials.change_person(viewer, person=person, audience_id=row.pk, now=clock.now()))
        if may:
            self.world.places[place].shown_to = circle

    # --- kind words ---

    @rule(who=_anyone, place=_place, is_for_keepers=st.booleans())
    def leave_word(self, who: str, place: str, is_for_keepers: bool) -> None:
        """Who is asked for words is another rule than who sees; no keeper and nobody of another family is."""
        if len(self.world.things) >= _MOST_THINGS:
            return
        text, now = self.scene.next_text(), clock.now()
        said = Said(f"{text} {scenes.WORD}", is_for_keepers=is_for_keepers)
        try:
            kept = entries.leave_word(
                self.scene.viewer(who),
                person=self.scene.person(place),
                said=said,
                window=text,
                now=now,
                today=scenes.ON,
            )
        except YearlightError:
            return
        assert who in RELATIVES, f"{who} leaves a word"
        assert not self.world.places[place].is_closed, f"{who} leaves a word at a closed place"
        self._add(kept.public_id, Word("word", place, who, text, is_there=False, is_for_keepers=is_for_keepers))

    @rule(who=_anyone, which=_number)
    def change_word(self, who: str, which: int) -> None:
        """Another text waits, beside the one that stands already."""
        key, word = self._word(which)
        if word is None or not self._has_seat(who):
            return
        text, person, now = self.scene.next_text(), self.scene.person(word.place), clock.now()
        may = word.writer == who and not word.is_withdrawn
        said, viewer = Said(f"{text} {scenes.WORD}", is_for_keepers=word.is_for_keepers), self.scene.viewer(who)
        entry_id = self.scene.known(key)
        self._do(may, lambda: entries.change_word(viewer, person=person, entry_id=entry_id, said=said, now=now))
        if may:
            word.waits = True
            word.text, word.newer = (text, "") if word.standing == WAITING else (word.text, text)

    @rule(who=_anyone, which=_number, withdraws=st.booleans())
    def withdraw_word(self, who: str, which: int, withdraws: bool) -> None:
        key, word = self._word(which)
        if word is None:
            return
        may = word.writer == who and self._has_seat(who)
        act = entries.withdraw_word if withdraws else entries.bring_word_back
        viewer, person = self.scene.viewer(who), self.scene.person(word.place)
        self._do(may, lambda: act(viewer, person=person, entry_id=self.scene.known(key), now=clock.now()))
        if may:
            word.is_withdrawn = withdraws
            word.settle()

    @rule(who=_anyone, which=_number, standing=st.sampled_from((ON_PAGE, BETWEEN_US, AWAY)), to=_number)
    def decide(self, who: str, which: int, standing: str, to: int) -> None:
        """A keeper decides of a word: where it stands, and who sees it there."""
        key, word = self._word(which)
        if word is None or not self._is_there(who, word.place):
            return
        may, circle = self.world.decides(who, word), self._circle(to)
        revision = Entry.objects.values_list("revision", flat=True).get(public_id=self.scene.known(key))
        told: dict[str, Any] = {"read": Read(self.scene.person(word.place), self.scene.known(key), revision)}
        told["now"] = clock.now()
        act: Callable[..., Any] = entries.put_word_away if standing == AWAY else entries.keep_between_us
        if standing == ON_PAGE:
            act, told["circle_id"] = entries.put_on_page, self.scene.circles[circle].pk if circle else None
            is_one = circle in self.world.people[who].circles and circle != "here keepers"
            may = may and not word.is_for_keepers and is_one
        viewer = self.scene.viewer(who)
        self._do(may, lambda: act(viewer, **told))
        if may:
            self._decided(word, standing, circle)

    def _decided(self, word: Word, standing: str, circle: str | None) -> None:
        if word.waits and not word.is_hidden:
            word.text, word.newer, word.waits = word.newer or word.text, "", False
        word.standing = standing
        word.shown_to = {ON_PAGE: circle, BETWEEN_US: "here keepers"}.get(standing)
        word.settle()

    @rule(who=_keeper, which=_number, hides=st.booleans())
    def hide(self, who: str, which: int, hides: bool) -> None:
        """A keeper hides a word that names somebody, or shows it again where it was."""
        key, word = self._word(which)
        if word is None or not self._is_there(who, word.place):
            return
        may, viewer, person = self.world.decides(who, word), self.scene.viewer(who), self.scene.person(word.place)
        told: dict[str, Any] = {"person": person, "entry_id": self.scene.known(key), "is_hidden": hides}
        self._do(may, lambda: entries.hide_word(viewer, **told, now=clock.now()))
        if may and word.is_hidden != hides:
            word.is_hidden = hides
            word.wished_by = None if hides else word.wished_by
            word.settle()

    @rule(who=_anyone, which=_number, wishes=st.booleans())
    def wish_hidden(self, who: str, which: int, wishes: bool) -> None:
        """Somebody who reads a word asks not to stand in it, or takes that back."""
        key, word = self._word(which)
        if word is None or memorials_seen.person(self.scene.viewer(who), self.scene.slugs[word.place]) is None:
            return
        viewer, person, now = self.scene.viewer(who), self.scene.person(word.place), clock.now()
        mine = word.is_hidden and word.wished_by == who
        act = entries.ask_to_hide if wishes else entries.take_wish_back
        can = self.world.sees(who, word) and who not in KEEPERS and word.writer != who and word.wished_by != who
        may = mine or (wishes and can)
        self._do(may, lambda: act(viewer, person=person, entry_id=self.scene.known(key), now=now))
        if may:
            word.is_hidden, word.wished_by = wishes, who if wishes else None
            word.settle()

    # --- what the rules are told with ---

    def _do(self, may: bool, act: Callable[[], Any]) -> None:
        """Do it; it is refused where the rule says that they may not, and nowhere else."""
        self.has_pressed = True
        refused: YearlightError | None = None
        try:
            with transaction.atomic():
                act()
        except YearlightError as error:
            refused = error
        Sharing.done["refused" if refused else "allowed"] += 1
        assert may == (refused is None), f"refused: {refused!r}" if refused else "not refused"

    def _keep(self, who: str, place: str, kind: str, text: str, circle: str | None, row: Entry | None = None) -> Entry:
        said = Text("", f"{text} {scenes.WORD}", scenes.ON.isoformat(), self.scene.value(circle))
        return entries.keep_entry(
            self.scene.viewer(who),
            person=self.scene.person(place),
            kind=kind,
            text=said,
            window=Window(f"w{self.scene.made}", base_revision=row.revision if row else 0),
            entry_id=row.public_id if row else "",
            now=clock.now(),
        )

    def _add(self, public_id: str, thing: Thing) -> None:
        self._did()
        key = f"{thing.kind} {len(self.world.things) + 1}"
        self.scene.ids[public_id], self.world.things[key] = key, thing

    def _did(self) -> None:
        self.has_pressed = True
        Sharing.done["allowed"] += 1

    def _key(self, public_id: str) -> str:
        return self.scene.ids[public_id]

    def _pick(self, which: int, *kinds: str) -> str | None:
        keys = [key for key, one in self.world.things.items() if one.kind in kinds]
        return keys[which % len(keys)] if keys else None

    def _word(self, which: int) -> tuple[str, Word | None]:
        key = self._pick(which, "word")
        found = self.world.things[key] if key else None
        return key or "", found if isinstance(found, Word) else None

    def _circle(self, which: int) -> str | None:
        """Any circle of both families, or nobody but the writer."""
        choices = [None, *sorted(self.scene.circles)]
        return choices[which % len(choices)]

    def _own_circle(self, which: int) -> str | None:
        own = [name for name, one in self.scene.circles.items() if one.kind == CircleKind.OWN]
        return own[which % len(own)] if own else None

    def _mine(self, who: str, circle: str | None) -> str | None:
        """What is no circle of one's own means oneself alone."""
        return circle if circle in self.world.people[who].circles else None

    def _is_there(self, who: str, place: str) -> bool:
        """Whether they come to a place at all: every page of it asks that first."""
        return memorials_seen.person(self.scene.viewer(who), self.scene.slugs[place]) is not None

    def _has_seat(self, who: str) -> bool:
        one = self.world.people[who]
        return not one.is_guest or one.link_by is not None
