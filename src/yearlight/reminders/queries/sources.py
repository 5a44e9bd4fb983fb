"""What the days of an account come from: what is kept for the persons it sees, its shared days, and its own wishes.

The pages, the feed and the messages all begin here, so that they say the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from yearlight.calendars.customs import custom
from yearlight.calendars.customs.declined import Declined
from yearlight.calendars.customs.options import choose
from yearlight.calendars.customs.rule import Occurrence, Recurrence
from yearlight.calendars.occurrences import Kept, identity, occurrences
from yearlight.memorials import queries as memorials
from yearlight.memorials.series import Series, days_between
from yearlight.people.viewer import Viewer
from yearlight.reminders.models import HowTold, SharedDay, Wish
from yearlight.reminders.queries.wishes import Wishes, in_short, wish_for, wishes

if TYPE_CHECKING:
    from yearlight.memorials.models import Person, PersonDate

#: The owner of a day that is no person's, in the names of days.
SHARED = "shared"
_OFTEN = (Recurrence.MONTHLY, Recurrence.WEEKLY)


@dataclass(frozen=True, slots=True)
class Source:
    """One custom as it is kept: for a person, or, without one, by the account itself. ``kept`` is None where it cannot be read."""

    custom: str
    kept: Kept | None
    series: Series | None = None
    wish: Wish | None = None

    @property
    def person(self) -> "Person | None":
        return self.series.person if self.series else None

    @property
    def date(self) -> "PersonDate | None":
        return self.series.date if self.series else None

    @property
    def moved(self) -> dict[str, str]:
        """The single days that the family keeps elsewhere."""
        return self.series.row.moved if self.series and self.series.row else {}

    @property
    def owner(self) -> str:
        """Whose days they are, as their names begin: the public id of a date, or of a person, or "shared"."""
        named = self.date or self.person
        return named.public_id if named else SHARED

    @property
    def is_often(self) -> bool:
        """Whether its days come each week or each month."""
        return self.kept is not None and self.kept.custom.recurrence in _OFTEN

    @property
    def is_own(self) -> bool:
        """Whether it is a day of the family's own; others are shared with everybody who keeps them."""
        return self.date is not None

    def rule(self) -> str:
        """Which custom of which date, by names that stay when the date is corrected."""
        return f"{self.custom} {self.date.public_id}" if self.date else self.custom

    def name_of(self, occurrence: Occurrence) -> str:
        """The name of one of its days in addresses: it stays when the date is corrected."""
        key = identity(self.kept.custom, occurrence) if self.kept else ""
        return f"{self.owner}.{self.custom}.{key}"

    def told(self, on: int) -> str:
        """How its day on that date is told to whoever looks: a value of ``HowTold``."""
        if self.wish is None:
            return HowTold.AS_IT_IS.value
        if self.wish.told == HowTold.NOT_THIS_YEAR and self.wish.year != date.fromordinal(on).year:
            return HowTold.AS_IT_IS.value
        return self.wish.told

    def is_left_out(self, on: int) -> bool:
        """Whether nothing is told of that day, outside of the year's own page."""
        return self.wish is not None and self.told(on) in (HowTold.NEVER, HowTold.NOT_THIS_YEAR)

    def is_softer(self, on: int) -> bool:
        return self.wish is not None and self.told(on) == HowTold.SOFTER

    def days(self, first: int, last: int) -> Sequence[tuple[int, Occurrence]]:
        """Each occurrence, with the day it is kept on; none where the rule cannot be followed."""
        if self.series is not None:
            found, _faulty = days_between([self.series], first, last)
            return [(day.on, day.occurrence) for day in found]
        try:
            return [(one.day, one) for one in occurrences(self.kept, first, last)] if self.kept else []
        except Declined:
            return []


def sources(viewer: Viewer, persons: "Sequence[Person] | None" = None) -> list[Source]:
    """Everything that gives this viewer days. As many queries for one person as for a dozen."""
    seen = memorials.persons(viewer) if persons is None else persons
    return sources_with(viewer, seen, own(viewer))


@dataclass(frozen=True, slots=True)
class Own:
    """What an account chose for itself alone: its wishes, and the shared days it takes part in."""

    wishes: Wishes
    shared: Sequence[SharedDay]

    def in_short_of(self, person_id: int) -> tuple[object, ...]:
        """All that what is shown of a person's days could depend on. A wish may name a date alone, which may be theirs."""
        return in_short({key: one for key, one in self.wishes.items() if key[0] in (None, person_id)})

    def in_short_of_shared(self) -> tuple[object, ...]:
        """All that what is shown of the shared days depends on."""
        wishes = {key: one for key, one in self.wishes.items() if key[:2] == (None, None)}
        return in_short(wishes), tuple((one.custom, repr(sorted(one.options.items()))) for one in self.shared)

    def in_short(self) -> tuple[object, ...]:
        """All that a page could show of it: where it is the same, the page is."""
        return in_short(self.wishes), self.in_short_of_shared()


def own(viewer: Viewer) -> Own:
    """What this viewer chose for itself, in two queries."""
    if viewer.account_id is None:
        return Own({}, ())
    return Own(wishes(viewer), list(SharedDay.objects.filter(account=viewer.account_id).order_by("custom")))


def sources_with(viewer: Viewer, persons: "Sequence[Person]", own: Own) -> list[Source]:
    """Everything that gives days: what is kept for these persons, and the shared days."""
    return of_persons(viewer, persons, own.wishes) + shared_sources(own)


def of_persons(viewer: Viewer, persons: "Sequence[Person]", wishes: Wishes) -> list[Source]:
    """What is kept for these persons, each with the wish for it."""
    return [Source(one.custom, one.kept, one, wish_for(one, wishes)) for one in memorials.series(viewer, persons)]


def shared_sources(own: Own) -> list[Source]:
    """The shared days that an account takes part in."""
    return [Source(one.custom, _shared(one), wish=own.wishes.get((None, None, one.custom))) for one in own.shared]


def _shared(one: SharedDay) -> Kept | None:
    try:
        rule = custom(one.custom)
        return Kept(rule, choose(rule, one.options))
    except Declined:
        return None
