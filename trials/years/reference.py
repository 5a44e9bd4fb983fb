"""What must have happened, worked out a second time and in the plainest way: no rows, no planner, no windows of theirs.

Only the calendars are taken as given, since trials of their own hold them. A
person's *life* is what was true of them from one moment to another. In a
stretch in which nothing of it changed, every due of every wish must have come,
or have been written down with a reason that the faults of that time justify.
The local day of a change itself, and the one beside it, is not owed: there it
is held only that nothing came that should not have.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from yearlight.calendars import edtf
from yearlight.calendars.customs import custom as custom_of
from yearlight.calendars.customs.options import choose
from yearlight.calendars.occurrences import Anchor, Kept, identity, occurrences

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
#: A fault shorter than this ends in time for anything whose hours are not over; what is left open longer must have gone.
SLACK = timedelta(minutes=40)
FIRST, LAST = date(2019, 1, 1).toordinal(), date(2062, 1, 1).toordinal()

Key = tuple[int, str, str]


@dataclass(frozen=True)
class Wished:
    """One wish as it stands: which custom of which date, and how it is told."""

    pk: int
    custom: str
    happened_on: str
    leads: str
    told: str = "as_it_is"
    year: int | None = None


@dataclass(frozen=True)
class State:
    """Everything that is true of one receiver at a time."""

    zone: str
    morning: tuple[int, int]
    evening: tuple[int, int]
    wishes: tuple[Wished, ...]
    #: The first day on which messages come again; ``date.max`` until it is undone; None where nothing holds them.
    paused_until: date | None = None
    quiet_until: date | None = None


@dataclass
class Life:
    """A receiver's states, each with the moment from which it held."""

    states: list[tuple[datetime, State]]

    @property
    def now(self) -> State:
        return self.states[-1][1]

    def change(self, at: datetime, state: State) -> None:
        self.states.append((at, state))


@dataclass
class Faults:
    """Times at which nothing could be sent; the moments are those of the machine's own clock."""

    spans: list[tuple[datetime, datetime]] = field(default_factory=list)

    def add(self, begin: datetime, end: datetime) -> None:
        self.spans.append((begin, end))

    def settle(self) -> None:
        self.spans.sort()
        self._begins = [begin for begin, _end in self.spans]
        self._longest = max((end - begin for begin, end in self.spans), default=timedelta(0))

    def explain(self, opens: datetime, closes: datetime) -> bool:
        """Whether between these moments nothing was open for longer than it takes to send."""
        if not self.spans:
            return False
        at = opens
        low = bisect_left(self._begins, opens - self._longest - HOUR)
        for begin, end in self.spans[low : bisect_right(self._begins, closes)]:
            if begin - at >= SLACK:
                return False
            at = max(at, end)
        return closes - at < SLACK

    def touch(self, opens: datetime, closes: datetime) -> bool:
        """Whether one of them lies, in part, between these moments."""
        return any(begin < closes and opens < end for begin, end in self.spans)


@dataclass(frozen=True)
class Owed:
    """One due that must have come, or have a reason."""

    key: Key
    on: date
    opens: datetime
    closes: datetime
    is_held: bool


def owed(life: Life, end: datetime) -> Iterator[Owed]:
    """Everything that is owed over a life, but for the days around its changes."""
    moments = [at for at, _state in life.states[1:]] + [end]
    for (begin, state), until in zip(life.states, moments, strict=True):
        first, last = day_in(state.zone, begin) + 1, day_in(state.zone, until) - 1
        for on in _days(state, first, last):
            for wish, occurrence, lead in dues_on(state, on):
                opens, closes = window(state, on, [one for _w, _o, one in dues_on(state, on)])
                yield Owed((wish.pk, occurrence, lead), date.fromordinal(on), opens, closes, is_held(state, on))


def dues_on(state: State, on: int) -> list[tuple[Wished, str, str]]:
    """What is due on one local day: each wish with its occurrence and its lead."""
    found = []
    for wish in state.wishes:
        for lead in filter(None, wish.leads.split(",")):
            day = on + int(lead[:-1])
            for occurrence in _on_day(wish, day):
                is_left_out = wish.told == "never" or (
                    wish.told == "not_this_year" and date.fromordinal(day).year == wish.year
                )
                if not is_left_out and on > date.fromisoformat(wish.happened_on).toordinal():
                    found.append((wish, occurrence, lead))
    return found


def is_held(state: State, on: int) -> bool:
    day = date.fromordinal(on)
    return any(until is not None and day < until for until in (state.paused_until, state.quiet_until))


def window(state: State, on: int, leads: list[str]) -> tuple[datetime, datetime]:
    """From which moment to which a message with these leads may come."""
    begin, end = state.morning if any(one.endswith("m") for one in leads) else state.evening
    return first_moment(state.zone, on, begin), first_moment(state.zone, on, end)


@cache
def first_moment(zone: str, on: int, minute: int) -> datetime:
    """The first minute at which a clock on the wall of a zone shows this time of this day, or a later one: by looking."""
    shown = datetime.combine(date.fromordinal(on), datetime.min.time()) + timedelta(minutes=minute)
    near = (shown.replace(tzinfo=UTC) + days * DAY for days in (-1, 0, 1))
    # No clock of these days is further ahead of UTC than this, so that it cannot be earlier.
    at = shown.replace(tzinfo=UTC) - max(_shown(zone, one) - one.replace(tzinfo=None) for one in near)
    while _shown(zone, at) < shown:
        at += MINUTE
    return at


def day_in(zone: str, at: datetime) -> int:
    return _shown(zone, at).toordinal()


def _shown(zone: str, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _days(state: State, first: int, last: int) -> list[int]:
    """The local days between two on which anything can be due."""
    found = set()
    for wish in state.wishes:
        days = _table(wish.custom, wish.happened_on)[0]
        for lead in filter(None, wish.leads.split(",")):
            before = int(lead[:-1])
            low, high = bisect_left(days, first + before), bisect_right(days, last + before)
            found.update(day - before for day in days[low:high])
    return sorted(found)


def _on_day(wish: Wished, day: int) -> list[str]:
    days, names = _table(wish.custom, wish.happened_on)
    return names[bisect_left(days, day) : bisect_right(days, day)]


@cache
def _table(custom: str, happened_on: str) -> tuple[list[int], list[str]]:
    """All days of a custom for a date, and their names."""
    rule = custom_of(custom)
    kept = Kept(rule, choose(rule, {}), Anchor(edtf.parse(happened_on)))
    found = occurrences(kept, FIRST, LAST)
    return [one.day for one in found], [identity(rule, one) for one in found]


def days_of(custom: str, happened_on: str) -> list[int]:
    """All days of a custom for a date; raises Declined where there are none."""
    return _table(custom, happened_on)[0]
