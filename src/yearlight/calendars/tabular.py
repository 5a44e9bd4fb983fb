"""The tabular (arithmetical) Islamic calendar, civil epoch, for families who choose it.

Eleven years of thirty have 355 days: the 2nd, 5th, 7th, 10th, 13th, 16th,
18th, 21st, 24th, 26th and 29th. A date begins at the sunset before, and is
given here by its daytime. It is not the Umm al-Qura calendar: months begin on
the same day in less than half of all cases. Never take one for the other.

Range: 1 Muharram 1 (16 July 622 of the Julian calendar) to the end of the
Gregorian year 9999. Exact throughout, being arithmetic.

Source: Reingold and Dershowitz, *Calendrical Calculations*, chapter 7.
"""

from yearlight.calendars import day as days
from yearlight.calendars.errors import NoSuchDate, OutOfRange

NAME = "tabular Islamic"
FIRST_DAY, LAST_DAY = 227015, days.LAST_DAY
FIRST_YEAR, LAST_YEAR = 1, 9666

_BEFORE = FIRST_DAY - 1


def to_day(year: int, month: int, day: int) -> int:
    """The day number of a date; raises NoSuchDate or OutOfRange.

    >>> to_day(1440, 3, 5)
    737012
    """
    if not 1 <= day <= month_length(year, month):
        raise NoSuchDate(NAME, year, month, day)
    found = _BEFORE + 354 * (year - 1) + (11 * year + 3) // 30 + 29 * (month - 1) + month // 2 + day
    if found > LAST_DAY:
        raise OutOfRange(NAME, FIRST_DAY, LAST_DAY)
    return found


def from_day(day: int) -> tuple[int, int, int]:
    """Year, month and day of the daytime of a day number; raises OutOfRange.

    >>> from_day(737012)
    (1440, 3, 5)
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutOfRange(NAME, FIRST_DAY, LAST_DAY)
    year = (30 * (day - FIRST_DAY) + 10646) // 10631
    of_year = day - _BEFORE - 354 * (year - 1) - (11 * year + 3) // 30
    # Months of 30 and 29 days by turns; the thirtieth of the twelfth, in leap years, would count as a thirteenth.
    month = min(12, (2 * of_year + 57) // 59)
    return year, month, of_year - 29 * (month - 1) - month // 2


def is_leap(year: int) -> bool:
    """Whether the last month of the year has 30 days."""
    return (11 * year + 14) % 30 < 11


def month_length(year: int, month: int) -> int:
    """How many days a month has, 29 or 30; raises NoSuchDate or OutOfRange."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutOfRange(NAME, FIRST_DAY, LAST_DAY)
    if not 1 <= month <= 12:
        raise NoSuchDate(NAME, year, month)
    return 30 if month % 2 or (month == 12 and is_leap(year)) else 29
