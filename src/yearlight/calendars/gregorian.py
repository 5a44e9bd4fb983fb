"""The Gregorian calendar, and the days of the week.

Range: years 1 to 9999, proleptic before 15 October 1582. Exact throughout.
Days of the week are 0 (Monday) to 6 (Sunday), as in Python.
"""

from datetime import date

from yearlight.calendars import day as days
from yearlight.calendars.errors import NoSuchDate, OutOfRange

NAME = "Gregorian"
FIRST_YEAR, LAST_YEAR = days.FIRST_YEAR, days.LAST_YEAR
FIRST_DAY, LAST_DAY = days.FIRST_DAY, days.LAST_DAY

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)

_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def to_day(year: int, month: int, day: int) -> int:
    """The day number of a date; raises NoSuchDate or OutOfRange.

    >>> to_day(2018, 11, 14)
    737012
    """
    try:
        return date(year, month, day).toordinal()
    except (ValueError, OverflowError) as fault:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise OutOfRange(NAME, FIRST_DAY, LAST_DAY) from fault
        raise NoSuchDate(NAME, year, month, day) from fault


def from_day(day: int) -> tuple[int, int, int]:
    """Year, month and day of a day number; raises OutOfRange.

    >>> from_day(737012)
    (2018, 11, 14)
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutOfRange(NAME, FIRST_DAY, LAST_DAY)
    found = date.fromordinal(day)
    return found.year, found.month, found.day


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February; raises OutOfRange."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutOfRange(NAME, FIRST_DAY, LAST_DAY)
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """How many days a month has, 28 to 31; raises NoSuchDate or OutOfRange."""
    if not 1 <= month <= 12:
        raise NoSuchDate(NAME, year, month)
    return 29 if is_leap(year) and month == 2 else _LENGTHS[month]


def weekday(day: int) -> int:
    """The day of the week, 0 (Monday) to 6 (Sunday)."""
    return (day - 1) % 7


def on_or_before(weekday: int, day: int) -> int:
    """The last such day of the week that is not after ``day``."""
    return day - (day - 1 - weekday) % 7


def on_or_after(weekday: int, day: int) -> int:
    """The first such day of the week that is not before ``day``."""
    return day + (weekday + 1 - day) % 7


def nth_weekday(year: int, month: int, weekday: int, n: int) -> int:
    """The ``n``-th such day of the week in a month, from its end where ``n`` is negative.

    Raises NoSuchDate where the month has no such one (a fifth Sunday), and OutOfRange.

    >>> from_day(nth_weekday(2026, 5, SUNDAY, 1)), from_day(nth_weekday(2026, 8, SUNDAY, -1))
    ((2026, 5, 3), (2026, 8, 30))
    """
    length = month_length(year, month)
    first = to_day(year, month, 1)
    if n > 0:
        found = on_or_after(weekday, first) + 7 * (n - 1)
    else:
        found = on_or_before(weekday, first + length - 1) + 7 * (n + 1)
    if n == 0 or not first <= found < first + length:
        raise NoSuchDate(NAME, year, month, n)
    return found
