"""The Hebrew calendar, with the daytime of a date as its day.

A Hebrew date begins at the sunset before: whoever died after sunset died on
the next date, which the caller has to know.

Months are numbered from Nisan, as the Bible does: Nisan 1 … Elul 6, Tishrei 7,
Cheshvan 8, Kislev 9, Tevet 10, Shevat 11, Adar (in a leap year Adar I) 12 and,
in leap years only, Adar II 13. The year begins with Tishrei.

Range: the days of the Gregorian years 1 to 9999, so 18 Tevet 3761 to 13760.
Exact throughout, as the fixed calendar counts it; before the 10th century
months were also set otherwise.

Source: Maimonides, *Kiddush haChodesh* 6 to 8, in the arithmetic of Reingold
and Dershowitz, *Calendrical Calculations*, chapter 8.
"""

from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from yearlight.calendars import day as days
from yearlight.calendars.errors import NoSuchDate, OutOfRange

NAME = "Hebrew"
FIRST_DAY, LAST_DAY = days.FIRST_DAY, days.LAST_DAY
FIRST_YEAR, LAST_YEAR = 3761, 13760

NISAN, IYAR, SIVAN, TAMMUZ, AV, ELUL, TISHREI, CHESHVAN, KISLEV, TEVET, SHEVAT, ADAR, ADAR_II = range(1, 14)
ADAR_I = ADAR
#: A key for each month, by its number; Adar of a leap year is "adar_i".
MONTHS = (
    "",
    *("nisan", "iyar", "sivan", "tammuz", "av", "elul"),
    *("tishrei", "cheshvan", "kislev", "tevet", "shevat", "adar", "adar_ii"),
)

#: 1 Tishrei of year 1, 7 October 3761 BCE of the Julian calendar.
EPOCH = -1373427


class Shape(NamedTuple):
    """How a year of one length is made up; a year has one of six."""

    length: int
    #: Days from 1 Tishrei to the first of a month, and a month's length, by its number; 0 where it is not there.
    offsets: tuple[int, ...]
    lengths: tuple[int, ...]
    #: The month of each day of the year.
    months: bytes


def _shape(length: int) -> Shape:
    is_leap = length > 380
    kept = {TISHREI: 30, CHESHVAN: 30 if length % 10 == 5 else 29, KISLEV: 29 if length % 10 == 3 else 30}
    winter = {TEVET: 29, SHEVAT: 30} | ({ADAR_I: 30, ADAR_II: 29} if is_leap else {ADAR: 29})
    months = kept | winter | {NISAN: 30, IYAR: 29, SIVAN: 30, TAMMUZ: 29, AV: 30, ELUL: 29}
    starts = dict(zip(months, accumulate(months.values(), initial=0), strict=False))
    return Shape(
        length,
        tuple(starts.get(month, 0) for month in range(14)),
        tuple(months.get(month, 0) for month in range(14)),
        bytes(month for month, count in months.items() for _ in range(count)),
    )


SHAPES = {length: _shape(length) for length in (353, 354, 355, 383, 384, 385)}


def to_day(year: int, month: int, day: int) -> int:
    """The day number of a date; raises NoSuchDate or OutOfRange.

    >>> to_day(5779, KISLEV, 6)
    737012
    """
    first, shape = _year(year)
    if not 1 <= month <= 13 or not 1 <= day <= shape.lengths[month]:
        raise NoSuchDate(NAME, year, month, day)
    found = first + shape.offsets[month] + day - 1
    if not FIRST_DAY <= found <= LAST_DAY:
        raise OutOfRange(NAME, FIRST_DAY, LAST_DAY)
    return found


def from_day(day: int) -> tuple[int, int, int]:
    """Year, month and day of the daytime of a day number; raises OutOfRange.

    >>> from_day(737012)
    (5779, 9, 6)
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutOfRange(NAME, FIRST_DAY, LAST_DAY)
    # By the mean length of a year, 35975351/98496 days; a year begins at most a few days from its mean.
    year = (day - EPOCH) * 98496 // 35975351 + 1
    first, shape = _year(year)
    if day < first:
        year -= 1
        first, shape = _year(year)
    elif day >= first + shape.length:
        year += 1
        first, shape = _year(year)
    of_year = day - first
    month = shape.months[of_year]
    return year, month, of_year - shape.offsets[month] + 1


def is_leap(year: int) -> bool:
    """Whether the year has an Adar II: seven of nineteen have."""
    return (7 * year + 1) % 19 < 7


def month_length(year: int, month: int) -> int:
    """How many days a month has, 29 or 30; raises NoSuchDate where the year has no such month, and OutOfRange."""
    length = _year(year)[1].lengths[month] if 1 <= month <= 13 else 0
    if not length:
        raise NoSuchDate(NAME, year, month)
    return length


def year_length(year: int) -> int:
    """How many days the year has: 353 to 355, or 383 to 385; raises OutOfRange."""
    return _year(year)[1].length


def new_year(year: int) -> int:
    """The day number of 1 Tishrei; raises OutOfRange. That of 3761 lies before day 1."""
    return _year(year)[0]


def last_adar(year: int) -> int:
    """The month in which Purim falls: Adar II in leap years, else Adar."""
    return ADAR_II if is_leap(year) else ADAR


@lru_cache(maxsize=1024)
def _year(year: int) -> tuple[int, Shape]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutOfRange(NAME, FIRST_DAY, LAST_DAY)
    first = _new_year(year)
    return first, SHAPES[_new_year(year + 1) - first]


def _new_year(year: int) -> int:
    before, this, after = _conjunction(year - 1), _conjunction(year), _conjunction(year + 1)
    # A year may not have 356 days, and the one before may not have 382.
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return EPOCH + this + delay


def _conjunction(year: int) -> int:
    """Days from the epoch to the mean new moon of Tishrei, put off so that it is no Sunday, Wednesday or Friday."""
    months = (235 * year - 234) // 19
    # In parts of an hour (1080 to the hour) from noon, since a new moon after noon counts for the next day.
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day
