"""The Umm al-Qura calendar for arrays of days: one look-up a day."""

from functools import cache

import numpy as np

from yearlight.calendars import umm_al_qura as one
from yearlight.calendars.errors import NoSuchDate, OutOfRange
from yearlight.calendars.many.arrays import Bools, Days, Ints, split, table, within

_STARTS = table(one.STARTS)
_MONTH_LENGTHS = table(np.diff(_STARTS))


def to_day(years: Ints, months: Ints, days: Ints) -> Days:
    """The day numbers of dates; raises NoSuchDate or OutOfRange."""
    wrong = (days < 1) | (days > month_length(years, months))
    if wrong.any():
        at = int(np.argmax(wrong))
        raise NoSuchDate(one.NAME, int(years.flat[at]), int(months.flat[at]), int(days.flat[at]))
    found: Ints = _STARTS[_index(years, months)] + days - 1
    return found.astype(np.int32, copy=False)


def from_day(days: Ints) -> tuple[Days, Days, Days]:
    """Years, months and days of the daytimes of day numbers; raises OutOfRange."""
    if not within(days, one.FIRST_DAY, one.LAST_DAY):
        raise OutOfRange(one.NAME, one.FIRST_DAY, one.LAST_DAY)
    return split(_dates()[days - one.FIRST_DAY])


def month_length(years: Ints, months: Ints) -> Days:
    """How many days months have; raises NoSuchDate or OutOfRange."""
    if not within(years, one.FIRST_YEAR, one.LAST_YEAR):
        raise OutOfRange(one.NAME, one.FIRST_DAY, one.LAST_DAY)
    if not within(months, 1, 12):
        at = int(np.argmax((months < 1) | (months > 12)))
        raise NoSuchDate(one.NAME, int(years.flat[at]), int(months.flat[at]))
    return _MONTH_LENGTHS[_index(years, months)]


def is_exact(days: Ints) -> Bools:
    """Which days are of the calendar as printed; raises OutOfRange."""
    if not within(days, one.FIRST_DAY, one.LAST_DAY):
        raise OutOfRange(one.NAME, one.FIRST_DAY, one.LAST_DAY)
    answer: Bools = days <= one.LAST_EXACT_DAY
    return answer


def _index(years: Ints, months: Ints) -> Ints:
    return 12 * np.subtract(years, one.FIRST_YEAR, dtype=np.int32) + months - 1


@cache
def _dates() -> Days:
    """The date of every day, packed; 220 kB."""
    months = np.repeat(np.arange(len(_MONTH_LENGTHS)), _MONTH_LENGTHS)
    of_month = np.arange(len(months)) + one.FIRST_DAY - _STARTS[months] + 1
    return table((one.FIRST_YEAR + months // 12) << 9 | (months % 12 + 1) << 5 | of_month)
