"""A day's own page: what it says, for whom it is there, keeping it on another day, and its file for a calendar."""

from datetime import date

import icalendar
import pytest

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.memorials.models import KeptCustom, PersonDate
from yearlight.reminders.actions import feeds, shared
from yearlight.reminders.queries.days import day_named
from yearlight.reminders.queries.sources import sources


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.NOW)


def died(cast: Cast) -> PersonDate:
    return cast.person.dates.get(kind="died")


def address(cast: Cast, custom: str = "civil-yearly", key: str = "y2026") -> str:
    return f"/year/day/{died(cast).public_id}.{custom}.{key}/"


def keep(cast: Cast, custom: str, **options: str) -> None:
    KeptCustom.objects.create(person=cast.person, date=died(cast), custom=custom, options=options, made_at=make.NOW)


def body(cast: Cast, at: str, who: str = "keeper") -> str:
    answer = cast.client(who).get(at)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_day_says_what_it_is_and_how_it_was_found(cast: Cast) -> None:
    keep(cast, "yahrzeit", adar="ii")
    shown = body(cast, address(cast, "yahrzeit", "y5787"))
    for words in (
        "Monday 16 November 2026",
        "The day Jonah died",
        "6 Kislev 5787, from sunset on Sunday 15 November",
        "It is the same day and month of the calendar.",
        "By this rule the day is certain.",
        "hebcal",
        "14 November 2018",
    ):
        assert words in shown


def test_what_is_not_certain_says_why(cast: Cast) -> None:
    shared.take_part(cast.viewer("keeper"), custom="bereaved-fathers-day", options={}, now=make.NOW)
    shown = body(cast, "/year/day/shared.bereaved-fathers-day.y2027/")
    assert "Please look at what its founders say." in shown
    assert "This is the general rule." in shown


@pytest.mark.parametrize(
    ("custom", "key", "on"),
    [
        ("civil-yearly", "y2030", date(2030, 11, 14)),
        ("yahrzeit", "y5787", date(2026, 11, 16)),
        ("hijri-yearly", "y1449", date(2027, 8, 8)),
        ("chinese-yearly", "y2026", date(2026, 11, 15)),
        ("civil-monthly", "n25", date(2020, 12, 14)),
        ("civil-weekly", "n3", date(2018, 12, 5)),
        ("orthodox-3-9-40", "n40", date(2018, 12, 23)),
    ],
)
def test_a_name_finds_its_day_in_every_calendar(cast: Cast, custom: str, key: str, on: date) -> None:
    if custom != "civil-yearly":
        keep(cast, custom)
    found = day_named(sources(cast.viewer("keeper")), f"{died(cast).public_id}.{custom}.{key}")
    assert found is not None
    assert date.fromordinal(found.on) == on
    assert found.name.endswith(f".{custom}.{key}")


@pytest.mark.parametrize("key", ["y2018", "y99999", "y0", "n1", "d738000", "y2026.x", "", "y", "2026", "y-1"])
def test_a_name_that_names_no_day_is_not_there(cast: Cast, key: str) -> None:
    assert cast.client("keeper").get(f"/year/day/{died(cast).public_id}.civil-yearly.{key}/").status_code == 404


def test_a_name_stays_when_the_date_is_corrected(cast: Cast) -> None:
    on = date(2018, 11, 15)
    PersonDate.objects.filter(pk=died(cast).pk).update(happened_on=on.isoformat(), first_on=on, last_on=on)
    assert "Sunday 15 November 2026" in body(cast, address(cast))


def test_keeper_moves_one_day_and_moves_it_back(cast: Cast) -> None:
    client = cast.client("keeper")
    to = {"to-day": "15", "to-month": "11", "to-year": "2026", "do": "move"}
    assert client.post(f"{address(cast)}move/", to).status_code == 302
    moved = body(cast, address(cast), "relative")
    assert "Sunday 15 November 2026" in moved
    assert "Its rule gives Saturday 14 November." in moved
    assert "Saturday 14 November 2026" not in body(cast, "/year/2026/")
    assert "Sunday 14 November 2027" in moved
    assert client.post(f"{address(cast)}move/", {"do": "back"}).status_code == 302
    assert "Saturday 14 November 2026" in body(cast, address(cast))


@pytest.mark.parametrize(
    ("day", "month", "year", "said"),
    [
        ("1", "3", "2027", "sixty days"),
        ("", "11", "2026", "Write the day, the month and the year."),
        ("31", "11", "2026", "That month has no such day. It is kept where it was. Write another day."),
    ],
)
def test_what_cannot_be_moved_is_said_and_nothing_is_changed(
    cast: Cast, day: str, month: str, year: str, said: str
) -> None:
    values = {"to-day": day, "to-month": month, "to-year": year, "do": "move"}
    answer = cast.client("keeper").post(f"{address(cast)}move/", values)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not KeptCustom.objects.filter(moved__gt={}).exists()


def test_relative_reads_the_day_and_moves_nothing(cast: Cast) -> None:
    assert "Move this one" not in body(cast, address(cast), "relative")
    to = {"to-day": "15", "to-month": "11", "to-year": "2026", "do": "move"}
    assert cast.client("relative").post(f"{address(cast)}move/", to).status_code == 404
    assert "Saturday 14 November 2026" in body(cast, address(cast))


@pytest.mark.parametrize(("titles", "title"), [("", "A day to remember"), ("told", "The day Jonah died")])
def test_the_file_of_a_day_has_the_discreet_title_unless_more_was_asked_for(
    cast: Cast, titles: str, title: str
) -> None:
    answer = cast.client("keeper").get(f"{address(cast)}day.ics", {"titles": titles})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="day.ics"'
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    [event] = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")  # type: ignore[arg-type]
    assert (str(event["summary"]), event.decoded("dtstart")) == (title, date(2026, 11, 14))
    assert (b"Jonah" in answer.content) is bool(titles)


def test_a_calendar_knows_the_day_of_a_file_and_of_the_feed_as_one(cast: Cast) -> None:
    token = feeds.make(cast.viewer("keeper"), name="Days", titles="told", alarm="none", now=make.NOW)
    feed = feeds.read(token, now=make.NOW)
    assert feed is not None
    uids = {str(event["uid"]) for event in icalendar.Calendar.from_ical(feed.body).walk("VEVENT")}  # type: ignore[arg-type]
    alone = icalendar.Calendar.from_ical(cast.client("keeper").get(f"{address(cast)}day.ics").content)  # type: ignore[arg-type]
    assert {str(event["uid"]) for event in alone.walk("VEVENT")} < uids
