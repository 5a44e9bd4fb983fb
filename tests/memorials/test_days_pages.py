"""The pages where a family chooses which days come back: every custom, without script, and only for its keepers."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.conftest import Cast
from yearlight.calendars.customs import CUSTOMS
from yearlight.core import clock
from yearlight.memorials import actions, traditions
from yearlight.memorials.models import KeptCustom, PersonDate
from yearlight.people.roles import CircleKind

#: What is asked of the customs that have something without a default.
_MUST = {"hand-entered": {"o-days": "2027-10-02 2026-11-30"}, "mothers-day": {"o-country": "fr"}}
_MUST["fathers-day"] = {"o-country": "de"}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 3, 19, 0, tzinfo=UTC))


def _at(cast: Cast, page: str = "", **query: str) -> str:
    return f"/p/{cast.person.public_id}/days/{page}" + (f"?{urlencode(query)}" if query else "")


def _read(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return _plain(answer.content.decode())


def _plain(page: str) -> str:
    """A page as it is read: without tags, each stretch of white space one."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)))


def _died(cast: Cast) -> PersonDate:
    return PersonDate.objects.get(person=cast.person, kind="died")


def _date_for(cast: Cast, custom: str) -> str:
    """The date of this person that a custom is for, made if there is none; empty for one of the year."""
    anchors = sorted(CUSTOMS[custom].anchors)
    if not anchors:
        return ""
    kind = "died" if "died" in anchors else anchors[0]
    found = PersonDate.objects.filter(person=cast.person, kind=kind).first()
    return (found or make.make_date(cast.person, kind, date(2018, 11, 20))).public_id


def _hidden(page: str) -> dict[str, list[str]]:
    """What the form of a page carries unseen."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(unescape(value))
    return found


def _links(page: str) -> Iterator[str]:
    yield from (unescape(one) for one in re.findall(r'<a class="row" href="([^"]+)"', page))


@pytest.mark.parametrize("custom", sorted(CUSTOMS))
def test_every_custom_is_chosen_shown_and_kept(cast: Cast, custom: str) -> None:
    """From the list of traditions on, by the links and forms of each page."""
    client, of = cast.client("keeper"), _date_for(cast, custom)
    found = next(one for one in traditions.TRADITIONS if custom in one.customs)
    first = client.get(_at(cast, "add/", **({"date": of} if of else {}))).content.decode()
    link = next(one for one in _links(first) if f"tradition={found.key}" in one)
    page = client.get(_at(cast, "add/") + link).content.decode()
    links = list(_links(page))
    if links:
        page = client.get(_at(cast, "add/") + next(one for one in links if one.endswith(f"custom={custom}")))  # type: ignore[assignment]
        page = page.content.decode()  # type: ignore[attr-defined]
    if "When in its day was it?" in page:
        page = client.get(_at(cast, "add/"), {**_hidden(page), "sunset": "after"}).content.decode()
    if custom in _MUST:
        assert "Before anything is kept you see the days." in page
        page = client.get(_at(cast, "add/"), {**_hidden(page), **_MUST[custom]}).content.decode()
    assert CUSTOMS[custom].source.split(" (")[0] in unescape(page)
    if custom != "none":
        assert page.count('<p class="when">') == len(re.findall("<time", page)) <= 3
        assert "The next days" in page or "Its days are over" in page
    answer = client.post(_at(cast, "add/"), _hidden(page))
    assert answer.headers["Location"] == _at(cast)
    kept = KeptCustom.objects.get(person=cast.person)
    assert (kept.custom, kept.date.public_id if kept.date else "") == (custom, of)
    if CUSTOMS[custom].begins_at_sunset and kept.date:
        assert kept.date.sunset == "after"
    assert custom == "none" or f"kept/{kept.public_id}/" in client.get(_at(cast)).content.decode()


def test_every_custom_stands_in_a_tradition_and_nothing_else_does() -> None:
    assert {key for one in traditions.TRADITIONS for key in one.customs} == set(CUSTOMS)


def test_only_customs_that_fit_the_date_are_offered(cast: Cast) -> None:
    funeral = make.make_date(cast.person, "funeral", date(2018, 11, 20))
    page = _read(cast.client("keeper"), _at(cast, "add/", date=funeral.public_id, tradition="jewish"))
    assert "Shiva" in page
    assert "Yahrzeit" not in page
    assert cast.client("keeper").get(_at(cast, "add/", date=funeral.public_id, custom="yahrzeit")).status_code == 404


def test_a_custom_that_is_kept_says_so_among_the_others(cast: Cast) -> None:
    _keep(cast, "yahrzeit")
    page = _read(cast.client("keeper"), _at(cast, "add/", date=_died(cast).public_id, tradition="jewish"))
    assert page.count("It is kept already.") == 1


def test_beside_every_suggestion_stands_nothing_at_all(cast: Cast) -> None:
    client, of = cast.client("keeper"), _died(cast).public_id
    for query in ({}, {"date": of}, {"date": of, "tradition": "muslim"}, {"date": of, "custom": "yahrzeit"}):
        assert "Or nothing at all" in _read(client, _at(cast, "add/", **query))
    assert "or nothing at all" in _read(client, _at(cast))


def test_a_day_is_told_with_its_own_date_its_evening_and_its_reason(cast: Cast) -> None:
    page = _read(
        cast.client("keeper"), _at(cast, "add/", date=_died(cast).public_id, custom="yahrzeit", sunset="after")
    )
    assert "Tuesday 17 November 2026" in page
    assert "7 Kislev 5787" in page
    assert "From sunset on Monday 16 November 2026." in page
    assert "This day will not move." in page
    assert "It is the same day and month of the calendar." in page
    assert "The date is taken as after nightfall" in page


def test_where_nobody_knows_the_sunset_both_days_are_given(cast: Cast) -> None:
    page = _read(
        cast.client("keeper"), _at(cast, "add/", date=_died(cast).public_id, custom="yahrzeit", sunset="unknown")
    )
    assert "6 Kislev 5787" in page
    assert "7 Kislev 5787" in page
    assert "Please ask somebody who knows" in page


def test_a_forecast_is_told_as_one(cast: Cast) -> None:
    page = _read(
        cast.client("keeper"), _at(cast, "add/", date=_died(cast).public_id, custom="hijri-yearly", sunset="before")
    )
    assert "6 Rabi al-Awwal 1449" in page
    assert "may keep the day before or after" in page


@pytest.mark.parametrize(
    ("happened_on", "custom", "told"),
    [
        ("XXXX-11-14", "yahrzeit", "If you find the year, add it to the date."),
        ("2018-11", "civil-yearly", "If you find the day, add it to the date."),
        ("1890-05-01", "chinese-yearly", "known here from 1900-01-01"),
    ],
)
def test_what_cannot_be_followed_is_declined_in_a_sentence(
    cast: Cast, happened_on: str, custom: str, told: str
) -> None:
    one = actions.change_date(cast.viewer("keeper"), _died(cast), happened_on=happened_on, now=make.NOW)
    query = {"date": one.public_id, "custom": custom, "sunset": "before"}
    assert told in _read(cast.client("keeper"), _at(cast, "add/", **query))
    answer = cast.client("keeper").post(_at(cast, "add/"), query)
    assert answer.status_code == 422
    assert told in _plain(answer.content.decode())
    assert not KeptCustom.objects.exists()


def test_a_way_that_needs_the_burial_is_declined_until_it_is_there(cast: Cast) -> None:
    client, query = cast.client("keeper"), {"date": _died(cast).public_id, "custom": "yahrzeit", "sunset": "before"}
    chosen = {**query, "o-asked": "1", "o-adar": "i", "o-first": "burial", "o-burial_gap": "2", "o-thirtieth": "eve"}
    assert "Add the day of the funeral as a date" in _read(client, _at(cast, "add/", **chosen))
    make.make_date(cast.person, "funeral", date(2018, 11, 20))
    assert "The next days" in _read(client, _at(cast, "add/", **chosen))


@pytest.mark.parametrize(
    ("custom", "given", "told"),
    [
        ("counted", {"o-days": "forty", "o-count": "after"}, "such as 7, 50, 100"),
        ("counted", {"o-days": "0", "o-count": "after"}, "such as 7, 50, 100"),
        ("counted", {"o-days": "", "o-count": "after"}, "such as 7, 50, 100"),
        ("hand-entered", {"o-days": "2 October"}, "such as 2026-10-15"),
        ("mothers-day", {"o-country": ""}, "nothing is chosen for you"),
        ("mothers-day", {"o-country": "atlantis"}, "atlantis"),
    ],
)
def test_an_answer_that_is_none_is_met_kindly_and_stays(
    cast: Cast, custom: str, given: dict[str, str], told: str
) -> None:
    of = _date_for(cast, custom)
    query = {"custom": custom, "o-asked": "1", **given} | ({"date": of} if of else {})
    answer = cast.client("keeper").get(_at(cast, "add/", **query))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in unescape(page)
    assert "Something needs another look" in page
    assert cast.client("keeper").post(_at(cast, "add/"), query).status_code == 422
    assert not KeptCustom.objects.exists()


def test_numbers_and_days_are_read_as_people_write_them(cast: Cast) -> None:
    query = {"date": _died(cast).public_id, "custom": "counted", "o-asked": "1", "o-days": "7, 50;100\n1000"}
    cast.client("keeper").post(_at(cast, "add/"), {**query, "o-count": "after"})
    assert KeptCustom.objects.get().options == {"days": "7,50,100,1000", "count": "after"}


@pytest.mark.parametrize("marked", ["oct-28", ""])
def test_what_is_unmarked_stays_unmarked(cast: Cast, marked: str) -> None:
    """Two days of Día de Muertos are marked at first; a family may keep another, or none of them."""
    query = {"custom": "dia-de-muertos", "o-asked": "1"} | ({"o-days": marked} if marked else {})
    page = cast.client("keeper").get(_at(cast, "add/", **query)).content.decode()
    cast.client("keeper").post(_at(cast, "add/"), _hidden(page))
    assert KeptCustom.objects.get().options == {"days": marked}


def test_a_29_february_is_asked_about_only_where_there_is_one(cast: Cast) -> None:
    client, query = cast.client("keeper"), {"date": _died(cast).public_id, "custom": "civil-yearly"}
    assert "A 29 February" not in _read(client, _at(cast, "add/", **query)).partition("The rule")[0]
    actions.change_date(cast.viewer("keeper"), _died(cast), happened_on="2016-02-29", now=make.NOW)
    page = client.get(_at(cast, "add/", **query, choose="1")).content.decode()
    assert 'name="o-feb29" value="leap_only"' in page
    chosen = {**query, "o-asked": "1", "o-feb29": "mar01"}
    assert "Monday 1 March 2027" in _read(client, _at(cast, "add/", **chosen))


def test_the_tithi_is_told_where_a_hindu_day_is_entered(cast: Cast) -> None:
    query = {"date": _died(cast).public_id, "tradition": "hindu", "custom": "hand-entered", "o-asked": "1"}
    page = _read(cast.client("keeper"), _at(cast, "add/", **query, **{"o-days": "2026-11-17"}))
    assert "Shukla 6, Shukla 7" in page
    assert "Tuesday 17 November 2026" in page


def test_the_same_day_each_year_is_switched_off_and_on_by_the_pages_own_buttons(cast: Cast) -> None:
    client, of = cast.client("keeper"), _died(cast).public_id
    assert "Next on Saturday 14 November 2026." in _read(client, _at(cast))
    client.post(_at(cast, "add/"), {"date": of, "custom": "none"})
    page = _read(client, _at(cast))
    assert "14 November 2026" not in page
    assert "Keep the same date each year" in page
    client.post(_at(cast, "add/"), {"date": of, "custom": "civil-yearly"})
    kept = KeptCustom.objects.get(custom="civil-yearly")
    assert "Next on Saturday 14 November 2026." in _read(client, _at(cast))
    client.post(_at(cast, f"kept/{kept.public_id}/"), {"do": "take-away"})
    assert "14 November 2026" not in _read(client, _at(cast))
    client.post(_at(cast, f"kept/{kept.public_id}/"), {"do": "bring-back"})
    assert "Next on Saturday 14 November 2026." in _read(client, _at(cast))


def test_days_entered_by_hand_that_lie_before_today_can_be_continued(cast: Cast) -> None:
    client, kept = cast.client("keeper"), _keep(cast, "hand-entered", days="2024-10-02,2025-10-21")
    assert "You can enter further ones when you like." in _read(client, _at(cast))
    address = _at(cast, f"kept/{kept.public_id}/")
    assert "2024-10-02,2025-10-21</textarea>" in client.get(address + "?choose=1").content.decode()
    client.post(address, {"o-asked": "1", "o-days": "2024-10-02, 2025-10-21\n2026-11-09"})
    assert "Next on Monday 9 November 2026." in _read(client, _at(cast))


def test_a_birth_on_the_day_of_the_death_is_told_as_one_day(cast: Cast) -> None:
    make.make_date(cast.person, "born")
    page = _read(cast.client("keeper"), _at(cast))
    assert page.count("Next on Saturday 14 November 2026.") == 1
    assert "The day Jonah was born and died" in page
    assert "come back as one day each year" in page
    assert "Keep the same date each year" not in page


@pytest.mark.parametrize(("switch", "times"), [(True, 1), (False, 0)])
def test_what_they_would_be_is_told_beside_the_birth_where_it_is_switched_on(
    cast: Cast, switch: bool, times: int
) -> None:
    make.make_date(cast.person, "born", date(2018, 11, 12))
    actions.change_person(cast.viewer("keeper"), person=cast.person, now=make.NOW, tells_would_be=switch)
    assert _read(cast.client("keeper"), _at(cast)).count("Jonah would be 8.") == times


def test_the_switches_for_weeks_and_ages_stand_with_what_the_place_says(cast: Cast) -> None:
    due = make.make_date(cast.person, "due", date(2019, 3, 1))
    client, place = cast.client("keeper"), f"/p/{cast.person.public_id}/"
    assert "reckoned from" not in _read(client, place)
    sent = {"who": "our_child", "name": "Jonah", "how_died": "in_pregnancy", "reckons_weeks": "on"}
    sent |= {"audience": cast.circle(CircleKind.FAMILY).public_id, "new-kind": "own", "tells_would_be": "on"}
    sent |= {"d0-kind": "died", "d0-day": "14", "d0-month": "11", "d0-year": "2018"}
    sent |= {"d1-kind": "due", "d1-day": "1", "d1-month": "3", "d1-year": "2019"}
    assert client.post(f"{place}change/", sent).status_code == 302
    assert "At 24 weeks and 5 days, reckoned from the due date; due on 1 March 2019" in _read(client, place)
    cast.person.refresh_from_db()
    assert (cast.person.tells_would_be, PersonDate.objects.get(kind="due").pk) == (True, due.pk)


def test_choices_are_changed_after_the_days_were_shown(cast: Cast) -> None:
    client = cast.client("keeper")
    _keep(cast, "hijri-yearly", shift="1")
    kept = KeptCustom.objects.get()
    address = _at(cast, f"kept/{kept.public_id}/")
    form = client.get(address + "?choose=1").content.decode()
    assert 'name="o-shift" value="1" checked' in form
    given = {"o-asked": "1", "o-calendar": "tabular", "o-shift": "-1", "o-thirtieth": "29"}
    page = client.get(address, given).content.decode()
    assert "The next days" in page
    assert KeptCustom.objects.get().options == {"shift": "1"}
    client.post(address, _hidden(page))
    assert KeptCustom.objects.get().options == {"calendar": "tabular", "shift": "-1", "thirtieth": "29"}


def test_a_custom_is_taken_away_and_brought_back_from_the_page(cast: Cast) -> None:
    client, kept = cast.client("keeper"), _keep(cast, "yahrzeit")
    address = _at(cast, f"kept/{kept.public_id}/")
    assert client.post(address, {"do": "take-away"}).headers["Location"] == _at(cast)
    assert "Put away" in _read(client, _at(cast))
    assert "Until 3 December 2026 you can bring it back" in _read(client, address)
    client.post(address, {"do": "bring-back"})
    kept.refresh_from_db()
    assert kept.put_away_at is None


def test_what_can_be_read_no_more_says_so_and_can_be_taken_away(cast: Cast) -> None:
    client = cast.client("keeper")
    for custom, options in (("of-another-release", {}), ("yahrzeit", {"adar": "iii"})):
        kept = KeptCustom.objects.create(
            person=cast.person, date=_died(cast), custom=custom, options=options, made_at=make.NOW
        )
        assert "cannot be read" in _read(client, _at(cast))
        assert "cannot be read" in _read(client, _at(cast, f"kept/{kept.public_id}/"))
        client.post(_at(cast, f"kept/{kept.public_id}/"), {"do": "take-away"})
    assert not KeptCustom.objects.filter(put_away_at=None).exists()


def test_a_moved_day_is_told_where_it_is_kept(cast: Cast) -> None:
    kept = _keep(cast, "civil-yearly")
    KeptCustom.objects.update(moved={"y2026": "2026-12-02"})
    page = _read(cast.client("keeper"), _at(cast, f"kept/{kept.public_id}/"))
    assert "Wednesday 2 December 2026" in page
    assert "The rule gives 14 November 2026." in page


def test_a_date_is_added_changed_put_away_and_brought_back(cast: Cast) -> None:
    client = cast.client("keeper")
    assert "The funeral" in _read(client, _at(cast, "dates/add/"))
    given = {"kind": "own", "d-year": "2019", "d-season": "spring", "d-word": "The tree", "d-sunset": "before"}
    assert client.post(_at(cast, "dates/add/"), given).headers["Location"] == _at(cast)
    row = PersonDate.objects.get(kind="own")
    page = _read(client, _at(cast))
    assert "The tree spring 2019" in page
    assert "Its day is not known" in page
    address = _at(cast, f"dates/{row.public_id}/")
    assert 'value="The tree"' in client.get(address).content.decode()
    client.post(address, {"d-day": "1", "d-month": "5", "d-year": "2019", "d-sunset": "unknown", "d-word": ""})
    row.refresh_from_db()
    assert (row.happened_on, row.sunset, row.word, row.kind) == ("2019-05-01", "unknown", "", "own")
    client.post(address, {"do": "take-away"})
    assert "Until 3 December 2026 you can bring it back" in _read(client, address)
    client.post(address, {"do": "bring-back"})
    row.refresh_from_db()
    assert row.put_away_at is None


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"d-day": "31", "d-month": "2", "d-year": "2018"}, "That month has no such day"),
        ({}, "a year or a season is enough"),
    ],
)
def test_a_date_that_cannot_be_is_met_kindly(cast: Cast, given: dict[str, str], told: str) -> None:
    sent = {"kind": "funeral", "d-sunset": "before", "d-word": "Our words", **given}
    answer = cast.client("keeper").post(_at(cast, "dates/add/"), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert 'value="Our words"' in page
    assert PersonDate.objects.count() == 1


@pytest.mark.parametrize("who", ["relative", "stranger"])
def test_nobody_but_keepers_comes_to_these_pages(cast: Cast, who: str) -> None:
    kept, client = _keep(cast, "yahrzeit"), cast.client(who)
    for page in ("", "add/", f"kept/{kept.public_id}/", "dates/add/", f"dates/{_died(cast).public_id}/"):
        assert client.get(_at(cast, page)).status_code == 404
        assert page == "" or client.post(_at(cast, page), {"do": "take-away"}).status_code == 404
    assert "days/" not in client.get(f"/p/{cast.person.public_id}/").content.decode().partition("<main")[2]


def test_a_date_and_a_custom_of_somebody_else_are_not_here(cast: Cast) -> None:
    other = make.make_person(cast.family, "Ada")
    theirs = make.make_date(other)
    kept = KeptCustom.objects.create(person=other, date=theirs, custom="yahrzeit", made_at=make.NOW)
    client = cast.client("keeper")
    for page in (f"add/?date={theirs.public_id}", f"kept/{kept.public_id}/", f"dates/{theirs.public_id}/"):
        assert client.get(_at(cast, page)).status_code == 404


@pytest.mark.parametrize("query", [{"custom": "no-such"}, {"custom": "yahrzeit"}, {"date": "zzzzzzzzzzzzzzzz"}])
def test_what_is_not_offered_is_not_here(cast: Cast, query: dict[str, str]) -> None:
    assert cast.client("keeper").get(_at(cast, "add/", **query)).status_code == 404


def test_the_place_leads_its_keepers_to_its_days(cast: Cast) -> None:
    client = cast.client("keeper")
    for page in (f"/p/{cast.person.public_id}/", f"/p/{cast.person.public_id}/change/"):
        assert f'href="{_at(cast)}"' in client.get(page).content.decode()


def test_many_customs_are_asked_for_as_often_as_one(cast: Cast) -> None:
    client = cast.client("keeper")
    _keep(cast, "yahrzeit")
    client.get(_at(cast))
    few = _asked(client, _at(cast))
    for number in range(20):
        one = make.make_date(cast.person, "own", date(2019, 1, 1 + number))
        for custom in ("civil-yearly", "civil-monthly", "hebrew-birthday"):
            KeptCustom.objects.create(person=cast.person, date=one, custom=custom, made_at=make.NOW)
    assert _asked(client, _at(cast)) == few


def _asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def _keep(cast: Cast, custom: str, **options: str) -> KeptCustom:
    viewer = cast.viewer("keeper")
    return actions.keep_custom(viewer, cast.person, date=_died(cast), custom=custom, options=options, now=clock.now())


def test_sunset_is_chosen_by_nobody_for_them_and_asked_again(cast: Cast) -> None:
    client, query = cast.client("keeper"), {"date": _died(cast).public_id, "custom": "yahrzeit"}
    page = client.get(_at(cast, "add/"), query).content.decode()
    assert "When in its day was it?" in page
    assert "checked" not in page
    again = client.get(_at(cast, "add/"), query | {"asked": "1"}).content.decode()
    assert "Choose one of these, the last where nobody knows." in again
