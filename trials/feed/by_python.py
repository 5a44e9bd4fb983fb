"""What a reader written in Python finds in a calendar file: ``python by_python.py READER FILE``, in that reader's environment."""

# ruff: noqa: PLC0415 - each reader is read where it is asked for, since it may not be there
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

NOT_HERE = 3


def of_icalendar(text: str) -> Iterator[dict[str, object]]:
    import icalendar

    calendar = icalendar.Calendar.from_ical(text)
    faults = [part.errors for part in calendar.walk() if part.errors]
    assert not faults, faults
    yield from map(_of_event, calendar.walk("VEVENT"))


def of_recurring(text: str) -> Iterator[dict[str, object]]:
    """The days as they are found between two dates, the way a page of a calendar asks for them."""
    import icalendar
    import recurring_ical_events

    calendar = icalendar.Calendar.from_ical(text)
    yield from map(_of_event, recurring_ical_events.of(calendar).between(date(2000, 1, 1), date(2050, 1, 1)))


def of_ical(text: str) -> Iterator[dict[str, object]]:
    from ical.calendar_stream import IcsCalendarStream

    for event in IcsCalendarStream.calendar_from_ics(text).events:
        rings = [alarm.trigger for alarm in event.alarm]
        yield _told(event.uid, event.summary, event.description, event.dtstart, event.dtend, rings)


def of_vobject(text: str) -> Iterator[dict[str, object]]:
    import vobject

    calendar = vobject.readOne(text)
    calendar.validate(raiseException=True)
    for event in calendar.contents.get("vevent", []):
        note = event.description.value if "description" in event.contents else ""
        rings = [alarm.trigger.value for alarm in event.contents.get("valarm", [])]
        yield _told(event.uid.value, event.summary.value, note, event.dtstart.value, event.dtend.value, rings)


def _of_event(event: Any) -> dict[str, object]:
    rings = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
    texts = str(event["uid"]), str(event["summary"]), str(event.get("description", ""))
    return _told(*texts, event.decoded("dtstart"), event.decoded("dtend"), rings)


def _told(uid: str, title: str, note: str | None, begins: date, ends: date, rings: list[Any]) -> dict[str, object]:
    return {
        "uid": uid,
        "title": title,
        "note": note or "",
        "begins": begins.isoformat(),
        "ends": ends.isoformat(),
        "rings": [int(one.total_seconds()) for one in rings],
    }


READERS: dict[str, Callable[[str], Iterator[dict[str, object]]]] = {
    "icalendar": of_icalendar,
    "recurring-ical-events": of_recurring,
    "ical": of_ical,
    "vobject": of_vobject,
}


def main() -> int:
    reader, file = sys.argv[1:]
    try:
        print(json.dumps(list(READERS[reader](Path(file).read_bytes().decode()))))
    except ModuleNotFoundError as lacking:
        print(f"the environment has no package {lacking.name}.", file=sys.stderr)
        return NOT_HERE
    return 0


if __name__ == "__main__":
    sys.exit(main())
