"""The bytes of a calendar feed, from frozen values."""

import uuid
from datetime import UTC, date, datetime, timedelta

import icalendar
import recurring_ical_events  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as some

from yearlight.reminders import feed
from yearlight.reminders.feed import Alarm, CalendarDay, Frame

CHANGED = datetime(2026, 11, 3, 19, 0, tzinfo=UTC)
DAY = date(2027, 11, 14).toordinal()
NAMESPACE = uuid.UUID(int=7)

_texts = some.text(some.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=120)
_days = some.builds(
    CalendarDay,
    uid=some.uuids().map(str),
    first=some.just(DAY),
    last=some.integers(DAY, DAY + 6),
    title=_texts,
    changed_at=some.just(CHANGED),
    note=_texts,
    sequence=some.integers(0, 9),
    hour=some.none() | some.just(19),
)


def a_day(**more: object) -> CalendarDay:
    values = {"uid": "one", "first": DAY, "last": DAY, "title": "A day to remember", "changed_at": CHANGED, **more}
    return CalendarDay(**values)  # type: ignore[arg-type]


def read(body: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(body).walk("VEVENT"))  # type: ignore[arg-type]


@settings(deadline=None)
@given(some.lists(_days, max_size=8, unique_by=lambda one: one.uid), some.sampled_from(Alarm), some.randoms())
def test_the_same_days_in_any_order_give_the_same_bytes(days: list[CalendarDay], alarm: Alarm, chance: object) -> None:
    shuffled = sorted(days, key=lambda one: chance.random())  # type: ignore[attr-defined]
    frame = Frame("Days", alarm)
    assert feed.compose(frame, days) == feed.compose(frame, shuffled)


@settings(deadline=None)
@given(some.lists(_days, max_size=4, unique_by=lambda one: one.uid), _texts)
def test_lines_end_with_crlf_and_are_folded_at_75_bytes_without_splitting_a_character(
    days: list[CalendarDay], name: str
) -> None:
    body = feed.compose(Frame(name, Alarm.MORNING), days)
    assert body.endswith(b"END:VCALENDAR\r\n")
    for line in body.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode()


@settings(deadline=None)
@given(_days)
def test_what_is_told_is_read_back_as_it_was(day: CalendarDay) -> None:
    [event] = read(feed.compose(Frame("Days"), [day]))
    assert str(event["summary"]) == "\n".join(day.title.splitlines()).strip()
    assert str(event.get("description", "")) == "\n".join(day.note.splitlines()).strip()
    assert (str(event["uid"]), event["sequence"]) == (day.uid, day.sequence)
    assert event.decoded("dtstamp") == event.decoded("last-modified") == CHANGED


def test_a_whole_day_ends_on_the_next_and_blocks_no_time() -> None:
    body = feed.compose(Frame("Days"), [a_day()])
    assert b"DTSTART;VALUE=DATE:20271114\r\n" in body
    assert b"DTEND;VALUE=DATE:20271115\r\n" in body
    assert b"TRANSP:TRANSPARENT\r\n" in body
    assert b"CLASS:PRIVATE\r\n" in body


def test_a_candle_hour_has_no_time_zone() -> None:
    body = feed.compose(Frame("Days"), [a_day(hour=19)])
    assert b"DTSTART:20271114T190000\r\n" in body
    assert b"DTEND:20271114T200000\r\n" in body


def test_the_frame_says_how_often_to_ask_and_invites_nobody() -> None:
    body = feed.compose(Frame("Days; ours, both"), [])
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in body
    assert b"X-PUBLISHED-TTL:PT12H\r\n" in body
    assert b"X-WR-CALNAME:Days\\; ours\\, both\r\n" in body
    assert b"METHOD" not in body


def test_nothing_rings_unless_chosen() -> None:
    assert b"VALARM" not in feed.compose(Frame("Days"), [a_day()])
    assert b"TRIGGER:-PT15H\r\n" in feed.compose(Frame("Days", Alarm.DAY_BEFORE), [a_day()])
    assert b"TRIGGER:PT9H\r\n" in feed.compose(Frame("Days", Alarm.MORNING), [a_day()])
    assert b"TRIGGER:-PT10H\r\n" in feed.compose(Frame("Days", Alarm.MORNING), [a_day(hour=19)])


def test_every_day_is_an_event_of_its_own_and_another_reader_finds_just_these() -> None:
    days = [a_day(uid=str(n), first=DAY + 365 * n, last=DAY + 365 * n) for n in range(5)]
    body = feed.compose(Frame("Days"), days)
    assert b"RRULE" not in body
    assert b"RDATE" not in body
    calendar = icalendar.Calendar.from_ical(body)
    found = recurring_ical_events.of(calendar).between(date(2027, 1, 1), date(2033, 1, 1))
    starts = [event.decoded("dtstart") for event in found]
    assert sorted(starts) == [date(2027, 11, 14) + timedelta(days=365 * n) for n in range(5)]


def test_a_uid_is_the_same_for_the_same_day_and_another_for_every_other() -> None:
    names = [
        ("p", "yahrzeit", "y5787"),
        ("p", "yahrzeit", "y5788"),
        ("q", "yahrzeit", "y5787"),
        ("py", "ahrzeit", "y5787"),
    ]
    made = [feed.uid(NAMESPACE, person=one, rule=rule, occurrence=key) for one, rule, key in names]
    again = [feed.uid(NAMESPACE, person=one, rule=rule, occurrence=key) for one, rule, key in names]
    elsewhere = feed.uid(uuid.UUID(int=8), person="p", rule="yahrzeit", occurrence="y5787")
    assert made == again
    assert len({*made, elsewhere}) == 5


def test_a_file_of_one_day_never_rings_and_asks_for_no_refresh() -> None:
    body = feed.one_day(a_day())
    assert len(read(body)) == 1
    assert b"VALARM" not in body
    assert b"REFRESH" not in body
