"""How far a feed reaches, and what moves it: the days at both ends, the hours of a day, and the language of the account."""

from datetime import date, datetime, timedelta

import icalendar
import pytest
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.memorials.models import PersonDate
from yearlight.reminders.actions import feeds
from yearlight.reminders.actions.feeds import FeedFile

TODAY = make.NOW.date()


class Feed:
    """The feed of a keeper, read at any time."""

    def __init__(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.cast = cast
        self._token = feeds.make(cast.viewer("keeper"), name="Days", titles="told", alarm="none", now=make.NOW)

    def read(self, at: datetime = make.NOW) -> FeedFile:
        self._monkeypatch.setattr(clock, "now", lambda: at)
        found = feeds.read(self._token, now=at)
        assert found is not None
        return found

    def events(self, at: datetime = make.NOW) -> list[icalendar.Event]:
        return list(icalendar.Calendar.from_ical(self.read(at).body).walk("VEVENT"))  # type: ignore[arg-type]

    def titles(self) -> list[tuple[date, str]]:
        return [(one.decoded("dtstart"), str(one["summary"])) for one in self.events()]

    def bytes_of_days(self, at: datetime = make.NOW) -> dict[date, bytes]:
        return {one.decoded("dtstart"): bytes(one.to_ical()) for one in self.events(at)}

    def days(self, at: datetime = make.NOW) -> list[date]:
        return [one.decoded("dtstart") for one in self.events(at)]


@pytest.fixture
def feed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Feed:
    return Feed(cast, monkeypatch)


def move(cast: Cast, on: date) -> None:
    PersonDate.objects.filter(person=cast.person).update(happened_on=on.isoformat(), first_on=on, last_on=on)


def keep(cast: Cast, custom: str, on: date) -> None:
    move(cast, on)
    cast.person.customs.create(date=cast.person.dates.get(kind="died"), custom=custom, options={}, made_at=make.NOW)


@pytest.mark.parametrize(("back", "is_told"), [(60, True), (61, False)])
def test_a_day_is_told_for_sixty_days_after_it(feed: Feed, back: int, is_told: bool) -> None:
    on = TODAY - timedelta(days=back)
    move(feed.cast, on.replace(year=2018))
    assert (on in feed.days()) is is_told


@pytest.mark.parametrize(("day", "is_told"), [(3, True), (4, False)])
def test_a_yearly_day_is_told_for_five_years_on(feed: Feed, day: int, is_told: bool) -> None:
    move(feed.cast, date(2018, 11, day))
    assert (date(2031, 11, day) in feed.days()) is is_told


@pytest.mark.parametrize("custom", ["civil-monthly", "civil-weekly"])
@pytest.mark.parametrize(("on", "is_told"), [(609, True), (610, False)])
def test_what_comes_often_is_told_for_609_days_on(feed: Feed, custom: str, on: int, is_told: bool) -> None:
    last = TODAY + timedelta(days=on)
    first = last - timedelta(days=7 * 200) if custom == "civil-weekly" else last.replace(year=2020)
    keep(feed.cast, custom, first)
    often = [day for day, title in feed.titles() if title != "The day Jonah died"]
    assert (last in often) is is_told
    # The one before it is told in either case.
    assert max(day for day in often if day < last) >= last - timedelta(days=31)


def test_the_hours_of_a_day_change_nothing(feed: Feed) -> None:
    keep(feed.cast, "civil-weekly", date(2026, 9, 1))
    first = feed.read()
    midnight = make.NOW.replace(hour=0, minute=0)
    assert {feed.read(midnight + timedelta(hours=hour, minutes=59)) for hour in range(24)} == {first}


def test_the_next_day_leaves_out_what_is_too_long_ago_and_nothing_else_moves(feed: Feed) -> None:
    oldest = TODAY - timedelta(days=60)
    keep(feed.cast, "civil-weekly", oldest - timedelta(days=7))
    before, after = feed.bytes_of_days(), feed.bytes_of_days(make.NOW + timedelta(days=1))
    assert set(before) - set(after) == {oldest}
    assert all(before[day] == after[day] for day in after)


def test_the_next_day_tells_one_more_at_the_end_and_nothing_else_moves(feed: Feed) -> None:
    newest = TODAY + timedelta(days=610)
    keep(feed.cast, "civil-weekly", newest - timedelta(days=7 * 210))
    before, after = feed.bytes_of_days(), feed.bytes_of_days(make.NOW + timedelta(days=1))
    assert set(after) - set(before) == {newest}
    assert all(before[day] == after[day] for day in before)


def test_a_feed_is_written_in_the_language_of_its_account(feed: Feed, settings: Settings) -> None:
    before = {str(one["uid"]): one for one in feed.events()}
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar-xb", "[RTL]")]
    account = feed.cast.account("keeper")
    account.language = "ar-xb"
    account.save()
    after = {str(one["uid"]): one for one in feed.events(make.NOW + timedelta(hours=1))}
    assert after.keys() == before.keys()
    assert {str(one["summary"]) for one in before.values()} == {"The day Jonah died"}
    [title] = {str(one["summary"]) for one in after.values()}
    assert title != "The day Jonah died"
    assert "Jonah" in title
    assert {one["sequence"] for one in after.values()} == {1}
