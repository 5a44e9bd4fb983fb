import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearlight.calendars import gregorian, julian
from yearlight.calendars.day import DayError, number
from yearlight.calendars.errors import NoSuchDate, OutOfRange

days = st.integers(gregorian.FIRST_DAY, gregorian.LAST_DAY)

# Reingold and Dershowitz, Calendrical Calculations, appendix C; the day after Julian 4 October 1582 was 15 October.
JULIAN = [(601716, (1648, 5, 31)), (710347, (1945, 10, 30)), (764652, (2094, 7, 5)), (577736, (1582, 10, 5))]


@given(days)
def test_every_day_goes_out_and_comes_back(day: int) -> None:
    assert gregorian.to_day(*gregorian.from_day(day)) == day
    assert julian.to_day(*julian.from_day(day)) == day


@pytest.mark.parametrize(("day", "date"), JULIAN)
def test_the_julian_calendar_has_its_known_dates(day: int, date: tuple[int, int, int]) -> None:
    assert julian.from_day(day) == date
    assert julian.to_day(*date) == day


def test_the_julian_calendar_is_thirteen_days_behind_from_1900_to_2100() -> None:
    for day in range(number(1900, 3, 14), number(2100, 3, 14)):
        assert julian.from_day(day) == gregorian.from_day(day - 13)


def test_a_century_is_a_leap_year_in_the_julian_calendar_alone() -> None:
    assert [year for year in (1900, 2000, 2024, 2026) if gregorian.is_leap(year)] == [2000, 2024]
    assert julian.month_length(1900, 2) == 29
    assert gregorian.month_length(1900, 2) == 28


@pytest.mark.parametrize("calendar", [gregorian, julian])
@pytest.mark.parametrize("date", [(2019, 2, 29), (2019, 0, 1), (2019, 13, 1), (2019, 4, 31), (2019, 4, 0)])
def test_a_date_that_is_none_is_refused(calendar: object, date: tuple[int, int, int]) -> None:
    with pytest.raises(NoSuchDate):
        calendar.to_day(*date)  # type: ignore[attr-defined]


@pytest.mark.parametrize("calendar", [gregorian, julian])
@pytest.mark.parametrize("year", [-1, 10000])
def test_a_year_outside_the_range_is_refused(calendar: object, year: int) -> None:
    with pytest.raises(OutOfRange):
        calendar.to_day(year, 1, 1)  # type: ignore[attr-defined]
    with pytest.raises(OutOfRange):
        calendar.from_day(366 * year)  # type: ignore[attr-defined]


def test_both_refusals_are_met_as_a_day_error() -> None:
    assert issubclass(NoSuchDate, DayError)
    assert issubclass(OutOfRange, DayError)


@given(days, st.integers(0, 6))
def test_a_day_of_the_week_is_found_within_a_week_on_either_side(day: int, weekday: int) -> None:
    before, after = gregorian.on_or_before(weekday, day), gregorian.on_or_after(weekday, day)
    assert gregorian.weekday(before) == gregorian.weekday(after) == weekday
    assert day - 6 <= before <= day <= after <= day + 6


# The United States' Thanksgiving of 2026, its Memorial Day of 2027, the British Mother's Day rule's Sunday and a fifth.
@pytest.mark.parametrize(
    ("year", "month", "weekday", "n", "day"),
    [
        (2026, 11, gregorian.THURSDAY, 4, 26),
        (2027, 5, gregorian.MONDAY, -1, 31),
        (2026, 5, gregorian.SUNDAY, 2, 10),
        (2026, 3, gregorian.SUNDAY, 5, 29),
        (2026, 3, gregorian.SUNDAY, -5, 1),
    ],
)
def test_the_nth_day_of_the_week_is_found(year: int, month: int, weekday: int, n: int, day: int) -> None:
    assert gregorian.nth_weekday(year, month, weekday, n) == number(year, month, day)


@pytest.mark.parametrize("n", [0, 5, -5, 6])
def test_a_fifth_sunday_that_is_not_there_is_refused(n: int) -> None:
    with pytest.raises(NoSuchDate):
        gregorian.nth_weekday(2026, 2, gregorian.SUNDAY, n)
