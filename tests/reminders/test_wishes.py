"""Wishes: kept for whoever pressed, shown to nobody else, and heeded by every page and by the feed."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.core.models import AuditLine
from yearlight.memorials.models import KeptCustom, PersonDate
from yearlight.reminders.actions import shared
from yearlight.reminders.actions.wishes import NoSuchDay, set_wish
from yearlight.reminders.models import Receiver, Wish
from yearlight.reminders.queries.days import Day, day_named
from yearlight.reminders.queries.sources import sources
from yearlight.web import ready

pytestmark = pytest.mark.usefixtures("clock_stands")


def name_of(cast: Cast, custom: str = "civil-yearly", key: str = "y2026") -> str:
    return f"{cast.person.dates.get(kind='died').public_id}.{custom}.{key}"


def day_of(cast: Cast, who: str = "keeper") -> Day:
    found = day_named(sources(cast.viewer(who)), name_of(cast))
    assert found is not None
    return found


def press(cast: Cast, told: str, *, who: str = "keeper", at: str = "", name: str = "", **headers: str) -> str:
    """Press one choice; returns where that leads, or what is swapped."""
    address = f"/year/day/{name or name_of(cast)}/wish/"
    answer = cast.client(who).post(address, {"told": told, "at": at}, headers=headers)
    assert answer.status_code in (200, 302), answer.status_code
    return answer.headers.get("Location") or answer.content.decode()


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_press_keeps_the_wish_and_choosing_again_undoes_it(cast: Cast) -> None:
    for told, year in (("softer", None), ("not_this_year", 2026), ("never", None), ("as_it_is", None)):
        press(cast, told)
        [wish] = Wish.objects.all()
        assert (wish.told, wish.year, wish.receiver.account) == (told, year, cast.account("keeper"))
        assert (wish.person, wish.date, wish.custom) == (cast.person, day_of(cast).source.date, "civil-yearly")


def test_without_script_the_press_leads_back_to_the_open_wish(cast: Cast) -> None:
    name = name_of(cast)
    assert press(cast, "softer") == f"/year/?open={name}&kept#d-{name}"
    assert press(cast, "softer", at="2027") == f"/year/2027/?open={name}&kept#d-{name}"
    assert press(cast, "softer", at="2026-11-14") == f"/year/?from=2026-11-14&open={name}&kept#d-{name}"
    assert press(cast, "softer", at="day") == f"/year/day/{name}/?open={name}&kept#d-{name}"
    shown = body(cast.client("keeper"), press(cast, "softer").partition("#")[0])
    assert "Kept." in shown
    assert re.search(r'value="softer" aria-pressed="true"', shown)
    assert shown.count('aria-pressed="true"') == 1


def test_with_script_the_row_alone_is_answered(cast: Cast) -> None:
    row = press(cast, "never", **{"HX-Request": "true"})
    assert row.strip().startswith(f'<li id="d-{name_of(cast)}" class="is-off">')
    assert "Kept." in row
    assert "<html" not in row
    # The leaf has the dotted ring at once, as wide and as narrow screens show it.
    [leaf] = re.findall(r'(?s)<div hx-swap-oob="innerHTML:#year-leaf">.*', row)
    assert leaf.count("mk-off") == 2
    panel = press(cast, "never", at="day", **{"HX-Request": "true"})
    assert panel.strip().startswith('<div class="wish is-open">')


def test_with_script_the_row_of_what_comes_each_month_stays_as_the_list_has_it(cast: Cast) -> None:
    died = PersonDate.objects.get(person=cast.person)
    KeptCustom.objects.create(person=cast.person, date=died, custom="civil-monthly", made_at=make.NOW)
    row = press(cast, "softer", name=name_of(cast, "civil-monthly", "n96"), **{"HX-Request": "true"})
    assert "Saturday 14 November" in row
    assert "Then Monday 14 December, Thursday 14 January, and so on" in row


def test_a_press_of_nothing_known_changes_nothing(cast: Cast) -> None:
    assert "kept" not in press(cast, "loudly")
    assert not Wish.objects.exists()
    sent = {"told": "never", "at": "yesterday"}
    assert cast.client("keeper").post(f"/year/day/{name_of(cast)}/wish/", sent).status_code == 404
    assert not Wish.objects.exists()


@pytest.mark.parametrize("told", ["softer", "not_this_year", "never"])
def test_a_quiet_day_has_the_dotted_ring_for_whoever_chose_it_and_for_nobody_else(cast: Cast, told: str) -> None:
    press(cast, told)
    mine, theirs = (body(cast.client(who), "/year/") for who in ("keeper", "other_keeper"))
    assert f'<li id="d-{name_of(cast)}" class="is-off">' in mine
    assert f'<li id="d-{name_of(cast)}">' in theirs
    # The key has one; the leaf is drawn twice, for wide and for narrow screens.
    assert [shown.count("mk-off") for shown in (mine, theirs)] == [4, 1]
    assert "The day Jonah died" in mine


def test_not_this_year_comes_back_by_itself(cast: Cast) -> None:
    press(cast, "not_this_year")
    client = cast.client("keeper")
    assert "is-off" in body(client, "/year/2026/")
    assert "is-off" not in body(client, "/year/2027/")


@pytest.mark.parametrize("address", ["/", "/p/{slug}/"])
@pytest.mark.parametrize(("told", "is_there"), [("never", False), ("not_this_year", False), ("softer", True)])
def test_today_and_the_place_heed_a_wish(cast: Cast, address: str, told: str, is_there: bool) -> None:
    cast.person.counts_years = True
    cast.person.save()
    address = address.format(slug=cast.person.public_id)
    assert "Eight years" in body(cast.client("keeper"), address)
    press(cast, told)
    mine, theirs = (body(cast.client(who), address) for who in ("keeper", "other_keeper"))
    assert "Eight years" not in mine
    assert ("A day in your year" in mine) is is_there
    assert ("Saturday 14 November" in re.sub(r'(?s)<figure class="lightline">.*?</figure>', "", mine)) is is_there
    assert "Eight years" in theirs
    assert "A day in your year" not in theirs


def test_softer_says_neither_the_name_nor_the_years_nor_whose_day_it_is(cast: Cast) -> None:
    press(cast, "softer")
    [section] = re.findall(r'(?s)<section class="next" aria-label="The next day">.*?</section>', _today_page(cast))
    assert "Jonah" not in section
    assert "died" not in section
    assert "A day in your year" in section


def _today_page(cast: Cast) -> str:
    return body(cast.client("keeper"), "/")


def test_a_wish_for_one_custom_leaves_others_of_the_same_date(cast: Cast) -> None:
    died = PersonDate.objects.get(person=cast.person)
    KeptCustom.objects.create(person=cast.person, date=died, custom="yahrzeit", made_at=make.NOW)
    press(cast, "never", name=name_of(cast, "yahrzeit", "y5787"))
    assert Wish.objects.get().custom == "yahrzeit"
    shown = body(cast.client("keeper"), "/year/")
    assert shown.count('class="is-off"') == 1
    assert f'<li id="d-{name_of(cast)}">' in shown


def test_a_custom_of_the_year_is_wished_for_by_its_person(cast: Cast) -> None:
    KeptCustom.objects.create(person=cast.person, custom="all-souls", made_at=make.NOW)
    press(cast, "never", name=f"{cast.person.public_id}.all-souls.y2027")
    wish = Wish.objects.get()
    assert (wish.person, wish.date, wish.custom) == (cast.person, None, "all-souls")


def test_a_shared_day_is_wished_for_without_a_person(cast: Cast) -> None:
    shared.take_part(cast.viewer("keeper"), custom="wave-of-light", options={}, now=make.NOW)
    press(cast, "softer", name="shared.wave-of-light.y2027")
    wish = Wish.objects.get()
    assert (wish.person, wish.date, wish.custom) == (None, None, "wave-of-light")
    assert 'id="d-shared.wave-of-light.y2027" class="is-off"' in body(cast.client("keeper"), "/year/2027/")


def test_whose_wish_it_was_is_in_the_log_and_nothing_else(cast: Cast) -> None:
    press(cast, "never")
    [line] = AuditLine.objects.filter(thing="wish")
    assert (line.actor, line.verb) == (str(cast.account("keeper").pk), "change")
    assert (line.family_id, line.thing_id) == (None, "")


def test_stranger_can_wish_nothing_of_a_day_that_is_not_theirs(cast: Cast) -> None:
    """Neither by its address nor, should a page ever fail to ask, by the action."""
    assert cast.client("stranger").post(f"/year/day/{name_of(cast)}/wish/", {"told": "never"}).status_code == 404
    day = day_of(cast)
    with pytest.raises(NoSuchDay):
        set_wish(cast.viewer("stranger"), day, told="never", now=make.NOW)
    assert not Receiver.objects.exists()


def test_a_shared_day_of_another_account_is_not_there(cast: Cast) -> None:
    shared.take_part(cast.viewer("keeper"), custom="wave-of-light", options={}, now=make.NOW)
    address = "/year/day/shared.wave-of-light.y2027/"
    assert cast.client("keeper").get(address).status_code == 200
    assert cast.client("other_keeper").get(address).status_code == 404


def test_many_wishes_make_no_page_ask_more_often_than_one(cast: Cast) -> None:
    client = cast.client("keeper")
    press(cast, "softer")
    addresses = ["/", "/year/", f"/year/day/{name_of(cast)}/", f"/p/{cast.person.public_id}/"]
    few = [_asked(client, address) for address in addresses]
    for number in range(6):
        one = make.make_date(cast.person, "own", date(2019, 1 + number, 3), word=f"Walk {number}")
        KeptCustom.objects.create(person=cast.person, date=one, custom="civil-yearly", made_at=make.NOW)
        press(cast, "softer", name=f"{one.public_id}.civil-yearly.y2027")
    assert [_asked(client, address) for address in addresses] == few


def _asked(client: Client, address: str) -> int:
    client.get("/about/")
    ready.forget()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_where_no_day_is_coming_the_place_asks_for_no_wishes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client, place = cast.client("keeper"), f"/p/{cast.person.public_id}/"
    assert _wishes_asked(client, place) == 1
    monkeypatch.setattr(clock, "now", lambda: make.NOW + timedelta(days=60))
    assert _wishes_asked(client, place) == 0


def _wishes_asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return sum("reminders_wish" in one["sql"] for one in asked)
