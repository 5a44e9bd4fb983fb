import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calendars.keeping import days, found, iso, number
from yearlight.calendars import easter, gregorian
from yearlight.calendars.customs.declined import Declined, Why
from yearlight.calendars.customs.japanese import weekend_before
from yearlight.calendars.customs.parents_days import COUNTRIES, source_of
from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import Certainty

# lambieslove.org (October); carlymarieprojectheal.com and frankieslegacy.co.uk (Bereaved Mother's Day, 4 May 2014 and
# 3 May 2015); compassionatefriends.org and its chapters (candles); daysoftheyear.com (the rest).
KNOWN = [
    ("wave-of-light", 2026, ["2026-10-15"]),
    ("baby-loss-awareness-week", 2026, ["2026-10-09/2026-10-15"]),
    ("bereaved-mothers-day", 2014, ["2014-05-04"]),
    ("bereaved-mothers-day", 2015, ["2015-05-03"]),
    ("bereaved-mothers-day", 2026, ["2026-05-03"]),
    ("bereaved-fathers-day", 2026, ["2026-08-30"]),
    ("worldwide-candle-lighting", 2008, ["2008-12-14"]),
    ("worldwide-candle-lighting", 2010, ["2010-12-12"]),
    ("worldwide-candle-lighting", 2019, ["2019-12-08"]),
    ("worldwide-candle-lighting", 2023, ["2023-12-10"]),
    ("worldwide-candle-lighting", 2024, ["2024-12-08"]),
    ("worldwide-candle-lighting", 2011, ["2011-12-11"]),
    ("worldwide-candle-lighting", 2026, ["2026-12-13"]),
    ("childrens-grief-awareness-day", 2026, ["2026-11-19"]),
    ("survivors-of-suicide-loss-day", 2026, ["2026-11-21"]),
    ("world-prematurity-day", 2026, ["2026-11-17"]),
    ("grief-awareness-day", 2026, ["2026-08-30"]),
    ("jizo-bon", 2026, ["2026-08-23/2026-08-24"]),
]


@pytest.mark.parametrize(("key", "year", "expected"), KNOWN)
def test_shared_days_are_where_their_founders_put_them(key: str, year: int, expected: list[str]) -> None:
    assert days(key, "", year, year) == expected


def test_the_bereaved_fathers_day_is_to_be_asked_since_it_moved() -> None:
    # mothering.com: "Sunday, September 10, 2017 ... the second Sunday of September".
    (one,) = found("bereaved-fathers-day", "", 2017, 2017, when="september")
    assert (iso(one.day), one.certainty) == ("2017-09-10", Certainty.ASK)


# Published dates of these years: 36 U.S.C. 117 and 109; Code de l'action sociale D215-1; gov.uk calendars; thespruce.com.
PARENTS = [
    ("mothers-day", "us", 2026, "2026-05-10"),
    ("mothers-day", "gb", 2026, "2026-03-15"),
    ("mothers-day", "fr", 2019, "2019-05-26"),
    ("mothers-day", "fr", 2020, "2020-06-07"),  # 31 May was Pentecost
    ("mothers-day", "fr", 2023, "2023-06-04"),  # 28 May was Pentecost
    ("mothers-day", "fr", 2024, "2024-05-26"),
    ("mothers-day", "no", 2011, "2011-02-13"),
    ("mothers-day", "se", 2026, "2026-05-31"),
    ("mothers-day", "es", 2026, "2026-05-03"),
    ("mothers-day", "mx", 2026, "2026-05-10"),
    ("mothers-day", "pl", 2026, "2026-05-26"),
    ("mothers-day", "ar", 2026, "2026-10-18"),
    ("mothers-day", "th", 2026, "2026-08-12"),
    ("fathers-day", "us", 2021, "2021-06-20"),
    ("fathers-day", "de", 2024, "2024-05-09"),
    ("fathers-day", "at", 2021, "2021-06-13"),
    ("fathers-day", "au", 2021, "2021-09-05"),
    ("fathers-day", "br", 2022, "2022-08-14"),
    ("fathers-day", "se", 2022, "2022-11-13"),
    ("fathers-day", "it", 2026, "2026-03-19"),
    # feiertagskalender.ch and fete-des-peres.info; Legea 319/2009 as the Romanian papers of these years have it.
    ("fathers-day", "ch", 2024, "2024-06-02"),
    ("fathers-day", "ch", 2027, "2027-06-06"),
    ("mothers-day", "ro", 2010, "2010-05-02"),
    ("fathers-day", "ro", 2017, "2017-05-14"),
    ("fathers-day", "ro", 2019, "2019-05-12"),
]


@pytest.mark.parametrize(("key", "country", "year", "expected"), PARENTS)
def test_parents_days_are_those_of_the_country(key: str, country: str, year: int, expected: str) -> None:
    assert days(key, "", year, year, country=country) == [expected]


def test_france_leaves_pentecost_in_26_of_110_years() -> None:
    moved = [
        one for one in found("mothers-day", "", 1990, 2099, country="fr") if Reason.MOVED_FROM_PENTECOST in one.reasons
    ]
    assert len(moved) == 26
    assert not {one.day for one in moved} & {easter.western(year) + 49 for year in range(1990, 2100)}


def test_a_parents_day_needs_its_country() -> None:
    with pytest.raises(Declined) as refused:
        found("mothers-day")
    assert refused.value.why is Why.NEEDS_COUNTRY


def test_every_country_names_a_source() -> None:
    assert len(COUNTRIES) >= 40
    assert all(source_of(country.code) for country in COUNTRIES)


# Bon by region; a first Bon is the first whose 12th is on or after the 49th day (yakuyoke-kaiun.jp).
@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("august", "2026-08-13/2026-08-16"),
        ("july", "2026-07-13/2026-07-16"),
        ("lunar", "2026-08-25/2026-08-27"),
    ],
)
def test_bon_is_kept_by_region(region: str, expected: str) -> None:
    assert days("bon", "", 2026, 2026, region=region) == [expected]


@pytest.mark.parametrize(
    ("died", "year"),
    [("2026-06-25", 2026), ("2026-06-26", 2027), ("2026-01-01", 2026), ("2026-12-01", 2027)],
)
def test_a_first_bon_comes_after_the_49th_day(died: str, year: int) -> None:
    # 25 June and 48 days are 12 August.
    (one,) = found("first-bon", died)
    assert iso(one.day) == f"{year}-08-13"
    assert (Reason.NEXT_BON in one.reasons) is (year == 2027)


# National Astronomical Observatory of Japan: equinoxes of 20 March and 23 September 2026.
def test_higan_has_the_equinox_in_its_middle() -> None:
    assert days("higan", "", 2026, 2026) == ["2026-03-17/2026-03-23", "2026-09-20/2026-09-26"]


# Published as Sarva Pitru Amavasya for New Delhi.
def test_mahalaya_is_that_of_the_panchangs() -> None:
    expected = ["2018-10-08", "2019-09-28", "2020-09-17", "2021-10-06", "2022-09-25", "2023-10-14", "2024-10-02"]
    assert days("mahalaya", "", 2018, 2024) == expected


@given(st.integers(number("2020-01-01"), number("2030-12-31")))
def test_a_weekend_hint_is_never_after_the_day(day: int) -> None:
    hint = weekend_before(day)
    assert 0 <= day - hint <= 5
    assert gregorian.weekday(hint) in {gregorian.SATURDAY, gregorian.SUNDAY}


def test_a_shared_day_kept_for_somebody_begins_after_their_date() -> None:
    assert days("wave-of-light", "2025-11-14", 2024, 2027) == ["2026-10-15", "2027-10-15"]
