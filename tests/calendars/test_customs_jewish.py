import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calendars.keeping import days, found, iso, number
from yearlight.calendars import hebrew
from yearlight.calendars.customs import jewish
from yearlight.calendars.customs.declined import Declined, Why
from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import Certainty
from yearlight.calendars.occurrences import Sunset

VECTORS = Path(__file__).parent / "vectors/hebrew_anniversaries.csv"


def on(year: int, month: int, day: int) -> str:
    return iso(hebrew.to_day(year, month, day))


def hebrew_dates(key: str, died: tuple[int, int, int], years: range, **options: str) -> list[str]:
    kept = found(key, on(*died), years[0] - 3761, years[-1] - 3760, **options)
    return [str(one.date_in_calendar) for one in kept if one.year in years]


def test_every_anniversary_is_the_one_that_hebcal_reckons() -> None:
    with VECTORS.open() as lines:
        for kind, year, month, day, after in csv.reader(lines):
            date = int(year), int(month), int(day)
            for later, expected in enumerate(after.split(), date[0] + 1):
                reckoned = jewish.yahrzeits(date, later)[0][0] if kind == "yahrzeit" else jewish.birthday(date, later)
                assert iso(reckoned) == expected, (kind, date, later)


def test_a_death_after_sunset_belongs_to_the_next_date() -> None:
    # hebcal.com, converter: 14 November 2018 is 6 Kislev 5779, after sunset 7 Kislev; 7 Kislev 5780 is 5 December 2019.
    assert days("yahrzeit", "2018-11-14", 2019, 2019) == ["2019-12-04"]
    assert days("yahrzeit", "2018-11-14", 2019, 2019, sunset=Sunset.AFTER) == ["2019-12-05"]


def test_between_sunset_and_nightfall_both_days_are_given_to_be_asked() -> None:
    both = found("yahrzeit", "2018-11-14", 2019, 2019, sunset=Sunset.UNKNOWN)
    assert [(iso(one.day), one.part) for one in both] == [
        ("2019-12-04", "before-sunset"),
        ("2019-12-05", "after-sunset"),
    ]
    assert {one.certainty for one in both} == {Certainty.ASK}


# The odd dates by name: the table of the Luah Hashanah, appendix C, and hebcal's getYahrzeit.
ODD = [
    (
        "30 Cheshvan, none the next year",
        (5780, 8, 30),
        range(5781, 5784),
        {},
        ["5781-08-29", "5782-08-29", "5783-08-30"],
    ),
    ("30 Cheshvan, one the next year", (5782, 8, 29), range(5783, 5784), {}, ["5783-08-29"]),
    ("30 Kislev, and years without one", (5781, 9, 29), range(5782, 5783), {}, ["5782-09-29"]),
    ("Adar II in a plain year", (5782, 13, 14), range(5783, 5785), {}, ["5783-12-14", "5784-13-14"]),
    ("Adar I in a plain year", (5782, 12, 14), range(5783, 5785), {}, ["5783-12-14", "5784-12-14"]),
    ("30 Adar I in a plain year", (5782, 12, 30), range(5783, 5785), {}, ["5783-11-30", "5784-12-30"]),
    ("Adar of a plain year, Rema", (5783, 12, 14), range(5784, 5785), {}, ["5784-12-14"]),
    ("Adar of a plain year, Karo", (5783, 12, 14), range(5784, 5785), {"adar": "ii"}, ["5784-13-14"]),
    ("Adar of a plain year, both", (5783, 12, 14), range(5784, 5785), {"adar": "both"}, ["5784-12-14", "5784-13-14"]),
]


@pytest.mark.parametrize(("name", "died", "years", "options", "expected"), ODD, ids=[odd[0] for odd in ODD])
def test_odd_dates_are_kept_as_the_guides_say(
    name: str, died: tuple[int, int, int], years: range, options: dict[str, str], expected: list[str]
) -> None:
    assert hebrew_dates("yahrzeit", died, years, **options) == expected


def test_the_printed_guides_keep_29_cheshvan_each_year() -> None:
    kept = hebrew_dates("yahrzeit", (5780, 8, 30), range(5781, 5790), thirtieth="29")
    assert kept == [f"{year}-08-29" for year in range(5781, 5790)]


def test_hebcal_keeps_the_day_before_kislev() -> None:
    kept = found("yahrzeit", on(5780, 8, 30), 2020, 2040)
    assert all(hebrew.from_day(one.day + 1)[1:] == (9, 1) for one in kept)
    assert {one.reasons for one in kept} == {(Reason.EVE_OF_KISLEV,)}


def test_a_first_yahrzeit_may_be_on_the_date_of_the_burial() -> None:
    late = days("yahrzeit", "2018-11-14", 2019, 2020, burial="2018-11-17", first="burial")
    assert late == ["2019-12-07", "2020-11-22"]
    soon = days("yahrzeit", "2018-11-14", 2019, 2019, burial="2018-11-15", first="burial")
    assert soon == ["2019-12-04"]
    strict = days("yahrzeit", "2018-11-14", 2019, 2019, burial="2018-11-16", first="burial", burial_gap="3")
    assert strict == ["2019-12-04"]


def test_a_burial_must_be_known_to_count_from_it() -> None:
    with pytest.raises(Declined) as refused:
        days("yahrzeit", "2018-11-14", first="burial")
    assert refused.value.why is Why.NEEDS_BURIAL


def test_a_first_year_of_thirteen_months_may_end_after_twelve() -> None:
    # 10 Nisan 5783 to 10 Nisan 5784 holds Adar II; twelve months end on 10 Adar II (Sephardi custom, sheilot.com 15508).
    assert hebrew_dates("yahrzeit", (5783, 1, 10), range(5784, 5786)) == ["5784-01-10", "5785-01-10"]
    early = hebrew_dates("yahrzeit", (5783, 1, 10), range(5784, 5786), first="twelve-months")
    assert early == ["5784-13-10", "5785-01-10"]
    plain = hebrew_dates("yahrzeit", (5784, 1, 10), range(5785, 5786), first="twelve-months")
    assert plain == ["5785-01-10"]


def test_a_birthday_goes_by_another_rule_than_a_yahrzeit() -> None:
    assert hebrew_dates("hebrew-birthday", (5780, 8, 30), range(5781, 5782)) == ["5781-09-01"]
    assert hebrew_dates("hebrew-birthday", (5783, 12, 14), range(5784, 5785)) == ["5784-13-14"]


# chabad.org 2314358, Yizkor dates of 2026; Israel a day earlier for Pesach and Shavuot.
def test_yizkor_is_said_on_four_days() -> None:
    assert days("yizkor", "2018-11-14", 2026, 2026) == ["2026-04-09", "2026-05-23", "2026-09-21", "2026-10-03"]
    assert days("yizkor", "2018-11-14", 2026, 2026, place="israel")[:2] == ["2026-04-08", "2026-05-22"]


def test_yizkor_may_begin_after_the_first_year() -> None:
    assert days("yizkor", "2025-12-01", 2025, 2026)[0] == "2026-04-09"
    assert days("yizkor", "2025-12-01", 2025, 2027, after_first_year="yes")[0] == "2027-04-29"


def test_shiva_and_shloshim_count_the_burial_as_the_first_day() -> None:
    assert days("shiva", "2025-03-02") == ["2025-03-02/2025-03-08"]
    assert days("shloshim", "2025-03-02") == ["2025-03-02/2025-03-31"]
    assert found("shiva", "2025-03-02")[0].certainty is Certainty.EXACT


# Burials by Hebrew date; shulchanaruchharav.com and halakhaoftheday.org.
CUT = [
    ("shiva", (5785, 1, 12), (5785, 1, 14)),  # Pesach closes the shiva on its eve
    ("shloshim", (5785, 1, 12), (5785, 2, 7)),  # and shloshim end on 7 Iyar
    ("shloshim", (5785, 12, 20), (5785, 1, 14)),  # Pesach after the shiva
    ("shiva", (5785, 3, 3), (5785, 3, 5)),  # Shavuot
    ("shloshim", (5785, 3, 3), (5785, 3, 22)),
    ("shiva", (5785, 6, 27), (5785, 6, 29)),  # Rosh Hashanah
    ("shloshim", (5785, 6, 27), (5786, 7, 9)),
    ("shloshim", (5785, 6, 20), (5785, 6, 29)),  # Rosh Hashanah after the shiva
    ("shiva", (5786, 7, 6), (5786, 7, 9)),  # Yom Kippur
    ("shloshim", (5786, 7, 6), (5786, 7, 14)),
    ("shiva", (5786, 7, 12), (5786, 7, 14)),  # Sukkot
    ("shloshim", (5786, 7, 12), (5786, 8, 1)),
]


@pytest.mark.parametrize(("key", "buried", "ends"), CUT)
def test_a_festival_closes_the_days_of_mourning(
    key: str, buried: tuple[int, int, int], ends: tuple[int, int, int]
) -> None:
    one = found(key, on(*buried))[0]
    assert hebrew.from_day(one.ends) == ends
    assert one.certainty is Certainty.ASK


@pytest.mark.parametrize(
    ("buried", "place", "is_declined"),
    [((5785, 1, 17), "abroad", True), ((5785, 1, 22), "abroad", True), ((5785, 1, 22), "israel", False)],
)
def test_a_burial_within_a_festival_gives_no_date(buried: tuple[int, int, int], place: str, is_declined: bool) -> None:
    if is_declined:
        with pytest.raises(Declined) as refused:
            found("shiva", on(*buried), place=place)
        assert refused.value.why is Why.BURIED_IN_FESTIVAL
    else:
        assert len(found("shiva", on(*buried), place=place)) == 1


@given(st.integers(number("1900-01-01"), number("2090-12-31")), st.integers(1, 150))
def test_a_yahrzeit_lies_in_its_year(died_on: int, later: int) -> None:
    died = hebrew.from_day(died_on)
    for choice in ("i", "ii", "both"):
        for day, _, _ in jewish.yahrzeits(died, died[0] + later, choice):
            assert hebrew.from_day(day)[0] == died[0] + later
