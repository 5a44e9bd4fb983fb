"""The year of an account: the days of all its persons, month by month, and their marks on one leaf."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yearlight.calendars import daylight
from yearlight.pages.listing import Listing
from yearlight.pages.year_days import DrawnDay, FaultRow, OwnerYear
from yearlight.web.templatetags.shell import OWN, QUIET, SHARED, LeafMark
from yearlight.web.words import weekday_in_words


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month with its days, or several without one, in one line."""

    words: str
    days: Sequence[DrawnDay] = ()
    #: The line of today stands before the day of this number.
    today_before: int | None = None

    @property
    def passed(self) -> SafeString:
        """The rows before the line of today."""
        return joined(self.days[: self.today_before or 0])

    @property
    def coming(self) -> SafeString:
        """The rows behind it, or all of another month."""
        return joined(self.days[self.today_before or 0 :])


@dataclass(frozen=True, slots=True)
class YearPage:
    months: Sequence[MonthRow]
    #: What comes each week or month, one row for each custom.
    often: Sequence[DrawnDay]
    marks: Sequence[LeafMark]
    faults: Sequence[FaultRow]
    #: What a calendar cannot say for a part of this list.
    limits: Sequence[str]

    @property
    def has_days(self) -> bool:
        return bool(self.marks or self.often)

    @property
    def often_rows(self) -> SafeString:
        return joined(self.often)


def year_page(owners: Sequence[OwnerYear], listing: Listing, *, today: date, latitude: int | None) -> YearPage:
    """The page of a list, put together from what each owner's days put into it."""
    days = sorted((day for one in owners for day in one.days), key=lambda day: day.row.on)
    limits = {custom: words for one in reversed(owners) for custom, words in one.limits.items()}
    return YearPage(
        _months(days, listing, today),
        [day for one in owners for day in one.often],
        _marks(days, latitude),
        [fault for one in owners for fault in one.faults],
        list(limits.values()),
    )


def joined(days: Iterable[DrawnDay]) -> SafeString:
    """The rows of some days one after the other."""
    return mark_safe("".join(day.html for day in days))  # noqa: S308 - each was drawn by a template


def _months(days: Sequence[DrawnDay], listing: Listing, today: date) -> list[MonthRow]:
    by_month: dict[tuple[int, int], list[DrawnDay]] = {}
    for day in days:
        by_month.setdefault((day.row.on.year, day.row.on.month), []).append(day)
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


def _passed(here: Sequence[DrawnDay], today: date, is_now: bool) -> int | None:
    return sum(day.row.on < today for day in here) if is_now else None


def _gathered(empty: Sequence[str]) -> list[MonthRow]:
    if len(empty) > 2:
        return [MonthRow(pgettext("months", "%(first)s to %(last)s") % {"first": empty[0], "last": empty[-1]})]
    if len(empty) == 2:
        return [MonthRow(pgettext("months", "%(first)s and %(last)s") % {"first": empty[0], "last": empty[1]})]
    return [MonthRow(one) for one in empty]


def _marks(days: Sequence[DrawnDay], latitude: int | None) -> list[LeafMark]:
    """Each place of the leaf once; where several days meet, one of the family's own is seen before others."""
    found: dict[int, LeafMark] = {}
    rows = (day.row for day in days)
    for row in sorted(rows, key=lambda row: (OWN, SHARED, QUIET).index(row.kind)):
        place = daylight.place_of(row.on.month, row.on.day, latitude)
        if place not in found:
            words = {"day": weekday_in_words(row.on), "words": row.words}
            found[place] = LeafMark(place, _("%(day)s, %(words)s") % words, row.kind)
    return sorted(found.values(), key=lambda mark: mark.place)
