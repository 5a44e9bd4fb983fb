"""The calendar feed: made, read by a program that is not signed in, changed and closed."""

import logging
import re
from datetime import date, datetime, timedelta

import icalendar
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.core.logs import WithoutSecrets
from yearlight.memorials.models import PersonDate
from yearlight.people import actions as people
from yearlight.reminders.actions import feeds
from yearlight.reminders.models import SharedDay, Wish

pytestmark = pytest.mark.usefixtures("clock_stands")

LATER = make.NOW + timedelta(hours=1)


def made(cast: Cast, *, titles: str = "discreet", alarm: str = "none", who: str = "keeper") -> str:
    return feeds.make(cast.viewer(who), name="Days", titles=titles, alarm=alarm, now=make.NOW)


def read(token: str, now: datetime = make.NOW) -> bytes:
    found = feeds.read(token, now=now)
    assert found is not None
    return found.body


def events(token: str, now: datetime = make.NOW) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(read(token, now)).walk("VEVENT"))  # type: ignore[arg-type]


def fetch(token: str, **headers: str) -> HttpResponse:
    return Client().get(f"/feed/{token}.ics", headers=headers)  # type: ignore[return-value]


def test_feed_tells_every_year_of_the_window(cast: Cast) -> None:
    starts = [one.decoded("dtstart") for one in events(made(cast))]
    assert starts == [date(year, 11, 14) for year in (2026, 2027, 2028, 2029, 2030)]


def test_discreet_feed_has_no_name_anywhere(cast: Cast) -> None:
    make.make_date(cast.person, "own", date(2019, 6, 1), word="Jonah’s walk")
    cast.person.customs.create(date=cast.person.dates.get(kind="died"), custom="yahrzeit", options={}, made_at=make.NOW)
    body = read(made(cast)).decode()
    assert len(re.findall("SUMMARY:A day to remember", body)) == 10
    assert "Jonah" not in body
    assert "ahrzeit" not in body


def test_told_feed_says_the_name(cast: Cast) -> None:
    assert "SUMMARY:The day Jonah died" in read(made(cast, titles="told")).decode()


def test_bytes_stay_when_nothing_changed_though_time_went_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    token = made(cast)
    before = read(token)
    tomorrow = make.NOW + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert read(token, tomorrow) == before


def test_corrected_date_moves_the_same_event_and_its_sequence_rises(cast: Cast) -> None:
    token = made(cast)
    before = {str(one["uid"]): one for one in events(token)}
    on = date(2018, 11, 15)
    PersonDate.objects.filter(person=cast.person).update(happened_on=on.isoformat(), first_on=on, last_on=on)
    after = {str(one["uid"]): one for one in events(token, LATER)}
    assert before.keys() == after.keys()
    assert {one["sequence"] for one in before.values()} == {0}
    assert {one["sequence"] for one in after.values()} == {1}
    assert {one.decoded("dtstart").day for one in after.values()} == {15}
    assert {one.decoded("last-modified") for one in after.values()} == {LATER}


@pytest.mark.parametrize(
    ("told", "year", "expected"), [("never", None, set()), ("not_this_year", 2027, {2026, 2028, 2029, 2030})]
)
def test_wish_leaves_days_out(cast: Cast, told: str, year: int | None, expected: set[int]) -> None:
    wish(cast, told, year)
    assert {one.decoded("dtstart").year for one in events(made(cast))} == expected


def test_softer_day_has_the_discreet_title(cast: Cast) -> None:
    wish(cast, "softer", None)
    assert {str(one["summary"]) for one in events(made(cast, titles="told"))} == {"A day to remember"}


def test_wish_of_one_account_changes_nothing_for_another(cast: Cast) -> None:
    wish(cast, "never", None)
    assert len(events(made(cast, who="other_keeper"))) == 5


def test_shared_day_has_its_candle_hour(cast: Cast) -> None:
    SharedDay.objects.create(account=cast.account("keeper"), custom="wave-of-light", changed_at=make.NOW)
    body = read(made(cast, titles="told")).decode()
    assert "SUMMARY:Wave of Light" in body
    assert "DTSTART:20271015T190000\r\n" in body


def test_stranger_reads_nothing_of_the_family(cast: Cast) -> None:
    assert events(made(cast, who="stranger")) == []


def test_someone_who_left_the_family_reads_nothing_from_then_on(cast: Cast) -> None:
    token = made(cast, who="relative")
    assert len(events(token)) == 5
    cast.relative.left_at = make.NOW
    cast.relative.save()
    assert events(token, LATER) == []


def test_nothing_rings_while_it_is_quiet_and_every_day_stays(cast: Cast) -> None:
    token = made(cast, alarm="morning")
    assert read(token).count(b"BEGIN:VALARM") == 5
    people.be_quiet(cast.account("keeper"), now=make.NOW)
    assert read(token).count(b"BEGIN:VALARM") == 0
    assert read(token).count(b"BEGIN:VEVENT") == 5


def test_program_that_is_not_signed_in_is_handed_the_file_and_no_cookie(cast: Cast) -> None:
    answer = fetch(made(cast))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_program_that_has_these_bytes_is_told_so(cast: Cast) -> None:
    token = made(cast)
    etag = fetch(token).headers["ETag"]
    assert re.fullmatch('"[0-9a-f]{64}"', etag)
    again = fetch(token, **{"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    wish(cast, "never", None)
    assert fetch(token, **{"If-None-Match": etag}).status_code == 200


def test_closed_and_renewed_and_invented_addresses_answer_alike(cast: Cast) -> None:
    renewed = made(cast)
    closed = feeds.renew(cast.viewer("keeper"), now=make.NOW)
    assert fetch(renewed).status_code == 404
    assert fetch(closed).status_code == 200
    feeds.close(cast.viewer("keeper"), now=make.NOW)
    answers = [fetch(token) for token in (renewed, closed, "x" * 43)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_token_is_kept_nowhere_and_has_256_bits(cast: Cast) -> None:
    token = made(cast)
    assert len(token) == 43
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM reminders_feed")
        assert token not in repr(cursor.fetchall())


def test_no_token_comes_into_a_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    fetch("x" * 43)
    [record] = [one for one in caplog.records if one.name == "django.request"]
    assert WithoutSecrets().filter(record)
    assert record.getMessage() == "Not Found: /feed/***"
    logged = logging.makeLogRecord({"msg": "Forbidden: %s", "args": ("/come/abcdef/",)})
    WithoutSecrets().filter(logged)
    assert logged.getMessage() == "Forbidden: /come/***/"


def test_reading_again_asks_as_often_for_many_persons_as_for_one(cast: Cast) -> None:
    token = made(cast)
    read(token)
    with CaptureQueriesContext(connection) as few:
        read(token)
    for number in range(12):
        make.make_date(make.make_person(cast.family, f"Child {number}"))
    read(token)
    with CaptureQueriesContext(connection) as many:
        read(token)
    assert len(few) == len(many) == 7


def test_address_is_shown_once(cast: Cast) -> None:
    client = cast.client("keeper")
    shown = client.post("/me/feed/", {"do": "make", "name": "", "titles": "discreet", "alarm": "none"})
    [link] = re.findall(r"http://testserver(/feed/[\w-]{43}\.ics)", shown.content.decode())
    assert Client().get(link).status_code == 200
    assert "/feed/" not in client.get("/me/feed/").content.decode().replace("/me/feed/", "")


def test_changing_renewing_and_closing_by_the_page(cast: Cast) -> None:
    token, client = made(cast), cast.client("keeper")
    assert (
        client.post("/me/feed/", {"do": "keep", "name": "Ours", "titles": "told", "alarm": "morning"}).status_code
        == 302
    )
    assert "X-WR-CALNAME:Ours" in read(token).decode()
    assert client.post("/me/feed/", {"do": "keep", "titles": "loud", "alarm": "none"}).status_code == 422
    assert client.post("/me/feed/", {"do": "renew"}).status_code == 200
    assert fetch(token).status_code == 404
    assert client.post("/me/feed/", {"do": "close"}).status_code == 302
    told = client.post("/me/feed/", {"do": "renew"}, follow=True)
    assert "There is no calendar feed now." in told.content.decode()


def wish(cast: Cast, told: str, year: int | None) -> None:
    Wish.objects.create(
        receiver=make.make_receiver(cast.account("keeper")),
        person=cast.person,
        date=cast.person.dates.get(kind="died"),
        custom="civil-yearly",
        told=told,
        year=year,
        changed_at=make.NOW,
    )
