"""Senders that are killed with SIGKILL at random moments, and a mail server that breaks connections off: who gets what?

A receiver of mail and a few senders run as processes of their own. The senders do what the worker does. They are killed
and started again, at random, until every message has come to its end; meanwhile the mail server breaks some connections
off. Then its log is held against the ledger:

- nobody got a message twice;
- every message in the ledger as sent was taken;
- every other that was taken is in the ledger as unsure;
- there are no more unsure ones than kills and broken connections.

    python -m trials.mail.kill --messages 10000 --kills 1000 --senders 3

With ``--variant send_first`` nothing is written down before the dot, as most programs do it: then the trial is to fail.

Prints one line of JSON. The exit code is 1 if any of the four does not hold.
"""

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from trials.running import ROOT, free_port

_ON = date(2026, 11, 14)
_BEGINS = datetime(2026, 11, 14, 8, 0, tzinfo=UTC)
#: The trial's clock goes so much faster, so that nobody waits a minute for the next try.
_FASTER = 8
#: Two real seconds: what a killed sender held is soon taken up.
_LEASE = timedelta(seconds=2 * _FASTER)


def main() -> int:
    """Run the trial as the arguments say; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--senders", type=int, default=3)
    parser.add_argument("--drops", type=float, default=0.05, help="the share of connections that break off")
    parser.add_argument("--between", type=float, default=0.25, help="seconds between two kills, on the average")
    parser.add_argument("--variant", choices=("as_built", "send_first"), default="as_built")
    parser.add_argument("--seconds", type=float, default=3600, help="give up after so long")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yearlight-mail-") as folder:
        return Trial(given, Path(folder)).run()


class Trial:
    """One folder with its database, one mail server, a few senders."""

    def __init__(self, given: argparse.Namespace, folder: Path) -> None:
        self._given, self._home, self._log = given, folder / "home", folder / "taken"
        self._random = random.Random(given.seed)
        self._port = free_port()
        self._kills = 0
        self._senders: list[int] = []

    def run(self) -> int:
        began = time.monotonic()
        self._set_up()
        server = self._serve()
        try:
            clock = _going(_BEGINS)
            self._senders = [self._sender(clock) for _ in range(self._given.senders)]
            while self._is_open() and time.monotonic() - began < self._given.seconds:
                time.sleep(self._random.expovariate(1 / self._given.between))
                self._kill_one(clock)
        finally:
            for pid in self._senders:
                _kill(pid)
            server.kill()
            server.wait()
        told = judged(self._home / "yearlight.sqlite3", self._log, self._kills)
        print(
            json.dumps({"trial": "mail.kill", "seconds": round(time.monotonic() - began), "kills": self._kills, **told})
        )
        return 1 if told["bad"] or self._is_open() else 0

    def _set_up(self) -> None:
        """The settings, and everybody who is told of a day this morning, planned as each night plans it."""
        os.environ.update(
            DJANGO_SETTINGS_MODULE="yearlight.config.settings",
            YEARLIGHT_HOME=str(self._home),
            YEARLIGHT_ADDRESS="https://remember.example.org",
            YEARLIGHT_SMTP_HOST="127.0.0.1",
            YEARLIGHT_SMTP_PORT=str(self._port),
            YEARLIGHT_SMTP_SECURITY="none",
            YEARLIGHT_MAIL_FROM="days@house.example",
        )
        import django  # noqa: PLC0415 - the settings come first

        django.setup()
        from django.db import connections, transaction  # noqa: PLC0415
        from django.urls import reverse  # noqa: PLC0415

        from trials.mail.people import receivers  # noqa: PLC0415
        from yearlight.ops.prepare import prepare  # noqa: PLC0415
        from yearlight.reminders.actions import planning, sending  # noqa: PLC0415

        # All is read before the senders part, so that a killed one is there again at once.
        self._send, _read = sending.send_due, reverse("reminders:reminders")
        if self._given.variant == "send_first":
            sending._take_in_hand = lambda *_rest: True  # type: ignore[assignment]
        prepare(now=_BEGINS)
        with transaction.atomic():
            receivers(self._given.messages, on=_ON, now=_BEGINS - timedelta(days=30))
            # In one transaction, since it is not the planner that is tried here.
            while planning.plan(_BEGINS):
                pass
        # A connection is no thing to share with a process that is killed.
        connections.close_all()

    def _serve(self) -> subprocess.Popen[str]:
        words = ["--port", str(self._port), "--log", str(self._log), "--drops", str(self._given.drops)]
        server = subprocess.Popen(
            [sys.executable, "-m", "trials.mail.receiver", *words, "--seed", str(self._given.seed)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert server.stdout is not None
        assert server.stdout.readline() == "ready\n"
        return server

    def _kill_one(self, clock: Callable[[], datetime]) -> None:
        if self._kills >= self._given.kills:
            return
        number = self._random.randrange(len(self._senders))
        _kill(self._senders[number])
        self._kills += 1
        self._senders[number] = self._sender(clock)

    def _sender(self, clock: Callable[[], datetime]) -> int:
        """A process that sends what is due, over and over, as the worker does; returns its number."""
        pid = os.fork()
        if pid:
            return pid
        try:
            while True:
                if not self._send(clock, lease=_LEASE):
                    time.sleep(0.2)
        except BaseException:
            # A worker writes it down and takes up the next; here it would be a sender less, and nobody would see why.
            traceback.print_exc()
        finally:
            os._exit(1)

    def _is_open(self) -> bool:
        """Whether any message waits, is held, or is in hand."""
        return _count(self._home / "yearlight.sqlite3", "reached in ('waiting', 'claimed', 'handing')") > 0


def judged(database: Path, log: Path, kills: int) -> dict[str, object]:
    """The server's log held against the ledger."""
    lines = [line.split(" ") for line in log.read_text().splitlines()]
    events = Counter(words[0] for words in lines)
    # By whom it was taken for, too: two messages of two names to one receiver would be twice as well.
    taken = Counter(words[1].partition(".")[0] for words in lines if words[0] == "taken")
    receivers = Counter(words[2] for words in lines if words[0] == "taken")
    ledger = _ledger(database)
    sent = {name for name, reached in ledger.items() if reached == "sent"}
    unsure = {name for name, reached in ledger.items() if reached == "unsure"}
    doubts = kills + events["broke_untaken"] + events["broke_taken"]
    bad = {
        "taken_twice": sum(1 for count in taken.values() if count > 1),
        "receivers_with_two": sum(1 for count in receivers.values() if count > 1),
        "sent_and_never_taken": len(sent - set(taken)),
        "taken_and_not_in_the_ledger": len(set(taken) - sent - unsure),
        "more_unsure_than_reasons": max(0, len(unsure) - doubts),
    }
    return {
        "messages": len(ledger),
        "reached": dict(Counter(ledger.values())),
        "taken": sum(taken.values()),
        "unsure_that_arrived": len(unsure & set(taken)),
        "broken_connections": {name: count for name, count in sorted(events.items()) if name != "taken"},
        "bad": {name: count for name, count in bad.items() if count},
    }


def _ledger(database: Path) -> dict[str, str]:
    """How far each message came, by its public id, read with nothing of the program's."""
    asked = "select m.public_id, d.reached from reminders_delivery d join reminders_message m on m.id = d.message_id"
    with sqlite3.connect(database, timeout=30) as connection:
        return dict(connection.execute(asked).fetchall())


def _count(database: Path, which: str) -> int:
    connection = sqlite3.connect(database, timeout=30)
    try:
        return int(connection.execute(f"select count(*) from reminders_delivery where {which}").fetchone()[0])
    finally:
        connection.close()


def _going(begins: datetime) -> Callable[[], datetime]:
    """A clock that began at a moment of the trial's own, and is the same in every process."""
    began = time.time()
    return lambda: begins + timedelta(seconds=_FASTER * (time.time() - began))


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


if __name__ == "__main__":
    sys.exit(main())
