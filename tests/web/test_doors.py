"""Whoever knocks too often is asked to wait; a family behind one address gets in; and the host sees how often, never what."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast, came_by
from yearlight.core import clock, refusals
from yearlight.core.doors import LIMITS, Door
from yearlight.core.models import Refusal
from yearlight.people.models import Account
from yearlight.people.roles import Role
from yearlight.web import doors

_WRONG = {"login": "mara@example.org", "password": "wrong-one-here"}
_RIGHT = {"login": "mara@example.org", "password": "rowan-lake-tram"}
MINUTE = 60.0


class Clock:
    """The clock of the limits, wound on by hand."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def time(self) -> float:
        return self.now

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def wound(monkeypatch: pytest.MonkeyPatch) -> Clock:
    cache.clear()
    found = Clock()
    monkeypatch.setattr(ratelimit, "time", found)
    return found


def sign_in(sent: dict[str, str], client: Client | None = None) -> Any:
    return (client or Client()).post(reverse("account_login"), sent)


def is_refused(answer: Any) -> bool:
    return answer.status_code == 429 or "There were many tries one after the other" in answer.text


@pytest.mark.parametrize("door", [Door.SIGN_IN, Door.CODES, Door.LINKS, Door.WORDS, Door.UPLOADS])
def test_every_door_counts_by_account_and_by_network(door: Door) -> None:
    per = {rate.per for limit in LIMITS.values() if limit.door is door for rate in ratelimit.parse_rates(limit.rates)}
    assert "ip" in per
    assert per & {"key", "user"}


def test_five_wrong_passwords_close_the_account_for_five_minutes(cast: Cast, wound: Clock) -> None:
    for _try in range(5):
        assert not is_refused(sign_in(_WRONG))
    assert is_refused(sign_in(_RIGHT))
    wound.now += 5 * MINUTE + 1
    assert sign_in(_RIGHT).status_code == 302


def test_the_other_keeper_comes_in_from_the_same_house_meanwhile(cast: Cast, wound: Clock) -> None:
    for _try in range(8):
        sign_in(_WRONG)
    assert sign_in({"login": "peter@example.org", "password": "rowan-lake-tram"}).status_code == 302


def test_a_whole_family_signs_in_at_once_from_one_address(cast: Cast, wound: Clock) -> None:
    """Thirty people within a minute, each of whom is mistaken once."""
    everyone = [make.make_account(f"one{number}@example.org") for number in range(30)]
    for one in everyone:
        assert not is_refused(sign_in({"login": one.email, "password": "not-this-one"}))
    assert [sign_in({"login": one.email, "password": "rowan-lake-tram"}).status_code for one in everyone] == [302] * 30


def test_many_leave_words_on_one_evening_from_one_address(cast: Cast, wound: Clock) -> None:
    base = f"/p/{cast.person.public_id}/words/write/"
    for number in range(40):
        client = Client()
        came_by(client, make.make_link(make.make_member(cast.family, Role.RELATIVE, name=f"Guest {number}")))
        for word in range(2):
            answer = client.post(base, {"body": f"Word {word}", "window": f"w{number}{word}", "by": "Guest"})
            assert answer.status_code == 302
            wound.now += 0.1


def test_links_that_open_nothing_are_counted_and_one_that_opens_is_not(cast: Cast, wound: Clock) -> None:
    make.make_link(make.make_member(cast.family, Role.FRIEND), "the-right-token")
    answers = [Client().get(f"/g/no-such-{number}/").status_code for number in range(61)]
    assert answers == [404] * 60 + [429]
    assert Client().get("/come/no-such-link/").status_code == 429
    assert Client().get("/g/the-right-token/").status_code == 200
    wound.now += MINUTE + 1
    assert Client().get("/g/no-such/").status_code == 404


def test_uploads_are_counted_for_each_account(cast: Cast, wound: Clock, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"upload": "2/h/user"}
    assert [_knock(cast.account("keeper"), "upload") for _try in range(3)] == [False, False, True]
    assert not _knock(cast.account("other_keeper"), "upload")
    wound.now += 60 * MINUTE + 1
    assert not _knock(cast.account("keeper"), "upload")


def test_too_many_pictures_within_an_hour_are_told_so_and_nothing_is_kept(cast: Cast, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"upload": "0/h/user"}
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    address = reverse("keepsakes:add", args=[cast.person.public_id])
    sent = {"pictures": SimpleUploadedFile("one.jpg", b"never read"), "audience": "me"}
    answer = cast.client("keeper").post(address, sent)
    assert answer.status_code == 422
    assert "Everything kept before is safe" in answer.text
    assert [one.door for one in Refusal.objects.all()] == [Door.UPLOADS]


def test_what_was_refused_is_counted_without_what_was_typed(cast: Cast, wound: Clock) -> None:
    for _try in range(7):
        sign_in(_WRONG)
    [row] = Refusal.objects.all()
    assert (row.door, row.count, row.network) == (Door.SIGN_IN, 2, "127.0.0.0/24")
    assert row.account == cast.account("keeper").public_id
    assert "mara" not in repr(list(Refusal.objects.values()))


def test_an_address_nobody_has_is_counted_and_not_written_down(cast: Cast, wound: Clock) -> None:
    for _try in range(7):
        sign_in({"login": "nobody@example.org", "password": "wrong-one-here"})
    [row] = Refusal.objects.all()
    assert (row.account, row.count) == ("", 2)


def test_codes_asked_for_too_often_are_counted_as_codes(cast: Cast, wound: Clock) -> None:
    for _try in range(5):
        Client().post(reverse("account_request_login_code"), {"email": "mara@example.org"})
    assert {one.door for one in Refusal.objects.all()} == {Door.CODES}


def test_where_somebody_came_from_is_forgotten_after_a_month(db: None) -> None:
    now = clock.now()
    refusals.note(Door.LINKS, address="203.0.113.7", now=now - timedelta(days=31))
    refusals.note(Door.LINKS, address="2001:db8:1:2::3", now=now)
    assert refusals.sweep(now=now) == 1
    assert [one.network for one in refusals.since(now - timedelta(days=60))] == ["2001:db8:1::/48"]


def _knock(account: Account, action: str) -> bool:
    request: HttpRequest = RequestFactory().post("/")
    request.user = account
    return doors.is_too_often(request, action)
