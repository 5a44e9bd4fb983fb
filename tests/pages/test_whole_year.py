"""The year of an account: its months, its days, and whose they are."""

import re
from datetime import date

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.memorials import actions as memorials
from yearlight.memorials.models import KeptCustom, Person, PersonDate
from yearlight.pages.listing import Listing, listing, months_from
from yearlight.pages.year import YearPage, year_page
from yearlight.pages.year_days import owner_year
from yearlight.reminders.queries.sources import sources
from yearlight.web import ready


def _page(cast: Cast, begins: date, today: date = date(2026, 11, 3)) -> YearPage:
    listing = Listing(*months_from(begins))
    found = sources(cast.viewer("keeper"))
    owner = owner_year(found, listing, today=today, has_several=False)
    return year_page([owner], listing, today=today, latitude=None)


def test_twelve_months_begin_with_this_one_and_those_without_days_are_one_line(cast: Cast) -> None:
    page = _page(cast, date(2026, 11, 3))
    assert [month.words for month in page.months] == ["November 2026", "December to October"]
    assert [(day.row.when, day.row.words) for day in page.months[0].days] == [("Saturday 14", "The day Jonah died")]
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
    ready.forget()
    with CaptureQueriesContext(connection) as one:
        client.get("/year/")
    for number in range(11):
        person = make.make_person(cast.family, f"Child {number}")
        make.make_date(person)
    with CaptureQueriesContext(connection) as twelve:
        client.get("/year/")
    assert len(twelve) == len(one)


def _keep(cast: Cast, custom: str, of: PersonDate | None = None, **options: str) -> KeptCustom:
    one = of or PersonDate.objects.get(person=cast.person, kind="died")
    return KeptCustom.objects.create(person=cast.person, date=one, custom=custom, options=options, made_at=make.NOW)


def _shown(cast: Cast, address: str, who: str = "keeper") -> str:
    answer = cast.client(who).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_comes_each_week_or_month_is_one_row_and_no_mark(cast: Cast) -> None:
    _keep(cast, "civil-weekly")
    _keep(cast, "civil-monthly")
    page = _page(cast, date(2026, 11, 3))
    assert sum(len(month.days) for month in page.months) == 1
    assert len(page.marks) == 1
    assert [(day.row.words, day.row.when, day.row.facts) for day in page.often] == [
        (
            "The same day each week",
            "Wednesday 4 November",
            ["Then Wednesday 11 November, Wednesday 18 November, and so on"],
        ),
        (
            "The same day each month",
            "Saturday 14 November",
            ["Then Monday 14 December, Thursday 14 January, and so on"],
        ),
    ]


def test_a_day_that_comes_often_for_the_last_time_says_nothing_of_more(cast: Cast) -> None:
    _keep(cast, "civil-monthly", years="1")
    [day] = _page(cast, date(2019, 1, 1), date(2019, 11, 3)).often
    assert (day.row.when, day.row.facts) == ("Thursday 14 November", [])


def test_the_list_can_begin_with_the_next_of_ones_own_days(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.NOW)
    first = _shown(cast, "/year/")
    assert '<a href="/year/?from=2026-11-14">14 November</a>' in first
    begun = _shown(cast, "/year/?from=2026-11-14")
    assert '<a href="/year/?from=2026-11-14" aria-current="true">14 November</a>' in begun
    assert re.findall(r"<h2>([^<]+)</h2>", begun) == ["November 2026", "December to November"]
    # Today is before the first day of this list.
    assert 'class="now"' not in begun


@pytest.mark.parametrize("at", ["2026-02-30", "0999-01-01", "3001-01-01", "20261", "x", "2026-11-14T10:00"])
def test_a_list_from_no_day_is_not_there(cast: Cast, at: str) -> None:
    assert cast.client("keeper").get("/year/", {"from": at}).status_code == 404


def test_a_list_from_the_29th_of_february_ends_with_the_28th(cast: Cast) -> None:
    found = listing("2028-02-29", date(2026, 11, 3))
    assert found is not None
    assert (found.first, found.last) == (date(2028, 2, 29), date(2029, 2, 28))


def test_days_have_the_signs_of_what_they_are(cast: Cast) -> None:
    KeptCustom.objects.create(person=cast.person, custom="all-souls", made_at=make.NOW)
    page = _page(cast, date(2026, 11, 3))
    kinds = {day.row.words: day.row.kind for month in page.months for day in month.days}
    assert kinds == {"All Souls": "shared", "The day Jonah died": "own"}
    assert {mark.place: mark.kind for mark in page.marks} == {84: "shared", 87: "own"}


def test_where_days_meet_on_the_leaf_ones_own_is_seen(cast: Cast) -> None:
    PersonDate.objects.filter(person=cast.person).update(
        happened_on="2018-11-02", first_on=date(2018, 11, 2), last_on=date(2018, 11, 2)
    )
    KeptCustom.objects.create(person=cast.person, custom="all-souls", made_at=make.NOW)
    [mark] = _page(cast, date(2026, 11, 3)).marks
    assert (mark.kind, mark.words) == ("own", "Monday 2 November, The day Jonah died")


def test_what_began_before_the_list_and_still_lasts_stands_at_its_beginning(cast: Cast) -> None:
    KeptCustom.objects.create(person=cast.person, custom="baby-loss-awareness-week", made_at=make.NOW)
    found = listing("2027-10-12", date(2026, 11, 3))
    assert found is not None
    page = owner_year(sources(cast.viewer("keeper")), found, today=date(2026, 11, 3), has_several=False)
    row = page.days[0].row
    assert (row.when, row.words, row.facts) == ("Tuesday 12", "Baby Loss Awareness Week", ["Until Friday 15 October"])


def test_a_date_too_vague_to_count_from_says_so(cast: Cast) -> None:
    one = make.make_date(cast.person, "own", date(2019, 6, 1), happened_on="2019-06", last_on=date(2019, 6, 30))
    _keep(cast, "counted", one, days="100")
    shown = _shown(cast, "/year/")
    assert "<bdi>Jonah</bdi>, June 2019. " in shown
    assert "The day of this date is not known, so no day is counted from it. If you find the day, add it" in shown
    assert "please check" not in shown


def test_a_calendar_that_does_not_reach_so_far_says_so_once(cast: Cast) -> None:
    _keep(cast, "hijri-yearly")
    assert "its calendar is known here from" not in _shown(cast, "/year/2030/")
    shown = _shown(cast, "/year/2090/")
    assert shown.count("The Hijri date each year: its calendar is known here from 1 August 1924 to") == 1


def test_several_persons_are_told_apart(cast: Cast) -> None:
    ada = make.make_person(cast.family, "Ada", counts_years=True)
    make.make_date(ada, "died", date(2020, 3, 1))
    shown = _shown(cast, "/year/2027/")
    assert "Seven years" in shown
    assert '<p class="note">The day Ada died</p>' in shown
    assert "Jonah’s days" not in shown
    assert f'<a href="/p/{ada.public_id}/days/">Add a day for <bdi>Ada</bdi></a>' in shown


def test_a_year_without_days_leads_on(cast: Cast) -> None:
    PersonDate.objects.all().delete()
    shown = _shown(cast, "/year/")
    assert f'No days yet. <a href="/p/{cast.person.public_id}/days/">Add one</a>' in shown
    assert '<a href="/year/shared/">look at days others keep</a>' in shown
    assert "/days/" not in _shown(cast, "/year/", "relative")


def test_a_change_of_the_family_is_seen_at_once_though_the_list_lies_ready(cast: Cast) -> None:
    assert "Yahrzeit" not in _shown(cast, "/year/2026/")
    one = PersonDate.objects.get(person=cast.person)
    memorials.keep_custom(cast.viewer("keeper"), cast.person, date=one, custom="yahrzeit", options={}, now=make.NOW)
    assert "Yahrzeit" in _shown(cast, "/year/2026/")
    assert "Yahrzeit" in _shown(cast, "/year/2026/", "relative")


def test_a_list_that_lies_ready_asks_the_database_for_no_days(cast: Cast) -> None:
    client = cast.client("keeper")
    with CaptureQueriesContext(connection) as drawn:
        client.get("/year/")
    with CaptureQueriesContext(connection) as ready_again:
        client.get("/year/")
    assert "memorials_persondate" in "".join(one["sql"] for one in drawn)
    assert "memorials_persondate" not in "".join(one["sql"] for one in ready_again)


def test_what_somebody_would_be_is_told_beside_their_birth_where_that_is_switched_on(cast: Cast) -> None:
    make.make_date(cast.person, "born", date(2018, 6, 1))
    assert "would be" not in _shown(cast, "/year/2027/")
    Person.objects.filter(pk=cast.person.pk).update(tells_would_be=True, version=F("version") + 1)
    shown = _shown(cast, "/year/2027/")
    assert shown.count("Jonah would be 9.") == 1
    assert shown.count("would be") == 1
