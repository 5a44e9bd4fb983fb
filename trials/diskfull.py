"""The disk becomes full under the running server: are pictures refused in time, and can letters still be kept?

The real server runs on a small file system of its own. Pictures come until they are refused; then letters and pictures come
side by side. Then something else on the machine takes the last of the room, and gives it back.

    python -m trials.diskfull
    python -m trials.diskfull --names

The second takes the names that the disk has for files, and leaves room for bytes. Prints one line of JSON. The exit code is
1 if anything answered is not there, a picture was taken too late, fewer than 99 of 100 letters were kept, or something does
not go on afterwards; and 3 if this machine cannot make such disks.
"""

import argparse
import contextlib
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from trials import disks
from trials.kill import seed
from trials.load import Hand, Ledger, report
from trials.offline import in_folder
from trials.reading import Verdict, compare
from trials.running import Running
from trials.seed import EMAIL, PASSWORD
from trials.visitor import Visitor

CANNOT = 3
#: So much is kept back for letters, and so much is left for pictures when the trial begins.
_KEPT_BACK_MB, _FOR_PICTURES_MB = 16, 12
_MOST_PICTURES = 2000
#: Less than there is.
_NOTHING = -1
_LEAST_KEPT = 0.99


def main() -> int:
    """Run the trial as the arguments say; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--disk", choices=sorted(disks.FILE_SYSTEMS), default="ext4")
    parser.add_argument("--names", action="store_true", help="it is names for files that the disk has no more")
    parser.add_argument("--letters", type=int, default=300, help="letters while pictures are refused")
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder otherwise")
    given = parser.parse_args()
    if not disks.can("trials.diskfull", disks.FILE_SYSTEMS[given.disk]):
        return CANNOT
    with tempfile.TemporaryDirectory(prefix="yearlight-diskfull-", dir=given.folder) as folder:
        return Trial(given, Path(folder)).run()


class Trial:
    """One disk, its server, and two pairs of hands: one adds pictures, one writes letters."""

    def __init__(self, given: argparse.Namespace, folder: Path) -> None:
        self._given, self._folder = given, folder
        self._ledger, self._verdict = Ledger(folder / "ledger"), Verdict()
        self._figures = Counter[str]()

    def run(self) -> int:
        """Fill the disk, use it, free it, compare; returns the exit code."""
        began = time.monotonic()
        with self._disk() as disk:
            home = disk / "home"
            running = Running(home, environment={"YEARLIGHT_FREE_MB": str(_KEPT_BACK_MB)})
            running.log = self._folder / "server.log"
            with running:
                self._slug = seed(running)
                visitor = Visitor(running.url)
                visitor.sign_in(EMAIL, PASSWORD)
                self._pictures = Hand(visitor.again(), self._slug, self._ledger, seed=1)
                self._letters = Hand(visitor.again(), self._slug, self._ledger, seed=2)
                leader = running.pid
                self._live(disk)
                if running.pid != leader:
                    self._verdict.add("ended", "the server is another one")
                checked = running.command("check")
                if checked.returncode:
                    self._verdict.add("check", (checked.stdout + checked.stderr)[-800:])
                running.stop()
            found = compare(self._ledger, self._ledger.told, in_folder(home, self._slug))
            self._verdict.counts.update(found.counts)
            self._verdict.examples += found.examples
        report(
            trial="diskfull",
            disk=self._given.disk,
            of="names" if self._given.names else "room",
            seconds=round(time.monotonic() - began),
            promised=dict(Counter(one.what for one in self._ledger.told)),
            other_answers=dict(self._ledger.odd),
            **dict(self._figures),
            bad=dict(self._verdict.counts),
            examples=self._verdict.examples[:5],
        )
        return 1 if self._verdict.is_bad else 0

    def _live(self, disk: Path) -> None:
        ballast = disk / "ballast"
        ballast.mkdir()
        self._leave(ballast, disk, _KEPT_BACK_MB + _FOR_PICTURES_MB)
        self._until_refused()
        kept, asked = self._side_by_side(self._given.letters)
        self._figures["letters_kept_when_full"], self._figures["letters_asked_when_full"] = kept, asked
        if kept < asked * _LEAST_KEPT:
            self._verdict.add("letters", f"{kept} of {asked} while pictures were refused")
        # Something else takes what was kept back: then nothing can be kept, and nothing may be promised.
        self._leave(ballast, disk, _NOTHING)
        kept, asked = self._side_by_side(30)
        self._figures["letters_kept_without_room"], self._figures["letters_asked_without_room"] = kept, asked
        for one in ballast.iterdir():
            one.unlink()
        kept, asked = self._side_by_side(30, takes_pictures=True)
        if kept < asked:
            self._verdict.add("afterwards", f"{kept} of {asked} letters when there was room again")

    def _until_refused(self) -> None:
        for _number in range(_MOST_PICTURES):
            before = self._kept("picture")
            self._pictures.once("picture")
            if self._kept("picture") == before:
                self._figures["pictures_until_refused"] = before
                return
        self._verdict.add("pictures", f"{_MOST_PICTURES} were taken, and the disk is not that large")

    def _side_by_side(self, letters: int, *, takes_pictures: bool = False) -> tuple[int, int]:
        """Letters, and a picture beside every third; how many saves of letters were kept, of how many that were asked."""
        kept, refused = self._kept("draft", "kept"), self._refused("draft", "kept")
        pictures = self._kept("picture")
        for number in range(letters):
            self._letters.once("letter")
            if number % 3 == 0:
                self._pictures.once("picture")
        came = self._kept("picture") - pictures
        if takes_pictures and not came:
            self._verdict.add("afterwards", "no picture is taken though there is room again")
        if not takes_pictures and came:
            self._verdict.add("pictures", f"{came} were taken where there was no room for them")
        answered = self._kept("draft", "kept") - kept
        return answered, answered + self._refused("draft", "kept") - refused

    def _kept(self, *what: str) -> int:
        return sum(one.what in what for one in self._ledger.told)

    def _refused(self, *what: str) -> int:
        return sum(count for told, count in self._ledger.odd.items() if told.split()[0] in what)

    def _leave(self, ballast: Path, disk: Path, megabytes: int) -> None:
        """Take all of the disk but so much; or of its names all but as many as so much would take of it."""
        number = len(list(ballast.iterdir()))
        with contextlib.suppress(OSError):
            while self._left(disk) > megabytes:
                path = ballast / str(number)
                number += 1
                if self._given.names:
                    path.touch()
                else:
                    size = min(1 << 20, max(4096, (self._left(disk) - megabytes) << 20))
                    _write(path, size)
        self._figures["left_kib_at_least"] = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize >> 10

    def _left(self, disk: Path) -> int:
        told = os.statvfs(disk)
        if self._given.names:
            # Of names none are given to files below 64; a hundred of them count as a megabyte here.
            return (told.f_favail - 64) // 10 + _KEPT_BACK_MB if told.f_favail > 64 else told.f_favail // 5
        return told.f_bavail * told.f_frsize >> 20

    @contextlib.contextmanager
    def _disk(self) -> Iterator[Path]:
        system = disks.FILE_SYSTEMS[self._given.disk]
        more = ("-N", "3000") if self._given.names and system.name == "ext4" else ()
        with disks.made(self._folder, system, *more, mib=max(128, system.mib)) as disk:
            yield disk


def _write(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.write(os.urandom(size))
        file.flush()
        os.fsync(file.fileno())


if __name__ == "__main__":
    sys.exit(main())
