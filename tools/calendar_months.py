"""The months of the lunisolar calendars, from new moons and solar terms.

The rule is the one of GB/T 33661-2017, everywhere: a month begins on the local
day of the new moon, the month of the winter solstice is the eleventh, and
where thirteen months begin from one such month to the next, the first without
a major solar term is the leap month.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from calendar_sky import Offset, Sky, china, day_number, is_close, korea, local_day, vietnam


class Month(NamedTuple):
    start: int
    year: int
    number: int
    is_leap: bool


def months(starts: list[int], terms: list[tuple[int, int]]) -> Iterator[Month]:
    """The months that begin on the days given, named; from the first month 11 to the last."""
    of_month: list[set[int]] = [set() for _ in starts]
    for day, longitude in terms:
        if starts[0] <= day:
            of_month[bisect_right(starts, day) - 1].add(longitude)
    elevenths = [i for i, found in enumerate(of_month) if 270 in found]
    for this, following in pairwise(elevenths):
        candidates = [i for i in range(this + 1, following) if not of_month[i]]
        leap = candidates[0] if following - this == 13 else None
        year, number = date.fromordinal(starts[this]).year, 11
        for i in range(this, following):
            if i == leap:
                yield Month(starts[i], year, number - 1 or 12, is_leap=True)
                continue
            # A new year begins with month 1; a leap month 12 still belongs to the old one.
            if number == 13:
                year, number = year + 1, 1
            yield Month(starts[i], year, number, is_leap=False)
            number += 1


#: Months that the calendar then in force began a day later or earlier than the modern rule would: in China (and
#: Vietnam) the fourth of 1906; in Korea the eleventh of 1911, the last before the tables of KASI go by UTC+9.
EXCEPTIONS: dict[Offset, dict[int, int]] = {
    china: {day_number(1906, 4, 23): day_number(1906, 4, 24)},
    vietnam: {day_number(1906, 4, 23): day_number(1906, 4, 24)},
    korea: {day_number(1911, 12, 21): day_number(1911, 12, 20)},
}


def named(found: Sky, offset: Offset) -> list[Month]:
    ruled = {local_day(moment, offset) for moment in found.moons}
    assert ruled >= EXCEPTIONS[offset].keys()
    starts = sorted(EXCEPTIONS[offset].get(day, day) for day in ruled)
    terms = [(local_day(moment, offset), longitude) for moment, longitude in found.terms]
    return list(months(starts, terms))


def packed(found: list[Month], first: int, last: int) -> list[int]:
    """One number a year: days from 1 January to its first, the leap month, and its months' lengths."""
    years = []
    lengths = {this: following.start - this.start for this, following in pairwise(found)}
    for year in range(first, last + 1):
        of_year = [month for month in found if month.year == year]
        assert len(of_year) in {12, 13}
        leap = next((month.number for month in of_year if month.is_leap), 0)
        bits = sum((lengths[month] - 29) << i for i, month in enumerate(of_year))
        assert all(lengths[month] in {29, 30} for month in of_year)
        years.append((of_year[0].start - day_number(year, 1, 1)) << 17 | leap << 13 | bits)
    return years


def close_moons(found: Sky, offset: Offset, last_day: int) -> list[tuple[int, int]]:
    """Of new moons to come that fall close to a midnight: the day that begins then, and seconds after (or before) it."""
    close = [moment + offset(moment) for moment in found.moons if is_close(moment, offset)]
    return [(round(local), round((local - round(local)) * 86400)) for local in close if round(local) <= last_day]


def hold_terms(found: Sky, offset: Offset) -> None:
    """Fail where a solar term close to midnight would name a month otherwise on the other side of it."""
    expected = named(found, offset)
    for i, (moment, longitude) in enumerate(found.terms):
        if is_close(moment, offset):
            local = moment + offset(moment)
            other_side = moment - 2 * (local - round(local))
            terms = [*found.terms[:i], (other_side, longitude), *found.terms[i + 1 :]]
            assert named(Sky(found.moons, terms), offset) == expected, date.fromordinal(int(local))


def divided(of_north: list[Month], of_south: list[Month], first: int, last: int) -> list[tuple[int, int]]:
    """The spans of days that two calendars name differently."""

    def name(found: list[Month], day: int) -> tuple[int, int, bool, int]:
        month = found[bisect_right(found, day, key=lambda one: one.start) - 1]
        return month.year, month.number, month.is_leap, day - month.start

    days = [day for day in range(first, last + 1) if name(of_north, day) != name(of_south, day)]
    begins = [day for day in days if day - 1 not in days]
    ends = [day for day in days if day + 1 not in days]
    return list(zip(begins, ends, strict=True))
