"""The trials of mail in short: a few kills, and that the trial itself would find what is wrong."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from trials.mail import delivered, house
from trials.mail.kill import judged
from trials.running import ROOT


@pytest.mark.trial
def test_nobody_is_written_to_twice_over_a_few_kills() -> None:
    words = ["--messages", "12", "--kills", "3", "--senders", "2", "--between", "0.1", "--drops", "0.2", "--seed", "3"]
    ran = subprocess.run(
        [sys.executable, "-m", "trials.mail.kill", *words, "--seconds", "90"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    told = json.loads(ran.stdout)
    assert (told["messages"], told["kills"], told["bad"]) == (12, 3, {})
    assert told["reached"]["sent"] + told["reached"].get("unsure", 0) == 12


def ledger(path: Path, **reached: str) -> Path:
    """A ledger with these messages, as far as the trial reads it."""
    connection = sqlite3.connect(path)
    connection.execute("create table reminders_message (id integer primary key, public_id text)")
    connection.execute("create table reminders_delivery (message_id integer, reached text)")
    for number, (name, far) in enumerate(reached.items()):
        connection.execute("insert into reminders_message values (?, ?)", (number, name))
        connection.execute("insert into reminders_delivery values (?, ?)", (number, far))
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize(
    ("log", "bad"),
    [
        ("taken aa.1 a@x\ntaken bb.1 b@x\n", {}),
        ("taken aa.1 a@x\ntaken bb.1 b@x\ntaken bb.1 b@x\n", {"taken_twice": 1, "receivers_with_two": 1}),
        ("taken aa.1 a@x\ntaken bb.1 a@x\n", {"receivers_with_two": 1}),
        ("taken bb.1 b@x\n", {"sent_and_never_taken": 1}),
        ("taken aa.1 a@x\ntaken cc.1 c@x\n", {"taken_and_not_in_the_ledger": 1}),
    ],
)
def test_log_of_the_server_is_held_against_the_ledger(tmp_path: Path, log: str, bad: dict[str, int]) -> None:
    (tmp_path / "log").write_text(log)
    found = judged(ledger(tmp_path / "db", aa="sent", bb="unsure", cc="waiting"), tmp_path / "log", kills=1)
    assert found["bad"] == bad


def test_unsure_ones_need_a_kill_or_a_broken_connection_each(tmp_path: Path) -> None:
    database = ledger(tmp_path / "db", aa="unsure", bb="unsure", cc="unsure")
    (tmp_path / "log").write_text("broke_taken aa.1\ntaken aa.1 a@x\nbroke_before -\n")
    assert judged(database, tmp_path / "log", kills=2)["bad"] == {}
    assert judged(database, tmp_path / "log", kills=1)["bad"] == {"more_unsure_than_reasons": 1}


def test_machine_without_a_mail_server_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(house.Path, "exists", lambda path: False)
    assert delivered.main() == 3
    assert "apt-get install postfix dovecot-imapd" in capsys.readouterr().err
