import pytest

from yearlight.calendars import easter, gregorian, julian
from yearlight.calendars.day import number
from yearlight.calendars.errors import OutOfRange

# As church calendars print them: the year, the Western day, the Orthodox day.
KNOWN = [
    (1900, (4, 15), (4, 22)),
    (1943, (4, 25), (4, 25)),
    (1981, (4, 19), (4, 26)),
    (2008, (3, 23), (4, 27)),
    (2018, (4, 1), (4, 8)),
    (2024, (3, 31), (5, 5)),
    (2025, (4, 20), (4, 20)),
    (2026, (4, 5), (4, 12)),
    (2027, (3, 28), (5, 2)),
    (2038, (4, 25), (4, 25)),
    (2100, (3, 28), (5, 2)),
]


@pytest.mark.parametrize(("year", "western", "orthodox"), KNOWN)
def test_easter_is_on_its_known_days(year: int, western: tuple[int, int], orthodox: tuple[int, int]) -> None:
    assert easter.western(year) == number(year, *western)
    assert easter.orthodox(year) == number(year, *orthodox)


def test_easter_is_a_sunday_of_its_season_in_every_year() -> None:
    for year in range(easter.FIRST_WESTERN_YEAR, easter.LAST_YEAR + 1):
        day = easter.western(year)
        assert gregorian.weekday(day) == gregorian.SUNDAY
        assert number(year, 3, 22) <= day <= number(year, 4, 25)
    for year in range(easter.FIRST_ORTHODOX_YEAR, easter.LAST_YEAR + 1):
        day = easter.orthodox(year)
        assert gregorian.weekday(day) == gregorian.SUNDAY
        assert julian.to_day(year, 3, 22) <= day <= julian.to_day(year, 4, 25)


def test_easter_equals_dateutils_in_every_year_that_it_covers() -> None:
    dateutil = pytest.importorskip("dateutil.easter")
    for year in range(1583, 4100):
        assert easter.western(year) == dateutil.easter(year, dateutil.EASTER_WESTERN).toordinal()
        assert easter.orthodox(year) == dateutil.easter(year, dateutil.EASTER_ORTHODOX).toordinal()


def test_outside_its_years_it_refuses() -> None:
    for ask, year in (
        (easter.western, 1582),
        (easter.orthodox, 325),
        (easter.western, 10000),
        (easter.orthodox, 10000),
    ):
        with pytest.raises(OutOfRange):
            ask(year)
