"""Days that are hard to carry, with what every reader must find in them.

What is to be found is written out from the days themselves, in plain dates, and
by nothing that the feed's own writer uses.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from itertools import cycle

from yearlight.calendars import edtf
from yearlight.calendars.customs import custom
from yearlight.calendars.customs.options import choose
from yearlight.calendars.customs.shared import CANDLE_HOUR
from yearlight.calendars.occurrences import Anchor, Kept, identity, occurrences
from yearlight.reminders.feed import Alarm, CalendarDay

#: Words as a family may have written them, and as a calendar is to have them. Most are longer than a line of 75 octets.
WORDS = (
    ("The day Jonah died", "The day Jonah died"),
    ("For Jonah, Ada; and “us”: 'all'", "For Jonah, Ada; and “us”: 'all'"),
    (
        "A line\r\nand another\n\nand one more, after an empty line",
        "A line\nand another\n\nand one more, after an empty line",
    ),
    ("C:\\new\\; a backslash at the end\\", "C:\\new\\; a backslash at the end\\"),
    ("END:VEVENT\nBEGIN:VEVENT\nSUMMARY:not a day", "END:VEVENT\nBEGIN:VEVENT\nSUMMARY:not a day"),
    ("  blank around\t", "blank around"),
    ("a bell\x07, a zero\x00, a page\x0cand a line\x85of old", "a bell, a zero, a page\nand a line\nof old"),
    ("יום השנה לפטירתו של יונתן הקטן, בנם של רות ודוד; נר דולק בחלון כל הלילה", None),
    ("ذكرى وفاة نور الصغيرة، ابنة مريم ويوسف؛ شمعة في النافذة طوال الليل حتى الصباح", None),
    ("念念的忌日，全家人在窗前点一支蜡烛，直到天亮；爸爸、妈妈、哥哥、姐姐都在一起守着她", None),
    ("Zoë" + " e\u0301" * 40, None),
    ("👨‍👩‍👧‍👦" * 9, None),
    ("\u2067יונתן\u2069 and \u202dJonah\u202c", None),
    ("x" * 74 + "é" * 80, None),
)
_CHANGED = datetime(2026, 11, 3, 19, 0, tzinfo=UTC)
_FIRST, _LAST = date(2026, 9, 4).toordinal(), date(2028, 7, 4).toordinal()
_KEPT = (
    ("civil-yearly", "2018-11-14"),
    ("civil-monthly", "2024-01-31"),
    ("civil-weekly", "2026-08-29"),
    ("yahrzeit", "2018-11-14"),
    ("chinese-yearly", "2018-11-14"),
    ("wave-of-light", ""),
    ("baby-loss-awareness-week", ""),
    ("worldwide-candle-lighting", ""),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A day as a reader tells it: whole days or local times without a zone, the end not among them."""

    uid: str
    title: str
    note: str
    begins: str
    ends: str
    rings: tuple[str, ...]

    def plain(self) -> dict[str, object]:
        """As it comes through JSON."""
        return {**asdict(self), "rings": list(self.rings)}


def days() -> list[CalendarDay]:
    """Days of each month and week, of two lunar calendars, a week, and candle hours, with hard words."""
    return [day for day, _title, _note in _with_words()]


def told(alarm: Alarm) -> list[Told]:
    """What a reader is to find in the feed of these days."""
    return [
        Told(day.uid, title, note, *_hours(day), (f"{_rung(alarm, day)}T09:00:00",) if alarm is not Alarm.NONE else ())
        for day, title, note in _with_words()
    ]


def _with_words() -> Iterator[tuple[CalendarDay, str, str]]:
    titles, notes = cycle(WORDS), cycle(WORDS[5:] + WORDS[:5])
    for key, on in _KEPT:
        rule = custom(key)
        anchor = Anchor(edtf.parse(on)) if on else None
        for one in occurrences(Kept(rule, choose(rule, {}), anchor), _FIRST, _LAST):
            (title, read_title), (note, read_note) = next(titles), next(notes)
            day = CalendarDay(
                uid=f"{key}-{identity(rule, one)}",
                first=one.day,
                last=one.ends,
                title=title,
                changed_at=_CHANGED,
                note=note,
                sequence=one.day % 3,
                hour=CANDLE_HOUR.get(key),
            )
            yield day, title if read_title is None else read_title, note if read_note is None else read_note


def _hours(day: CalendarDay) -> tuple[str, str]:
    if day.hour is not None:
        return f"{_iso(day.first)}T19:00:00", f"{_iso(day.first)}T20:00:00"
    return _iso(day.first), _iso(day.last + 1)


def _rung(alarm: Alarm, day: CalendarDay) -> str:
    return _iso(day.first - 1) if alarm is Alarm.DAY_BEFORE else _iso(day.first)


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
