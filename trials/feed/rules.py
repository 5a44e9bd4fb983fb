"""What RFC 5545 and our own promises ask of the bytes of a feed, looked at without any calendar library."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

#: Each exactly once in every event.
_ONCE = ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "TRANSP", "CLASS")
#: Nobody is invited, nothing repeats, and nothing names a zone.
_NEVER = ("METHOD", "RRULE", "RDATE", "EXDATE", "ATTENDEE", "ORGANIZER", "TZID")
_TEXTS = ("SUMMARY", "DESCRIPTION", "X-WR-CALNAME")
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
_LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^:;,\"]+)*):(.*)", re.DOTALL)
_ESCAPED = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*", re.DOTALL)
_UTC = re.compile(r"\d{8}T\d{6}Z")
_FORMS = {"VALUE=DATE": "%Y%m%d", "": "%Y%m%dT%H%M%S"}

Line = tuple[str, str, str]


def faults(body: bytes) -> list[str]:
    """Everything that is wrong with a feed, each in a sentence; nothing where it is well."""
    found = list(_of_octets(body))
    if found:
        return found
    lines = [_LINE.fullmatch(line) for line in body.decode().replace("\r\n ", "").split("\r\n")[:-1]]
    if not all(lines):
        return ["A line has no name and value."]
    parsed: list[Line] = [(line[1], line[2].removeprefix(";"), line[3]) for line in lines if line]
    return [*_of_lines(parsed), *_of_frame(parsed), *_of_events(list(_events(parsed)))]


def _of_octets(body: bytes) -> Iterator[str]:
    if not body.endswith(b"\r\n"):
        yield "The last line has no end."
    for line in body.removesuffix(b"\r\n").split(b"\r\n"):
        if len(line) > 75:
            yield f"A line has {len(line)} octets."
        if _CONTROL.search(line):
            yield f"A line has a control character: {line!r}."
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"A character was parted, or is no UTF-8: {line!r}."


def _of_lines(lines: list[Line]) -> Iterator[str]:
    for name, parameters, value in lines:
        if name in _NEVER or "TZID" in parameters:
            yield f"{name} has no place here."
        if name in _TEXTS and not _ESCAPED.fullmatch(value):
            yield f"{name} is not escaped: {value!r}."


def _of_frame(lines: list[Line]) -> Iterator[str]:
    open_parts: list[str] = []
    for name, _parameters, value in lines:
        if name == "BEGIN":
            open_parts.append(value)
        elif name == "END" and (not open_parts or open_parts.pop() != value):
            yield f"{value} ends where it did not begin."
    if open_parts or lines[0] != ("BEGIN", "", "VCALENDAR") or lines[-1] != ("END", "", "VCALENDAR"):
        yield "It is not one whole calendar."
    for line in ("PRODID", "VERSION"):
        if [name for name, *_rest in lines].count(line) != 1:
            yield f"{line} does not stand there once."


def _events(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines of each event, without those of its alarms."""
    event: list[Line] = []
    parts: list[str] = []
    for line in lines:
        if line[0] == "BEGIN":
            parts.append(line[2])
        elif line[0] == "END":
            parts.pop()
            if line[2] == "VEVENT":
                yield event
                event = []
        elif parts[-1] == "VEVENT":
            event.append(line)


def _of_events(events: list[list[Line]]) -> Iterator[str]:
    names = Counter(value for event in events for name, _parameters, value in event if name == "UID")
    yield from (f"{name} names {count} events." for name, count in names.items() if count > 1)
    for event in events:
        held = Counter(name for name, *_rest in event)
        if any(held[name] != 1 for name in _ONCE):
            yield f"An event lacks something, or has it twice: {sorted(held)}."
        else:
            yield from _of_times({name: (parameters, value) for name, parameters, value in event})


def _of_times(event: dict[str, tuple[str, str]]) -> Iterator[str]:
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        if not _UTC.fullmatch(event[name][1]):
            yield f"{name} is not in UTC: {event[name][1]}."
    (form, first), (end_form, end) = event["DTSTART"], event["DTEND"]
    if form != end_form or form not in _FORMS:
        yield f"An event begins as {form or 'a time'} and ends as {end_form or 'a time'}."
    elif _moment(form, end) <= _moment(form, first):
        yield f"An event that begins at {first} ends at {end}."


def _moment(form: str, text: str) -> date:
    return datetime.strptime(text, _FORMS[form])  # noqa: DTZ007 - a local time, wherever the reader is
