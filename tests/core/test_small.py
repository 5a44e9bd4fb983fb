"""Ids, the clock, the audit log and the outbox."""

from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from pytest_django.fixtures import Settings

from tests import make
from yearlight.core import audit, clock, ids
from yearlight.core.mail import OutboxBackend
from yearlight.core.models import AuditLine


def test_an_id_can_be_read_aloud_and_spells_nothing() -> None:
    made = {ids.public_id() for _ in range(500)}
    assert len(made) == 500
    assert {len(one) for one in made} == {ids.LENGTH}
    assert not set("".join(made)) & set("aeiou01lABCDEFGHIJKLMNOPQRSTUVWXYZ-_")


def test_now_is_an_instant_with_its_zone() -> None:
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize(
    ("zone", "day"), [("UTC", date(2026, 11, 3)), ("Pacific/Auckland", date(2026, 11, 4)), ("Etc/GMT+12", date(2026, 11, 3))]
)  # fmt: skip
def test_today_is_the_readers_own_day(zone: str, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 3, 19, 0, tzinfo=UTC))
    assert clock.today(zone) == day


def test_the_log_says_who_did_what_and_never_what_was_written(db: None) -> None:
    audit.note(actor="7", family_id=3, verb="keep", thing="letter", thing_id="bcdf", now=make.NOW)
    line = AuditLine.objects.get()
    assert (line.at, line.family_id, line.actor, line.verb, line.thing, line.thing_id) == (
        make.NOW, 3, "7", "keep", "letter", "bcdf")  # fmt: skip


def test_a_message_without_a_mail_server_is_kept_as_a_file(tmp_path: Path, settings: Settings) -> None:
    settings.OUTBOX = tmp_path / "outbox"
    message = EmailMessage("A code", "It is 4711.\n", "from@example.org", ["mara@example.org"])
    assert OutboxBackend().send_messages([message, message]) == 2
    kept = sorted(settings.OUTBOX.iterdir())
    assert [path.suffix for path in kept] == [".eml", ".eml"]
    read = message_from_bytes(kept[0].read_bytes(), policy=policy.default)
    assert (read["To"], read["Subject"]) == ("mara@example.org", "A code")
    assert "4711" in read.as_string()
    assert settings.OUTBOX.stat().st_mode & 0o077 == 0
