"""The Gregorian calendar for arrays of days."""

import numpy as np

from yearlight.calendars import gregorian as one
from yearlight.calendars.errors import NoSuchDate, OutOfRange
from yearlight.calendars.many.arrays import Bools, Days, Ints, table, within

_LENGTHS = table([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
#: Days in four centuries, in one that has no leap day at its end, and in four years.
_CENTURIES, _CENTURY, _FOUR = 146097, 36524, 1461


def to_day(years: Ints, months: Ints, days: Ints) -> Days:
    """The day numbers of dates; raises NoSuchDate or OutOfRange.

    Years are counted from 1 March, so that a leap day ends its year.
    """
    lengths = month_length(years, months)
    wrong = (days < 1) | (days > lengths)
    if wrong.any():
        at = int(np.argmax(wrong))
        raise NoSuchDate(one.NAME, int(years.flat[at]), int(months.flat[at]), int(days.flat[at]))
    early = months < 3
    year = np.subtract(years, early, dtype=np.int32)
    month = np.add(months, np.where(early, 9, -3), dtype=np.int32)
    return _whole(365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + days - 306)


def from_day(days: Ints) -> tuple[Days, Days, Days]:
    """Years, months and days of day numbers; raises OutOfRange.

    After Neri and Schneider, *Euclidean affine functions and their application
    to calendar algorithms*: two divisions find the century and the year, one
    the month of a year that begins with March.
    """
    if not within(days, one.FIRST_DAY, one.LAST_DAY):
        raise OutOfRange(one.NAME, one.FIRST_DAY, one.LAST_DAY)
    quarters = 4 * np.add(days, 305, dtype=np.int32) + 3
    centuries = quarters // _CENTURIES
    of_century = (quarters - centuries * _CENTURIES) | 3
    years = of_century // _FOUR
    of_year = (of_century - years * _FOUR) >> 2
    scaled = 2141 * of_year + 197913
    months, rest = scaled >> 16, scaled & 65535
    late = of_year >= 306
    return 100 * centuries + years + late, months - np.int32(12) * late, rest // 2141 + 1


def is_leap(years: Ints) -> Bools:
    """Which years have a 29 February; raises OutOfRange."""
    if not within(years, one.FIRST_YEAR, one.LAST_YEAR):
        raise OutOfRange(one.NAME, one.FIRST_DAY, one.LAST_DAY)
    answer: Bools = (years % 4 == 0) & ((years % 100 != 0) | (years % 400 == 0))
    return answer


def month_length(years: Ints, months: Ints) -> Days:
    """How many days months have; raises NoSuchDate or OutOfRange."""
    leap = is_leap(years)
    if not within(months, 1, 12):
        at = int(np.argmax((months < 1) | (months > 12)))
        raise NoSuchDate(one.NAME, int(years.flat[at]), int(months.flat[at]))
    return _whole(_LENGTHS[months] + (leap & (months == 2)))


def _whole(values: Ints) -> Days:
    return values.astype(np.int32, copy=False)
