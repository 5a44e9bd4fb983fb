"""A day as a number, and back.

The number counts days in the proleptic Gregorian calendar: day 1 is
1 January of year 1. It is the ``toordinal`` of Python's ``datetime.date`` and
the R.D. ("fixed day") of Reingold and Dershowitz, *Calendrical Calculations*,
so that their tables can be used as they stand.

Range: years 1 to 9999. Outside it every function raises :class:`DayError`;
nothing is guessed.
"""

from datetime import date
from typing import NamedTuple

FIRST_YEAR = 1
LAST_YEAR = 9999
FIRST_DAY = date.min.toordinal()
LAST_DAY = date.max.toordinal()


class DayError(ValueError):
    """No such day, or one outside the years 1 to 9999."""


class Civil(NamedTuple):
    """A day as people write it: year 1 to 9999, month 1 to 12, day 1 to 31."""

    year: int
    month: int
    day: int


def number(year: int, month: int, day: int) -> int:
    """The number of a civil day; raises DayError where there is no such day.

    >>> number(2018, 11, 14)
    737012
    """
    try:
        return date(year, month, day).toordinal()
    except ValueError as fault:
        raise DayError(f"no day {year}-{month}-{day}") from fault


def civil(day: int) -> Civil:
    """The civil day of a number; raises DayError outside the range.

    >>> civil(737012)
    Civil(year=2018, month=11, day=14)
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise DayError(f"day {day} is outside the years 1 to 9999")
    found = date.fromordinal(day)
    return Civil(found.year, found.month, found.day)


def month_length(year: int, month: int) -> int:
    """How many days a month has, 28 to 31; raises DayError outside the range."""
    first = number(year, month, 1)
    if (year, month) == (LAST_YEAR, 12):
        return 31
    following = number(year + month // 12, month % 12 + 1, 1)
    return following - first
