"""Telling of what waits, with a mail server that is away or refuses, and workers that die."""

import smtplib
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from tests.conftest import Cast
from tests.people.waited import DAY, NOW, do, ended, link_in, tell
from yearlight.people import post
from yearlight.people.actions import telling
from yearlight.people.models import Telling


class _Server:
    """A mail server that refuses as a test says."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fault: Exception | None = None
        really = mail.EmailMessage.send

        def send(message: mail.EmailMessage, *, fail_silently: bool = False) -> int:
            if self.fault is not None:
                raise self.fault
            return really(message, fail_silently)

        monkeypatch.setattr(mail.EmailMessage, "send", send)


def test_while_nobody_can_be_told_nothing_happens_and_the_days_count_from_the_telling(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = _Server(monkeypatch)
    server.fault = ConnectionRefusedError()
    wait = ended(cast)
    assert tell() == []
    assert do(NOW + 30 * DAY) == 0
    server.fault = None
    assert len(tell(NOW + 31 * DAY)) == 4
    wait.refresh_from_db()
    assert wait.due_at == NOW + 61 * DAY
    assert do(NOW + 61 * DAY - timedelta(seconds=1)) == 0
    assert do(NOW + 61 * DAY) == 1


def test_a_server_that_is_away_is_knocked_at_once_a_round_and_not_for_each_message(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = _Server(monkeypatch)
    server.fault = ConnectionRefusedError()
    ended(cast)
    tell()
    assert sorted(Telling.objects.filter(number=0).values_list("attempts", flat=True)) == [0, 1]


def test_a_message_that_cannot_be_written_keeps_no_other_back(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ended(cast)
    really = post.waits

    def fail(*, to: list[str], **more: Any) -> None:
        if to == ["mara@example.org"]:
            raise ValueError("no")
        really(to=to, **more)

    with monkeypatch.context() as patched:
        patched.setattr(post, "waits", fail)
        assert [to for to, _subject in tell()] == ["peter@example.org"]
    assert [to for to, _subject in tell(NOW + timedelta(hours=1))] == ["mara@example.org"]


def test_an_address_that_is_none_holds_nothing_up(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    server = _Server(monkeypatch)
    server.fault = smtplib.SMTPRecipientsRefused({"peter@example.org": (550, b"no such user")})
    ended(cast)
    for hours in (0, 1, 2):
        tell(NOW + timedelta(hours=hours))
    assert Telling.objects.filter(number=0, refused_at=None).count() == 0
    for hours in (0, 1, 2):
        tell(NOW + 23 * DAY + timedelta(hours=hours))
    assert do(NOW + 30 * DAY) == 1


def test_a_worker_that_dies_after_handing_over_says_it_again_under_the_same_name(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended(cast)

    def die(one: Telling, now: datetime) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(telling, "_told", die)
        with pytest.raises(KeyboardInterrupt):
            tell()
    assert len(tell()) == 1, "the one that is in hand is left to whoever has it"
    assert len(tell(NOW + timedelta(minutes=6))) == 1
    first, _other, again = mail.outbox
    assert first.extra_headers == again.extra_headers
    assert link_in(str(first.body)) == link_in(str(again.body))
