"""Which photograph that somebody asked to see again comes on a day: pure, with nothing asked of a clock or the database.

One at most on a day, close to its own day in another year, and none twice within a year.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

#: A photograph comes on its day or so many days before and after it, since nobody looks in every day.
WITHIN = timedelta(days=3)
#: As long it does not come a second time.
REST = timedelta(days=365)
#: None comes so close to a day that somebody does not want told.
HELD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A photograph that was asked for: the first and last day it could be of, and the day on which it came last."""

    pk: int
    first: date
    last: date
    shown_on: date | None = None


def comes(candidates: Iterable[Candidate], today: date) -> Candidate | None:
    """The one that comes today, the same all day long; or none."""
    near = {one: distance(one.first, one.last, today) for one in candidates}
    of_today = [one for one, days in near.items() if one.shown_on == today and days is not None]
    if of_today:
        return min(of_today, key=lambda one: one.pk)
    rested = [
        (days, one.shown_on or date.min, one.pk, one)
        for one, days in near.items()
        if days is not None and (one.shown_on is None or today - one.shown_on >= REST)
    ]
    return min(rested, key=lambda one: one[:3])[-1] if rested else None


def has_day(first: date | None, last: date | None) -> bool:
    """Whether a day, or at least a month, is known: nothing else comes back."""
    return first is not None and last is not None and (first.year, first.month) == (last.year, last.month)


def distance(first: date, last: date, today: date) -> int | None:
    """How many days today is from the day in another year; None where that is too far, or not known.

    What is known by its month alone is as near on each day of that month. 29 February comes on the 28th.
    """
    if not has_day(first, last):
        return None
    if first != last:
        return 0 if today.month == first.month and today.year > first.year else None
    if today - first < REST - WITHIN:
        return None
    days = min(abs(today - _in_year(first, year)).days for year in (today.year - 1, today.year, today.year + 1))
    return days if days <= WITHIN.days else None


def months_near(today: date) -> set[int]:
    """The months in which a day near today can lie."""
    return {(today - WITHIN).month, today.month, (today + WITHIN).month}


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) else day.day)
