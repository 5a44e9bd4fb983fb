"""The Julian calendar, which Orthodox churches reckon Pascha by and some keep all their days by.

Range: the days of the Gregorian years 1 to 9999, so 3 January of year 1
to 19 October 9999. Exact throughout.

Source: Reingold and Dershowitz, *Calendrical Calculations*, chapter 3.
"""

from yearlight.calendars import day as days
from yearlight.calendars.errors import NoSuchDate, OutOfRange

NAME = "Julian"
FIRST_DAY, LAST_DAY = days.FIRST_DAY, days.LAST_DAY

#: The day before 1 March of year 0, from which four years always have 1461 days.
_BEFORE_MARCH = -308
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def to_day(year: int, month: int, day: int) -> int:
    """The day number of a date; raises NoSuchDate or OutOfRange.

    >>> from yearlight.calendars import gregorian
    >>> gregorian.from_day(to_day(2026, 10, 26))
    (2026, 11, 8)
    """
    if not 1 <= day <= month_length(year, month):
        raise NoSuchDate(NAME, year, month, day)
    years, months = (year, month - 3) if month > 2 else (year - 1, month + 9)
    found = _BEFORE_MARCH + 1461 * years // 4 + (153 * months + 2) // 5 + day
    if not FIRST_DAY <= found <= LAST_DAY:
        raise OutOfRange(NAME, FIRST_DAY, LAST_DAY)
    return found


def from_day(day: int) -> tuple[int, int, int]:
    """Year, month and day of a day number; raises OutOfRange."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutOfRange(NAME, FIRST_DAY, LAST_DAY)
    since = day - _BEFORE_MARCH - 1
    years = (4 * since + 3) // 1461
    rest = since - 1461 * years // 4
    months = (5 * rest + 2) // 153
    date = rest - (153 * months + 2) // 5 + 1
    return (years, months + 3, date) if months < 10 else (years + 1, months - 9, date)


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February: every fourth has."""
    return year % 4 == 0


def month_length(year: int, month: int) -> int:
    """How many days a month has, 28 to 31; raises NoSuchDate."""
    if not 1 <= month <= 12:
        raise NoSuchDate(NAME, year, month)
    return 29 if is_leap(year) and month == 2 else _LENGTHS[month]
