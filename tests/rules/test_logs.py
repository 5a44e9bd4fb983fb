"""What is in no log: keys that stand in an address, and whatever people write or type."""

import logging

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import Cast
from tests.rules.addresses import addresses, at
from yearlight.core.logs import WithoutSecrets

#: A word that nothing of ours has.
CANARY = "xq7canary"
_KEYS = ("<slug:token>", "<str:token>", "<key>")
WITH_A_KEY = sorted(
    name for name, pattern in addresses() if any(one in pattern for one in _KEYS) or "?P<key>" in pattern
)


def test_addresses_with_a_key_are_known() -> None:
    assert {"people:come", "people:door", "people:stop", "people:way-back", "reminders:feed-file"} <= set(WITH_A_KEY)
    assert "account_reset_password_from_key" in WITH_A_KEY


@pytest.mark.parametrize("name", WITH_A_KEY)
def test_a_key_in_an_address_is_written_to_no_log(name: str) -> None:
    address = at(name, {"token": CANARY, "key": CANARY, "uidb36": "1"})
    for words, values in (("Not Found: %s", (address,)), (f'"GET {address} HTTP/1.1" 200', ())):
        record = logging.LogRecord("django.request", logging.WARNING, "", 1, words, values, None)
        assert WithoutSecrets().filter(record)
        assert CANARY not in record.getMessage()
        assert "***" in record.getMessage()


def test_what_people_write_and_type_is_in_no_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    place = f"/p/{cast.person.public_id}/"
    keeper, stranger = cast.client("keeper"), Client()
    text = {"title": CANARY, "body": CANARY, "audience": "me", "window": "abcdefghijkmnpqr", "base_revision": "0"}
    keeper.post(f"{place}letters/write/", {**text, "saves": "1"})
    keeper.post(f"{place}change/", {"name": CANARY})
    keeper.get(f"/find/?q={CANARY}")
    cast.client("relative").post(f"{place}words/write/", {"body": CANARY, "window": "abcdefghijkmnpqr"})
    cast.client("stranger").get(f"{place}?q={CANARY}")
    stranger.post(reverse("account_login"), {"login": f"{CANARY}@example.org", "password": CANARY})
    stranger.post(reverse("account_reset_password"), {"email": f"{CANARY}@example.org"})
    stranger.post(reverse("people:recover"), {"email": f"{CANARY}@example.org", "code": CANARY})
    for record in caplog.records:
        WithoutSecrets().filter(record)
        assert CANARY not in record.getMessage(), record.getMessage()
    assert caplog.records, "the pages that are not there were written down"
