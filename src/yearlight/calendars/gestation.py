"""Weeks of pregnancy, ages, and the age somebody would be.

Weeks are counted from day 0, the first day of the last period; the due date is
day 280. From a conception day 0 is 14 days before; from an IVF transfer the
embryo's age and 14 days before (a day-3 transfer is day 17, a day-5 transfer
day 19); from a scan, the stated age before it; from a due date, 280 days
before. Clinics date again: a due date that was stated wins over one that was
reckoned.

Nothing here says what a loss is called: the legal line lies at 20, 22, 24 or
28 weeks, by country, and the parents' word is the one that is used. A child
who was never alive outside has no age at death, whatever the dates are.

An age is told in whole years, under two years in months, under three months in
weeks and days. A birthday on 29 February goes by the family's choice; where it
is kept in leap years only, the year is over on 1 March. What somebody would be
ends with 120.

Source: ACOG Committee Opinion 700, *Methods for Estimating the Due Date*.
"""

from enum import StrEnum
from typing import NamedTuple

from yearlight.calendars import day as days
from yearlight.calendars.customs.civil import in_year

TERM = 280
_TO_CONCEPTION = 14
#: 45 weeks: nobody's pregnancy lasts longer, so a later day is a mistake in a date.
_LONGEST = 45 * 7
_OLDEST = 120


class GestationError(ValueError):
    """The dates do not belong to one pregnancy: the day is before its day 0, or more than 45 weeks after."""


class Weeks(NamedTuple):
    """Completed weeks, and days beyond them (0 to 6)."""

    weeks: int
    days: int


class Unit(StrEnum):
    """What an age is told in."""

    YEARS = "years"
    MONTHS = "months"
    WEEKS = "weeks"


class Age(NamedTuple):
    """An age in whole units; ``days`` beyond them only with weeks."""

    unit: Unit
    number: int
    days: int = 0


def from_last_period(day: int) -> int:
    """Day 0 of a pregnancy: the first day of the last period itself."""
    return day


def from_conception(day: int) -> int:
    """Day 0 from the day of conception."""
    return day - _TO_CONCEPTION


def from_transfer(day: int, embryo_days: int) -> int:
    """Day 0 from an IVF transfer of an embryo so many days old.

    >>> from_transfer(737019, 5) == 737000
    True
    """
    return day - embryo_days - _TO_CONCEPTION


def from_scan(day: int, age: Weeks) -> int:
    """Day 0 from the age that a scan gave on its day."""
    return day - 7 * age.weeks - age.days


def from_due(day: int) -> int:
    """Day 0 from a due date."""
    return day - TERM


def due(day_zero: int, stated: int | None = None) -> int:
    """The due date: the stated one where there is one, else the reckoned."""
    return day_zero + TERM if stated is None else stated


def weeks(day_zero: int, on: int) -> Weeks:
    """How far a pregnancy was on a day; raises GestationError.

    >>> weeks(737000, 737124)
    Weeks(weeks=17, days=5)
    """
    since = on - day_zero
    if not 0 <= since <= _LONGEST:
        raise GestationError(f"day {since} of a pregnancy")
    return Weeks(*divmod(since, 7))


def age(born: int, on: int, feb29: str = "feb28") -> Age:
    """How old somebody is who was born on ``born``; raises ValueError before the birth.

    >>> age(days.number(2016, 2, 29), days.number(2019, 2, 28))
    Age(unit=<Unit.YEARS: 'years'>, number=3, days=0)
    """
    if on < born:
        raise ValueError("an age before the birth")
    years, months = _years(born, on, feb29), _months(born, on)
    if years >= 2:
        return Age(Unit.YEARS, years)
    if months >= 3:
        return Age(Unit.MONTHS, months)
    return Age(Unit.WEEKS, *divmod(on - born, 7))


def age_at_death(born: int, died: int, *, lived: bool) -> Age | None:
    """The age at death; ``None`` for a child who was never alive outside, always."""
    return age(born, died) if lived else None


def would_be(born: int, on: int, feb29: str = "feb28") -> Age | None:
    """The age somebody would be, from the birth or the due date; ``None`` before it and past 120.

    Whether it is shown at all is the family's switch, and off by itself.
    """
    if on < born:
        return None
    found = age(born, on, feb29)
    return None if found.unit is Unit.YEARS and found.number > _OLDEST else found


def _years(born: int, on: int, feb29: str) -> int:
    birth, now = days.civil(born), days.civil(on)
    policy = "mar01" if feb29 == "leap_only" else feb29
    birthday = in_year(now.year, birth.month, birth.day, policy)
    is_reached = birthday is not None and on >= birthday[0]
    return now.year - birth.year - (not is_reached)


def _months(born: int, on: int) -> int:
    """Whole months; a short month is over on its last day."""
    birth, now = days.civil(born), days.civil(on)
    is_reached = now.day >= min(birth.day, days.month_length(now.year, now.month))
    return 12 * (now.year - birth.year) + now.month - birth.month - (not is_reached)
