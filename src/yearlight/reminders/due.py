"""When a message about a day comes: frozen values in, the same answer each time. Knows no Django, and no clock.

A *lead* says how long before a day, or after it, and in which part of the day
a message comes. Counting leads back from the days of a wish gives its *dues*:
local days, without a zone. Only where a due becomes moments does the zone come
in, and so a receiver who moves changes no due.

What is due to one receiver on one local day is one message. It comes in the
part of the day that is the earliest of all its dues; an evening's joins the
morning's. It opens at the first minute of that part and closes at its end:

- a clock that is put forward over the minute: the next one that there is;
- a clock that is put back: the first of the two;
- a part of the day that falls into such a gap as a whole opens at its end, and
  lasts as long as it would have;
- a local day that a zone left out (30 December 2011 in Samoa): the window is
  empty, and nothing is sent.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

#: How long before a day, and how long after it, a message may come, in days.
MOST_BEFORE, MOST_AFTER = 366, 1
_DAY = 24 * 60


class Part(StrEnum):
    """The part of a local day in which a message comes."""

    MORNING = "m"
    EVENING = "e"


class Lead(NamedTuple):
    """So many days before the day, in this part of that day; −1 is the day after."""

    days: int
    part: Part


class Hours(NamedTuple):
    """When messages may come where somebody lives: minutes of the day, from the first to before the second."""

    zone: str
    morning: tuple[int, int] = (8 * 60, 14 * 60)
    evening: tuple[int, int] = (18 * 60, 21 * 60)


class Window(NamedTuple):
    """From the first moment on, and before the second. Empty where they are the same."""

    opens: datetime
    closes: datetime


class Day(NamedTuple):
    """One day that a wish is for. ``occurrence`` stays the same when its date is corrected; ``on`` is the daytime."""

    occurrence: str
    on: int
    starts_evening_before: bool = False


class Due(NamedTuple):
    """A lead that has come: on this local day something is to be told."""

    on: int
    lead: Lead
    day: Day


class Joined(NamedTuple):
    """Everything that is due on one local day, and when the one message of it may come."""

    on: int
    window: Window
    dues: tuple[Due, ...]


class Verdict(StrEnum):
    """What is to be done with a message at one moment."""

    WAIT = "wait"
    SEND = "send"
    MISSED = "missed"


def leads(text: str) -> tuple[Lead, ...]:
    """The leads of a code such as ``7m,1e,0m``, each once, from the longest to the shortest; raises ValueError.

    >>> leads("0m,1e")
    (Lead(days=1, part=<Part.EVENING: 'e'>), Lead(days=0, part=<Part.MORNING: 'm'>))
    """
    return _in_order(_lead(one) for one in text.split(",") if one)


def code(many: Iterable[Lead]) -> str:
    """The code of some leads, by which ``leads`` finds them again; raises ValueError for one outside the range."""
    return ",".join(str(one.days) + one.part for one in _in_order(_checked(one) for one in many))


def span(many: Sequence[Lead], first: int, last: int) -> tuple[int, int]:
    """Between which days those lie that can be due on the local days from ``first`` to ``last``."""
    ahead = [one.days for one in many] or [0]
    return first + min(ahead), last + max(ahead)


def dues(days: Iterable[Day], many: Sequence[Lead], first: int, last: int, *, since: int = 0) -> list[Due]:
    """What is due from one local day to another, in order.

    ``since`` is the day of the death, or whatever the days are counted from:
    up to it nothing is due, however long the lead.
    """
    first = max(first, since + 1)
    found = [Due(day.on - lead.days, lead, day) for day in days for lead in many if first <= day.on - lead.days <= last]
    return sorted(found)


def next_due(days: Iterable[Day], many: Sequence[Lead], after: int, *, since: int = 0) -> int | None:
    """The first local day after this one on which something is due, or None."""
    after = max(after, since)
    return min((day.on - lead.days for day in days for lead in many if day.on - lead.days > after), default=None)


def joined(many: Iterable[Due], hours: Hours) -> list[Joined]:
    """One message for each local day, in order."""
    days = groupby(sorted(many), key=attrgetter("on"))
    return [_join(on, tuple(of_day), hours) for on, of_day in days]


def window(on: int, parts: Iterable[Part], hours: Hours) -> Window:
    """When a message with dues in these parts of a local day may come."""
    return _window(on, Part.MORNING if Part.MORNING in set(parts) else Part.EVENING, hours)


def was_over(due: Due, hours: Hours, moment: datetime) -> bool:
    """Whether this due alone could not have come any more at a moment: what is wished afterwards did not miss it."""
    return window(due.on, [due.lead.part], hours).closes <= moment


def verdict(on: int, between: Window, hours: Hours, now: datetime) -> Verdict:
    """Whether a message waits, is sent, or was missed. It is sent within its window and on its own local date only."""
    if now >= between.closes:
        return Verdict.MISSED
    return Verdict.SEND if now >= between.opens and local_day(now, hours.zone) == on else Verdict.WAIT


def local_day(now: datetime, zone: str) -> int:
    """The number of the day that it is in a zone."""
    return now.astimezone(ZoneInfo(zone)).toordinal()


def _lead(text: str) -> Lead:
    return _checked(Lead(int(text[:-1]), Part(text[-1])))


def _checked(lead: Lead) -> Lead:
    if not -MOST_AFTER <= lead.days <= MOST_BEFORE:
        raise ValueError(f"{lead.days} days before")
    return lead


def _in_order(many: Iterable[Lead]) -> tuple[Lead, ...]:
    return tuple(sorted(set(many), key=lambda one: (-one.days, one.part is Part.EVENING)))


def _join(on: int, of_day: tuple[Due, ...], hours: Hours) -> Joined:
    return Joined(on, window(on, [due.lead.part for due in of_day], hours), of_day)


# A night asks for the same few windows again and again: as many as there are zones and hours.
@lru_cache(maxsize=4096)
def _window(on: int, part: Part, hours: Hours) -> Window:
    begin, end = hours.morning if part is Part.MORNING else hours.evening
    zone = ZoneInfo(hours.zone)
    opens, closes = _moment(on, begin, zone), _moment(on, end, zone)
    if opens.astimezone(zone).toordinal() != on:
        # The local day was left out, or its last minutes were.
        return Window(opens, opens)
    if closes <= opens:
        closes = min(opens + timedelta(minutes=end - begin), _moment(on, _DAY, zone))
    return Window(opens, closes)


def _moment(on: int, minute: int, zone: ZoneInfo) -> datetime:
    """The first moment at which the clocks of a zone show this minute of this day, or a later one."""
    shown = datetime.combine(date.fromordinal(on), time()) + timedelta(minutes=minute)
    first = shown.replace(tzinfo=zone).astimezone(UTC)
    if _shown(first, zone) == shown:
        return first
    # The minute is left out. Read with the later offset it lies before the gap, with the earlier one after it.
    before, after = shown.replace(tzinfo=zone, fold=1).astimezone(UTC), first
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        before, after = (before, middle) if _shown(middle, zone) >= shown else (middle, after)
    return after


def _shown(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)
