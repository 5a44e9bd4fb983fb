"""Every key that opens something without signing in: long enough, kept as a sum, good for one purpose, and changed by a sign good for none.

A new address with a key in it fails here until it is in ``KINDS``.
"""

import base64
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from tests import make
from tests.conftest import Cast
from tests.rules.addresses import addresses, at
from tests.rules.conftest import Things
from yearlight.core import clock
from yearlight.people import actions as people
from yearlight.people.actions import recovery, telling, waits
from yearlight.people.actions.host import recover
from yearlight.people.actions.keepers import end_keeper
from yearlight.people.models import Wait
from yearlight.people.roles import Role
from yearlight.people.waiting import State

MakeThings = Callable[[str], Things]
#: Every address that is open to whoever has its key, by its key's kind.
KINDS = {
    "people:come": "invitation",
    "people:door": "personal link",
    "people:stop": "something that waits",
    "people:way-back": "way back",
    "reminders:feed-file": "feed",
    "reminders:word": "yearly word",
    "reminders:word-confirm": "word to confirm",
    "reminders:link": "message",
    "reminders:link-stop": "message",
    "reminders:link-pause": "message",
    "reminders:link-everything": "message",
}
#: What else opens something: a code that is printed, one that is sent. Their own tests hold how few tries there are.
_SIGNED = ("word to confirm", "message")


def test_every_address_with_a_key_is_known() -> None:
    # Those of the library that signs people in are its own: an account's number, and a sum that a new password ends.
    found = {name for name, pattern in addresses() if ":token>" in pattern}
    assert found == set(KINDS)


def key(kind: str, things: Things) -> str:
    """A key of this kind as it is handed to people."""
    cast, now = things.cast, clock.now()
    keeper = cast.viewer("keeper")
    if kind == "invitation":
        return people.invite(keeper, family_id=cast.family.pk, role=Role.RELATIVE, now=now)
    if kind == "personal link":
        guest = make.make_member(cast.family, Role.RELATIVE, name="Ann")
        return people.make_link(keeper, public_id=guest.public_id, now=now)
    if kind == "something that waits":
        end_keeper(keeper, public_id=cast.other_keeper.public_id, now=now)
        mail.outbox.clear()
        telling.tell_due(now=clock.now)
        found = re.search(r"/wait/([\w-]+)/", str(mail.outbox[0].body))
        assert found is not None
        return found[1]
    if kind == "way back":
        wait = recover(account=cast.account("keeper").public_id, now=now)
        Wait.objects.filter(pk=wait.pk).update(state=State.DONE, ended_at=now)
        return recovery.make_link_for_host(public_id=wait.public_id, now=now + timedelta(minutes=1))
    name = next(address for address, one in KINDS.items() if one == kind)
    return str(things.names(name)["token"])


@pytest.mark.parametrize("kind", sorted(set(KINDS.values())))
def test_every_key_has_128_bits_or_more(kind: str, things: MakeThings) -> None:
    """By chance, or by a signature of so many bits with the site's own key; and never the same twice for two."""
    token = key(kind, things("family"))
    secret = token.rpartition(".")[2] if kind in _SIGNED else token
    assert len(base64.urlsafe_b64decode(secret + "=" * (-len(secret) % 4))) * 8 >= 128


@pytest.mark.parametrize("kind", sorted(set(KINDS.values())))
def test_no_key_lies_in_the_database(kind: str, things: MakeThings) -> None:
    token = key(kind, things("family"))
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            assert not [row for row in cursor.fetchall() if token in repr(row)], table


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_key_opens_nothing_but_its_own_door(name: str, things: MakeThings) -> None:
    there = things("family")
    unknown = _said(name, "u" * 43)
    assert unknown[0] == 404
    for kind in sorted(set(KINDS.values()) - {KINDS[name]}):
        said = _said(name, key(kind, there))
        # A signed key has a sign that most addresses take nowhere: the page is then the one of no address at all.
        assert said == unknown or (kind in _SIGNED and said[0] == 404), kind


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_key_changed_by_a_sign_opens_nothing(name: str, things: MakeThings) -> None:
    token = key(KINDS[name], things("family"))
    assert _said(name, token)[0] != 404
    for place in (0, len(token) // 2, len(token) - 2):
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        assert _said(name, changed) == _said(name, "u" * 43), place
    assert _said(name, token[:-1]) == _said(name, "u" * 43)


@pytest.mark.parametrize("kind", ["invitation", "personal link", "something that waits", "way back", "feed"])
def test_a_key_that_ended_answers_like_one_that_never_was(kind: str, things: MakeThings, cast: Cast) -> None:
    token = key(kind, things("family"))
    name = next(address for address, one in KINDS.items() if one == kind)
    _END[kind](cast)
    if kind == "something that waits":
        # Whoever has the message may read how it ended; a press there does nothing any more.
        assert Wait.objects.get().state == State.STOPPED
        return
    assert _said(name, token) == _said(name, "u" * 43)


def _end_links(cast: Cast) -> None:
    for table in ("people_invitation", "people_personallink", "people_wayback", "reminders_feed"):
        with connection.cursor() as cursor:
            cursor.execute(f'UPDATE "{table}" SET closed_at = %s', [make.NOW])


def _stop(cast: Cast) -> None:
    waits.stop(cast.viewer("other_keeper"), public_id=Wait.objects.get().public_id, now=clock.now())


_END: dict[str, Callable[[Cast], None]] = {
    **dict.fromkeys(("invitation", "personal link", "way back", "feed"), _end_links),
    "something that waits": _stop,
}


def _said(name: str, token: str) -> tuple[int, bytes]:
    """What a browser that nobody used is told there, without what is the browser's own or only repeats the address."""
    cache.clear()
    address = at(name, {"token": "u" * 43}).replace("u" * 43, token)
    with transaction.atomic():
        answer = Client().get(address)
        transaction.set_rollback(True)
    body = answer.getvalue()
    return answer.status_code, re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", body).replace(
        address.encode(), b""
    )
