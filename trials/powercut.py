"""The power goes, again and again: is everything that was answered on the disk that is left?

The real server runs on a real file system whose drive is recorded below the file
system (``trials.recorder``), and people use it over HTTP. From the record,
disks are made that a power cut could have left (``trials.crashes``). Each is
mounted, so the file system's own journal is replayed, and its rows and files
are held against every answer that had been given until then.

    python -m trials.powercut --states 300 --disk ext4
    python -m trials.powercut --states 300 --variant django_default

The second is to fail: the same trial of a server that keeps files and rows as
Django does by itself. Prints one line of JSON; the exit code is 1 if anything
promised is not there, and 3 if this machine cannot make such disks.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from trials import disks
from trials.crashes import BEGIN, END, Crash, counted, crashes
from trials.kill import seed
from trials.load import Hand, Ledger, Told, report
from trials.offline import in_folder
from trials.reading import Verdict, compare
from trials.recorder import mark
from trials.running import Running
from trials.seed import EMAIL, PASSWORD
from trials.visitor import Visitor

CANNOT = 3
VARIANTS: dict[str, dict[str, str]] = {
    "yearlight": {},
    "django_default": {"DJANGO_SETTINGS_MODULE": "trials.django_default"},
}


def main() -> int:
    """Run the trial as the arguments say; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--states", type=int, default=300, help="power cuts")
    parser.add_argument("--variant", choices=sorted(VARIANTS), default="yearlight")
    parser.add_argument("--disk", choices=sorted(disks.FILE_SYSTEMS), default="ext4")
    parser.add_argument("--threads", type=int, default=3, help="people who work at the same time")
    parser.add_argument("--turns", type=int, default=60, help="pictures or letters that each of them adds")
    parser.add_argument("--own-check", type=int, default=20, help="also ask `yearlight check` at so many of the states")
    parser.add_argument("--mib", type=int, default=0, help="the size of the disk; 0 for a small one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work: memory is fastest; a temporary folder otherwise")
    given = parser.parse_args()
    system = disks.FILE_SYSTEMS[given.disk]
    given.mib = given.mib or system.mib
    if not disks.can("trials.powercut", system):
        return CANNOT
    with tempfile.TemporaryDirectory(prefix="yearlight-powercut-", dir=given.folder) as folder:
        return Trial(given, Path(folder)).run()


class Trial:
    """One recorded life of a server, and all the ways in which it could have ended."""

    def __init__(self, given: argparse.Namespace, folder: Path) -> None:
        self._given, self._folder = given, folder
        self._system = disks.FILE_SYSTEMS[given.disk]
        self._ledger = Ledger(folder / "ledger")
        self._slug = ""
        self._bad = Counter[str]()
        self._figures = Counter[str]()
        self._ways, self._bad_ways = Counter[str](), Counter[str]()
        self._examples: list[str] = []

    def run(self) -> int:
        """Record, cut, compare, report; returns the exit code."""
        began = time.monotonic()
        self._record()
        recorded = time.monotonic()
        chance = random.Random(self._given.seed)
        record, mib = self._folder / "record", self._given.mib
        for crash in crashes(record, self._folder, mib=mib, count=self._given.states, chance=chance):
            self._judge(crash)
        report(
            trial="powercut",
            variant=self._given.variant,
            disk=self._system.name,
            seconds_recorded=round(recorded - began, 1),
            seconds_replayed=round(time.monotonic() - recorded, 1),
            promised=dict(Counter(one.what for one in self._ledger.told)),
            other_answers=dict(self._ledger.odd),
            **counted(record),
            **dict(self._figures),
            states_by_way=dict(self._ways),
            bad_states_by_way=dict(self._bad_ways),
            bad=dict(self._bad),
            examples=self._examples,
        )
        return 1 if self._bad else 0

    def _record(self) -> None:
        """A server's life on the recorded drive: some people add and write, and every answer leaves its mark."""
        with disks.recorded(self._folder, self._system, mib=self._given.mib) as (drive, disk):
            running = Running(disk / "home", environment=VARIANTS[self._given.variant])
            # Its log lies elsewhere: a log is nobody's promise, and its writes would push others to the disk.
            running.log = self._folder / "server.log"
            with running:
                self._slug = seed(running)
                visitor = Visitor(running.url)
                visitor.sign_in(EMAIL, PASSWORD)
                os.sync()
                mark(drive, BEGIN)
                hands = [self._hand(visitor, drive, number) for number in range(self._given.threads)]
                for hand in hands:
                    hand.start()
                for hand in hands:
                    hand.join()
                    if hand.fault is not None:
                        raise hand.fault
                mark(drive, END)

    def _hand(self, visitor: Visitor, drive: Path, number: int) -> Hand:
        def told(one: Told) -> None:
            mark(drive, str(one.number), hand=number)

        return Hand(
            visitor.again(),
            self._slug,
            self._ledger,
            seed=self._given.seed * 100 + number,
            limit=self._given.turns,
            on_told=told,
        )

    def _judge(self, crash: Crash) -> None:
        """Hold one disk against what had been answered."""
        told = [one for one in self._ledger.told if str(one.number) in crash.marks]
        verdict = Verdict()
        every = max(1, self._given.states // max(1, self._given.own_check))
        try:
            with disks.mounted(crash.image, self._folder / "left", self._system) as needed_repair:
                self._figures["needed_repair"] += needed_repair
                home = self._folder / "left" / "home"
                verdict = compare(self._ledger, told, in_folder(home, self._slug))
                if self._given.own_check and self._figures["states"] % every == 0:
                    self._ask_own_check(home, verdict)
        except disks.DiskFault as fault:
            verdict.add("disks that nothing mounts", str(fault))
        self._figures["states"] += 1
        self._figures["answers_held_against_disks"] += len(told)
        self._ways[crash.way] += 1
        if verdict.is_bad:
            self._figures["bad_states"] += 1
            self._bad_ways[crash.way] += 1
            self._bad.update(verdict.counts)
            where = f"record {crash.at}, {crash.way}: "
            self._examples = [*self._examples, *(where + one for one in verdict.examples)][:5]

    def _ask_own_check(self, home: Path, verdict: Verdict) -> None:
        """The program's own check, on the same disk."""
        running = Running(home)
        checked = running.command("check")
        self._figures["own_checks"] += 1
        if checked.returncode:
            verdict.add("complaints of yearlight check", (checked.stdout + checked.stderr)[-500:])


if __name__ == "__main__":
    sys.exit(main())
