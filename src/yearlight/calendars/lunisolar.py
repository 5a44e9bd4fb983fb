"""The lunisolar calendars of China, Korea and Vietnam: one rule, three meridians.

A month begins on the day of the new moon at the meridian of the country; the
month of the winter solstice is the eleventh; where thirteen months begin from
one such month to the next, the first in which no major solar term falls is a
leap month, and has the number of the month before it. So a date is a year, a
month, a day, and whether the month is the leap one. The year is the civil
year in which the lunar year begins.

Which calendar a family keeps is asked, never taken from its language.

- ``CHINA``: 1 January 1900 to 28 January 2101, by the mean time of Beijing to
  1928 and UTC+8 since.
- ``KOREA``: 1 January 1912 to 28 January 2101, by UTC+9; equal to the tables
  of the Korean institute (KASI) from 1912 as far as they go, to 2050, and our
  forecast beyond.
- ``VIETNAM``: 1 January 1900 to 28 January 2101, by UTC+7 from 1968 and as
  China before. Before 1943 that is unattested; from 1968 to April 1975 north
  and south differed on 110 days, which are given as the north kept them.

Where a day is not certain, ``doubt`` says why.

Source: GB/T 33661-2017, *Calculation and promulgation of the Chinese
calendar*; the tables are reckoned by ``tools/calendar_tables.py``.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from yearlight.calendars import day as days
from yearlight.calendars.doubt import Doubt
from yearlight.calendars.errors import NoSuchDate, OutOfRange
from yearlight.calendars.tables import china, korea, vietnam

Span = tuple[int, int]


class Lunisolar:
    """One of the calendars, over the months of its table."""

    def __init__(
        self,
        name: str,
        first_table_year: int,
        years: str,
        *,
        first_day: int,
        close: Iterable[tuple[int, int]],
        spans: Iterable[tuple[Doubt, Span]] = (),
    ) -> None:
        """``years`` are the table's words, one a year; ``spans`` the days that are in doubt as a whole."""
        self.name = name
        packed = [int(word, 16) for word in years.split()]
        self.first_year = first_table_year
        self.last_year = first_table_year + len(packed) - 1
        #: Of each year, the number of its leap month or 0, and the index of its first month.
        self.leaps = bytes(year >> 13 & 15 for year in packed)
        self.firsts = array("i", accumulate((13 if leap else 12 for leap in self.leaps), initial=0))
        new_years = [days.number(first_table_year + i, 1, 1) + (year >> 17) for i, year in enumerate(packed)]
        #: The first day of each month, and of the one after the last.
        self.starts = array("i", self._starts(packed, new_years[0]))
        #: Of each month, its year, its number and whether it is the leap one, packed as 12, 4 and 1 bits.
        self.names = array("i", self._names())
        self.first_day = first_day
        self.last_day = self.starts[-1] - 1
        self._spans = (*((Doubt.MIDNIGHT, self._around(midnight)) for midnight, _ in close), *spans)

    def _starts(self, packed: list[int], first: int) -> Iterable[int]:
        counted = zip(packed, self.leaps, strict=True)
        lengths = (29 + (year >> i & 1) for year, leap in counted for i in range(13 if leap else 12))
        return accumulate(lengths, initial=first)

    def _names(self) -> Iterable[int]:
        for year, leap in enumerate(self.leaps, self.first_year):
            for month in range(1, 13):
                yield year << 5 | month << 1
                if month == leap:
                    yield year << 5 | month << 1 | 1

    def to_day(self, year: int, month: int, day: int, is_leap: bool = False) -> int:
        """The day number of a date; raises NoSuchDate or OutOfRange.

        >>> CHINA.to_day(2018, 10, 7)
        737012
        """
        index = self.month_index(year, month, is_leap)
        start = self.starts[index]
        if not 1 <= day <= self.starts[index + 1] - start:
            raise NoSuchDate(self.name, year, month, day, is_leap)
        if start + day <= self.first_day:
            raise OutOfRange(self.name, self.first_day, self.last_day)
        return start + day - 1

    def from_day(self, day: int) -> tuple[int, int, int, bool]:
        """Year, month, day, and whether the month is a leap one, of a day number; raises OutOfRange.

        >>> CHINA.from_day(737012)
        (2018, 10, 7, False)
        """
        if not self.first_day <= day <= self.last_day:
            raise OutOfRange(self.name, self.first_day, self.last_day)
        starts = self.starts
        # By the mean length of a month; no month begins as much as one month from its mean.
        index = (day - starts[0]) * 10000 // 295306
        if day < starts[index]:
            index -= 1
        elif day >= starts[index + 1]:
            index += 1
        name = self.names[index]
        return name >> 5, name >> 1 & 15, day - starts[index] + 1, name & 1 == 1

    def leap_month(self, year: int) -> int:
        """The number of the year's leap month, or 0; raises OutOfRange."""
        if not self.first_year <= year <= self.last_year:
            raise OutOfRange(self.name, self.first_day, self.last_day)
        return self.leaps[year - self.first_year]

    def month_length(self, year: int, month: int, is_leap: bool = False) -> int:
        """How many days a month has, 29 or 30; raises NoSuchDate or OutOfRange."""
        index = self.month_index(year, month, is_leap)
        return self.starts[index + 1] - self.starts[index]

    def month_index(self, year: int, month: int, is_leap: bool = False) -> int:
        """The place of a month in the row of all months; raises NoSuchDate or OutOfRange.

        The month ``n`` lunar months later has the index that is greater by ``n``.
        """
        if not self.first_year <= year <= self.last_year:
            raise OutOfRange(self.name, self.first_day, self.last_day)
        leap = self.leaps[year - self.first_year]
        if not 1 <= month <= 12 or (is_leap and month != leap):
            raise NoSuchDate(self.name, year, month, is_leap)
        is_after_leap = leap and (is_leap or month > leap)
        return self.firsts[year - self.first_year] + month - (0 if is_after_leap else 1)

    def month_at(self, index: int) -> tuple[int, int, bool]:
        """Year, number, and whether it is a leap month, of the month at a place in the row; raises OutOfRange."""
        if not 0 <= index < len(self.names):
            raise OutOfRange(self.name, self.first_day, self.last_day)
        name = self.names[index]
        return name >> 5, name >> 1 & 15, name & 1 == 1

    def doubt(self, day: int) -> Doubt | None:
        """Why the date of a day is not certain; raises OutOfRange."""
        if not self.first_day <= day <= self.last_day:
            raise OutOfRange(self.name, self.first_day, self.last_day)
        return next((why for why, (first, last) in self._spans if first <= day <= last), None)

    def _around(self, midnight: int) -> Span:
        """The days that a new moon moves if it comes on the other side of a midnight.

        Just after it, the day before would begin the month; just before it,
        that day might not. Either way the rest of the month is numbered anew.
        """
        return midnight - 1, self.starts[bisect_right(self.starts, midnight)] - 1


CHINA = Lunisolar(
    "Chinese",
    china.FIRST_YEAR,
    china.YEARS,
    first_day=days.number(1900, 1, 1),
    close=china.CLOSE,
)
KOREA = Lunisolar(
    "Korean",
    korea.FIRST_YEAR,
    korea.YEARS,
    first_day=days.number(1912, 1, 1),
    close=korea.CLOSE,
    spans=[(Doubt.FORECAST, (days.number(2051, 1, 1), days.LAST_DAY))],
)
VIETNAM = Lunisolar(
    "Vietnamese",
    vietnam.FIRST_YEAR,
    vietnam.YEARS,
    first_day=days.number(1900, 1, 1),
    close=vietnam.CLOSE,
    spans=[
        (Doubt.UNATTESTED, (days.number(1900, 1, 1), days.number(1942, 12, 31))),
        *((Doubt.DIVIDED, span) for span in vietnam.DIVIDED),
    ],
)
