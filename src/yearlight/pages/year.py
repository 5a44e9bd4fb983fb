"""The year of an account: the days of all its persons, month by month, and their marks on one leaf."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.dates import MONTHS
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext as _

from yearlight.calendars import daylight
from yearlight.memorials.sentences import called
from yearlight.pages import wish_words
from yearlight.pages.day_rows import DayRow, day_row, kind_of, often_row
from yearlight.pages.listing import Listing
from yearlight.reminders.queries import days as queries
from yearlight.web.templatetags.shell import OWN, QUIET, SHARED, LeafMark
from yearlight.web.words import day_in_words, in_words, weekday_in_words

if TYPE_CHECKING:
    from yearlight.reminders.queries.days import Day, Fault
    from yearlight.reminders.queries.sources import Source


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month with its days, or several without one, in one line."""

    words: str
    days: Sequence[DayRow] = ()
    #: The line of today stands before the day of this number.
    today_before: int | None = None


@dataclass(frozen=True, slots=True)
class FaultRow:
    """A custom whose rule gives no days: whose it is, the date as it is stored, and what is wrong with it."""

    who: str
    custom: str
    stored: str
    sentence: str


@dataclass(frozen=True, slots=True)
class YearPage:
    months: Sequence[MonthRow]
    #: What comes each week or month, one row for each custom.
    often: Sequence[DayRow]
    marks: Sequence[LeafMark]
    faults: Sequence[FaultRow]
    #: What a calendar cannot say for a part of this list.
    limits: Sequence[str]

    @property
    def has_days(self) -> bool:
        return bool(self.marks or self.often)


def year_page(
    sources: Sequence["Source"], listing: Listing, *, today: date, latitude: int | None, has_several: bool
) -> YearPage:
    """The page of the days of a list."""
    first, last = listing.first.toordinal(), listing.last.toordinal()
    found = queries.days_of(sources, first, last)
    names = {one.told: one.words for one in wish_words.choices()}
    seldom = [day for day in found.days if not day.source.is_often]

    def row(day: "Day") -> DayRow:
        return day_row(day, listing, has_several=has_several, wishes=names)

    rows = [row(day) for day in seldom]
    return YearPage(
        _months(rows, listing, today),
        _often([day for day in found.days if day.source.is_often], listing, today, row),
        _marks(rows, latitude),
        [_fault(one) for one in found.faults],
        _limits(sources, first, last),
    )


def next_own(sources: Iterable["Source"], today: date) -> date | None:
    """The next of the family's own days that comes once a year, to begin the list with."""
    own = [one for one in sources if one.is_own and not one.is_often]
    first = today.toordinal()
    found = queries.days_of(own, first, first + 365).days
    return next((date.fromordinal(day.on) for day in found if kind_of(day) == OWN), None)


def _months(rows: Sequence[DayRow], listing: Listing, today: date) -> list[MonthRow]:
    by_month: dict[tuple[int, int], list[DayRow]] = {}
    for row in rows:
        by_month.setdefault((row.on.year, row.on.month), []).append(row)
    found: list[MonthRow] = []
    empty: list[str] = []
    told_year = 0
    for year, month in _month_numbers(listing):
        here = by_month.get((year, month), [])
        is_now = (today.year, today.month) == (year, month) and listing.first <= today <= listing.last
        if not here and not is_now:
            empty.append(str(MONTHS[month]))
            continue
        found += _gathered(empty)
        empty = []
        found.append(MonthRow(_month(year, month, is_told=year == told_year), here, _passed(here, today, is_now)))
        told_year = year
    return found + _gathered(empty)


def _month_numbers(listing: Listing) -> list[tuple[int, int]]:
    first = 12 * listing.first.year + listing.first.month - 1
    last = 12 * listing.last.year + listing.last.month - 1
    return [(number // 12, number % 12 + 1) for number in range(first, last + 1)]


def _month(year: int, month: int, *, is_told: bool) -> str:
    """The name of a month, with its year where that was not told before."""
    name = str(MONTHS[month])
    return name if is_told else _("%(month)s %(year)s") % {"month": name, "year": year}


def _passed(here: Sequence[DayRow], today: date, is_now: bool) -> int | None:
    return sum(row.on < today for row in here) if is_now else None


def _gathered(empty: Sequence[str]) -> list[MonthRow]:
    if len(empty) > 2:
        return [MonthRow(pgettext("months", "%(first)s to %(last)s") % {"first": empty[0], "last": empty[-1]})]
    if len(empty) == 2:
        return [MonthRow(pgettext("months", "%(first)s and %(last)s") % {"first": empty[0], "last": empty[1]})]
    return [MonthRow(one) for one in empty]


def _often(found: Sequence["Day"], listing: Listing, today: date, row: "Callable[[Day], DayRow]") -> list[DayRow]:
    """One row for each custom that comes each week or month, so that the others can be seen between them.

    It is the row of the next of its days, or where all are over, of the first of the list.
    """
    by_source: dict[int, list[Day]] = {}
    for day in found:
        by_source.setdefault(id(day.source), []).append(day)
    begins = max(today, listing.first).toordinal()
    rows = []
    for days in by_source.values():
        at = next((number for number, day in enumerate(days) if day.on >= begins), 0)
        rows.append(often_row(row(days[at]), days[at:]))
    return rows


def _marks(rows: Sequence[DayRow], latitude: int | None) -> list[LeafMark]:
    """Each place of the leaf once; where several days meet, one of the family's own is seen before others."""
    found: dict[int, LeafMark] = {}
    for row in sorted(rows, key=lambda row: (OWN, SHARED, QUIET).index(row.kind)):
        place = daylight.place_of(row.on.month, row.on.day, latitude)
        if place not in found:
            words = {"day": weekday_in_words(row.on), "words": row.words}
            found[place] = LeafMark(place, _("%(day)s, %(words)s") % words, row.kind)
    return sorted(found.values(), key=lambda mark: mark.place)


def _fault(one: "Fault") -> FaultRow:
    source = one.source
    custom = gettext(source.kept.custom.name) if source.kept else ""
    stored = in_words(source.date.happened_on) if source.date else ""
    return FaultRow(called(source.person) if source.person else "", custom, stored, one.sentence)


def _limits(sources: Sequence["Source"], first: int, last: int) -> list[str]:
    """For which customs the calendar does not reach over the whole list; each is said once."""
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
    return list(found.values())
