"""The days of an account between two days, and one day by its name."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from yearlight.calendars import day as days
from yearlight.calendars.customs.covered import calendar_of, covered
from yearlight.calendars.customs.declined import Declined
from yearlight.calendars.customs.rule import Calendar, Occurrence
from yearlight.calendars.occurrences import occurrences
from yearlight.memorials.custom_words import declined_told
from yearlight.memorials.series import MOVED_WITHIN
from yearlight.reminders.queries.sources import Source

#: Days of one name are looked for within so many years of their anchor.
_YEARS = 130
_YEAR = 366
_NAME = re.compile(r"(?P<owner>\w+)\.(?P<custom>[a-z0-9-]+)\.(?P<key>(?P<sign>[ynd])(?P<count>\d{1,7})(\..+)?)")
#: Where the years of a calendar begin among the civil ones, and how long they are beside those.
_CIVIL = {
    Calendar.HEBREW: (-3761, 1.0),
    Calendar.UMM_AL_QURA: (621, 0.970224),
    Calendar.TABULAR: (621, 0.970224),
}


class Day(NamedTuple):
    """One day as it is kept. ``on`` is a day number."""

    on: int
    source: Source
    occurrence: Occurrence

    @property
    def name(self) -> str:
        return self.source.name_of(self.occurrence)

    @property
    def year(self) -> int:
        """The civil year it lies in."""
        return days.civil(self.on)[0]

    @property
    def last(self) -> int:
        """Its last day; most often the same."""
        return self.on + self.occurrence.ends - self.occurrence.day


class Fault(NamedTuple):
    """A source whose rule gives no days, and why, in sentences; without any, where something is wrong with it."""

    source: Source
    sentence: str


class Found(NamedTuple):
    days: list[Day]
    faults: list[Fault]


def days_of(many: Iterable[Source], first: int, last: int) -> Found:
    """The days of some sources in order, and the sources that give none because something is wrong."""
    found: list[Day] = []
    faults: list[Fault] = []
    for one in many:
        here = [Day(on, one, occurrence) for on, occurrence in one.days(first, last)]
        found += here
        if not here:
            sentence = _fault(one, first, last)
            if sentence is not None:
                faults.append(Fault(one, sentence))
    found.sort(key=lambda day: day.on)
    return Found(found, faults)


def day_named(many: Iterable[Source], name: str) -> Day | None:
    """The day of this name among those of some sources; None where there is none."""
    parts = _NAME.fullmatch(name)
    if parts is None:
        return None
    source = next((one for one in many if (one.owner, one.custom) == (parts["owner"], parts["custom"])), None)
    if source is None or source.kept is None:
        return None
    first, last = _window(source, parts["sign"], int(parts["count"]))
    found = (Day(on, source, one) for on, one in source.days(first, last))
    return next((day for day in found if day.name == name), None)


def following(day: Day, count: int = 3) -> list[Day]:
    """The next days of the same source."""
    found: list[Day] = []
    for years in (2, 13, 60):
        last = min(day.on + years * _YEAR, days.LAST_DAY)
        found = [Day(on, day.source, one) for on, one in day.source.days(day.on + 1, last)]
        if len(found) >= count:
            break
    return found[:count]


def not_covered(source: Source, first: int, last: int) -> tuple[int, int] | None:
    """The days that the calendar of a source covers, where those from ``first`` to ``last`` are not all among them."""
    if source.kept is None:
        return None
    span = covered(source.kept.custom, source.kept.chosen)
    return None if span[0] <= first and last <= span[1] else span


def _fault(source: Source, first: int, last: int) -> str | None:
    """Why a source gives no days: a sentence, or an empty one where nobody can say; None where there just are none."""
    if source.kept is None:
        return ""
    try:
        occurrences(source.kept, first, last)
    except Declined as refused:
        return declined_told(refused)
    except (ValueError, ArithmeticError, LookupError):
        return ""
    return None


def _window(source: Source, sign: str, count: int) -> tuple[int, int]:
    """Between which days one of this name can lie, wherever it was moved to."""
    assert source.kept is not None  # noqa: S101  a source that cannot be read has no days
    if sign == "y":
        base, length = _CIVIL.get(calendar_of(source.kept.custom, source.kept.chosen), (0, 1.0))
        year = min(max(base + int(count * length), 3), days.civil(days.LAST_DAY)[0] - 3)
        first, last = days.number(year - 1, 1, 1), days.number(year + 2, 12, 31)
    elif sign == "d":
        first = last = count
    else:
        anchor = source.kept.anchor
        first = (anchor.date.first if anchor and anchor.date else None) or days.FIRST_DAY
        last = first + _YEARS * _YEAR
    return max(first - MOVED_WITHIN, days.FIRST_DAY), min(last + MOVED_WITHIN, days.LAST_DAY)
