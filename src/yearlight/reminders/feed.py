"""Days as an iCalendar file: frozen values in, the same bytes out each time. Knows no Django, and no clock.

Every day is an event of its own. Repeating rules of other calendars are
expanded wrongly, or not at all, by most readers, and even a yearly
29 February differs between them.
"""

import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Alarm as AlarmPart
    from icalendar import Calendar, Event

# The library is read where a file is written, and not at every start of the site: it costs an eighth of a second.

_PRODUCT = "-//Yearlight//{}//EN"
#: How often a program should ask again; most follow a rhythm of their own.
_REFRESH = timedelta(hours=12)
_CANDLE = timedelta(hours=1)
#: For a day of which nobody knows when it was changed.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Alarm(StrEnum):
    """When a calendar rings for a day. None unless the person chose it."""

    NONE = "none"
    DAY_BEFORE = "day_before"
    MORNING = "morning"


#: 09:00 on the day before, and on the day. A calendar's whole day begins at midnight.
_RINGS = {Alarm.DAY_BEFORE: timedelta(hours=-15), Alarm.MORNING: timedelta(hours=9)}


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day as a calendar is to show it.

    ``first`` and ``last`` are day numbers, both among the days. ``hour`` is
    that of a candle, in local time wherever the person is; ``None`` for the
    whole day.
    """

    uid: str
    first: int
    last: int
    title: str
    #: When something of it was changed last. The file holds no other time, and never that at which it was made.
    changed_at: datetime = NEVER
    note: str = ""
    sequence: int = 0
    hour: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the days of a feed."""

    name: str
    alarm: Alarm = Alarm.NONE


def uid(namespace: uuid.UUID, *, person: str, rule: str, occurrence: str) -> str:
    """The name of a day in every calendar: the same when its date is corrected, and without anybody's name in it."""
    return str(uuid.uuid5(namespace, "\x1f".join((person, rule, occurrence))))


def compose(frame: Frame, marked: Iterable[CalendarDay]) -> bytes:
    """The whole feed, in order of the days."""
    from icalendar.prop import vText  # noqa: PLC0415 - see above

    calendar = start("feed")
    calendar.add("x-wr-calname", vText(_plain(frame.name)))
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for day in sorted(marked, key=lambda one: (one.first, one.uid)):
        event = part(day)
        if frame.alarm is not Alarm.NONE:
            event.add_component(_alarm(frame.alarm, day))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def one_day(day: CalendarDay) -> bytes:
    """A file of one day, to be added to a calendar by hand."""
    calendar = start("day")
    calendar.add_component(part(day))
    return bytes(calendar.to_ical())


def start(product: str) -> "Calendar":
    """A calendar without days. It has no method: nobody is invited to anything."""
    from icalendar import Calendar  # noqa: PLC0415 - see above

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT.format(product))
    calendar.add("version", "2.0")
    return calendar


def part(day: CalendarDay) -> "Event":
    """One day as an event: it blocks no time, and is marked as private."""
    from icalendar import Event  # noqa: PLC0415 - see above

    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", day.changed_at)
    event.add("last-modified", day.changed_at)
    event.add("sequence", day.sequence)
    begins, ends = _span(day)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("summary", _plain(day.title))
    if day.note:
        event.add("description", _plain(day.note))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _plain(text: str) -> str:
    """Text as every calendar can carry it: line ends of one kind, no other control characters, nothing blank around."""
    lines = "\n".join(text.splitlines())
    return "".join(one for one in lines if one in "\n\t" or unicodedata.category(one) != "Cc").strip()


def _span(day: CalendarDay) -> tuple[date, date]:
    """Begin and end. A candle hour has no time zone, so that 19:00 is 19:00 wherever the person is."""
    first = date.fromordinal(day.first)
    if day.hour is None:
        return first, date.fromordinal(day.last) + timedelta(days=1)
    begins = datetime.combine(first, time(day.hour))
    return begins, begins + _CANDLE


def _alarm(alarm: Alarm, day: CalendarDay) -> "AlarmPart":
    from icalendar import Alarm as AlarmPart  # noqa: PLC0415 - see above

    part = AlarmPart()
    part.add("action", "DISPLAY")
    part.add("description", _plain(day.title))
    # A candle hour begins later than a whole day; it rings at the same time as that would.
    part.add("trigger", _RINGS[alarm] - timedelta(hours=day.hour or 0))
    return part
