"""What the host is told: numbers, and nobody's name."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from tests import make
from tests.conftest import Cast
from tests.reminders.ledger import NOW, ON, planned
from yearlight.core import clock
from yearlight.ops.check import Count, check
from yearlight.reminders.models import Look, Outcome, Receiver, WhyStopped, Wish
from yearlight.reminders.queries import host


@pytest.fixture
def mara(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Receiver:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return make.make_receiver(cast.account("keeper"))


@pytest.fixture
def wish(cast: Cast, mara: Receiver) -> Wish:
    return Wish.objects.create(receiver=mara, date=cast.person.dates.get(), custom="civil-yearly", changed_at=make.NOW)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    call_command("reminders", *words)
    return capsys.readouterr().out


def test_messages_are_counted_by_day_and_by_what_became_of_them(
    mara: Receiver, wish: Wish, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    for days, outcome in enumerate((Outcome.PLANNED, Outcome.SENT, Outcome.MISSED, Outcome.SENT)):
        planned(mara, wish, on=ON - timedelta(days=days), outcome=outcome)
    other = make.make_receiver(cast.account("other_keeper"))
    planned(
        other, Wish.objects.create(receiver=other, custom="civil-yearly", changed_at=make.NOW), outcome=Outcome.SENT
    )
    told = said(capsys, "--days", "2")
    assert told.splitlines() == [
        "2026-11-12  missed 1",
        "2026-11-13  sent 1",
        "2026-11-14  planned 1, sent 1",
        "The brake is off.",
    ]


def test_host_is_told_no_name_and_no_address(mara: Receiver, wish: Wish, capsys: pytest.CaptureFixture[str]) -> None:
    planned(mara, wish)
    Receiver.objects.update(stopped_at=NOW, stopped_why=WhyStopped.RETURNED)
    told = said(capsys)
    assert "Nothing goes to one receiver: messages to this address came back." in told
    assert not [word for word in ("mara", "Mara", "Jonah", mara.public_id) if word in told]


def test_days_without_messages_are_told_as_such(mara: Receiver, capsys: pytest.CaptureFixture[str]) -> None:
    assert "There were no messages on these days." in said(capsys)


def test_brake_is_told_by_the_command_and_by_the_check_until_it_is_released(
    mara: Receiver, capsys: pytest.CaptureFixture[str]
) -> None:
    Look.objects.create(name=host.BRAKE, until=NOW)
    with pytest.raises(SystemExit) as ended:
        call_command("reminders")
    assert ended.value.code == 3
    assert "The brake is on since 2026-11-14 09:00 UTC" in capsys.readouterr().out
    assert [(one.code, one.is_fault) for one in check(Count()) if one.code == "brake"] == [("brake", False)]
    assert "Messages go out again." in said(capsys, "--release")
    assert "The brake was not on." in said(capsys, "--release")
    assert [one for one in check(Count()) if one.code == "brake"] == []
