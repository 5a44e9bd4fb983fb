"""Not today: nothing of any place is shown, and nothing that was typed goes."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from tests.conftest import Cast
from tests.rules.addresses import ROWS, at
from tests.rules.conftest import Things, things
from yearlight.core import clock
from yearlight.entries.models import Entry, EntryDraft, EntryState
from yearlight.people import actions

__all__ = ["things"]

#: What answers as always: none of it shows anything of a place.
OPEN = {"people:quiet", "account_logout", "pages:help", "pages:about", "pages:robots", "pages:healthz"}
OPEN |= {"pages:manifest", "pages:manifest-discreet", "pages:offline", "pages:worker"}
OPEN |= {"reminders:link-pause", "reminders:link-everything", "people:stop"}
# There only in the children's view, which shows nothing else either.
OPEN |= {"children:close"}
READ = sorted(name for name, row in ROWS.items() if row.get is not None and name not in OPEN)


@pytest.fixture
def quiet(cast: Cast) -> Client:
    """Mara's browser after one press."""
    client = cast.client("keeper")
    assert client.post(reverse("people:quiet")).headers["Location"] == "/quiet/"
    return client


@pytest.mark.parametrize("name", READ)
def test_every_address_leads_to_the_quiet_page(name: str, things: Callable[[str], Things], cast: Cast) -> None:
    there = things("family")
    actions.be_quiet(cast.account("keeper"), now=make.NOW)
    client = cast.client("keeper")
    address = at(name, there.names(name))
    for method in ("GET", "HEAD"):
        answer = client.generic(method, address)
        assert (answer.status_code, answer.headers.get("Location")) == (302, "/quiet/"), address


@pytest.mark.parametrize("address", ["/quiet/", "/help/", "/about/", "/accounts/logout/", "/not/a/page/"])
def test_what_is_shown_names_nobody_and_no_day(address: str, quiet: Client, cast: Cast) -> None:
    page = quiet.get(address).text
    for word in ("Jonah", "Mara", "Peter", "2018", "November", cast.person.public_id, 'class="rooms"', 'class="tabs"'):
        assert word not in page
    assert "<title>Notes</title>" in page
    assert "<img" not in page


def test_pictures_and_scripts_get_nothing(quiet: Client, cast: Cast) -> None:
    for dest in ("image", "empty", "script"):
        answer = quiet.get(reverse("pages:place", args=[cast.person.public_id]), headers={"sec-fetch-dest": dest})
        assert (answer.status_code, answer.content) == (403, b"")


def test_page_asked_for_by_the_worker_is_the_quiet_page(quiet: Client, cast: Cast) -> None:
    """A browser's worker asks for a page without saying that it is one; its mode tells."""
    asked = {"sec-fetch-dest": "empty", "sec-fetch-mode": "navigate"}
    assert quiet.get(reverse("pages:place", args=[cast.person.public_id]), headers=asked)["Location"] == "/quiet/"


def test_it_is_quiet_for_one_person_alone(quiet: Client, cast: Cast) -> None:
    assert cast.client("other_keeper").get(f"/p/{cast.person.public_id}/").status_code == 200
    assert cast.client("keeper").get("/").status_code == 302, "on every device of hers"


def test_one_press_opens_everything_again(quiet: Client, cast: Cast) -> None:
    page = quiet.get("/quiet/").text
    assert 'action="/quiet/open-again/"' in page
    assert quiet.post(reverse("people:open-again")).headers["Location"] == "/"
    assert "Jonah" in quiet.get("/").text


def test_draft_that_is_being_typed_elsewhere_is_kept(quiet: Client, cast: Cast) -> None:
    address = reverse("entries:keep_new_draft", args=[cast.person.public_id])
    sent = {"body": "Dear Jonah,", "window": "abcdefghijkmnpqr", "saves": "1", "base_revision": "0", "audience": "me"}
    assert quiet.post(address, sent, headers={"sec-fetch-dest": "empty"}).status_code == 200
    assert EntryDraft.objects.get().body == "Dear Jonah,"


def test_letter_pressed_on_a_page_opened_before_is_kept_and_not_shown(quiet: Client, cast: Cast) -> None:
    address = reverse("entries:write", args=[cast.person.public_id])
    sent = {"body": "Dear Jonah,", "window": "abcdefghijkmnpqr", "saves": "1", "base_revision": "0", "audience": "me"}
    answer = quiet.post(address, sent, follow=True)
    assert Entry.objects.get().state == EntryState.KEPT
    assert answer.redirect_chain[-1][0] == "/quiet/"
    assert "Jonah" not in answer.text


def test_not_today_pressed_while_writing_keeps_the_text(cast: Cast) -> None:
    client = cast.client("keeper")
    address = reverse("entries:write", args=[cast.person.public_id])
    page = client.get(address).text
    assert re.search(r'<button[^>]*name="do" value="quiet"', page)
    sent = {"body": "Dear Jonah,", "window": "abcdefghijkmnpqr", "saves": "1", "base_revision": "0", "audience": "me"}
    assert client.post(address, {**sent, "do": "quiet"}).headers["Location"] == "/quiet/"
    assert EntryDraft.objects.get().body == "Dear Jonah,"
    assert "It is quiet here now" in client.get("/quiet/").text


def test_day_that_was_wished_for_opens_everything_by_itself(
    quiet: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.NOW)
    sent = {"do": "until", "until-day": "5", "until-month": "11", "until-year": "2026"}
    assert quiet.post("/quiet/", sent).status_code == 302
    account = cast.account("keeper")
    account.refresh_from_db()
    assert account.quiet_until == date(2026, 11, 5)
    assert "until the day you chose" in quiet.get("/quiet/").text
    monkeypatch.setattr(clock, "now", lambda: make.NOW.replace(day=4, hour=23))
    assert quiet.get("/").status_code == 302
    monkeypatch.setattr(clock, "now", lambda: make.NOW.replace(day=5, hour=0))
    assert "Jonah" in quiet.get("/").text


@pytest.mark.parametrize(
    "day", [("3", "11", "2026"), ("", "11", "2027"), ("31", "2", "2027"), ("", "", ""), ("x", "y", "z")]
)
def test_day_that_cannot_be_is_asked_again_and_it_stays_quiet(
    day: tuple[str, str, str], quiet: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.NOW)
    sent = dict(zip(("until-day", "until-month", "until-year"), day, strict=True))
    answer = quiet.post("/quiet/", {"do": "until", **sent})
    assert answer.status_code == 422
    assert "It is quiet here now" in answer.text
    assert quiet.get("/").status_code == 302


def test_page_before_the_press_says_what_it_does(cast: Cast) -> None:
    page = cast.client("keeper").get("/quiet/").text
    assert "Make it quiet" in page
    assert "Jonah" not in page
