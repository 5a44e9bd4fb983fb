"""What is done on a day, and what was done last time: beside the day on its own page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer
from yearlight.rituals import queries
from yearlight.rituals.shown import ActView, RitualView

if TYPE_CHECKING:
    from yearlight.reminders.queries.days import Day

#: A year can be noted from the day's page this long before and after the day.
_NEAR = 183


@dataclass(frozen=True, slots=True)
class Hung:
    """One ritual of a day: what is noted for the day's year, and what was done the last time before."""

    ritual: RitualView
    year: int
    this_year: Sequence[ActView]
    last: ActView | None
    may_add: bool


def hung(viewer: Viewer, day: "Day", *, today: date) -> list[Hung]:
    """The rituals that hang on a day, as far as this viewer sees them. As many queries for forty years as for one."""
    person = day.source.person
    if person is None:
        return []
    # A day that was moved counts for the year of its rule, as an act does.
    year = date.fromordinal(day.occurrence.day).year
    may_add = viewer.may(Deed.WRITE, person.family_id) and abs(day.on - today.toordinal()) <= _NEAR
    found = queries.hung_on(viewer, person, f"{day.source.owner}.{day.source.custom}")
    return [Hung(one, year, one.of_year(year), one.before(year), may_add) for one in found]
