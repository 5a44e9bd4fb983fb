"""How old a child was. Knows no Django."""

from datetime import date


def age_on(born_on: date, day: date) -> int | None:
    """The whole years of somebody born that day; None before it. A child of 29 February is a year older on 1 March."""
    years = day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
    return years if years >= 0 else None


def age_within(born_on: date, first_on: date | None, last_on: date | None) -> int | None:
    """The age through all of a span; None where it is not known, or changed within."""
    if first_on is None:
        return None
    age = age_on(born_on, first_on)
    return age if age == age_on(born_on, last_on or first_on) else None
