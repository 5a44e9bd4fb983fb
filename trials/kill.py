"""The server, killed with SIGKILL at random moments, again and again: is every answer that it gave true?

A few people add pictures and write letters over HTTP. At a random moment the
server and everything it started is killed; then ``yearlight check`` looks at
the folder, the server starts again, and what was promised is read through its
pages. One folder lives through many kills, so damage would add up; after so
many a new one begins, since what must be read again grows with each.

    python -m trials.kill --kills 2000 --life 100

    python -m trials.kill --kills 100 --life 10 --swift FOLDER/bin

The second keeps the originals in a bucket of an S3 server of the trial's own,
whose processes are killed too. SIGTERM ends a trial after the kill it is at,
with what it found until then. Prints one line of JSON. The exit code is 1 if anything promised is not there.
"""

import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from trials.load import Hand, Ledger, Told, report
from trials.reading import Verdict, compare, over_http
from trials.running import ROOT, DidNotStart, Running
from trials.seed import EMAIL, PASSWORD
from trials.visitor import Visitor

if TYPE_CHECKING:
    from trials.swift import Swift

_MADE_WITHIN = 60.0


def main() -> int:
    """Run the trial as the arguments say; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--life", type=int, default=0, help="kills that one folder lives through; 0 for all")
    parser.add_argument("--threads", type=int, default=3, help="people who work at the same time")
    parser.add_argument("--longest", type=float, default=1.5, help="seconds of work before a kill, at most")
    parser.add_argument("--whole", type=int, default=25, help="read everything again after so many kills")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--swift", type=Path, help="programs of an environment with swift: originals lie in its bucket")
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder otherwise")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yearlight-kill-") as temporary:
        folder = given.folder or Path(temporary)
        if given.swift is None:
            return Trial(given, folder).run()
        # Only with a bucket is the program there that speaks to it.
        from trials.swift import Swift  # noqa: PLC0415

        with Swift(given.swift, folder) as swift:
            return Trial(given, folder, swift).run()


class Trial:
    """One folder, its server, and the ledger."""

    def __init__(self, given: argparse.Namespace, folder: Path, swift: "Swift | None" = None) -> None:
        self._given, self._folder, self._swift = given, folder, swift
        self._random = random.Random(given.seed)
        self._verdict = Verdict()
        self._figures, self._promised, self._odd = Counter[str](), Counter[str](), Counter[str]()
        self._starts: list[float] = []
        self._is_over = False
        signal.signal(signal.SIGTERM, self._end)

    def run(self) -> int:
        """Kill as often as asked; returns the exit code."""
        began = time.monotonic()
        left, life = self._given.kills, self._given.life or self._given.kills
        while left > 0 and not self._is_done:
            self._live(min(left, life))
            left -= life
        report(
            trial="kill",
            seconds=round(time.monotonic() - began),
            promised=dict(self._promised),
            other_answers=dict(self._odd),
            **dict(self._figures),
            slowest_start=round(max(self._starts, default=0.0), 2),
            bad=dict(self._verdict.counts),
            examples=self._verdict.examples,
        )
        return 1 if self._verdict.is_bad else 0

    @property
    def _is_done(self) -> bool:
        return self._verdict.is_bad or self._is_over

    def _end(self, *_what: object) -> None:
        self._is_over = True

    def _live(self, kills: int) -> None:
        """One folder from its beginning through so many kills."""
        self._figures["lives"] += 1
        folder = self._folder / f"life-{self._figures['lives']}"
        folder.mkdir()
        environment = {}
        if self._swift is not None:
            bucket = folder.name
            self._swift.make(bucket)
            environment = self._swift.settings(bucket)
        self._running = Running(folder / "home", environment=environment)
        self._ledger = Ledger(folder / "ledger")
        try:
            self._starts.append(self._running.start())
            self._slug = seed(self._running)
            self._visitor = Visitor(self._running.url)
            self._visitor.sign_in(EMAIL, PASSWORD)
            for number in range(1, kills + 1):
                self._round(number)
                if self._is_done:
                    break
            self._last_look()
        except DidNotStart as error:
            self._verdict.add("did not start", str(error)[-2000:])
        finally:
            self._running.kill()
        self._promised.update(one.what for one in self._ledger.told)
        self._odd.update(self._ledger.odd)
        if not self._verdict.is_bad:
            shutil.rmtree(folder)

    def _round(self, number: int) -> None:
        """Work, kill, check, start, read."""
        before = len(self._ledger.told)
        hands = [
            Hand(self._visitor.again(), self._slug, self._ledger, seed=self._random.getrandbits(32))
            for _ in range(self._given.threads)
        ]
        for hand in hands:
            hand.start()
        time.sleep(self._random.uniform(0.0, self._given.longest) / 2)
        crashed = self._crash_the_bucket()
        time.sleep(self._random.uniform(0.0, self._given.longest) / 2)
        self._kill()
        for hand in hands:
            hand.join()
            if hand.fault is not None:
                raise hand.fault
        if crashed and self._swift is not None:
            self._swift.start(crashed)
            self._swift.make("again")
        self._look_at_parts()
        self._check()
        if self._random.random() < 0.1:
            self._kill_while_starting()
        self._starts.append(self._running.start())
        told = self._ledger.told
        older = self._random.sample(told[:before], min(40, before))
        self._read(told if number % self._given.whole == 0 else [*told[before:], *older])

    def _crash_the_bucket(self) -> str:
        """Every third time a process of the S3 server goes too, a moment before; which one."""
        if self._swift is None or self._random.random() > 1 / 3:
            return ""
        name = self._random.choice(["object", "container", "proxy"])
        self._swift.kill(name)
        self._figures["kills_of_the_bucket"] += 1
        return name

    def _kill(self) -> None:
        self._running.kill()
        self._figures["kills"] += 1

    def _kill_while_starting(self) -> None:
        """A crash may come while the traces of another are being cleared."""
        starting = threading.Thread(target=self._start_in_vain, daemon=True)
        starting.start()
        time.sleep(self._random.uniform(0.2, 1.5))
        self._kill()
        starting.join()
        # On a slow machine the start itself may have come after that.
        self._running.kill()
        self._figures["kills_while_starting"] += 1

    def _start_in_vain(self) -> None:
        try:
            self._running.start()
        except (DidNotStart, AssertionError, AttributeError):
            return

    def _check(self) -> None:
        """The program's own check of rows against files; its exit code says whether all agree."""
        checked = self._running.command("check")
        self._figures["checks"] += 1
        if checked.returncode:
            self._verdict.add("check", (checked.stdout + checked.stderr)[-1000:])

    def _read(self, told: list[Told]) -> None:
        self._visitor = self._visitor.again()
        found = over_http(self._visitor, self._slug, told)
        self._figures["answers_read_again"] += len(told)
        self._merge(compare(self._ledger, _in_order(told), found))

    def _last_look(self) -> None:
        """Everything once more; and the later work of what was kept came to its end too."""
        self._read(self._ledger.told)
        waiting = {one.thing for one in self._ledger.told if one.what == "picture"}
        until = time.monotonic() + _MADE_WITHIN
        while waiting and time.monotonic() < until:
            waiting = {one for one in waiting if self._visitor.get(f"{one}480.webp", accept="*/*").status != 200}
            time.sleep(0.5 if waiting else 0)
        for address in waiting:
            self._verdict.add("sizes never made", address)
        self._check()

    def _look_at_parts(self) -> None:
        """Where less of a file was here than had been said."""
        for one in self._ledger.broken:
            self._verdict.add("lost parts", one)
        self._ledger.broken.clear()

    def _merge(self, verdict: Verdict) -> None:
        self._verdict.counts.update(verdict.counts)
        self._verdict.examples = [*self._verdict.examples, *verdict.examples][:5]


def seed(running: Running) -> str:
    """Make the keeper and the place; returns the part of the address that names it."""
    made = subprocess.run(
        [sys.executable, "-m", "trials.seed"],
        env={"DJANGO_SETTINGS_MODULE": "yearlight.config.settings", **running.environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise DidNotStart(made.stderr)
    return str(json.loads(made.stdout.splitlines()[-1])["slug"])


def _in_order(told: list[Told]) -> list[Told]:
    return sorted(set(told), key=lambda one: one.number)


if __name__ == "__main__":
    sys.exit(main())
