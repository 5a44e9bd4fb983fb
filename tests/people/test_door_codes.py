"""A code by e-mail before a personal link opens on a device, where its keeper chose so."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.people import actions, codes
from yearlight.people.actions import Access
from yearlight.people.models import PersonalLink
from yearlight.people.roles import Sees


@pytest.fixture
def door(cast: Cast) -> str:
    token = actions.add_guest(
        cast.viewer("keeper"),
        family_id=cast.family.pk,
        name="Ann",
        relation="",
        access=Access(Sees.FAMILY),
        code_to="ann@example.org",
        now=make.NOW,
    )
    return f"/g/{token}/"


def _asked(door: str) -> tuple[Client, str]:
    """A device that asked for a code, and the code as it was sent."""
    device = Client()
    device.post(door)
    [*_before, message] = mail.outbox
    found = re.search(r"\b\d{6}\b", str(message.body))
    assert found
    return device, found[0]


def _write(device: Client, door: str, code: str) -> int:
    return int(device.post(door, {"do": "code", "code": code}).status_code)


def _other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_link_alone_does_not_come_in(door: str) -> None:
    device, code = _asked(door)
    assert device.get("/g/").status_code == 404
    assert _write(device, door, f" {code[:3]} {code[3:]} ") == 302
    assert device.get("/g/").status_code == 200


def test_message_goes_to_the_address_given_and_names_nobody(door: str) -> None:
    _asked(door)
    [message] = mail.outbox
    assert message.to == ["ann@example.org"]
    for word in ("Jonah", "Ann", "Mara", "/g/"):
        assert word not in f"{message.subject} {message.body}"
    assert "ann@example.org" not in Client().get(door).text


def test_looking_sends_nothing(door: str) -> None:
    Client().get(door)
    Client().head(door)
    assert mail.outbox == []


def test_code_opens_in_the_browser_that_asked_alone(door: str) -> None:
    _device, code = _asked(door)
    assert _write(Client(), door, code) == 422
    other, _code = _asked(door)
    if code != _code:
        assert _write(other, door, code) == 422
    assert other.get("/g/").status_code == 404


def test_code_is_good_for_a_quarter_of_an_hour(door: str, monkeypatch: pytest.MonkeyPatch) -> None:
    began = clock.now()
    monkeypatch.setattr(clock, "now", lambda: began)
    device, code = _asked(door)
    monkeypatch.setattr(clock, "now", lambda: began + codes.GOOD_FOR)
    assert _write(device, door, code) == 422
    monkeypatch.setattr(clock, "now", lambda: began + codes.GOOD_FOR - timedelta(seconds=1))
    assert _write(device, door, code) == 302


def test_after_five_wrong_ones_the_right_one_opens_nothing(door: str) -> None:
    device, code = _asked(door)
    assert {_write(device, door, _other_than(code)) for _try in range(codes.TRIES)} == {422}
    assert _write(device, door, code) == 422
    assert device.get("/g/").status_code == 404


def test_many_browsers_have_no_more_tries_together(door: str) -> None:
    answers = [_write(Client(), door, "000000") for _try in range(25)]
    assert answers[:20] == [422] * 20
    assert set(answers[20:]) == {429}


def test_few_codes_are_sent_in_an_hour(door: str) -> None:
    answers = [Client().post(door).status_code for _try in range(7)]
    assert answers == [200] * 5 + [429] * 2
    assert len(mail.outbox) == 5


def test_code_of_a_link_that_was_closed_opens_nothing(cast: Cast, door: str) -> None:
    device, code = _asked(door)
    [link] = PersonalLink.objects.all()
    actions.close_link(cast.viewer("keeper"), public_id=link.member.public_id, now=clock.now())
    assert _write(device, door, code) == 404


def test_mail_server_that_refuses_is_told_and_changes_nothing(door: str, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "tests.people.test_invitations.Refusing"
    answer = Client().post(door)
    assert answer.status_code == 503
    assert "could not be sent just now" in answer.text


def test_keeper_asks_for_a_code_with_an_address(cast: Cast, settings: Settings) -> None:
    settings.SENDS_MAIL = True
    form = {"name": "Ann", "sees": "family", "asks_code": "on"}
    keeper = cast.client("keeper")
    without = keeper.post(reverse("people:add"), form)
    assert without.status_code == 422
    assert "A code needs an address" in without.text
    assert keeper.post(reverse("people:add"), {**form, "email": "ann@example.org"}).status_code == 200
    [link] = PersonalLink.objects.all()
    assert link.code_to == "ann@example.org"
    again = keeper.get(reverse("people:member", args=[link.member.public_id])).text
    assert 'value="ann@example.org"' in again
