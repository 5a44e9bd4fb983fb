"""What libical, the reader of Evolution and GNOME Calendar, finds in a calendar file: ``/usr/bin/python3 by_libical.py FILE``.

It looks too whether the file keeps libical's table of what RFC 5545 allows where.
"""

# ruff: noqa: PLC0415 - each reader is read where it is asked for, since it may not be there
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NOT_HERE = 3


def days(glib: Any, text: str) -> Iterator[dict[str, object]]:
    calendar = glib.Component.new_from_string(text)
    assert calendar.count_errors() == 0, calendar.as_ical_string()
    assert calendar.check_restrictions(), "libical says that RFC 5545 does not allow it"
    for event in parts(calendar, glib.ComponentKind.VEVENT_COMPONENT):
        yield {
            "uid": event.get_uid(),
            "title": event.get_summary(),
            "note": event.get_description() or "",
            "begins": local(event.get_dtstart()),
            "ends": local(event.get_dtend()),
            "rings": [trigger(glib, one) for one in parts(event, glib.ComponentKind.VALARM_COMPONENT)],
        }


def parts(component: Any, kind: Any) -> Iterator[Any]:
    one = component.get_first_component(kind)
    while one:
        yield one
        one = component.get_next_component(kind)


def local(time: Any) -> str:
    assert not time.is_utc(), "an hour is in UTC"
    assert time.get_tzid() is None, "an hour has a time zone"
    day = f"{time.get_year():04}-{time.get_month():02}-{time.get_day():02}"
    return day if time.is_date() else f"{day}T{time.get_hour():02}:{time.get_minute():02}:{time.get_second():02}"


def trigger(glib: Any, alarm: Any) -> int:
    found = alarm.get_first_property(glib.PropertyKind.TRIGGER_PROPERTY).get_trigger()
    return int(found.get_duration().as_int())


def main() -> int:
    try:
        import gi

        gi.require_version("ICalGLib", "3.0")
        from gi.repository import ICalGLib
    except (ImportError, ValueError):
        print("this machine's own Python has no python3-gi with gir1.2-ical-3.0.", file=sys.stderr)
        return NOT_HERE
    print(json.dumps(list(days(ICalGLib, Path(sys.argv[1]).read_bytes().decode()))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
