"""When messages come: leads as codes, windows on days when clocks change, and properties of what is due."""

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from yearlight.reminders import due
from yearlight.reminders.due import Day, Due, Hours, Lead, Part, Verdict, Window

M, E = Part.MORNING, Part.EVENING
#: Every named place, and hours that leave nothing of the day out.
ZONES = sorted(one for one in available_timezones() if "/" in one)
_FIRST, _LAST = date(1971, 1, 1).toordinal(), date(2037, 12, 31).toordinal()


def on(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# --- leads ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("0m", (Lead(0, M),)),
        ("-1m", (Lead(-1, M),)),
        ("0m,7m,1e", (Lead(7, M), Lead(1, E), Lead(0, M))),
        ("0e,0m,0m", (Lead(0, M), Lead(0, E))),
    ],
)
def test_code_is_read_in_order_and_each_once(text: str, expected: tuple[Lead, ...]) -> None:
    assert due.leads(text) == expected


@pytest.mark.parametrize("text", ["m", "7", "7x", "367m", "-2m", "7m;0m", "1.5m"])
def test_what_is_no_lead_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        due.leads(text)


def test_lead_outside_the_range_has_no_code() -> None:
    with pytest.raises(ValueError):
        due.code([Lead(400, M)])


some_leads = some.lists(some.builds(Lead, some.integers(-1, 366), some.sampled_from(Part)), max_size=6)


@given(some_leads)
def test_code_of_leads_gives_them_back(leads: list[Lead]) -> None:
    assert set(due.leads(due.code(leads))) == set(leads)
    assert due.code(due.leads(due.code(leads))) == due.code(leads)


# --- windows ---


@pytest.mark.parametrize(
    ("zone", "day", "minutes", "opens", "closes"),
    [
        # An ordinary day, in winter and in summer.
        ("Europe/Berlin", "2026-11-14", (480, 840), "2026-11-14T07:00", "2026-11-14T13:00"),
        ("Europe/Berlin", "2026-07-14", (480, 840), "2026-07-14T06:00", "2026-07-14T12:00"),
        # Put forward from 02:00 to 03:00: 02:30 is not there, so the next minute that is.
        ("Europe/Berlin", "2026-03-29", (150, 600), "2026-03-29T01:00", "2026-03-29T08:00"),
        ("America/New_York", "2026-03-08", (150, 600), "2026-03-08T07:00", "2026-03-08T14:00"),
        # All of it in the gap: from its end on, as long as it would have been.
        ("Europe/Berlin", "2026-03-29", (130, 160), "2026-03-29T01:00", "2026-03-29T01:30"),
        # Put back from 03:00 to 02:00: the first 02:30.
        ("Europe/Berlin", "2026-10-25", (150, 600), "2026-10-25T00:30", "2026-10-25T09:00"),
        ("America/New_York", "2026-11-01", (90, 600), "2026-11-01T05:30", "2026-11-01T15:00"),
        # Half an hour: 02:00 becomes 02:30, and back.
        ("Australia/Lord_Howe", "2026-10-04", (135, 600), "2026-10-03T15:30", "2026-10-03T23:00"),
        ("Australia/Lord_Howe", "2026-04-05", (105, 600), "2026-04-04T14:45", "2026-04-04T23:30"),
        # Back for Ramadan and forward after it: in 2023 on 19 March and 23 April.
        ("Africa/Casablanca", "2023-03-18", (480, 840), "2023-03-18T07:00", "2023-03-18T13:00"),
        ("Africa/Casablanca", "2023-03-19", (480, 840), "2023-03-19T08:00", "2023-03-19T14:00"),
        ("Africa/Casablanca", "2023-04-23", (150, 840), "2023-04-23T02:00", "2023-04-23T13:00"),
        ("Asia/Gaza", "2023-04-29", (130, 600), "2023-04-29T00:00", "2023-04-29T07:00"),
        # The day begins at 01:00.
        ("America/Santiago", "2026-09-06", (0, 480), "2026-09-06T04:00", "2026-09-06T11:00"),
        ("America/Santiago", "2026-09-05", (1200, 1440), "2026-09-06T00:00", "2026-09-06T04:00"),
        # The last hour of the day comes twice; it ends when the next day begins.
        ("America/Santiago", "2026-04-04", (1200, 1440), "2026-04-04T23:00", "2026-04-05T04:00"),
        # Put forward at midnight, from 00:00 to 01:00.
        ("Atlantic/Azores", "2026-03-29", (0, 480), "2026-03-29T01:00", "2026-03-29T08:00"),
        ("Atlantic/Azores", "2026-10-25", (0, 480), "2026-10-25T00:00", "2026-10-25T09:00"),
        # Samoa went from 29 to 31 December.
        ("Pacific/Apia", "2011-12-29", (1200, 1440), "2011-12-30T06:00", "2011-12-30T10:00"),
        ("Pacific/Apia", "2011-12-30", (480, 840), "2011-12-30T10:00", "2011-12-30T10:00"),
        ("Pacific/Apia", "2011-12-31", (0, 840), "2011-12-30T10:00", "2011-12-31T00:00"),
        ("Pacific/Kwajalein", "1993-08-21", (480, 840), "1993-08-21T12:00", "1993-08-21T12:00"),
    ],
)
def test_window(zone: str, day: str, minutes: tuple[int, int], opens: str, closes: str) -> None:
    assert due.window(on(day), [M], Hours(zone, minutes)) == Window(utc(opens), utc(closes))


def test_evening_joins_the_morning_and_is_alone_in_the_evening() -> None:
    hours = Hours("UTC")
    day = on("2026-11-14")
    assert due.window(day, [E, M], hours) == due.window(day, [M], hours)
    assert due.window(day, [E], hours) == Window(utc("2026-11-14T18:00"), utc("2026-11-14T21:00"))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-14T06:59:59", Verdict.WAIT),
        ("2026-11-14T07:00:00", Verdict.SEND),
        ("2026-11-14T12:59:59", Verdict.SEND),
        ("2026-11-14T13:00:00", Verdict.MISSED),
        ("2027-11-14T07:00:00", Verdict.MISSED),
    ],
)
def test_verdict(now: str, expected: Verdict) -> None:
    hours = Hours("Europe/Berlin")
    day = on("2026-11-14")
    assert due.verdict(day, due.window(day, [M], hours), hours, utc(now)) is expected


def test_nothing_is_sent_on_the_evening_that_comes_back_after_midnight() -> None:
    # In 2006 Newfoundland put its clocks back at one minute past midnight: the day before came back for an hour.
    hours = Hours("America/St_Johns", (0, 480))
    day = on("2006-10-29")
    between = due.window(day, [M], hours)
    back = between.opens + timedelta(minutes=10)
    assert back.astimezone(ZoneInfo(hours.zone)).date() == date(2006, 10, 28)
    assert due.verdict(day, between, hours, between.opens) is Verdict.SEND
    assert due.verdict(day, between, hours, back) is Verdict.WAIT
    assert due.verdict(day, between, hours, back + timedelta(hours=1)) is Verdict.SEND


# --- what is due ---

DEATH = on("2020-02-29")
YEARS = [Day("y2025", on("2025-02-28")), Day("y2026", on("2026-02-28")), Day("y2028", on("2028-02-29"))]


def test_dues_are_counted_back_from_the_day() -> None:
    leads = due.leads("7m,1e,0m,-1m")
    found = due.dues(YEARS, leads, on("2026-01-01"), on("2026-12-31"))
    days = [(date.fromordinal(one.on).isoformat(), due.code([one.lead])) for one in found]
    assert days == [("2026-02-21", "7m"), ("2026-02-27", "1e"), ("2026-02-28", "0m"), ("2026-03-01", "-1m")]


def test_nothing_is_due_up_to_the_day_it_is_counted_from() -> None:
    first = [Day("y2021", DEATH + 366)]
    assert due.dues(first, due.leads("366m"), DEATH - 10, DEATH + 10, since=DEATH) == []
    assert due.dues(first, due.leads("365m"), DEATH - 10, DEATH + 10, since=DEATH)[0].on == DEATH + 1
    assert due.next_due(first, due.leads("366m,0m"), DEATH - 10, since=DEATH) == DEATH + 366


def test_a_day_that_the_family_moved_is_due_where_they_keep_it() -> None:
    moved = [Day("y2026", on("2026-03-07"))]
    assert [one.on for one in due.dues(moved, due.leads("7m"), 1, 900_000)] == [on("2026-02-28")]


def test_dues_of_one_day_are_one_message() -> None:
    day = on("2026-11-14")
    many = [
        Due(day, Lead(1, E), Day("b", day + 1)),
        Due(day, Lead(0, M), Day("a", day)),
        Due(day + 1, Lead(0, E), Day("b", day + 1)),
    ]
    first, second = due.joined(many, Hours("UTC"))
    assert (first.on, len(first.dues), first.window.opens) == (day, 2, utc("2026-11-14T08:00"))
    assert (second.on, len(second.dues), second.window.opens) == (day + 1, 1, utc("2026-11-15T18:00"))


def test_what_was_over_before_a_moment_is_known() -> None:
    one = Due(on("2026-11-14"), Lead(0, M), Day("a", on("2026-11-14")))
    assert due.was_over(one, Hours("UTC"), utc("2026-11-14T14:00"))
    assert not due.was_over(one, Hours("UTC"), utc("2026-11-14T13:59"))


# --- properties ---

minutes = some.lists(some.integers(0, 24 * 60), min_size=4, max_size=4, unique=True).map(sorted)
some_hours = some.builds(
    lambda zone, cuts: Hours(zone, (cuts[0], cuts[1]), (cuts[2], cuts[3])), some.sampled_from(ZONES), minutes
)
some_day = some.integers(_FIRST, _LAST)


@given(some_day, some.sampled_from(Part), some_hours)
@settings(deadline=None)
def test_a_window_lies_on_its_own_local_day(day: int, part: Part, hours: Hours) -> None:
    opens, closes = due.window(day, [part], hours)
    assert opens <= closes
    if opens < closes:
        zone = ZoneInfo(hours.zone)
        assert opens.astimezone(zone).toordinal() == day
        # The date of the last moment is the day, or, where clocks go back over midnight, one that verdict waits for.
        assert (closes - timedelta(microseconds=1)).astimezone(zone).toordinal() in (day, day - 1)


@given(some_day, some.sampled_from(Part), some_hours, some.integers(-3000, 3000))
@settings(deadline=None)
def test_nothing_is_sent_outside_its_hours_or_on_another_date(day: int, part: Part, hours: Hours, off: int) -> None:
    between = due.window(day, [part], hours)
    now = between.opens + timedelta(minutes=off)
    if due.verdict(day, between, hours, now) is Verdict.SEND:
        shown = now.astimezone(ZoneInfo(hours.zone))
        begin, _end = hours.morning if part is M else hours.evening
        assert shown.toordinal() == day
        assert between.opens <= now < between.closes
        # Before its first minute only where the clocks were put back since.
        assert shown.hour * 60 + shown.minute >= begin - 120


some_days = some.lists(
    some.builds(Day, some.text("abc", min_size=1, max_size=3), some.integers(1000, 2500)), max_size=8
)


@given(some_days, some_leads, some.lists(some.integers(600, 2600), min_size=2, max_size=12, unique=True).map(sorted))
def test_every_due_is_found_once_however_often_one_looks(days: list[Day], leads: list[Lead], cuts: list[int]) -> None:
    whole = due.dues(days, leads, cuts[0] + 1, cuts[-1])
    steps = [one for low, high in itertools.pairwise(cuts) for one in due.dues(days, leads, low + 1, high)]
    assert sorted(steps) == whole


@given(some_days, some_leads, some.integers(600, 2600), some.integers(0, 1500))
def test_the_next_due_is_the_first_of_all_later_ones(
    days: list[Day], leads: list[Lead], after: int, since: int
) -> None:
    later = due.dues(days, leads, after + 1, 5000, since=since)
    assert due.next_due(days, leads, after, since=since) == (later[0].on if later else None)


@given(some_days, some_leads, some.integers(900, 2600), some.integers(0, 400))
def test_no_due_lies_outside_the_days_that_are_asked_for(
    days: list[Day], leads: list[Lead], first: int, length: int
) -> None:
    low, high = due.span(leads, first, first + length)
    asked = [day for day in days if low <= day.on <= high]
    assert due.dues(asked, leads, first, first + length) == due.dues(days, leads, first, first + length)


@given(some_days, some_leads, some_hours)
@settings(deadline=None)
def test_joining_loses_nothing_and_gives_one_message_a_day(days: list[Day], leads: list[Lead], hours: Hours) -> None:
    days = [day._replace(on=day.on + _FIRST) for day in days]
    many = due.dues(days, leads, _FIRST, _LAST)
    found = due.joined(many, hours)
    assert sorted(one for message in found for one in message.dues) == many
    assert len({message.on for message in found}) == len(found)
