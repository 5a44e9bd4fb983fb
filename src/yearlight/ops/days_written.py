"""The rows of ``yearlight days``, written as a table, CSV, JSON or iCalendar."""

import csv
import json
import uuid
from collections.abc import Callable, Iterable
from typing import Protocol

from django.utils.translation import gettext as _

from yearlight.memorials.custom_words import sentences
from yearlight.ops.days import COLUMNS, Row, iso
from yearlight.reminders import feed


class Out(Protocol):
    """Where text goes; Django's own ends each piece with a new line, so every piece here ends with one."""

    def write(self, text: str, /) -> object: ...


Write = Callable[[Iterable[Row], Out], None]

#: The names of days that the command makes are of its own, and the same on every machine.
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:yearlight:days")
_WIDTHS = (28, 12, 12, 6, 12, 12, 22, 12, 0)


def as_table(rows: Iterable[Row], out: Out) -> None:
    """Columns for reading; the reasons stand below once each, in whole sentences."""
    _write_line(COLUMNS, out)
    told: dict[str, str] = {}
    for row in rows:
        _write_line(row.cells(), out)
        told.update(zip(row.found.reasons, sentences(row.found), strict=True))
    if told:
        out.write("\n" + "".join(f"{key}: {sentence}\n" for key, sentence in told.items()))


def _write_line(cells: Iterable[str], out: Out) -> None:
    out.write(" ".join(cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True)).rstrip() + "\n")


def as_csv(rows: Iterable[Row], out: Out) -> None:
    """One line a day, with a first line that names the columns."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(row.cells() for row in rows)


def as_json(rows: Iterable[Row], out: Out) -> None:
    """A list of objects; beside the columns, the date in its calendar and the reasons in words."""
    before = "["
    for row in rows:
        out.write(before + "\n")
        before = json.dumps(_object(row), ensure_ascii=False) + ","
    out.write(before.removesuffix(",") + "\n]\n")


def _object(row: Row) -> dict[str, object]:
    found = row.found
    named = dict(zip(COLUMNS, row.cells(), strict=True))
    return {
        **named,
        "occurrence": found.number,
        "part": found.part,
        "year": found.year,
        "starts_evening_before": found.starts_evening_before,
        "reason": list(found.reasons),
        "why": sentences(found),
        "date_in_calendar": str(found.date_in_calendar or iso(found.day)),
        "calendar": found.date_in_calendar.calendar if found.date_in_calendar else "civil",
    }


def as_ics(rows: Iterable[Row], out: Out) -> None:
    """One all-day event a day, without repeating rules, which readers expand differently or not at all."""
    head, _end, tail = feed.start("days").to_ical().decode().partition("END:VCALENDAR")
    out.write(head)
    for row in rows:
        out.write(feed.part(_calendar_day(row)).to_ical().decode())
    out.write(_end + tail)


def _calendar_day(row: Row) -> feed.CalendarDay:
    return feed.CalendarDay(
        uid=str(uuid.uuid5(_NAMESPACE, row.identity())),
        first=row.found.day,
        last=row.found.ends,
        title=_(row.custom.name),
        note=" ".join([*_evening(row), *sentences(row.found)]),
    )


def _evening(row: Row) -> list[str]:
    return [_("It begins at sunset the evening before.")] if row.found.starts_evening_before else []


FORMATS: dict[str, Write] = {"table": as_table, "csv": as_csv, "json": as_json, "ics": as_ics}
