"""What the demo family does again each year: the rowan and the gift, in their own words, and how both are made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from yearlight.core.ids import public_id
from yearlight.entries.actions import attach
from yearlight.entries.texts import Text, Window
from yearlight.memorials import queries as memorials
from yearlight.ops.demo_story import When
from yearlight.people.viewer import Viewer
from yearlight.rituals import actions
from yearlight.rituals.facts import NO_FACTS, Facts
from yearlight.rituals.kinds import Chapter, Kind

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


@dataclass(frozen=True, slots=True)
class Maker:
    """Whose rituals they are, who writes them down, and what the story's days and pictures are."""

    viewer: Viewer
    person: "Person"
    audience: str
    pictures: "Mapping[str, Picture]"
    day: Callable[[When], date]
    instant: Callable[[When], datetime]
    today: date

    def make(self) -> int:
        """Make both rituals with the years that have come; returns how many acts that were."""
        dates = memorials.dates(self.viewer, self.person)
        born = next((one.public_id for one in dates if one.kind == "born"), "")
        told = actions.Said(
            "The rowan", ROWAN_TOLD, self.audience, stands_at="On the hill, left of the gate.", looked_after_by="Peter"
        )
        tree = self._begin(Kind.TREE, told, ROWAN[0].when)
        gift = self._begin(Kind.GIFT, actions.Said("The gift", GIFT_TOLD, self.audience, age_from=born), GIFTS[0].when)
        years = [(tree, one) for one in ROWAN] + [(gift, one) for one in GIFTS]
        come = [(ritual, one) for ritual, one in years if self.day(one.when) <= self.today]
        for ritual, one in come:
            self._note(ritual, one)
        return len(come)

    def _begin(self, kind: Kind, said: actions.Said, when: When) -> "Ritual":
        return actions.begin(self.viewer, persons=[self.person], kind=kind, said=said, now=self.instant(when))

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
