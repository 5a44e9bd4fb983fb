"""The Umm al-Qura calendar of Saudi Arabia, as it was printed.

A date begins at the sunset before, and is given here by its daytime. Many
communities go by their own sighting of the moon and keep the day before or
after.

Range: 1 Muharram 1343 (1 August 1924) to 30 Dhu al-Hijja 1500 (16 November
2077). Exact for this calendar to the end of 1450 (13 May 2029), a forecast
beyond (``doubt``). Eight printed months, the last of them in 1364, have 28 or
31 days, and are kept so.

Source: hijridate (see ``tables.umm_al_qura``), compared there with printed
almanacs and newspapers; R.H. van Gent, *The Umm al-Qura Calendar of Saudi
Arabia*.
"""

from array import array
from itertools import accumulate

from yearlight.calendars import day as days
from yearlight.calendars.doubt import Doubt
from yearlight.calendars.errors import NoSuchDate, OutOfRange
from yearlight.calendars.tables import umm_al_qura as table

NAME = "Umm al-Qura"
FIRST_YEAR = table.FIRST_YEAR
FIRST_DAY = table.FIRST_DAY


def _starts() -> "array[int]":
    """The first day of each month, and of the one after the last."""
    years = [int(word, 16) for word in table.YEARS.split()]
    lengths = [28 + (year >> 2 * month & 3) for year in years for month in range(12)]
    return array("i", accumulate(lengths, initial=FIRST_DAY))


STARTS = _starts()
LAST_YEAR = FIRST_YEAR + len(STARTS) // 12 - 1
LAST_DAY = STARTS[-1] - 1
#: The last day of 1450 AH; what follows is a forecast.
LAST_EXACT_DAY = days.number(2029, 5, 13)


def to_day(year: int, month: int, day: int) -> int:
    """The day number of a date; raises NoSuchDate or OutOfRange.

    >>> to_day(1440, 3, 6)
    737012
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutOfRange(NAME, FIRST_DAY, LAST_DAY)
    index = 12 * (year - FIRST_YEAR) + month - 1
    if not 1 <= month <= 12 or not 1 <= day <= STARTS[index + 1] - STARTS[index]:
        raise NoSuchDate(NAME, year, month, day)
    return STARTS[index] + day - 1


def from_day(day: int) -> tuple[int, int, int]:
    """Year, month and day of the daytime of a day number; raises OutOfRange.

    >>> from_day(737012)
    (1440, 3, 6)
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutOfRange(NAME, FIRST_DAY, LAST_DAY)
    # By the mean length of a month; no month begins as much as one month from its mean.
    index = (day - FIRST_DAY) * 10000 // 295306
    if day < STARTS[index]:
        index -= 1
    elif day >= STARTS[index + 1]:
        index += 1
    return FIRST_YEAR + index // 12, index % 12 + 1, day - STARTS[index] + 1


def month_length(year: int, month: int) -> int:
    """How many days a month has, 29 or 30 (of eight to 1364, 28 or 31); raises NoSuchDate or OutOfRange."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutOfRange(NAME, FIRST_DAY, LAST_DAY)
    if not 1 <= month <= 12:
        raise NoSuchDate(NAME, year, month)
    index = 12 * (year - FIRST_YEAR) + month - 1
    return STARTS[index + 1] - STARTS[index]


def doubt(day: int) -> Doubt | None:
    """Why the date of a day is not certain; raises OutOfRange."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutOfRange(NAME, FIRST_DAY, LAST_DAY)
    return Doubt.FORECAST if day > LAST_EXACT_DAY else None
