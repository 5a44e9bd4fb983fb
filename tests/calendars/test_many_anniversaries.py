import numpy as np
import pytest

from tests.calendars.keeping import number
from yearlight.calendars import gregorian, hebrew, tabular, umm_al_qura
from yearlight.calendars.customs import civil, jewish, lunar, muslim
from yearlight.calendars.lunisolar import CHINA, KOREA, VIETNAM
from yearlight.calendars.many import anniversaries

#: Every seventh, so that every day of every month and kind of year comes up.
DAYS = np.arange(number("1925-01-01"), number("2070-12-31"), 7, dtype=np.int32)


@pytest.mark.parametrize("feb29", ["feb28", "mar01", "leap_only"])
def test_a_million_civil_days_are_those_of_one(feb29: str) -> None:
    for year in (2024, 2025):
        found = anniversaries.civil(DAYS, year, feb29)
        for day, answer in zip(DAYS.tolist(), found.tolist(), strict=True):
            died = gregorian.from_day(day)
            one = civil.in_year(year, *died[1:], feb29)
            assert answer == (one[0] if one and died[0] < year else 0)


@pytest.mark.parametrize("adar", ["i", "ii"])
def test_a_million_yahrzeits_are_those_of_one(adar: str) -> None:
    # A plain year, a leap year, and years with a short Cheshvan or a short Kislev.
    for year in (5783, 5784, 5781, 5785):
        found = anniversaries.yahrzeits(DAYS, year, adar=adar)
        for day, answer in zip(DAYS.tolist(), found.tolist(), strict=True):
            died = hebrew.from_day(day)
            assert answer == (jewish.yahrzeits(died, year, adar)[0][0] if died[0] < year else 0)


def test_every_odd_yahrzeit_is_that_of_one() -> None:
    odd = [(year, month, 30) for year in range(5660, 5780) for month in (8, 9, 12)]
    there = [date for date in odd if date[2] <= hebrew.month_length(date[0], date[1])]
    days = np.array([hebrew.to_day(*date) for date in there], np.int32)
    for year in range(5781, 5800):
        expected = [jewish.yahrzeits(date, year)[0][0] for date in there]
        assert anniversaries.yahrzeits(days, year).tolist() == expected


def test_those_who_died_after_sunset_are_a_day_later() -> None:
    after = np.arange(DAYS.size) % 2 == 0
    found = anniversaries.yahrzeits(DAYS, 5840, after)
    assert (
        found.tolist()
        == np.where(after, anniversaries.yahrzeits(DAYS + 1, 5840), anniversaries.yahrzeits(DAYS, 5840)).tolist()
    )


@pytest.mark.parametrize("is_tabular", [False, True])
def test_a_million_hijri_days_are_those_of_one(is_tabular: bool) -> None:
    scalar = tabular if is_tabular else umm_al_qura
    for year in (1447, 1448):
        found = anniversaries.hijri(DAYS, year, is_tabular=is_tabular)
        for day, answer in zip(DAYS.tolist(), found.tolist(), strict=True):
            died_in, month, of_month = scalar.from_day(day)
            assert answer == (muslim.in_year(scalar, year, month, of_month)[0] if died_in < year else 0)


@pytest.mark.parametrize(("name", "table"), [("china", CHINA), ("korea", KOREA), ("vietnam", VIETNAM)])
def test_a_million_lunar_days_are_those_of_one(name: str, table: lunar.Lunisolar) -> None:
    for year in (2025, 2030):
        found = anniversaries.lunisolar_years(DAYS, year, name)
        for day, answer in zip(DAYS.tolist(), found.tolist(), strict=True):
            died = lunar.Lunar(*table.from_day(day))
            kept = lunar.in_year(table, died, year, "regular", "first", "last")[0].day if died.year < year else 0
            assert answer == kept
