"""A lunar date in other years: which month, which day, how sure. For the customs of ``lunar_yearly`` and others."""

from functools import lru_cache
from typing import NamedTuple

from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import (
    Asked,
    Calendar,
    Certainty,
    DateIn,
)
from yearlight.calendars.doubt import Doubt
from yearlight.calendars.lunisolar import CHINA, KOREA, VIETNAM, Lunisolar

TABLES = {Calendar.CHINA: CHINA, Calendar.KOREA: KOREA, Calendar.VIETNAM: VIETNAM}

_DOUBTS = {
    Doubt.FORECAST: Reason.FORECAST,
    Doubt.MIDNIGHT: Reason.NEAR_MIDNIGHT,
    Doubt.DIVIDED: Reason.MONTHS_DIVIDED,
    Doubt.UNATTESTED: Reason.UNATTESTED,
}


class Lunar(NamedTuple):
    """A date of a lunisolar calendar."""

    year: int
    month: int
    day: int
    is_leap: bool


class Kept(NamedTuple):
    """One day on which a date is kept, and why."""

    day: int
    reasons: tuple[Reason, ...]
    part: str = ""


def in_year(table: Lunisolar, died: Lunar, year: int, leap: str, repeated: str, thirtieth: str) -> list[Kept]:
    """The days of a lunar year on which a date is kept: one, or two where the family keeps both months.

    Raises ``OutOfRange`` for a year that the table does not have.

    >>> in_year(CHINA, Lunar(2018, 10, 7, False), 2019, "regular", "first", "last")[0].day == 737366
    True
    """
    has_both = table.leap_month(year) == died.month
    if died.is_leap:
        regular = Kept(*_clamped(table, year, died, False, thirtieth, Reason.LEAP_MONTH_IN_REGULAR))
        if not has_both or leap == "regular":
            return [regular]
        kept = Kept(*_clamped(table, year, died, True, thirtieth, Reason.LEAP_MONTH_KEPT))
        return [kept] if leap == "leap" else [regular, kept._replace(part="leap-month")]
    first = Kept(*_clamped(table, year, died, False, thirtieth))
    if not has_both or repeated == "first":
        return [first]
    second = Kept(*_clamped(table, year, died, True, thirtieth, Reason.SECOND_OF_TWO_MONTHS))
    return [first, second._replace(part="leap-month")]


def _clamped(
    table: Lunisolar, year: int, died: Lunar, is_leap: bool, thirtieth: str, why: Reason = Reason.SAME_DATE
) -> tuple[int, tuple[Reason, ...]]:
    index = table.month_index(year, died.month, is_leap)
    start, following = table.starts[index], table.starts[index + 1]
    if start + died.day <= following:
        return start + died.day - 1, (why,)
    if thirtieth == "first":
        return following, (why, Reason.FIRST_OF_NEXT_MONTH)
    return following - 1, (why, Reason.SHORT_MONTH)


def months_later(table: Lunisolar, date: Lunar, months: int) -> int:
    """The day so many lunar months after a date, leap months counted; a missing 30th is the 29th."""
    index = table.month_index(date.year, date.month, date.is_leap) + months
    table.month_at(index)
    return min(table.starts[index] + date.day, table.starts[index + 1]) - 1


@lru_cache(maxsize=4096)
def certainty_of(table: Lunisolar, day: int) -> tuple[Certainty, tuple[Reason, ...]]:
    """How sure a day of the table is, with the reason if it is not."""
    doubt = table.doubt(day)
    return (Certainty.EXACT, ()) if doubt is None else (Certainty.PROVISIONAL, (_DOUBTS[doubt],))


def date_in(calendar: Calendar, day: int) -> DateIn:
    """The date of a day in one of the three calendars."""
    return DateIn(calendar, *TABLES[calendar].from_day(day))


def date_of(asked: Asked, table: Lunisolar) -> Lunar:
    """The lunar date that a custom counts from."""
    if asked.given is None:
        return Lunar(*table.from_day(asked.day))
    return Lunar(*asked.given[1:])
