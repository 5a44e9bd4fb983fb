"""The year of an account: its months, its days, and whose they are."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.conftest import Cast
from yearlight.memorials.models import KeptCustom, PersonDate
from yearlight.pages.listing import Listing, months_from
from yearlight.pages.year import YearPage, year_page
from yearlight.reminders.queries.sources import sources
from yearlight.web import ready


def _page(cast: Cast, begins: date, today: date = date(2026, 11, 3)) -> YearPage:
    listing = Listing(*months_from(begins))
    found = sources(cast.viewer("keeper"))
    return year_page(found, listing, today=today, latitude=None, has_several=False)


def test_twelve_months_begin_with_this_one_and_those_without_days_are_one_line(cast: Cast) -> None:
    page = _page(cast, date(2026, 11, 3))
    assert [month.words for month in page.months] == ["November 2026", "December to October"]
    assert [(day.when, day.words) for day in page.months[0].days] == [("Saturday 14", "The day Jonah died")]
    assert page.months[0].today_before == 0


def test_today_stands_behind_the_days_that_were(cast: Cast) -> None:
    assert _page(cast, date(2026, 11, 20), date(2026, 11, 20)).months[0].today_before == 1


def test_a_year_runs_from_january_to_december(cast: Cast) -> None:
    page = _page(cast, date(2027, 1, 1))
    assert [month.words for month in page.months] == ["January to October", "November 2027", "December"]
    assert months_from(date(2027, 1, 1)) == (date(2027, 1, 1), date(2027, 12, 31))
    assert months_from(date(2026, 3, 9)) == (date(2026, 3, 1), date(2027, 2, 28))


def test_each_day_has_its_mark_on_the_leaf(cast: Cast) -> None:
    [mark] = _page(cast, date(2026, 11, 3)).marks
    assert (mark.place, mark.words) == (87, "Saturday 14 November, The day Jonah died")


def test_a_day_that_begins_at_sunset_says_so(cast: Cast) -> None:
    one = PersonDate.objects.get(person=cast.person)
    KeptCustom.objects.create(person=cast.person, date=one, custom="yahrzeit", made_at=make.NOW)
    body = cast.client("keeper").get("/year/2026/").content.decode()
    assert "6 Kislev 5787, from sunset on Sunday 15 November" in body
    assert "Yahrzeit" in body


def test_a_rule_that_cannot_be_followed_shows_the_date_as_it_is_stored(cast: Cast) -> None:
    one = PersonDate.objects.get(person=cast.person)
    KeptCustom.objects.create(person=cast.person, date=one, custom="no-such-custom", made_at=make.NOW)
    answer = cast.client("keeper").get("/year/2026/")
    assert answer.status_code == 200
    assert "<bdi>Jonah</bdi>, 14 November 2018: please check this date." in answer.content.decode()


@pytest.mark.parametrize("who", ["keeper", "relative"])
def test_everyone_who_sees_the_place_sees_its_days(cast: Cast, who: str) -> None:
    assert "The day Jonah died" in cast.client(who).get("/year/2026/").content.decode()


def test_a_stranger_sees_a_year_without_anyone(cast: Cast) -> None:
    body = cast.client("stranger").get("/year/2026/").content.decode()
    assert "No days yet." in body
    assert "Jonah" not in body


@pytest.mark.parametrize("year", [999, 3001, 10_000])
def test_a_year_outside_of_all_calendars_is_not_there(cast: Cast, year: int) -> None:
    assert cast.client("keeper").get(f"/year/{year}/").status_code == 404


def test_twelve_persons_are_asked_for_as_one(cast: Cast) -> None:
    client = cast.client("keeper")
    client.get("/year/")
    ready.parts.clear()
    with CaptureQueriesContext(connection) as one:
        client.get("/year/")
    for number in range(11):
        person = make.make_person(cast.family, f"Child {number}")
        make.make_date(person)
    with CaptureQueriesContext(connection) as twelve:
        client.get("/year/")
    assert len(twelve) == len(one)
