"""The year of an account: the days of all its persons, month by month, and their marks on one leaf."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yearlight.calendars import daylight
from yearlight.memorials.sentences import called
from yearlight.memorials.series import KeptDay, Series, days_between
from yearlight.pages.days import told
from yearlight.web.templatetags.shell import LeafMark
from yearlight.web.words import in_words, weekday_in_words

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day in the list."""

    on: date
    when: str
    words: str
    note: str
    from_sunset: bool
    certainty: str


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month with its days, or several without one, in one line."""

    words: str
    days: Sequence[DayRow] = ()
    #: The line of today stands before the day of this number.
    today_before: int | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A series whose rule could not be followed, with the date as it is stored."""

    words: str
    stored: str


@dataclass(frozen=True, slots=True)
class YearPage:
    months: Sequence[MonthRow]
    marks: Sequence[LeafMark]
    faults: Sequence[Fault]
    latitude: int | None
    has_days: bool


def year_page(persons: Sequence["Person"], many: Sequence[Series], *, first: date, last: date, today: date) -> YearPage:
    """The page of the days from ``first`` to ``last``, which begin and end with a month."""
    found, faulty = days_between(many, first.toordinal(), last.toordinal())
    latitude = persons[0].latitude if persons else None
    rows = [_row(day, has_several=len(persons) > 1) for day in found]
    return YearPage(
        _months(rows, first, today),
        _marks(rows, latitude),
        [_fault(one) for one in faulty],
        latitude,
        bool(rows),
    )


def months_from(begins: date) -> tuple[date, date]:
    """The first and last day of the twelve months that begin with the month of a day."""
    first = begins.replace(day=1)
    year, month = (first.year, 12) if first.month == 1 else (first.year + 1, first.month - 1)
    return first, date(year, month, calendar.monthrange(year, month)[1])


def _row(day: KeptDay, *, has_several: bool) -> DayRow:
    words, note = told(day)
    on = date.fromordinal(day.on)
    if has_several and called(day.series.person) not in note + words:
        note = _("%(name)s: %(note)s") % {"name": called(day.series.person), "note": note} if note else ""
        note = note or called(day.series.person)
    occurrence = day.occurrence
    when = weekday_in_words(on)
    return DayRow(on, when, words, note, occurrence.starts_evening_before, str(occurrence.certainty))


def _months(rows: Sequence[DayRow], first: date, today: date) -> list[MonthRow]:
    by_month: dict[tuple[int, int], list[DayRow]] = {}
    for row in rows:
        by_month.setdefault((row.on.year, row.on.month), []).append(row)
    found: list[MonthRow] = []
    empty: list[str] = []
    told_year = 0
    for step in range(12):
        year, month = first.year + (first.month - 1 + step) // 12, (first.month - 1 + step) % 12 + 1
        here = by_month.get((year, month), [])
        is_now = (today.year, today.month) == (year, month)
        if not here and not is_now:
            empty.append(str(MONTHS[month]))
            continue
        found += _gathered(empty)
        empty = []
        found.append(MonthRow(_month(year, month, is_told=year == told_year), here, _passed(here, today, is_now)))
        told_year = year
    return found + _gathered(empty)


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


def _marks(rows: Sequence[DayRow], latitude: int | None) -> list[LeafMark]:
    found: dict[int, LeafMark] = {}
    for row in rows:
        place = daylight.place_of(row.on.month, row.on.day, latitude)
        found.setdefault(place, LeafMark(place, _("%(day)s, %(words)s") % {"day": row.when, "words": row.words}))
    return list(found.values())


def _fault(series: Series) -> Fault:
    return Fault(called(series.person), in_words(series.date.happened_on) if series.date else "")
