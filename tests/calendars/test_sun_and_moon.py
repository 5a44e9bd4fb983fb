import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearlight.calendars import hindu, sun
from yearlight.calendars.day import number
from yearlight.calendars.doubt import Doubt
from yearlight.calendars.errors import OutOfRange

# The Hong Kong Observatory for Qingming, the National Astronomical Observatory of Japan for the equinoxes.
TERMS = [
    (sun.QINGMING, [(2018, 4, 5), (2019, 4, 5), (2020, 4, 4), (2024, 4, 4), (2026, 4, 5)]),
    (sun.SPRING_EQUINOX, [(2000, 3, 20), (2011, 3, 21), (2025, 3, 20), (2026, 3, 20), (2027, 3, 21)]),
    (sun.AUTUMN_EQUINOX, [(1979, 9, 24), (2012, 9, 22), (2024, 9, 22), (2025, 9, 23), (2026, 9, 23)]),
    (sun.WINTER_SOLSTICE, [(2023, 12, 22), (2024, 12, 21), (2025, 12, 22)]),
]


@pytest.mark.parametrize(("term", "known"), TERMS, ids=lambda value: getattr(value, "name", ""))
def test_solar_terms_are_on_their_known_days(term: sun.SolarTerm, known: list[tuple[int, int, int]]) -> None:
    for day in known:
        assert term.day(day[0]) == number(*day)
        assert term.doubt(day[0]) is None


@pytest.mark.parametrize("term", [term for term, _ in TERMS], ids=lambda term: term.name)
def test_a_year_of_the_sun_lasts_365_or_366_days(term: sun.SolarTerm) -> None:
    years = range(term.first_year, term.last_year)
    assert {term.day(year + 1) - term.day(year) for year in years} == {365, 366}
    assert term.last_year == 2100
    for year in (term.first_year - 1, 2101):
        with pytest.raises(OutOfRange):
            term.day(year)


# Phases of the Moon, in universal time, as the U.S. Naval Observatory prints them: a boundary of a tithi lies there.
PHASES = [
    ("new", (2000, 1, 6), 18, 14),
    ("new", (2018, 11, 7), 16, 2),
    ("full", (2018, 11, 23), 5, 39),
    ("new", (2026, 8, 12), 17, 37),
    ("full", (2026, 8, 28), 4, 18),
]


@pytest.mark.parametrize(("phase", "day", "hour", "minute"), PHASES)
def test_the_tithi_changes_at_new_and_full_moon(phase: str, day: tuple[int, int, int], hour: int, minute: int) -> None:
    at = 60 * hour + minute
    before, after = hindu.tithi(number(*day), at - 2), hindu.tithi(number(*day), at + 2)
    assert (before.number, after.number) == ((30, 1) if phase == "new" else (15, 16))
    assert before.left <= 4
    assert after.since <= 4
    assert not before.is_sure
    assert not after.is_sure


# Drik's published tithis: Diwali is on Amavasya, Akshaya Tritiya on the third, Ram Navami on the ninth; noon in India.
@pytest.mark.parametrize(
    ("day", "tithi"), [((2018, 11, 7), 30), ((2019, 5, 7), 3), ((2024, 4, 17), 9), ((2023, 8, 30), 15)]
)
def test_festivals_are_on_their_tithi(day: tuple[int, int, int], tithi: int) -> None:
    assert hindu.tithi(number(*day), 12 * 60 - 330).number == tithi


@given(st.integers(hindu.FIRST_DAY + 1, hindu.LAST_DAY - 1), st.integers(0, 1439))
def test_a_tithi_lasts_between_19_and_27_hours_and_the_next_follows(day: int, minute: int) -> None:
    found = hindu.tithi(day, minute)
    assert 19 * 60 <= found.since + found.left <= 27 * 60
    assert hindu.tithi(day, minute + found.left + 2).number == found.number % 30 + 1


def test_a_day_whose_hour_is_not_known_has_two_tithis_or_three() -> None:
    day = number(2018, 11, 14)
    assert hindu.tithis(day, -330, 1440 - 330) == (6, 7)
    lengths = {len(hindu.tithis(day + i, -330, 1440 - 330)) for i in range(366)}
    assert lengths == {1, 2, 3}


# Sarvapitri Amavasya as Indian almanacs printed it.
MAHALAYA = [(2012, 10, 15), (2016, 9, 30), (2017, 9, 19), (2018, 10, 8), (2019, 9, 28), (2020, 9, 17), (2021, 10, 6)]
MAHALAYA += [(2022, 9, 25), (2023, 10, 14), (2024, 10, 2), (2025, 9, 21)]


@pytest.mark.parametrize("day", MAHALAYA)
def test_mahalaya_is_on_its_known_day(day: tuple[int, int, int]) -> None:
    assert hindu.mahalaya(day[0]) == number(*day)


def test_mahalaya_is_in_doubt_where_places_differ() -> None:
    doubted = [year for year in range(1900, 2101) if hindu.mahalaya_doubt(year) is Doubt.PLACE]
    assert doubted == [1917, 1936, 1946, 1979, 2031, 2039, 2067]


def test_outside_its_years_nothing_is_said() -> None:
    for ask in (lambda: hindu.mahalaya(1899), lambda: hindu.mahalaya(2101), lambda: hindu.tithi(hindu.FIRST_DAY, -1)):
        with pytest.raises(OutOfRange):
            ask()
    with pytest.raises(OutOfRange):
        hindu.tithi(hindu.LAST_DAY, 1440)
