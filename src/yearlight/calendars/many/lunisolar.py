"""The lunisolar calendars for arrays of days: one look-up a day."""

from functools import cached_property

import numpy as np

from yearlight.calendars import lunisolar as one
from yearlight.calendars.errors import NoSuchDate, OutOfRange
from yearlight.calendars.many.arrays import Bools, Days, Ints, table, within


class Lunisolar:
    """One of the calendars, over the months of its scalar form."""

    def __init__(self, calendar: one.Lunisolar) -> None:
        self.one = calendar
        self.starts = table(calendar.starts)
        self.lengths = table(np.diff(self.starts))
        self.firsts = table(calendar.firsts)
        self.leaps = table(list(calendar.leaps))

    def to_day(self, years: Ints, months: Ints, days: Ints, is_leap: Bools | None = None) -> Days:
        """The day numbers of dates, in regular months where ``is_leap`` is left out; raises NoSuchDate or OutOfRange."""
        index = self.month_index(years, months, is_leap)
        wrong = (days < 1) | (days > self.lengths[index])
        if wrong.any():
            raise self._no_such_date(wrong, years, months, days)
        found = self.starts[index] + days - 1
        if not within(found, self.one.first_day, self.one.last_day):
            raise OutOfRange(self.one.name, self.one.first_day, self.one.last_day)
        return found.astype(np.int32, copy=False)

    def from_day(self, days: Ints) -> tuple[Days, Days, Days, Bools]:
        """Years, months, days, and which months are leap ones, of day numbers; raises OutOfRange."""
        if not within(days, self.one.first_day, self.one.last_day):
            raise OutOfRange(self.one.name, self.one.first_day, self.one.last_day)
        found = self._dates[days - self.one.first_day]
        return found >> 10, found >> 6 & 15, found >> 1 & 31, (found & 1).astype(np.bool_)

    def leap_month(self, years: Ints) -> Days:
        """The numbers of the years' leap months, or 0; raises OutOfRange."""
        if not within(years, self.one.first_year, self.one.last_year):
            raise OutOfRange(self.one.name, self.one.first_day, self.one.last_day)
        return self.leaps[years - self.one.first_year]

    def month_length(self, years: Ints, months: Ints, is_leap: Bools | None = None) -> Days:
        """How many days months have; raises NoSuchDate or OutOfRange."""
        return self.lengths[self.month_index(years, months, is_leap)]

    def month_index(self, years: Ints, months: Ints, is_leap: Bools | None = None) -> Days:
        """The places of months in the row of all months; raises NoSuchDate or OutOfRange."""
        leaps = self.leap_month(years)
        wrong = (months < 1) | (months > 12)
        after = (leaps > 0) & (months > leaps)
        if is_leap is not None:
            wrong |= is_leap & (months != leaps)
            after |= is_leap
        if wrong.any():
            raise self._no_such_date(wrong, years, months)
        found = self.firsts[years - self.one.first_year] + months - 1 + after
        return found.astype(np.int32, copy=False)

    def _no_such_date(self, wrong: Bools, *parts: Ints) -> NoSuchDate:
        at = int(np.argmax(wrong))
        return NoSuchDate(self.one.name, *(int(part.flat[at]) for part in parts))

    @cached_property
    def _dates(self) -> Days:
        """The date of every day, packed; 290 kB."""
        months = np.repeat(np.arange(len(self.lengths)), self.lengths)
        names = table(self.one.names)[months]
        of_month = np.arange(len(months)) + self.starts[0] - self.starts[months] + 1
        packed = (names >> 1) << 6 | of_month << 1 | names & 1
        return table(packed[self.one.first_day - self.starts[0] :])


CHINA, KOREA, VIETNAM = Lunisolar(one.CHINA), Lunisolar(one.KOREA), Lunisolar(one.VIETNAM)
