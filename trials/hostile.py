"""Files that mean harm, through the whole way in of the running server: mutated, cut, two in one, bombs, wrong names.

A keeper adds them as a browser does, many in one form. Every one must be answered with a sentence; what is kept must be
byte for byte what was sent, and is handed out under a type that no browser runs. Then the worker makes what it can of them.

    python -m trials.hostile --files 200000

Prints one line of JSON. The exit code is 1 where the server failed, ended, took more memory or time than it may, or handed
out something under an active type.
"""

import argparse
import hashlib
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from trials.hostile_files import Hostile, Maker
from trials.kill import seed
from trials.load import report
from trials.reading import Verdict
from trials.running import Running, family_of
from trials.seed import EMAIL, PASSWORD
from trials.visitor import Answer, Visitor

#: What a browser may be given: it shows or plays these, or stores them, and runs none of them.
_TYPES = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/heic",
    "image/avif",
    "image/tiff",
    "image/gif",
    "application/pdf",
)
_A_FORM = 80
#: Of everything that the server starts, and for one form of that many files, on a busy machine.
_MOST_MB, _MOST_SECONDS = 1200, 120
_LOOKED_AT = 0.05


def main() -> int:
    """Run the trial as the arguments say; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first, so that a trial can go on")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder otherwise")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yearlight-hostile-", dir=given.folder) as folder:
        return Trial(given, Path(folder)).run()


class Trial:
    """One server, and all that it was sent."""

    def __init__(self, given: argparse.Namespace, folder: Path) -> None:
        self._given = given
        self._running = Running(folder / "home")
        self._maker, self._chance = Maker(given.seed), random.Random(given.seed)
        self._verdict = Verdict()
        self._figures, self._ways, self._kept = Counter[str](), Counter[str](), Counter[str]()
        self._most_mb, self._slowest = 0, 0.0

    def run(self) -> int:
        """Send them all, look at what is kept, and check; returns the exit code."""
        began = time.monotonic()
        with self._running:
            leader = self._running.pid
            self._slug = seed(self._running)
            self._visitor = Visitor(self._running.url)
            self._visitor.sign_in(EMAIL, PASSWORD)
            numbers = range(self._given.first, self._given.first + self._given.files)
            for start in range(0, len(numbers), _A_FORM):
                self._send([self._maker.make(number) for number in numbers[start : start + _A_FORM]])
            self._wait_for_the_worker()
            if self._running.pid != leader or leader not in family_of(leader):
                self._verdict.add("ended", "the server is another one")
            checked = self._running.command("check", seconds=3600)
            if checked.returncode:
                self._verdict.add("check", (checked.stdout + checked.stderr)[-800:])
        log = self._running.printed()
        for line in log.splitlines():
            # The web server says so where one of its workers dies; a traceback is an answer that nobody thought of.
            if "Unexpected exit from worker" in line or "Internal Server Error" in line:
                self._verdict.add("in the log", line[:300])
        report(
            trial="hostile",
            seconds=round(time.monotonic() - began),
            files=sum(self._ways.values()),
            by_way=dict(self._ways),
            kept_by_way=dict(self._kept),
            **dict(self._figures),
            most_megabytes=self._most_mb,
            slowest_form_seconds=round(self._slowest, 1),
            bad=dict(self._verdict.counts),
            examples=self._verdict.examples,
        )
        return 1 if self._verdict.is_bad else 0

    def _send(self, files: list[Hostile]) -> None:
        """One form with all of them, and a sentence for each in the answer."""
        began = time.monotonic()
        sent = [("pictures", one.name, one.data) for one in files]
        answer = self._visitor.post(
            f"/p/{self._slug}/photos/add/", {"audience": "me"}, files=sent, accept="application/json"
        )
        self._slowest = max(self._slowest, time.monotonic() - began)
        if answer.status >= 500 or time.monotonic() - began > _MOST_SECONDS:
            self._verdict.add("answers", f"{answer.status} {files[0].name} … {answer.body[:200]!r}")
            return
        told: list[dict[str, Any]] = answer.json()["files"]
        if len(told) != len(files):
            self._verdict.add("not every file was answered", f"{len(told)} of {len(files)}: {told[:1]}")
            return
        for one, said in zip(files, told, strict=True):
            self._ways[one.way] += 1
            self._kept[one.way] += said["kept"]
            self._figures["kept"] += said["kept"]
            if not said["sentence"]:
                self._verdict.add("without a sentence", one.name)
            if said["kept"] and self._chance.random() < _LOOKED_AT:
                self._look_at(one, said["address"])
        self._most_mb = max(self._most_mb, megabytes(self._running.pid))
        if self._most_mb > _MOST_MB:
            self._verdict.add("memory", f"{self._most_mb} MB after {files[-1].name}")

    def _look_at(self, one: Hostile, address: str) -> None:
        """What is handed out of it, by every address it has."""
        self._figures["looked_at"] += 1
        original = self._visitor.get(f"{address}original")
        if original.status != 200 or hashlib.sha256(original.body).digest() != hashlib.sha256(one.data).digest():
            self._verdict.add("originals", f"{one.name}: {original.status}")
        self._hold_type(one, original)
        if self._visitor.get(address).status != 200:
            self._verdict.add("pages", one.name)
        for ending in ("480.webp", "480.jpg", "play.mp4", "play.m4a"):
            answer = self._visitor.get(f"{address}{ending}", accept="*/*")
            if answer.status == 200:
                self._hold_type(one, answer)

    def _hold_type(self, one: Hostile, answer: Answer) -> None:
        kind = answer.headers.get("content-type", "")
        is_quiet = kind in _TYPES or kind.startswith(("video/", "audio/"))
        is_closed = answer.headers.get("x-content-type-options") == "nosniff"
        is_boxed = "sandbox" in answer.headers.get("content-security-policy", "")
        if not (is_quiet and is_closed and is_boxed):
            self._verdict.add("types", f"{one.name} ({one.way}): {kind}")

    def _wait_for_the_worker(self) -> None:
        """Everything that was kept has its sizes by then, or is told to be broken."""
        until = time.monotonic() + 60 + self._figures["kept"]
        while time.monotonic() < until:
            told = self._running.command("check", "--quick", seconds=600).stdout
            self._most_mb = max(self._most_mb, megabytes(self._running.pid))
            if "have no sizes yet" not in told:
                return
            time.sleep(2)
        self._verdict.add("worker", "not everything was made within its time")


def megabytes(leader: int) -> int:
    """The memory of the server and everything that it started; what they share counts once."""
    total = 0
    for pid in family_of(leader):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total // 1024


if __name__ == "__main__":
    sys.exit(main())
