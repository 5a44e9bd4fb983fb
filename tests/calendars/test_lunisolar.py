from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearlight.calendars.day import number
from yearlight.calendars.doubt import Doubt
from yearlight.calendars.errors import NoSuchDate, OutOfRange
from yearlight.calendars.lunisolar import CHINA, KOREA, VIETNAM, Lunisolar

ALL = [CHINA, KOREA, VIETNAM]


def new_year(calendar: Lunisolar, year: int) -> int:
    return calendar.to_day(year, 1, 1)


# New Year's days as the Hong Kong Observatory, the Korean institute (KASI) and Vietnamese almanacs print them.
NEW_YEARS = [
    (CHINA, (1900, 1, 31)),
    (CHINA, (1985, 2, 20)),
    (CHINA, (2018, 2, 16)),
    (CHINA, (2026, 2, 17)),
    (CHINA, (2027, 2, 6)),
    (CHINA, (2030, 2, 3)),
    (KOREA, (1997, 2, 8)),
    (KOREA, (2018, 2, 16)),
    (KOREA, (2027, 2, 7)),
    (VIETNAM, (1968, 1, 29)),
    (VIETNAM, (1985, 1, 21)),
    (VIETNAM, (2007, 2, 17)),
    (VIETNAM, (2030, 2, 2)),
]


@pytest.mark.parametrize(("calendar", "day"), NEW_YEARS, ids=lambda value: getattr(value, "name", str(value)))
def test_new_year_is_on_its_known_day(calendar: Lunisolar, day: tuple[int, int, int]) -> None:
    assert new_year(calendar, day[0]) == number(*day)
    assert calendar.from_day(number(*day)) == (day[0], 1, 1, False)


# The disagreements of docs/developing/calendars.md: what the almanacs have, ICU and others have not.
@pytest.mark.parametrize(
    ("day", "date"),
    [
        ((1906, 4, 23), (1906, 3, 30, False)),
        ((1906, 4, 24), (1906, 4, 1, False)),
        ((1914, 11, 17), (1914, 10, 1, False)),
        ((1916, 2, 3), (1916, 1, 1, False)),
        ((1920, 11, 10), (1920, 10, 1, False)),
        ((1933, 7, 22), (1933, 5, 30, True)),
        ((1954, 2, 3), (1954, 1, 1, False)),
        ((1999, 1, 17), (1998, 12, 1, False)),
        ((2018, 11, 7), (2018, 9, 30, False)),
        ((2070, 3, 12), (2070, 2, 1, False)),
    ],
)
def test_china_begins_its_months_as_the_almanacs_do(
    day: tuple[int, int, int], date: tuple[int, int, int, bool]
) -> None:
    assert CHINA.from_day(number(*day)) == date
    assert CHINA.to_day(*date) == number(*day)


def test_korea_begins_its_months_as_the_institute_does() -> None:
    assert KOREA.from_day(number(2017, 2, 26)) == (2017, 2, 1, False)
    assert KOREA.from_day(number(1912, 1, 1)) == (1911, 11, 13, False)


@pytest.mark.parametrize(
    ("calendar", "year", "leap"),
    [
        *[(CHINA, 1917, 2), (CHINA, 1922, 5), (CHINA, 1987, 6), (VIETNAM, 1987, 7), (CHINA, 2020, 4), (CHINA, 2025, 6)],
        *[(CHINA, 2033, 11), (KOREA, 2012, 3), (CHINA, 2012, 4), (KOREA, 2017, 5), (CHINA, 2017, 6), (CHINA, 2026, 0)],
    ],
)
def test_leap_months_are_where_the_rule_puts_them(calendar: Lunisolar, year: int, leap: int) -> None:
    assert calendar.leap_month(year) == leap


@pytest.mark.parametrize(
    ("other", "first", "last", "days", "stretches"),
    [
        (VIETNAM, number(1968, 2, 1), number(2100, 12, 31), 1914, 59),
        (KOREA, number(1913, 1, 1), number(2050, 12, 31), 1978, 63),
    ],
    ids=["Vietnamese", "Korean"],
)
def test_the_meridian_matters(other: Lunisolar, first: int, last: int, days: int, stretches: int) -> None:
    differ = [day for day in range(first, last + 1) if other.from_day(day) != CHINA.from_day(day)]
    assert (len(differ), 1 + sum(after - before > 1 for before, after in pairwise(differ))) == (days, stretches)


def test_before_1968_vietnam_is_as_china() -> None:
    days = range(VIETNAM.first_day, number(1968, 1, 29))
    assert all(VIETNAM.from_day(day) == CHINA.from_day(day) for day in days)


@pytest.mark.parametrize("calendar", ALL, ids=lambda one: one.name)
@given(data=st.data())
def test_every_day_goes_out_and_comes_back(calendar: Lunisolar, data: st.DataObject) -> None:
    day = data.draw(st.integers(calendar.first_day, calendar.last_day))
    assert calendar.to_day(*calendar.from_day(day)) == day


@pytest.mark.parametrize("calendar", ALL, ids=lambda one: one.name)
def test_months_follow_each_other_in_one_row(calendar: Lunisolar) -> None:
    names = [calendar.month_at(index) for index in range(len(calendar.names))]
    assert [calendar.month_index(*name) for name in names] == list(range(len(names)))
    assert sorted(names) == names
    with pytest.raises(OutOfRange):
        calendar.month_at(len(names))
    with pytest.raises(OutOfRange):
        calendar.month_at(-1)


def test_twelve_months_later_is_a_month_earlier_where_a_leap_month_lies_between() -> None:
    assert VIETNAM.month_at(VIETNAM.month_index(2019, 10) + 12) == (2020, 9, False)
    assert VIETNAM.month_at(VIETNAM.month_index(2018, 10) + 12) == (2019, 10, False)


def test_a_leap_month_is_told_from_the_regular_one() -> None:
    regular, leap = CHINA.to_day(2020, 4, 1), CHINA.to_day(2020, 4, 1, is_leap=True)
    assert leap - regular == CHINA.month_length(2020, 4) == 30
    assert CHINA.month_length(2020, 4, is_leap=True) == 29
    assert CHINA.to_day(2020, 5, 1) - leap == 29


@pytest.mark.parametrize(
    "date", [(2020, 5, 1, True), (2026, 4, 1, True), (2020, 4, 30, True), (2020, 0, 1), (2020, 13, 1)]
)
def test_a_date_that_is_none_is_refused(date: tuple[int, int, int]) -> None:
    with pytest.raises(NoSuchDate):
        CHINA.to_day(*date)


@pytest.mark.parametrize("calendar", ALL, ids=lambda one: one.name)
def test_outside_its_range_a_calendar_refuses(calendar: Lunisolar) -> None:
    for day in (calendar.first_day - 1, calendar.last_day + 1):
        for ask in (calendar.from_day, calendar.doubt):
            with pytest.raises(OutOfRange):
                ask(day)
    with pytest.raises(OutOfRange):
        calendar.to_day(2101, 1, 1)
    with pytest.raises(OutOfRange):
        calendar.to_day(*before(calendar))


def before(calendar: Lunisolar) -> tuple[int, int, int, bool]:
    """The date of the day before the first, which is in the table's first year."""
    year, month, day, is_leap = calendar.from_day(calendar.first_day)
    if day > 1:
        return year, month, day - 1, is_leap
    earlier = calendar.month_at(calendar.month_index(year, month, is_leap) - 1)
    return earlier[0], earlier[1], calendar.month_length(*earlier), earlier[2]


@pytest.mark.parametrize(
    ("calendar", "near"),
    [
        (CHINA, [(2057, 9, 29), (2089, 9, 5), (2097, 8, 8)]),
        (KOREA, [(2051, 11, 4), (2074, 8, 23), (2097, 1, 14)]),
        (VIETNAM, [(2054, 5, 8), (2072, 12, 10), (2077, 11, 16), (2085, 10, 19)]),
    ],
    ids=["Chinese", "Korean", "Vietnamese"],
)
def test_months_whose_new_moon_is_close_to_midnight_are_in_doubt(
    calendar: Lunisolar, near: list[tuple[int, int, int]]
) -> None:
    doubted = [d for d in range(calendar.first_day, calendar.last_day + 1) if calendar.doubt(d) is Doubt.MIDNIGHT]
    begins = [day for day in doubted if day - 1 not in doubted]
    assert len(begins) == len(near)
    for begin, midnight in zip(begins, near, strict=True):
        # A month that begins just after midnight may begin a day earlier, one just before a day later.
        assert number(*midnight) - begin == 1
        assert sum(begin <= day < begin + 40 for day in doubted) in {29, 30, 31}


def test_korea_is_a_forecast_after_the_institutes_tables() -> None:
    assert KOREA.doubt(number(2050, 12, 31)) is None
    assert KOREA.doubt(number(2051, 1, 1)) is Doubt.FORECAST


def test_vietnam_is_in_doubt_where_nothing_printed_was_compared_and_where_the_country_was_divided() -> None:
    assert VIETNAM.doubt(number(1942, 12, 31)) is Doubt.UNATTESTED
    assert VIETNAM.doubt(number(1943, 1, 1)) is None
    divided = [d for d in range(number(1968, 1, 1), number(1976, 1, 1)) if VIETNAM.doubt(d) is Doubt.DIVIDED]
    begins = [day for day in divided if day - 1 not in divided]
    assert begins == [number(1968, 1, 29), number(1969, 2, 16), number(1974, 12, 13), number(1975, 4, 11)]
    assert len(divided) == 110


def test_china_is_certain_but_for_three_months() -> None:
    assert {CHINA.doubt(day) for day in range(CHINA.first_day, number(2057, 9, 28))} == {None}
