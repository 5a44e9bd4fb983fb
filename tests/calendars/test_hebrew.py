import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearlight.calendars import hebrew
from yearlight.calendars.day import number
from yearlight.calendars.errors import NoSuchDate, OutOfRange

# Reingold and Dershowitz, Calendrical Calculations, appendix C; the last three by Hebcal's published converter.
KNOWN = [
    (601716, (5408, hebrew.SIVAN, 20)),
    (710347, (5706, hebrew.KISLEV, 7)),
    (728714, (5756, hebrew.ADAR, 5)),
    (764652, (5854, hebrew.AV, 5)),
    (number(1900, 1, 1), (5660, hebrew.SHEVAT, 1)),
    (number(2018, 11, 14), (5779, hebrew.KISLEV, 6)),
    (number(2024, 3, 24), (5784, hebrew.ADAR_II, 14)),
]


@pytest.mark.parametrize(("day", "date"), KNOWN)
def test_days_have_their_known_dates(day: int, date: tuple[int, int, int]) -> None:
    assert hebrew.from_day(day) == date
    assert hebrew.to_day(*date) == day


@given(st.integers(hebrew.FIRST_DAY, hebrew.LAST_DAY))
def test_every_day_goes_out_and_comes_back(day: int) -> None:
    assert hebrew.to_day(*hebrew.from_day(day)) == day


@given(st.integers(hebrew.FIRST_YEAR + 1, hebrew.LAST_YEAR - 1))
def test_a_year_is_the_sum_of_its_months_and_begins_on_no_forbidden_day(year: int) -> None:
    months = range(1, 14 if hebrew.is_leap(year) else 13)
    length = sum(hebrew.month_length(year, month) for month in months)
    assert length == hebrew.year_length(year) == hebrew.new_year(year + 1) - hebrew.new_year(year)
    # Never a Sunday, a Wednesday or a Friday: Yom Kippur would touch a Sabbath, or Hoshana Rabbah fall on one.
    assert hebrew.new_year(year) % 7 not in {0, 3, 5}


@pytest.mark.parametrize(
    ("year", "cheshvan", "kislev"),
    [(5781, 29, 29), (5779, 30, 30), (5778, 29, 30), (5784, 29, 29), (5782, 29, 30), (5785, 30, 30)],
)
def test_cheshvan_and_kislev_are_long_or_short_with_the_year(year: int, cheshvan: int, kislev: int) -> None:
    lengths = hebrew.month_length(year, hebrew.CHESHVAN), hebrew.month_length(year, hebrew.KISLEV)
    assert lengths == (cheshvan, kislev)


def test_the_years_of_two_adars_are_seven_of_nineteen() -> None:
    assert [year for year in range(5777, 5796) if hebrew.is_leap(year)] == [5779, 5782, 5784, 5787, 5790, 5793, 5795]
    assert hebrew.last_adar(5784) == hebrew.ADAR_II
    assert hebrew.last_adar(5785) == hebrew.ADAR


@pytest.mark.parametrize("date", [(5781, hebrew.CHESHVAN, 30), (5781, hebrew.KISLEV, 30), (5785, hebrew.ADAR_II, 1)])
def test_a_date_that_the_year_does_not_have_is_refused(date: tuple[int, int, int]) -> None:
    with pytest.raises(NoSuchDate):
        hebrew.to_day(*date)


def test_a_month_that_the_year_does_not_have_is_refused() -> None:
    with pytest.raises(NoSuchDate):
        hebrew.month_length(5785, hebrew.ADAR_II)


def test_outside_its_range_it_says_which_days_it_covers() -> None:
    with pytest.raises(OutOfRange, match="0001-01-01 to 9999-12-31") as refused:
        hebrew.from_day(hebrew.LAST_DAY + 1)
    assert (refused.value.first, refused.value.last) == (hebrew.FIRST_DAY, hebrew.LAST_DAY)
