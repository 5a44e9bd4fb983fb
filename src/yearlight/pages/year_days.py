"""What the days of one person, or those an account shares with others, put into a list of the year, each row drawn.

It is worked out for each owner apart, so that a change to one person's days leaves the others' ready.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from yearlight.memorials.sentences import called
from yearlight.pages import wish_words
from yearlight.pages.day_rows import DayRow, day_row, kind_of, often_row
from yearlight.pages.listing import Listing
from yearlight.reminders.queries import days as queries
from yearlight.web.templatetags.shell import OWN
from yearlight.web.words import day_in_words, in_words

if TYPE_CHECKING:
    from yearlight.reminders.queries.days import Day, Fault
    from yearlight.reminders.queries.sources import Source


@dataclass(frozen=True, slots=True)
class DrawnDay:
    """A day of the list, and its row as a page shows it while nothing is being wished of it."""

    row: DayRow
    html: SafeString


@dataclass(frozen=True, slots=True)
class FaultRow:
    """A custom whose rule gives no days: whose it is, the date as it is stored, and what is wrong with it."""

    who: str
    custom: str
    stored: str
    sentence: str


@dataclass(frozen=True, slots=True)
class OwnerYear:
    """What one owner's days put into a list."""

    #: In order; what comes each week or month is not among them.
    days: Sequence[DrawnDay]
    #: What comes each week or month, one row for each custom.
    often: Sequence[DrawnDay]
    faults: Sequence[FaultRow]
    #: By custom, what its calendar cannot say for a part of the list.
    limits: Mapping[str, str]
    #: The next of the family's own days that comes once a year, whatever the list holds.
    next_own: date | None

    @property
    def size(self) -> int:
        """In letters of HTML."""
        return sum(len(day.html) for day in (*self.days, *self.often))


def owner_year(sources: Sequence["Source"], listing: Listing, *, today: date, has_several: bool) -> OwnerYear:
    """The days of one owner's sources in a list; ``has_several`` where each has to say whose it is."""
    first, last = listing.first.toordinal(), listing.last.toordinal()
    found = queries.days_of(sources, first, last)
    names = {one.told: one.words for one in wish_words.choices()}

    def row(day: "Day") -> DayRow:
        return day_row(day, listing, has_several=has_several, wishes=names)

    seldom = [row(day) for day in found.days if not day.source.is_often]
    begins = max(today, listing.first).toordinal()
    often = [often_row(row(days[0]), days) for days in _by_source(found.days, begins)]
    return OwnerYear(
        [drawn(one, listing) for one in seldom],
        [drawn(one, listing) for one in often],
        [_fault(one) for one in found.faults],
        _limits(sources, first, last),
        _next_own(sources, today),
    )


def drawn(row: DayRow, listing: Listing) -> DrawnDay:
    """The row with nothing open."""
    context = {"day": row, "where": listing, "open": ""}
    return DrawnDay(row, mark_safe(get_template("pages/day_row.html").render(context)))  # noqa: S308 - drawn by a template


def _by_source(found: Iterable["Day"], begins: int) -> list[list["Day"]]:
    """What comes each week or month, for each source from the next of its days on; all of them where all are over."""
    by_source: dict[int, list[Day]] = {}
    for day in found:
        if day.source.is_often:
            by_source.setdefault(id(day.source), []).append(day)
    return [[day for day in days if day.on >= begins] or days for days in by_source.values()]


def _next_own(sources: Iterable["Source"], today: date) -> date | None:
    own = [one for one in sources if one.is_own and not one.is_often]
    first = today.toordinal()
    found = queries.days_of(own, first, first + 365).days
    return next((date.fromordinal(day.on) for day in found if kind_of(day) == OWN), None)


def _fault(one: "Fault") -> FaultRow:
    source = one.source
    custom = gettext(source.kept.custom.name) if source.kept else ""
    stored = in_words(source.date.happened_on) if source.date else ""
    return FaultRow(called(source.person) if source.person else "", custom, stored, one.sentence)


def _limits(sources: Iterable["Source"], first: int, last: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in sources:
        span = queries.not_covered(one, first, last)
        if span is None or one.kept is None or one.custom in found:
            continue
        begins, ends = (day_in_words(date.fromordinal(day)) for day in span)
        words = {"custom": gettext(one.kept.custom.name), "first": begins, "last": ends}
        found[one.custom] = (
            _("%(custom)s: its calendar is known here from %(first)s to %(last)s, and no day is told outside.") % words
        )
    return found
