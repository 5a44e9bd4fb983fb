from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearlight.calendars import tabular, umm_al_qura
from yearlight.calendars.day import number
from yearlight.calendars.doubt import Doubt
from yearlight.calendars.errors import NoSuchDate, OutOfRange

# Reingold and Dershowitz, Calendrical Calculations, appendix C.
TABULAR = [(601716, (1058, 5, 18)), (710347, (1364, 12, 6)), (728714, (1416, 10, 5)), (764652, (1518, 3, 5))]

# First days of Ramadan and of Shawwal as the Umm al-Qura calendar had them (R.H. van Gent's tables), and its ends.
UMM_AL_QURA = [
    (number(1924, 8, 1), (1343, 1, 1)),
    (number(2018, 5, 16), (1439, 9, 1)),
    (number(2019, 6, 4), (1440, 10, 1)),
    (number(2020, 4, 24), (1441, 9, 1)),
    (number(2021, 5, 13), (1442, 10, 1)),
    (number(2023, 4, 21), (1444, 10, 1)),
    (number(2025, 3, 1), (1446, 9, 1)),
    (number(2026, 2, 18), (1447, 9, 1)),
    (number(2077, 11, 16), (1500, 12, 30)),
]


@pytest.mark.parametrize(("day", "date"), TABULAR)
def test_the_tabular_calendar_has_its_known_dates(day: int, date: tuple[int, int, int]) -> None:
    assert tabular.from_day(day) == date
    assert tabular.to_day(*date) == day


@pytest.mark.parametrize(("day", "date"), UMM_AL_QURA)
def test_umm_al_qura_has_its_known_dates(day: int, date: tuple[int, int, int]) -> None:
    assert umm_al_qura.from_day(day) == date
    assert umm_al_qura.to_day(*date) == day


@given(st.integers(tabular.FIRST_DAY, tabular.LAST_DAY))
def test_every_tabular_day_goes_out_and_comes_back(day: int) -> None:
    assert tabular.to_day(*tabular.from_day(day)) == day


@given(st.integers(umm_al_qura.FIRST_DAY, umm_al_qura.LAST_DAY))
def test_every_day_of_umm_al_qura_goes_out_and_comes_back(day: int) -> None:
    assert umm_al_qura.to_day(*umm_al_qura.from_day(day)) == day


def test_eleven_tabular_years_of_thirty_are_leap_years() -> None:
    assert [year for year in range(1, 31) if tabular.is_leap(year)] == [2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29]


def test_a_thirtieth_is_refused_in_a_month_of_twenty_nine_days() -> None:
    for calendar, month in ((tabular, 2), (umm_al_qura, 3)):
        assert calendar.month_length(1440, month) == 29
        with pytest.raises(NoSuchDate, match=f"1440-{month}-30"):
            calendar.to_day(1440, month, 30)


def test_months_that_were_printed_with_28_or_31_days_are_kept() -> None:
    lengths = Counter(umm_al_qura.month_length(year, month) for year in range(1343, 1501) for month in range(1, 13))
    assert lengths == {28: 5, 29: 882, 30: 1006, 31: 3}
    odd = [y for y in range(1343, 1501) for m in range(1, 13) if umm_al_qura.month_length(y, m) not in {29, 30}]
    assert set(odd) == {1343, 1345, 1348, 1349, 1364}


def test_umm_al_qura_is_a_forecast_after_its_printed_years() -> None:
    last = umm_al_qura.to_day(1450, 12, umm_al_qura.month_length(1450, 12))
    assert last == number(2029, 5, 13)
    assert umm_al_qura.doubt(last) is None
    assert umm_al_qura.doubt(last + 1) is Doubt.FORECAST


@pytest.mark.parametrize("day", [number(1924, 7, 31), number(2077, 11, 17)])
def test_outside_its_table_umm_al_qura_refuses_and_never_turns_tabular(day: int) -> None:
    for ask in (umm_al_qura.from_day, umm_al_qura.doubt):
        with pytest.raises(OutOfRange, match="1924-08-01 to 2077-11-16"):
            ask(day)


def test_the_two_calendars_begin_their_months_together_in_less_than_half_of_all_cases() -> None:
    months = [(year, month) for year in range(1424, 1500) for month in range(1, 13)]
    later = Counter(tabular.to_day(*month, 1) - umm_al_qura.to_day(*month, 1) for month in months)
    shares = {days: count / len(months) for days, count in later.items()}
    assert shares == pytest.approx({0: 0.44, 1: 0.52, 2: 0.025, -1: 0.015}, abs=0.01)
