"""What the days of an account come from: what is kept for the persons it sees, its shared days, and its own wishes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yearlight.calendars.customs import custom
from yearlight.calendars.customs.declined import Declined
from yearlight.calendars.customs.options import choose
from yearlight.calendars.customs.rule import Occurrence
from yearlight.calendars.occurrences import Kept, occurrences
from yearlight.memorials import queries as memorials
from yearlight.memorials.series import Series, days_between
from yearlight.people.viewer import Viewer
from yearlight.reminders.models import SharedDay, Wish

if TYPE_CHECKING:
    from yearlight.memorials.models import Person, PersonDate


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

    def rule(self) -> str:
        """Which custom of which date, by names that stay when the date is corrected."""
        return f"{self.custom} {self.date.public_id}" if self.date else self.custom

    def days(self, first: int, last: int) -> Iterator[tuple[int, Occurrence]]:
        """Each occurrence, with the day it is kept on; none where the rule cannot be followed."""
        if self.series is not None:
            found, _faulty = days_between([self.series], first, last)
            yield from ((day.on, day.occurrence) for day in found)
        elif self.kept is not None:
            yield from ((one.day, one) for one in occurrences(self.kept, first, last))


def sources(viewer: Viewer) -> list[Source]:
    """Everything that gives this viewer days. As many queries for one person as for a dozen."""
    rows = Wish.objects.filter(receiver__account=viewer.account_id) if viewer.account_id else ()
    wishes = {(one.person_id, one.date_id, one.custom): one for one in rows}
    found = [
        Source(one.custom, one.kept, one, _wish(one, wishes))
        for one in memorials.series(viewer, memorials.persons(viewer))
    ]
    shared = SharedDay.objects.filter(account=viewer.account_id).order_by("custom")
    return found + [Source(one.custom, _shared(one), wish=wishes.get((None, None, one.custom))) for one in shared]


def _wish(one: Series, wishes: dict[tuple[int | None, int | None, str], Wish]) -> Wish | None:
    """A wish for a date names its person too, or does not; either is found."""
    date_id = one.date.pk if one.date else None
    return wishes.get((one.person.pk, date_id, one.custom)) or wishes.get((None, date_id, one.custom))


def _shared(one: SharedDay) -> Kept | None:
    try:
        rule = custom(one.custom)
        return Kept(rule, choose(rule, one.options))
    except Declined:
        return None
