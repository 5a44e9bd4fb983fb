"""Customs of the year, which are the same for everybody who keeps them: found once a year, and kept ready."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from yearlight.calendars.customs.civil import year_of
from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import Asked, Certainty, Chosen, DateIn, Finder, Occurrence

BY_ITS_RULE = (Reason.BY_ITS_RULE,)


class Day(NamedTuple):
    """A day of one civil year: its number, its last day if it lasts, and what is special in it."""

    day: int
    ends: int = 0
    part: str = ""
    certainty: Certainty = Certainty.EXACT
    reasons: tuple[Reason, ...] = BY_ITS_RULE
    date_in_calendar: DateIn | None = None


InYear = Callable[[int, Chosen], Iterable[Day]]


def each_year(key: str, in_year: InYear, first_year: int = 1583) -> Finder:
    """Finds the days that ``in_year`` gives for each civil year from ``first_year`` on.

    They are numbered by their year, as they count from nothing else.
    """

    @lru_cache(maxsize=1024)
    def of_year(year: int, chosen: Chosen) -> tuple[Occurrence, ...]:
        return tuple(
            Occurrence(
                found.day,
                key,
                year,
                year,
                max(found.day, found.ends),
                False,
                found.certainty,
                found.reasons,
                found.part,
                found.date_in_calendar,
            )
            for found in in_year(year, chosen)
        )

    @lru_cache(maxsize=128)
    def within(first: int, last: int, chosen: Chosen) -> tuple[Occurrence, ...]:
        # A day that lasts may have begun in the year before.
        years = range(max(first_year, year_of(first) - 1), year_of(last) + 1)
        kept = (occurrence for year in years for occurrence in of_year(year, chosen))
        return tuple(sorted((one for one in kept if one.ends >= first and one.day <= last), key=itemgetter(0)))

    def find(asked: Asked) -> Iterable[Occurrence]:
        return within(asked.first, asked.last, asked.chosen)

    return find
