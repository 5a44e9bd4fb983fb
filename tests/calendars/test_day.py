import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearlight.calendars import day


# Calendrical Calculations, appendix C (R.D. 710347), and the epochs of Unix and of the Julian Day (JD 2451544.5).
@pytest.mark.parametrize(
    ("civil", "number"),
    [
        ((1, 1, 1), 1),
        ((1945, 11, 12), 710347),
        ((1970, 1, 1), 719163),
        ((2000, 1, 1), 730120),
        ((9999, 12, 31), 3652059),
    ],
)
def test_days_have_their_known_numbers(civil: tuple[int, int, int], number: int) -> None:
    assert day.number(*civil) == number
    assert day.civil(number) == civil


@given(st.integers(day.FIRST_DAY, day.LAST_DAY))
def test_every_number_goes_out_and_comes_back(number: int) -> None:
    assert day.number(*day.civil(number)) == number


@given(st.integers(day.FIRST_DAY, day.LAST_DAY - 1))
def test_the_next_number_is_a_later_civil_day(number: int) -> None:
    assert day.civil(number) < day.civil(number + 1)


@pytest.mark.parametrize("wrong", [(2018, 2, 30), (2019, 2, 29), (2018, 13, 1), (0, 1, 1), (10000, 1, 1)])
def test_a_day_that_is_none_is_refused(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(day.DayError):
        day.number(*wrong)


@pytest.mark.parametrize("wrong", [0, -1, day.LAST_DAY + 1])
def test_a_number_outside_the_range_is_refused(wrong: int) -> None:
    with pytest.raises(day.DayError):
        day.civil(wrong)


@pytest.mark.parametrize(
    ("year", "month", "length"),
    [(2018, 2, 28), (2020, 2, 29), (1900, 2, 28), (2000, 2, 29), (2018, 12, 31), (9999, 12, 31)],
)
def test_months_have_their_length(year: int, month: int, length: int) -> None:
    assert day.month_length(year, month) == length
