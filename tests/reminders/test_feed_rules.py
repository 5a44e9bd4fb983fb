"""Feeds of days that are hard to carry: by the rules of RFC 5545, and as other readers find them."""

from datetime import date

import icalendar
import pytest
import recurring_ical_events  # type: ignore[import-untyped]
from trials.feed import by_python, hard
from trials.feed.rules import faults

from yearlight.reminders import feed
from yearlight.reminders.feed import Alarm, CalendarDay, Frame


def composed(alarm: Alarm = Alarm.MORNING) -> bytes:
    return feed.compose(Frame("Days; ours,\nand both of them, " * 4, alarm), hard.days())


@pytest.mark.parametrize("alarm", Alarm)
def test_a_feed_of_hard_days_keeps_every_rule(alarm: Alarm) -> None:
    assert faults(composed(alarm)) == []


@pytest.mark.parametrize("alarm", Alarm)
def test_two_readers_find_the_days_words_and_alarms_that_were_put_in(alarm: Alarm) -> None:
    text = composed(alarm).decode()
    expected = {day.uid: (day.title, day.note, day.begins, day.ends, len(day.rings)) for day in hard.told(alarm)}
    for find in (by_python.of_icalendar, by_python.of_recurring):
        found = [
            (str(one["uid"]), (one["title"], one["note"], one["begins"], one["ends"], len(one["rings"])))  # type: ignore[arg-type]
            for one in find(text)
        ]
        assert len(found) == len(expected)
        assert dict(found) == expected


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (b"\r\nUID", b"\nUID"),
        (b"CLASS:PRIVATE", b"CLASS:" + b"P" * 70),
        (b"CLASS:PRIVATE", b"CLASS:PRI\x07VATE"),
        (b"CLASS:PRIVATE", b"CLASS:\xd7"),
        (b"SUMMARY:A", b"SUMMARY:A, A"),
        (b"SUMMARY:A", b"SUMMARY:A\\x"),
        (b"DTEND;VALUE=DATE:20271115", b"DTEND;VALUE=DATE:20271114"),
        (b"DTEND;VALUE=DATE:20271115", b"DTEND:20271115T000000"),
        (b"DTSTAMP:19700101T000000Z\r\n", b""),
        (b"DTSTAMP:19700101T000000Z", b"DTSTAMP:19700101T000000"),
        (b"UID:two", b"UID:one"),
        (b"CLASS:PRIVATE", b"RRULE:FREQ=YEARLY"),
        (b"VERSION:2.0\r\n", b""),
        (b"END:VEVENT", b"END:VALARM"),
        (b"END:VCALENDAR\r\n", b"END:VCALENDAR"),
    ],
)
def test_each_rule_finds_what_breaks_it(here: bytes, there: bytes) -> None:
    first = date(2027, 11, 14).toordinal()
    body = feed.compose(Frame("Days"), [CalendarDay(uid, first, first, "A day to remember") for uid in ("one", "two")])
    assert faults(body) == []
    assert here in body
    assert faults(body.replace(here, there))


def test_words_are_carried_without_control_characters_and_blanks_around() -> None:
    first = date(2027, 11, 14).toordinal()
    day = CalendarDay("one", first, first, " a\x00b\x0bc\x1bd\te\r\nf\u2028g ")
    [event] = icalendar.Calendar.from_ical(feed.compose(Frame("Days"), [day])).walk("VEVENT")  # type: ignore[arg-type]
    assert str(event["summary"]) == "ab\ncd\te\nf\ng"


def test_a_calendar_finds_a_day_of_each_month_by_asking_for_that_month() -> None:
    calendar = icalendar.Calendar.from_ical(composed())
    found = recurring_ical_events.of(calendar).between(date(2027, 2, 1), date(2027, 3, 1))
    monthly = [one.decoded("dtstart") for one in found if str(one["uid"]).startswith("civil-monthly")]
    assert monthly == [date(2027, 2, 28)]
