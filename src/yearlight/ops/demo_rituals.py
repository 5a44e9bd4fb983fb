"""What the demo family does again each year: the rowan, the gift and the hour by the tree, and how they are made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from yearlight.core.ids import public_id
from yearlight.entries.actions import attach
from yearlight.entries.texts import Text, Window
from yearlight.memorials import queries as memorials
from yearlight.ops.demo_story import When
from yearlight.people.viewer import Viewer
from yearlight.rituals import actions
from yearlight.rituals.actions import orders
from yearlight.rituals.facts import NO_FACTS, Facts
from yearlight.rituals.kinds import Chapter, Coming, Kind, PartKind
from yearlight.rituals.orders import PartText
from yearlight.rituals.queries import days

if TYPE_CHECKING:
    from yearlight.keepsakes.models import Picture
    from yearlight.memorials.models import Person
    from yearlight.rituals.models import Ritual


@dataclass(frozen=True, slots=True)
class Done:
    """One year of a ritual, with the picture beside it by name."""

    when: When
    what: str
    why: str = ""
    picture: str = ""
    chapter: Chapter = Chapter.YEAR
    facts: Facts = NO_FACTS


_WARD, _HARBOUR = Facts(for_whom="The children’s ward"), Facts("Harbour Street toy collection", "Ada")
ROWAN_TOLD = "Planted in the rain, with Daniel’s spade. A picture from the gate every autumn."
GIFT_TOLD = "Every Christmas something for a child of the age he would be."

#: The third autumn is not there; nobody had asked for it.
ROWAN = (
    Done(When(1, 3, 21), "", "It reaches up to Peter’s belt.", "planted", Chapter.PLANTED),
    Done(When(1, 10, 10), "The first autumn", picture="rowan1"),
    Done(When(2, 10, 10), "", picture="rowan2"),
    Done(When(4, 10, 10), "In fog", "Its first berries.", "rowan4"),
    Done(When(5, 10, 10), "", picture="rowan5"),
    Done(When(6, 10, 10), "After the storm", picture="rowan6"),
    Done(When(7, 10, 10), "First frost", picture="rowan7"),
    Done(When(8, 10, 10), "Taller than the house door", picture="rowan8"),
)
GIFTS = (
    Done(When(1, 12, 24), "A ball", facts=_WARD),
    Done(When(2, 12, 24), "A spinning top", facts=_WARD),
    Done(When(4, 12, 24), "A torch, and a book about bears", "Ada said that four is when it gets dark.", facts=_WARD),
    Done(When(5, 12, 24), "A red sledge", facts=Facts("The neighbours’ list at the library", "Peter")),
    Done(When(6, 12, 24), "A box of forty pencils", facts=_HARBOUR),
    Done(When(7, 12, 24), "A wooden tram with four stops", "He may rename the stops.", "tram", facts=_HARBOUR),
)

CEREMONY_TOLD = "Half an hour by the rowan, before it is dark. Afterwards soup."
CEREMONY = Done(
    When(7, 11, 14, 16), "Seven years", "Ada held the candle, the whole way up. Jonas laid the last stone.", "stones7"
)
STEPS = (
    PartText(PartKind.WELCOME, "Welcome", "Peter", "We are here because Emil is our son and your brother."),
    PartText(PartKind.CANDLE, "The candle is lit", "Ada"),
    PartText(PartKind.NAMES, "The name is read", "Ilse", "Emil"),
    PartText(PartKind.READING, "This year’s letter", "Miriam, or nobody"),
    PartText(PartKind.CHILDREN, "Each lays a stone", "Jonas first"),
    PartText(PartKind.SILENCE, "A minute of silence", "", "Whoever is cold may walk."),
    PartText(PartKind.FOOD, "Soup, with too much pepper", "Daniel"),
)
HOUR = orders.When(at="at four", place="By the rowan", told="Warm shoes. Nobody has to say anything.", asks=True)
#: Who answers what; the first is the one who writes it all down.
ANSWERS = ((Coming.YES, ""), (Coming.THOUGHT, "The hill is too steep for me now. I light mine at four."))


@dataclass(frozen=True, slots=True)
class Maker:
    """Whose rituals they are, who writes them down, and what the story's days and pictures are."""

    viewer: Viewer
    grandmother: Viewer
    person: "Person"
    audience: str
    pictures: "Mapping[str, Picture]"
    day: Callable[[When], date]
    instant: Callable[[When], datetime]
    today: date

    def make(self) -> int:
        """Make the rituals with the years that have come; returns how many acts that were."""
        dates = memorials.dates(self.viewer, self.person)
        born = next((one.public_id for one in dates if one.kind == "born"), "")
        told = actions.Said(
            "The rowan", ROWAN_TOLD, self.audience, stands_at="On the hill, left of the gate.", looked_after_by="Peter"
        )
        tree = self._begin(Kind.TREE, told, ROWAN[0].when)
        gift = self._begin(Kind.GIFT, actions.Said("The gift", GIFT_TOLD, self.audience, age_from=born), GIFTS[0].when)
        years = [(tree, one) for one in ROWAN] + [(gift, one) for one in GIFTS] + [(self._ceremony(), CEREMONY)]
        come = [(ritual, one) for ritual, one in years if self.day(one.when) <= self.today]
        for ritual, one in come:
            self._note(ritual, one)
        return len(come)

    def _begin(self, kind: Kind, said: actions.Said, when: When) -> "Ritual":
        return actions.begin(self.viewer, persons=[self.person], kind=kind, said=said, now=self.instant(when))

    def _ceremony(self) -> "Ritual":
        """The hour by the tree, with the order of the year that is told of, and what was answered."""
        day = next(value for value, _words in days.day_choices(self.viewer, [self.person]) if value)
        told = actions.Said("By the rowan", CEREMONY_TOLD, self.audience, day=day)
        ritual = self._begin(Kind.CEREMONY, told, CEREMONY.when)
        on, now = self.day(CEREMONY.when), self.instant(CEREMONY.when)
        person, key, year = self.person, ritual.public_id, on.year
        orders.begin_order(self.viewer, person=person, ritual_id=key, year=year, parts=STEPS, now=now)
        when = replace(HOUR, happens_on=on.isoformat())
        orders.change_order(self.viewer, person=person, ritual_id=key, year=year, when=when, now=now)
        for who, (said, line) in zip((self.viewer, self.grandmother), ANSWERS, strict=True):
            orders.answer(who, person=person, ritual_id=key, year=year, said=said, line=line, now=now)
        return ritual

    def _note(self, ritual: "Ritual", one: Done) -> None:
        on, now = self.day(one.when), self.instant(one.when)
        text = Text(one.what, one.why, on.isoformat(), self.audience)
        entry = actions.keep_act(
            self.viewer,
            person=self.person,
            done=actions.Done(text, on.year, one.chapter, one.facts),
            window=Window(public_id()),
            ritual_id=ritual.public_id,
            now=now,
            today=on,
        )
        picture = self.pictures.get(one.picture)
        if picture is not None:
            attach(self.viewer, person=self.person, entry_id=entry.public_id, picture_id=picture.public_id, now=now)
