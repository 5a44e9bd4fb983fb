import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calendars.keeping import iso, number
from yearlight.calendars import gestation
from yearlight.calendars.gestation import Age, GestationError, Unit, Weeks

# ACOG Committee Opinion 700: a last period on 1 January 2025 is due on 8 October 2025, and so is each of these.
DAY_ZERO = number("2025-01-01")


@pytest.mark.parametrize(
    "day_zero",
    [
        gestation.from_last_period(number("2025-01-01")),
        gestation.from_conception(number("2025-01-15")),
        gestation.from_transfer(number("2025-01-18"), 3),
        gestation.from_transfer(number("2025-01-20"), 5),
        gestation.from_scan(number("2025-03-26"), Weeks(12, 0)),
        gestation.from_scan(number("2025-03-29"), Weeks(12, 3)),
        gestation.from_due(number("2025-10-08")),
    ],
)
def test_every_way_of_dating_leads_to_the_same_day(day_zero: int) -> None:
    assert day_zero == DAY_ZERO
    assert iso(gestation.due(day_zero)) == "2025-10-08"


def test_a_stated_due_date_wins_over_a_reckoned_one() -> None:
    assert gestation.due(DAY_ZERO, stated=number("2025-10-12")) == number("2025-10-12")


@pytest.mark.parametrize(
    ("on", "weeks"), [("2025-01-01", (0, 0)), ("2025-05-05", (17, 5)), ("2025-10-08", (40, 0)), ("2025-10-15", (41, 0))]
)
def test_weeks_are_completed_weeks_and_days(on: str, weeks: tuple[int, int]) -> None:
    assert gestation.weeks(DAY_ZERO, number(on)) == weeks


@pytest.mark.parametrize("on", ["2024-12-31", "2025-11-13", "2026-10-08"])
def test_a_day_outside_one_pregnancy_is_refused(on: str) -> None:
    with pytest.raises(GestationError):
        gestation.weeks(DAY_ZERO, number(on))


AGES = [
    ("2018-11-14", "2018-11-14", Age(Unit.WEEKS, 0, 0)),
    ("2018-11-14", "2019-02-13", Age(Unit.WEEKS, 13, 0)),
    ("2018-11-14", "2019-02-14", Age(Unit.MONTHS, 3)),
    ("2018-11-30", "2019-02-28", Age(Unit.MONTHS, 3)),
    ("2018-11-14", "2019-11-13", Age(Unit.MONTHS, 11)),
    ("2018-11-14", "2020-11-13", Age(Unit.MONTHS, 23)),
    ("2018-11-14", "2020-11-14", Age(Unit.YEARS, 2)),
    ("2018-11-14", "2026-11-13", Age(Unit.YEARS, 7)),
    ("2016-02-29", "2020-02-28", Age(Unit.YEARS, 3)),
    ("2016-02-29", "2020-02-29", Age(Unit.YEARS, 4)),
]


@pytest.mark.parametrize(("born", "on", "expected"), AGES)
def test_an_age_is_told_in_what_fits_it(born: str, on: str, expected: Age) -> None:
    assert gestation.age(number(born), number(on)) == expected


@pytest.mark.parametrize(
    ("feb29", "on", "years"),
    [
        ("feb28", "2019-02-28", 3),
        ("mar01", "2019-02-28", 2),
        ("mar01", "2019-03-01", 3),
        ("leap_only", "2019-03-01", 3),
    ],
)
def test_a_29_february_is_a_birthday_as_the_family_wishes(feb29: str, on: str, years: int) -> None:
    assert gestation.age(number("2016-02-29"), number(on), feb29).number == years


def test_a_child_who_did_not_live_has_no_age_at_death() -> None:
    dates = number("2018-11-14"), number("2018-11-16")
    assert gestation.age_at_death(*dates, lived=False) is None
    assert gestation.age_at_death(*dates, lived=True) == Age(Unit.WEEKS, 0, 2)


def test_what_somebody_would_be_begins_with_the_date_and_ends_with_120() -> None:
    born = number("1900-05-01")
    assert gestation.would_be(born, number("1900-04-30")) is None
    assert gestation.would_be(born, number("2021-04-30")) == Age(Unit.YEARS, 120)
    assert gestation.would_be(born, number("2021-05-01")) is None


def test_an_age_before_the_birth_is_refused() -> None:
    with pytest.raises(ValueError, match="before the birth"):
        gestation.age(number("2018-11-14"), number("2018-11-13"))


@given(st.integers(number("1900-01-01"), number("2050-12-31")), st.integers(0, 40000))
def test_an_age_never_grows_less(born: int, later: int) -> None:
    def months(age: Age) -> float:
        return {Unit.YEARS: 12.0, Unit.MONTHS: 1.0, Unit.WEEKS: 0.0}[age.unit] * age.number

    assert months(gestation.age(born, born + later)) <= months(gestation.age(born, born + later + 1))
