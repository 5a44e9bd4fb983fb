"""The links in messages: what opens one, and what does not."""

import pytest
from django.core import signing
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from yearlight.reminders import links
from yearlight.reminders.models import Receiver, Wish
from yearlight.reminders.queries.links import opened


@pytest.fixture
def receiver(cast: Cast) -> Receiver:
    return make.make_receiver(cast.account("keeper"))


def wish(cast: Cast, receiver: Receiver, **fields: object) -> Wish:
    values = {"custom": "civil-yearly", "leads": "7m", "changed_at": make.NOW, **fields}
    return Wish.objects.create(receiver=receiver, date=cast.person.dates.get(), person=cast.person, **values)


def test_a_link_opens_its_receiver_and_its_wishes(cast: Cast, receiver: Receiver) -> None:
    one = wish(cast, receiver)
    found = opened(links.token(receiver, [one.pk]))
    assert found is not None
    assert (found.receiver, found.wishes) == (receiver, [one])


def test_a_link_is_a_whole_address_that_names_nobody(cast: Cast, receiver: Receiver, settings: Settings) -> None:
    settings.YEARLIGHT_ADDRESS = "https://remember.example.org"
    for address in (
        links.change(receiver, [1]),
        links.stop(receiver, [1]),
        links.pause(receiver),
        links.one_click(receiver),
    ):
        assert address.startswith("https://remember.example.org/r/")
        assert address.endswith("/")
        assert "mara" not in address.lower()


@pytest.mark.parametrize("at", [0, 10, -1])
def test_a_link_that_was_tampered_with_opens_nothing(receiver: Receiver, at: int) -> None:
    token = links.token(receiver)
    letter = "A" if token[at] != "A" else "B"
    changed = token[:at] + letter + (token[at + 1 :] if at != -1 else "")
    assert changed != token
    assert opened(changed) is None


@pytest.mark.parametrize("token", ["", ".", "abc", "a.b", "é" * 10, "x" * 100_000])
def test_what_is_no_link_opens_nothing(db: None, token: str) -> None:
    assert opened(token) is None


def test_what_is_signed_for_something_else_opens_nothing(receiver: Receiver) -> None:
    held = [receiver.public_id, receiver.links]
    assert opened(signing.Signer(sep=".", salt="another").sign_object(held)) is None


def test_all_older_links_lead_nowhere_once_the_number_is_raised(receiver: Receiver) -> None:
    before = links.token(receiver)
    receiver.links += 1
    receiver.save()
    assert opened(before) is None
    assert opened(links.token(receiver)) is not None


def test_a_link_opens_no_wish_of_another_receiver(cast: Cast, receiver: Receiver) -> None:
    other = make.make_receiver(cast.account("other_keeper"))
    theirs = wish(cast, other)
    found = opened(links.token(receiver, [theirs.pk]))
    assert found is not None
    assert found.wishes == []


def test_a_wish_that_is_gone_leaves_the_others(cast: Cast, receiver: Receiver) -> None:
    one, gone = wish(cast, receiver), wish(cast, receiver, custom="yahrzeit")
    token = links.token(receiver, [one.pk, gone.pk])
    gone.delete()
    found = opened(token)
    assert found is not None
    assert found.wishes == [one]


def test_a_link_of_a_receiver_that_is_gone_opens_nothing(receiver: Receiver) -> None:
    token = links.token(receiver)
    receiver.delete()
    assert opened(token) is None


def test_a_link_of_a_closed_account_opens_nothing(cast: Cast, receiver: Receiver) -> None:
    token = links.token(receiver)
    account = cast.account("keeper")
    account.is_active = False
    account.save()
    assert opened(token) is None
