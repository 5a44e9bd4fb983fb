"""The tabular Islamic calendar for arrays of days."""

import numpy as np

from yearlight.calendars import tabular as one
from yearlight.calendars.errors import NoSuchDate, OutOfRange
from yearlight.calendars.many.arrays import Bools, Days, Ints, within

_BEFORE = one.FIRST_DAY - 1


def to_day(years: Ints, months: Ints, days: Ints) -> Days:
    """The day numbers of dates; raises NoSuchDate or OutOfRange."""
    wrong = (days < 1) | (days > month_length(years, months))
    if wrong.any():
        at = int(np.argmax(wrong))
        raise NoSuchDate(one.NAME, int(years.flat[at]), int(months.flat[at]), int(days.flat[at]))
    found = _new_year(years.astype(np.int32, copy=False)) + 29 * (months - 1) + months // 2 + days
    if not within(found, one.FIRST_DAY, one.LAST_DAY):
        raise OutOfRange(one.NAME, one.FIRST_DAY, one.LAST_DAY)
    return found.astype(np.int32, copy=False)


def from_day(days: Ints) -> tuple[Days, Days, Days]:
    """Years, months and days of the daytimes of day numbers; raises OutOfRange."""
    if not within(days, one.FIRST_DAY, one.LAST_DAY):
        raise OutOfRange(one.NAME, one.FIRST_DAY, one.LAST_DAY)
    years = (30 * np.subtract(days, one.FIRST_DAY, dtype=np.int32) + 10646) // 10631
    of_year = np.subtract(days, _new_year(years), dtype=np.int32)
    months = np.minimum(12, (2 * of_year + 57) // 59)
    return years, months, of_year - 29 * (months - 1) - months // 2


def is_leap(years: Ints) -> Bools:
    """Which years have a last month of 30 days."""
    answer: Bools = (11 * years.astype(np.int32) + 14) % 30 < 11
    return answer


def month_length(years: Ints, months: Ints) -> Days:
    """How many days months have; raises NoSuchDate or OutOfRange."""
    if not within(years, one.FIRST_YEAR, one.LAST_YEAR):
        raise OutOfRange(one.NAME, one.FIRST_DAY, one.LAST_DAY)
    if not within(months, 1, 12):
        at = int(np.argmax((months < 1) | (months > 12)))
        raise NoSuchDate(one.NAME, int(years.flat[at]), int(months.flat[at]))
    return np.where((months % 2 == 1) | ((months == 12) & is_leap(years)), 30, 29).astype(np.int32)


def _new_year(years: Days) -> Days:
    """The day before 1 Muharram."""
    return 354 * (years - 1) + (11 * years + 3) // 30 + _BEFORE
