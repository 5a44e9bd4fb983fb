from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calendars.keeping import days, found, iso, kept, number
from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import Certainty
from yearlight.calendars.occurrences import Sunset, occurrences

# As each tradition's guides print it: a death, or a burial, on 1 March.
COUNTS = [
    ("counted", {"days": "100"}, "2025-03-01", ["2025-06-09"]),  # plain difference
    ("orthodox-3-9-40", {}, "2025-03-01", ["2025-03-03", "2025-03-09", "2025-04-09"]),  # orthodox.net
    ("hijri-3-7-40", {}, "2025-03-01", ["2025-03-03", "2025-03-07", "2025-04-09"]),
    ("hijri-3-7-40", {"count": "after"}, "2025-03-01", ["2025-03-04", "2025-03-08", "2025-04-10"]),
    ("korean-samuje", {}, "2025-03-01", ["2025-03-03"]),  # burial and two days
    ("months-mind", {}, "2025-03-01", ["2025-03-30"]),
    ("months-mind", {"month": "same-date"}, "2025-03-01", ["2025-04-01"]),
    ("months-mind", {"month": "same-date"}, "2025-01-31", ["2025-02-28"]),
    ("catholic-3-7-30", {}, "2025-03-01", ["2025-03-03", "2025-03-07", "2025-03-30"]),
    ("hindu-10-13", {}, "2025-03-01", ["2025-03-10", "2025-03-11", "2025-03-12", "2025-03-13"]),
    ("orthodox-months", {}, "2024-11-30", ["2025-02-28", "2025-05-30", "2025-08-30"]),
]
# memoriae.jp and benricho.org print 初七日 7 March, 四十九日 18 April and the 100th day 8 June for a death on 1 March.
SEVENS = ["03-07", "03-14", "03-21", "03-28", "04-04", "04-11", "04-18", "06-08"]


@pytest.mark.parametrize(("key", "options", "on", "expected"), COUNTS)
def test_days_are_counted_as_the_tradition_counts(
    key: str, options: dict[str, str], on: str, expected: list[str]
) -> None:
    assert days(key, on, **options) == expected


@pytest.mark.parametrize("key", ["japanese-sevens", "chinese-sevens", "korean-49"])
def test_sevens_take_the_day_of_death_for_the_first(key: str) -> None:
    assert days(key, "2025-03-01") == [f"2025-{day}" for day in SEVENS]


def test_vietnam_keeps_the_third_day_too() -> None:
    assert days("vietnamese-49", "2025-03-01") == ["2025-03-03", *(f"2025-{day}" for day in SEVENS)]


def test_kansai_keeps_each_seventh_on_the_evening_before() -> None:
    evenings = found("japanese-sevens", "2025-03-01", taiya="yes")
    assert iso(evenings[0].day) == "2025-03-06"
    assert evenings[0].number == 7
    assert Reason.EVENING_BEFORE in evenings[0].reasons


def test_a_family_may_count_from_the_day_after() -> None:
    assert days("chinese-sevens", "2025-03-01", count="after")[0] == "2025-03-08"


def test_a_hindu_count_is_to_be_asked() -> None:
    assert {one.certainty for one in found("hindu-10-13", "2025-03-01")} == {Certainty.ASK}


def test_a_death_after_sunset_counts_from_the_next_day_where_days_begin_at_sunset() -> None:
    assert days("hijri-3-7-40", "2025-03-01", sunset=Sunset.AFTER)[0] == "2025-03-04"
    assert days("orthodox-3-9-40", "2025-03-01", sunset=Sunset.AFTER)[0] == "2025-03-03"


@pytest.mark.parametrize(
    ("feb29", "expected"),
    [
        ("feb28", ["2021-02-28", "2022-02-28", "2023-02-28", "2024-02-29"]),
        ("mar01", ["2021-03-01", "2022-03-01", "2023-03-01", "2024-02-29"]),
        ("leap_only", ["2024-02-29"]),
    ],
)
def test_a_29_february_is_kept_as_the_family_wishes(feb29: str, expected: list[str]) -> None:
    assert days("civil-yearly", "2020-02-29", 2020, 2024, feb29=feb29) == expected


def test_a_month_is_always_reckoned_from_the_first_date() -> None:
    assert days("civil-monthly", "2026-01-31", 2026, 2026)[:3] == ["2026-02-28", "2026-03-31", "2026-04-30"]


def test_months_and_weeks_may_end_after_the_first_year() -> None:
    assert days("civil-monthly", "2026-01-31", years="1")[-1] == "2027-01-31"
    assert len(days("civil-weekly", "2026-01-01", years="1")) == 52


def test_weeks_are_sevens_of_days() -> None:
    weeks = found("civil-weekly", "2025-12-29", 2026, 2027)
    assert [one.number for one in weeks] == list(range(1, len(weeks) + 1))
    assert all((one.day - number("2025-12-29")) == 7 * one.number for one in weeks)
    assert all(one.year == date.fromordinal(one.day).year for one in weeks)


def test_a_year_may_come_every_so_many() -> None:
    assert days("every-n-years", "2018-11-14", 2018, 2040, every="7") == ["2025-11-14", "2032-11-14", "2039-11-14"]


def test_a_family_may_enter_its_days_by_hand() -> None:
    assert days("hand-entered", "2018-11-14", 2020, 2026, days="2026-10-10,2025-09-21,2031-01-01") == [
        "2025-09-21",
        "2026-10-10",
    ]


def test_a_family_may_keep_no_day() -> None:
    assert days("none", "2018-11-14") == []


#: 一周忌 2019; the N-th after N - 1 years (benricho.org/koyomi/houji.html, its table for 平成30年).
def test_japanese_years_count_the_year_of_death_as_the_first() -> None:
    kept_in = [(one.number, one.year) for one in found("japanese-nenki", "2018-03-01")]
    expected = [(3, 2020), (7, 2024), (13, 2030), (17, 2034), (23, 2040), (27, 2044), (33, 2050), (50, 2067)]
    assert kept_in == [(1, 2019), *expected]


def test_japanese_schools_differ_on_some_years() -> None:
    numbers = [one.number for one in found("japanese-nenki", "1918-03-01", twenties="25", more="37,43", last="50")]
    assert numbers == [1, 3, 7, 13, 17, 25, 33, 37, 43, 50]


@given(st.dates(date(1901, 1, 1), date(2090, 12, 31)), st.integers(0, 120))
def test_a_monthly_day_is_the_first_date_or_the_last_of_a_short_month(born: date, months: int) -> None:
    year = born.year + months // 12
    for one in occurrences(kept("civil-monthly", born.isoformat()), number(f"{year}-01-01"), number(f"{year}-12-31")):
        day = date.fromordinal(one.day)
        is_last = date.fromordinal(one.day + 1).day == 1
        assert day.day == born.day or (is_last and day.day < born.day)


@given(st.dates(date(1901, 1, 1), date(2090, 12, 31)), st.integers(1, 100))
def test_a_yearly_day_comes_once_in_each_year(born: date, later: int) -> None:
    year = min(born.year + later, 2100)
    assert len(days("civil-yearly", born.isoformat(), year, year)) == 1
