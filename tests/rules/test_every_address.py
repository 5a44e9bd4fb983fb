"""Every address as every role, from the list of addresses: a new one without a row fails here."""

import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tests.conftest import BESIDE, GUESTS, Cast, came_by
from tests.rules.addresses import PAST_THE_DOOR, ROWS, Row, Who, addresses, at
from tests.rules.conftest import Things
from yearlight.people.roles import Role

MakeThings = Callable[[str], Things]

#: Guests have no account: where no door is for them, they are asked to sign in like anybody.
_SIGNED_OUT = ("nobody", *GUESTS)
ROLES = (*_SIGNED_OUT, "operator", "stranger", "relative", "other_keeper", "keeper")
#: Who each is, for what the family sees and for what its writer keeps alone.
_FAMILY: dict[Who, set[str]] = {
    Who.NOBODY: set(),
    Who.ANYONE: set(ROLES),
    Who.SIGNED_IN: {"operator", "stranger", "relative", "other_keeper", "keeper"},
    Who.ANY_KEEPER: {"stranger", "other_keeper", "keeper"},
    Who.KNOWS: {"guest_reading", "relative", "other_keeper", "keeper"},
    Who.READS_JOYS: {"guest_reading", "stranger", "relative", "other_keeper", "keeper"},
    Who.OPENS_VIEW: {"stranger", "other_keeper", "keeper"},
    Who.THE_CHILD: set(),
    Who.ITS_OPENER: {"relative"},
    Who.GUESTS: {"guest_reading", "guest_writing"},
    Who.INSIDE: {"guest_reading", "guest_writing", "operator", "stranger", "relative", "other_keeper", "keeper"},
    Who.SEES_AS_GUEST: {"guest_reading", "relative", "other_keeper", "keeper"},
    Who.SEES: {"relative", "other_keeper", "keeper"},
    Who.KEEPERS: {"other_keeper", "keeper"},
    Who.EITHER_KEEPER: {"other_keeper", "keeper"},
    Who.WRITER: {"keeper"},
    Who.LEAVES_WORDS: {"guest_reading", "guest_writing", "relative"},
    Who.LEFT_IT: {"relative"},
    Who.OPERATOR: {"operator"},
    Who.LEFT_IT_OR_READS: {"relative", "other_keeper", "keeper"},
    Who.READS: {"guest_reading", "relative"},
    Who.ASKED: {"relative"},
}
_OWN = {
    **_FAMILY,
    Who.KNOWS: {"other_keeper", "keeper"},
    Who.SEES: {"keeper"},
    Who.SEES_AS_GUEST: {"keeper"},
    Who.KEEPERS: {"keeper"},
    Who.READS: set(),
}
#: Those of the family who see none of it: a friend, a relative of the other side, a keeper who left.
_SEES_NONE: dict[str, set[Who]] = {
    "friend": {Who.ANYONE, Who.SIGNED_IN, Who.INSIDE, Who.LEAVES_WORDS},
    "other_side": {Who.ANYONE, Who.SIGNED_IN, Who.INSIDE, Who.LEAVES_WORDS},
    "former_keeper": {Who.ANYONE, Who.SIGNED_IN, Who.INSIDE},
}
#: What an answer to someone who may come in can be: read, sent on, or told what is wrong with a form.
_IN = {200, 302, 400, 409, 412, 422}
_TAKES_NO_SUCH = 405
_OF_A_THING = {
    name for name, pattern in addresses() if any(one in pattern for one in ("public_id", "window", ":ritual>"))
}
#: Every address for what the family sees; and those that name a thing also for what its writer keeps alone.
CASES = [*((name, "family") for name in sorted(ROWS)), *((name, "own") for name in sorted(_OF_A_THING & set(ROWS)))]


def test_every_address_has_a_row() -> None:
    known = {name for name, _pattern in addresses()}
    assert known - set(ROWS) == set(), "new addresses: say in tests/rules/addresses.py who may come there"
    assert set(ROWS) - known == set(), "rows without an address"


@pytest.mark.parametrize(("name", "whose"), CASES)
def test_answers_are_for_those_they_are_for(name: str, whose: str, things: MakeThings, cast: Cast) -> None:
    there = things(whose)
    named = there.names(name)
    address, nowhere = at(name, named), at(name, there.nowhere(named))
    who = _OWN if whose == "own" else _FAMILY
    for role in (*ROLES, *BESIDE):
        asker = Asker(cast.client(role))
        for method in ("GET", "HEAD", "POST"):
            answer = asker.ask(method, address)
            allowed = ROWS[name].post if method == "POST" else ROWS[name].get
            told = f"{method} {address} as {role}: {answer.status_code}"
            if allowed is None and not _is_asked_to_sign_in(role, ROWS[name]):
                assert answer.status_code == _TAKES_NO_SUCH, told
            elif allowed is not None and (role in who[allowed] or allowed in _SEES_NONE.get(role, ())):
                assert answer.status_code in _IN, told
                assert not _is_sent_to_sign_in(answer) or allowed is Who.ANYONE, told
            elif _is_asked_to_sign_in(role, ROWS[name]):
                assert _is_sent_to_sign_in(answer), told
            else:
                assert answer.status_code == 404, told
                asked = asker.asked
                assert _said(answer, address) == _said(asker.ask(method, nowhere), nowhere), told
                assert asked == asker.asked, f"{told}: other questions than for what is not there"
            _has_the_headers(answer, told, is_open=ROWS[name].get is Who.ANYONE)


@pytest.mark.parametrize(
    "name",
    # What a keeper typed is never dropped: under a wrong id it becomes a draft of their own, with a new id each time.
    sorted(
        name for name, pattern in addresses() if name in _OF_A_THING and "slug:slug" in pattern and "draft" not in name
    ),
)
def test_nothing_of_another_family_stands_under_ones_own_place(name: str, things: MakeThings, cast: Cast) -> None:
    """A keeper puts ids of another family's things into every address of their own place."""
    there = things("family")
    own = make.make_person(cast.stranger.family)
    named = {**there.names(name), "slug": own.public_id}
    address, nowhere = at(name, named), at(name, there.nowhere(named))
    asker = Asker(cast.client("stranger"))
    for method in ("GET", "POST"):
        answer = asker.ask(method, address)
        asked = asker.asked
        assert answer.status_code in (404, _TAKES_NO_SUCH), f"{method} {address}"
        assert _said(answer, address) == _said(asker.ask(method, nowhere), nowhere), f"{method} {address}"
        assert asked == asker.asked, f"{method} {address}"


def _is_asked_to_sign_in(role: str, row: Row) -> bool:
    """Whether whoever asks in this role gets no further than the door, unless the page is for them."""
    if role not in _SIGNED_OUT or row.is_guests_door or Who.ANYONE in (row.get, row.post):
        return False
    return role in ("nobody", "closed_link") or not PAST_THE_DOOR & {row.get, row.post}


def _has_the_headers(answer: HttpResponseBase, told: str, *, is_open: bool) -> None:
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy, told
    assert "frame-ancestors 'none'" in policy, told
    assert "unsafe" not in policy, told
    assert answer.headers["X-Content-Type-Options"] == "nosniff", told
    assert "noindex" in answer.headers["X-Robots-Tag"], told
    assert answer.headers["Referrer-Policy"] in ("no-referrer", "same-origin"), told
    cached = answer.headers.get("Cache-Control", "")
    assert "no-store" in cached or "private" in cached or is_open, f"{told}: {cached}"
    assert "public" not in cached or is_open, f"{told}: {cached}"


@pytest.mark.parametrize("name", sorted(name for name, row in ROWS.items() if row.post is not None and not row.is_key))
def test_no_press_counts_without_the_forms_own_mark(name: str, things: MakeThings, cast: Cast) -> None:
    """A page of another site cannot press here in a person's name."""
    there = things("family")
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.account("keeper"))
    answer = client.post(at(name, there.names(name)))
    assert answer.status_code == 403


@pytest.mark.parametrize("name", sorted(name for name, row in ROWS.items() if PAST_THE_DOOR & {row.get, row.post}))
def test_guest_of_another_family_learns_nothing(name: str, things: MakeThings, cast: Cast) -> None:
    there = things("family")
    named = there.names(name)
    client = Client()
    came_by(client, make.make_link(make.make_member(cast.stranger.family, Role.RELATIVE)))
    address, nowhere = at(name, named), at(name, there.nowhere(named))
    if ROWS[name].is_guests_door or ROWS[name].get is Who.INSIDE:
        assert address == nowhere, "what stands here is each guest's own"
        return
    asker = Asker(client)
    for method in ("GET", "HEAD", "POST"):
        if (ROWS[name].post if method == "POST" else ROWS[name].get) is not None:
            answer = asker.ask(method, address)
            assert answer.status_code == 404, f"{method} {address}"
            assert _said(answer, address) == _said(asker.ask(method, nowhere), nowhere)


#: What differs from one question to the next of the same kind: values, and the names of savepoints.
_VALUE = re.compile(r"'(?:[^']|'')*'|\"s\d+_x\d+\"|\b\d+\b|\?(?:, \?)+")


class Asker:
    """One browser that asks again and again: what a request leaves behind, here or in its cookies, is taken back."""

    def __init__(self, client: Client) -> None:
        # Rate limits count in the cache, and nobody is refused for what another tried.
        cache.clear()
        self.asked: list[str] = []
        self._client = client
        self._cookies = {name: morsel.value for name, morsel in client.cookies.items()}

    def ask(self, method: str, address: str) -> HttpResponseBase:
        self._client.cookies.clear()
        self._client.cookies.load(self._cookies)
        with transaction.atomic(), CaptureQueriesContext(connection) as captured:
            answer: HttpResponseBase = self._client.generic(method, address)
            transaction.set_rollback(True)
        self.asked = [_VALUE.sub("?", one["sql"]) for one in captured]
        return answer


def _is_sent_to_sign_in(answer: HttpResponseBase) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith(reverse("account_login"))


def _said(answer: HttpResponseBase, address: str) -> tuple[int, bytes]:
    """Status and text, without what differs by chance or only repeats what was asked for."""
    body = b"".join(answer) if isinstance(answer, StreamingHttpResponse) else answer.content  # type: ignore[attr-defined]
    body = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", body)
    return answer.status_code, body.replace(address.encode(), b"")


def test_a_draft_for_anothers_letter_is_answered_like_one_for_no_letter(things: MakeThings, cast: Cast) -> None:
    """What was typed is kept either way, and the answer tells nobody whether such a letter is there."""
    there = things("own")
    named = there.names("entries:keep_draft")
    answers = []
    for values in (named, there.nowhere(named)):
        address = at("entries:keep_draft", values)
        sent = {
            "body": "Dear Jonah,",
            "window": "abcdefghijkmnpqr",
            "saves": "1",
            "base_revision": "0",
            "audience": "me",
        }
        with transaction.atomic():
            answer = cast.client("other_keeper").post(address, sent)
            transaction.set_rollback(True)
        told = answer.json() if answer.status_code == 200 else {}
        answers.append((answer.status_code, told.get("changed"), told.get("saves")))
    assert answers[0] == answers[1]
