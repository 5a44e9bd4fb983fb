import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calendars.keeping import days, found, iso, number
from yearlight.calendars.customs import lunar
from yearlight.calendars.customs.declined import Declined, Why
from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import Certainty
from yearlight.calendars.lunisolar import CHINA, KOREA, VIETNAM

VECTORS = Path(__file__).parent / "vectors/chinese_anniversaries.csv"


def test_every_chinese_anniversary_is_the_one_that_lunar_javascript_reckons() -> None:
    with VECTORS.open() as lines:
        for died, after, twelve_months in csv.reader(lines):
            date = lunar.Lunar(*CHINA.from_day(number(died)))
            for year, expected in enumerate(after.split(), date.year + 1):
                kept = lunar.in_year(CHINA, date, year, "regular", "first", "last")
                assert [iso(one.day) for one in kept] == [expected], died
            assert iso(lunar.months_later(CHINA, date, 12)) == twelve_months, died


def test_the_calendar_is_the_familys_choice_and_never_guessed() -> None:
    # Tet 2030 is on 2 February, Chinese New Year on the 3rd; deaths on the first day of 2018 are kept then.
    assert days("vietnamese-gio", "2018-02-16", 2030, 2030) == ["2030-02-02"]
    assert days("chinese-yearly", "2018-02-16", 2030, 2030) == ["2030-02-03"]
    # Seollal 2027 (Korean public holiday) is 7 February, Chinese New Year the 6th (Hong Kong Observatory).
    assert days("korean-gije", "2018-02-16", 2027, 2027) == ["2027-02-07"]
    assert days("chinese-yearly", "2018-02-16", 2027, 2027) == ["2027-02-06"]


# A death on the 1st of the leap 6th month of 2025 (25 July 2025, Hong Kong Observatory); 2036 has a leap 6th again.
@pytest.mark.parametrize(
    ("leap", "expected"),
    [
        ("regular", ["2035-07-05", "2036-06-24"]),
        ("leap", ["2035-07-05", "2036-07-23"]),
        ("both", ["2035-07-05", "2036-06-24", "2036-07-23"]),
    ],
)
def test_a_death_in_a_leap_month_is_kept_as_the_family_wishes(leap: str, expected: list[str]) -> None:
    assert days("chinese-yearly", "2025-07-25", 2035, 2036, leap=leap) == expected


def test_a_month_that_comes_twice_is_kept_in_the_first_or_in_both() -> None:
    # A death on 1 of the regular 6th month of 2024 (6 July 2024).
    assert days("korean-gije", "2024-07-06", 2025, 2025) == ["2025-06-25"]
    twice = found("korean-gije", "2024-07-06", 2025, 2025, repeated="both")
    assert [(iso(one.day), one.part) for one in twice] == [("2025-06-25", ""), ("2025-07-25", "leap-month")]


def test_a_30th_is_kept_on_the_29th_or_the_first_and_comes_back() -> None:
    # 30 of the 12th month of 2023 is 9 February 2024; the 12th months of 2024 and 2025 have 29 days, that of 2026 has 29, 2027 30.
    last = found("chinese-yearly", "2024-02-09", 2025, 2033)
    dates = [(str(one.date_in_calendar)[5:], Reason.SHORT_MONTH in one.reasons) for one in last]
    assert ("12-29", True) in dates
    assert ("12-30", False) in dates
    assert {date for date, _ in dates} == {"12-29", "12-30"}
    first = found("chinese-yearly", "2024-02-09", 2025, 2033, thirtieth="first")
    assert {str(one.date_in_calendar)[5:] for one in first} == {"12-30", "01-01"}


def test_a_29th_of_a_short_month_stays_the_29th() -> None:
    # 28 January 2025 is 29 of the 12th month, which had no more (Chinese New Year 2025 is 29 January).
    kept = found("korean-gije", "2025-01-28", 2026, 2045)
    assert {str(one.date_in_calendar)[5:] for one in kept} == {"12-29"}


def test_the_evening_before_may_be_kept_or_both() -> None:
    assert days("korean-gije", "2024-07-06", 2025, 2025, eve="yes") == ["2025-06-24"]
    both = found("vietnamese-gio", "2020-07-06", 2025, 2025, eve="both")
    assert [one.part for one in both] == ["eve", ""]
    assert both[1].day - both[0].day == 1


def test_an_evening_before_the_first_of_a_year_lies_in_the_year_before() -> None:
    assert days("chinese-yearly", "2018-02-16", 2026, 2026, eve="yes") == ["2026-02-16"]


def test_the_first_feasts_come_a_month_earlier_where_a_leap_month_lies_between() -> None:
    # 2023 had a leap 2nd month: 12 months after 15 of the 3rd month of 2022 (15 April 2022) is 15 of the leap 2nd.
    feasts = found("vietnamese-tieu-tuong", "2022-04-15")
    assert [str(one.date_in_calendar) for one in feasts] == ["2023-02L-15", "2024-02-15"]
    assert [str(one.date_in_calendar) for one in found("vietnamese-gio", "2022-04-15", 2023, 2025)] == [
        "2023-02L-15",
        "2024-02-15",
        "2025-03-15",
    ]
    assert str(found("taiwanese-dui-nian", "2022-04-15")[0].date_in_calendar) == "2023-02L-15"
    assert str(found("chinese-yearly", "2022-04-15", 2023, 2023)[0].date_in_calendar) == "2023-03-15"
    months = found("chinese-yearly", "2022-04-15", 2023, 2024, first_years="months")
    assert [str(one.date_in_calendar) for one in months] == ["2023-02L-15", "2024-03-15"]


def test_some_temples_keep_the_feasts_a_day_earlier() -> None:
    early, plain = (
        found("vietnamese-tieu-tuong", "2022-04-15", early="yes"),
        found("vietnamese-tieu-tuong", "2022-04-15"),
    )
    assert [one.day + 1 for one in early] == [one.day for one in plain]


# Hong Kong Observatory (Qingming, Double Ninth, Ghost Festival); Korean public holidays (Seollal, Chuseok).
KNOWN = [
    ("qingming", {}, {"2024-04-04", "2025-04-04", "2026-04-05", "2027-04-05"}),
    ("hansik", {}, {"2024-04-05", "2025-04-05", "2026-04-06", "2027-04-06"}),
    ("double-ninth", {}, {"2024-10-11", "2025-10-29", "2026-10-18", "2027-10-08"}),
    ("ghost-festival", {}, {"2024-08-18", "2025-09-06", "2026-08-27", "2027-08-16"}),
    ("ghost-festival", {"day": "14"}, {"2024-08-17", "2025-09-05", "2026-08-26", "2027-08-15"}),
    ("ghost-festival", {"calendar": "vietnam"}, {"2024-08-18", "2025-09-06", "2026-08-27", "2027-08-16"}),
    ("seollal", {}, {"2024-02-10", "2025-01-29", "2026-02-17", "2027-02-07"}),
    ("chuseok", {}, {"2024-09-17", "2025-10-06", "2026-09-25", "2027-09-15"}),
    ("cold-clothes", {}, {"2024-11-01", "2025-11-20", "2026-11-09", "2027-10-29"}),
]


@pytest.mark.parametrize(("key", "options", "expected"), KNOWN)
def test_days_of_the_year_are_those_of_the_almanacs(key: str, options: dict[str, str], expected: set[str]) -> None:
    assert set(days(key, "", 2024, 2027, **options)) == expected


def test_a_korean_day_after_2050_is_a_forecast() -> None:
    kept = {one.year: one for one in found("korean-gije", "2018-06-14", 2050, 2051)}
    assert kept[2050].certainty is Certainty.EXACT
    assert kept[2051].certainty is Certainty.PROVISIONAL
    assert Reason.FORECAST in kept[2051].reasons


def test_a_new_moon_too_near_to_midnight_makes_a_day_provisional() -> None:
    # China, 28 or 29 September 2057: the new moon is 35 seconds after midnight.
    kept = found("chinese-yearly", "2018-10-09", 2057, 2057)
    assert [(iso(one.day), one.certainty) for one in kept] == [("2057-09-29", Certainty.PROVISIONAL)]


@pytest.mark.parametrize(("key", "died"), [("chinese-yearly", "1899-12-31"), ("korean-gije", "1911-12-31")])
def test_a_death_before_the_table_is_declined(key: str, died: str) -> None:
    with pytest.raises(Declined) as refused:
        found(key, died)
    assert refused.value.why is Why.OUT_OF_RANGE


@given(
    st.sampled_from([CHINA, KOREA, VIETNAM]),
    st.integers(number("1912-01-01"), number("2070-12-31")),
    st.integers(1, 30),
)
def test_an_anniversary_lies_in_its_lunar_year(table: lunar.Lunisolar, died_on: int, later: int) -> None:
    died = lunar.Lunar(*table.from_day(died_on))
    for kept in lunar.in_year(table, died, died.year + later, "both", "both", "last"):
        year, month, day, _ = table.from_day(kept.day)
        assert (year, month) == (died.year + later, died.month)
        assert day in {died.day, 29}
