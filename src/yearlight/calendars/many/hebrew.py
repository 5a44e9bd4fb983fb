"""The Hebrew calendar for arrays of days."""

from functools import cache

import numpy as np

from yearlight.calendars import hebrew as one
from yearlight.calendars.errors import NoSuchDate, OutOfRange
from yearlight.calendars.many.arrays import Bools, Days, Ints, table, within

#: The six lengths a year may have, in order; their places here are a year's kind.
_LENGTHS = table(sorted(one.SHAPES))
_SHAPES = [one.SHAPES[length] for length in sorted(one.SHAPES)]
#: Of each kind, month by month, the days before it and its length; and of each kind, day by day, month and day.
_OFFSETS = table([shape.offsets for shape in _SHAPES])
_MONTH_LENGTHS = table([shape.lengths for shape in _SHAPES])
_WIDTH = 385
_DATES = table(
    [
        [month << 5 | at - shape.offsets[month] + 1 for at, month in enumerate(shape.months)]
        + [0] * (_WIDTH - shape.length)
        for shape in _SHAPES
    ]
).ravel()


def to_day(years: Ints, months: Ints, days: Ints) -> Days:
    """The day numbers of dates; raises NoSuchDate or OutOfRange."""
    found = _of_month(years, months)
    wrong = (days < 1) | (days > (found & 31))
    if wrong.any():
        at = int(np.argmax(wrong))
        raise NoSuchDate(one.NAME, int(years.flat[at]), int(months.flat[at]), int(days.flat[at]))
    found >>= 5
    found += days
    found -= 1
    if not within(found, one.FIRST_DAY, one.LAST_DAY):
        raise OutOfRange(one.NAME, one.FIRST_DAY, one.LAST_DAY)
    return found


def from_day(days: Ints) -> tuple[Days, Days, Days]:
    """Years, months and days of the daytimes of day numbers; raises OutOfRange."""
    if not within(days, one.FIRST_DAY, one.LAST_DAY):
        raise OutOfRange(one.NAME, one.FIRST_DAY, one.LAST_DAY)
    firsts, kinds = _years()
    # By the mean length of a year; in floating point, since at most one year's error is put right below.
    index = ((days - one.EPOCH) * (98496 / 35975351)).astype(np.int32)
    index -= one.FIRST_YEAR - 1
    index -= days < firsts[index]
    index += days >= firsts[index + 1]
    found = _DATES[kinds[index] * np.int32(_WIDTH) + (days - firsts[index])]
    return index + np.int32(one.FIRST_YEAR), found >> 5, found & 31


def is_leap(years: Ints) -> Bools:
    """Which years have an Adar II."""
    answer: Bools = (7 * years.astype(np.int32) + 1) % 19 < 7
    return answer


def month_length(years: Ints, months: Ints) -> Days:
    """How many days months have; raises NoSuchDate or OutOfRange."""
    lengths = _of_month(years, months) & 31
    if not lengths.all():
        at = int(np.argmin(lengths))
        raise NoSuchDate(one.NAME, int(years.flat[at]), int(months.flat[at]))
    return lengths


def _of_month(years: Ints, months: Ints) -> Days:
    """The entries of ``_months``; an Adar II that is not there has no days."""
    if not within(years, one.FIRST_YEAR, one.LAST_YEAR):
        raise OutOfRange(one.NAME, one.FIRST_DAY, one.LAST_DAY)
    if not within(months, 1, 13):
        at = int(np.argmax((months < 1) | (months > 13)))
        raise NoSuchDate(one.NAME, int(years.flat[at]), int(months.flat[at]))
    place = np.multiply(years, 16, dtype=np.intp)
    place += months
    place -= 16 * one.FIRST_YEAR
    return _months().take(place)


@cache
def _years() -> tuple[Days, Days]:
    """The first day of every year of the range and of the one after, and each year's kind."""
    firsts = [one.new_year(year) for year in range(one.FIRST_YEAR, one.LAST_YEAR + 1)]
    firsts.append(firsts[-1] + one.year_length(one.LAST_YEAR))
    starts = table(firsts)
    return starts, table(np.searchsorted(_LENGTHS, np.diff(starts)))


@cache
def _months() -> Days:
    """Of every month, sixteen to a year, its first day and its length, packed (``day << 5 | length``); 640 kB."""
    firsts, kinds = _years()
    made = np.zeros((len(kinds), 16), np.int32)
    made[:, :14] = (firsts[:-1, None] + _OFFSETS[kinds]) << 5 | _MONTH_LENGTHS[kinds]
    return table(made.ravel())
