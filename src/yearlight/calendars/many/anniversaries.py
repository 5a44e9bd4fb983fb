"""The yearly days of many at once: of a million dates, the day in one year.

Each function takes the days of the deaths and one year, and answers the day
numbers; 0 where there is none in that year, as for whoever died in it or
later. The customs with their choices are in ``calendars.customs``; here are
the same rules for the defaults and the choices that are asked for most, tested
against them day by day.

A death has few dates that a calendar's year can give it, so each year's answers
are laid out once in a small table, and a million dates are read from that.
"""

from collections.abc import Callable
from functools import cache, lru_cache

import numpy as np

from yearlight.calendars import gregorian, hebrew, lunisolar
from yearlight.calendars import tabular as tabular_one
from yearlight.calendars import umm_al_qura as umm_al_qura_one
from yearlight.calendars.customs import jewish, lunar, muslim
from yearlight.calendars.customs.civil import in_year
from yearlight.calendars.many import gregorian as many_gregorian
from yearlight.calendars.many import hebrew as many_hebrew
from yearlight.calendars.many import lunisolar as many_lunisolar
from yearlight.calendars.many import tabular as many_tabular
from yearlight.calendars.many import umm_al_qura as many_umm_al_qura
from yearlight.calendars.many.arrays import Bools, Days, Ints, table

_NONE = np.int32(0)
_KINDS = 8
#: So many years have every kind and length among them.
_ENOUGH = 1000
_TABLES = {"china": many_lunisolar.CHINA, "korea": many_lunisolar.KOREA, "vietnam": many_lunisolar.VIETNAM}


def civil(days: Ints, year: int, feb29: str = "feb28") -> Days:
    """The same date in a civil year; raises OutOfRange."""

    def reckon(days: Ints) -> Days:
        years, months, of_month = many_gregorian.from_day(days)
        return _later(_civil(year, feb29)[months << 5 | of_month], years, year)

    return _each_day_once(days, reckon)


def yahrzeits(days: Ints, year: int, after_sunset: Bools | bool = False, adar: str = "i") -> Days:
    """The Yahrzeit in a Hebrew year, with Adar in the first ("i") or second ("ii") of two; raises OutOfRange."""

    def reckon(days: Ints) -> Days:
        years, months, of_month = many_hebrew.from_day(days)
        kinds = _hebrew_kinds()[years - hebrew.FIRST_YEAR]
        return _later(_yahrzeits(year, adar)[kinds << 9 | months << 5 | of_month], years, year)

    return _each_day_once(_from_sunset(days, after_sunset), reckon)


def hijri(days: Ints, year: int, after_sunset: Bools | bool = False, *, is_tabular: bool = False) -> Days:
    """The same date in a Hijri year, the 29th for a missing 30th; raises OutOfRange."""
    many = many_tabular if is_tabular else many_umm_al_qura

    def reckon(days: Ints) -> Days:
        years, months, of_month = many.from_day(days)
        return _later(_hijri(year, is_tabular)[months << 5 | of_month], years, year)

    return _each_day_once(_from_sunset(days, after_sunset), reckon)


def lunisolar_years(days: Ints, year: int, calendar: str) -> Days:
    """The same lunar date in a lunar year of "china", "korea" or "vietnam"; raises OutOfRange.

    A death in a leap month is kept in the regular one, a missing 30th on the 29th.
    """

    def reckon(days: Ints) -> Days:
        years, months, of_month, _ = _TABLES[calendar].from_day(days)
        return _later(_lunisolar(year, calendar)[months << 5 | of_month], years, year)

    return _each_day_once(days, reckon)


def _from_sunset(days: Ints, after_sunset: Bools | bool) -> Ints:
    """The days by a reckoning that begins at sunset."""
    return days if after_sunset is False else np.add(days, after_sunset, dtype=np.int32)


def _each_day_once(days: Ints, reckon: Callable[[Ints], Days]) -> Days:
    """What is reckoned for days; where they are more than the days they lie between, each of those is reckoned once."""
    if not days.size:
        return reckon(days)
    first, last = int(days.min()), int(days.max())
    if last - first >= days.size:
        return reckon(days)
    return reckon(np.arange(first, last + 1, dtype=np.int32))[days - first]


def _later(found: Days, years: Days, year: int) -> Days:
    """What was found, for those who died in an earlier year."""
    if years.size and int(years.max()) >= year:
        return np.where(years < year, found, _NONE)
    return found


def _answers(of_date: Callable[[int, int], int], months: int = 12) -> list[int]:
    """A table by month and day; 0 for what no year has."""
    answers = [0] * 512
    for month in range(1, months + 1):
        for day in range(1, 32):
            answers[month << 5 | day] = of_date(month, day)
    return answers


@lru_cache(maxsize=256)
def _civil(year: int, feb29: str) -> Days:
    def of_date(month: int, day: int) -> int:
        # Of a leap year, so that a 29 February of a death is in the table too.
        if day > gregorian.month_length(2000, month):
            return 0
        found = in_year(year, month, day, feb29)
        return found[0] if found else 0

    return table(_answers(of_date))


@lru_cache(maxsize=64)
def _yahrzeits(year: int, adar: str) -> Days:
    """Of each kind of year, month and day of a death, the Yahrzeit."""
    answers: list[int] = []
    for examples in _examples():
        lengths = [(died_in, hebrew.SHAPES[hebrew.year_length(died_in)].lengths) for died_in in examples]

        def of_date(month: int, day: int, lengths: list[tuple[int, tuple[int, ...]]] = lengths) -> int:
            died_in = next((one for one, of_month in lengths if day <= of_month[month]), None)
            return jewish.yahrzeits((died_in, month, day), year, adar)[0][0] if died_in else 0

        answers += _answers(of_date, months=13)
    return table(answers)


@cache
def _hebrew_kinds() -> Days:
    """Of each Hebrew year, its kind: has it two Adars, and do Cheshvan and Kislev of the next year have 29 days?

    These three are all that a Yahrzeit asks of the year of a death.
    """
    years = range(hebrew.FIRST_YEAR, hebrew.LAST_YEAR)
    kinds = [
        hebrew.is_leap(year)
        | (hebrew.month_length(year + 1, hebrew.CHESHVAN) == 29) << 1
        | (hebrew.month_length(year + 1, hebrew.KISLEV) == 29) << 2
        for year in years
    ]
    return table([*kinds, kinds[-1]])


@cache
def _examples() -> tuple[tuple[int, ...], ...]:
    """Of each kind, one year of every length, which between them have every date of that kind."""
    found: list[dict[int, int]] = [{} for _ in range(_KINDS)]
    for year, kind in enumerate(_hebrew_kinds().tolist()[:_ENOUGH], hebrew.FIRST_YEAR):
        found[kind].setdefault(hebrew.year_length(year), year)
    return tuple(tuple(years.values()) for years in found)


@lru_cache(maxsize=256)
def _hijri(year: int, is_tabular: bool) -> Days:
    calendar = tabular_one if is_tabular else umm_al_qura_one
    return table(_answers(lambda month, day: muslim.in_year(calendar, year, month, day)[0]))


@lru_cache(maxsize=256)
def _lunisolar(year: int, calendar: str) -> Days:
    one: lunisolar.Lunisolar = _TABLES[calendar].one

    def of_date(month: int, day: int) -> int:
        died = lunar.Lunar(year, month, day, False)
        return lunar.in_year(one, died, year, "regular", "first", "last")[0].day

    return table(_answers(of_date))
