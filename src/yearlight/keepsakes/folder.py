"""Originals in a folder: ``originals/aa/bb/`` and the checksum.

An original is durable before anything names it: its bytes, then its name, then every folder above it are written through to
the disk. It is never replaced and never moved.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from yearlight.core.files import Incoming, fsync_folder
from yearlight.keepsakes.store import Changed

_PIECE = 1 << 20
#: Owner and group may read it; nobody writes it again.
_READ_ONLY = 0o440


@dataclass(frozen=True, slots=True)
class Folder:
    """The store of a folder that holds everything of a place, or of a copy of one."""

    home: Path

    def path(self, sha256: str) -> Path:
        """Where this original lies, or would."""
        return self._originals / sha256[:2] / sha256[2:4] / sha256

    def keep(self, incoming: Incoming) -> None:
        """See ``Store``. An ``OSError`` is final: what the disk refused is not kept."""
        sha256 = incoming.sha256
        write_through(incoming.path)
        if checksum(incoming.path) != sha256:
            raise Changed(sha256)
        path = self.path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        try:
            os.link(incoming.path, path)
        except FileExistsError:
            if _gives(path, sha256):
                write_through(path)
                # A file that waits to be swept starts waiting anew.
                os.utime(path)
            else:
                self._lay_aside(path)
                os.link(incoming.path, path)
        path.chmod(_READ_ONLY)
        for folder in (path.parent, path.parent.parent, self._originals, self.home):
            fsync_folder(folder)

    def has(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def size(self, sha256: str) -> int:
        return self.path(sha256).stat().st_size

    def is_sound(self, sha256: str) -> bool:
        path = self.path(sha256)
        return path.is_file() and checksum(path) == sha256

    def file(self, sha256: str) -> Path:
        return self.path(sha256)

    def all(self) -> Iterator[tuple[str, int]]:
        for path in sorted(self._originals.glob("??/??/*")):
            yield path.name, path.stat().st_size

    def start_waiting(self, sha256: str, *, now: datetime) -> None:
        with contextlib.suppress(FileNotFoundError):
            os.utime(self.path(sha256), (now.timestamp(), now.timestamp()))

    def waits_since(self, sha256: str, *, now: datetime) -> float:
        return self.path(sha256).stat().st_mtime

    def remove(self, sha256: str) -> None:
        path = self.path(sha256)
        path.unlink(missing_ok=True)
        fsync_folder(path.parent)

    @property
    def _originals(self) -> Path:
        return self.home / "originals"

    def _lay_aside(self, path: Path) -> None:
        """Move a rotten file out of the way, kept for whoever looks after this place."""
        folder = self.home / "damaged"
        folder.mkdir(exist_ok=True, mode=0o750)
        number = sum(1 for _ in folder.glob(f"{path.name}.*")) + 1
        path.rename(folder / f"{path.name}.{number}")
        fsync_folder(folder)


def checksum(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def write_through(path: Path) -> None:
    """Have the disk take a file's bytes out of its memory."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _gives(path: Path, sha256: str) -> bool:
    """Whether the disk gives these bytes out. One that gives an error instead has them no more."""
    try:
        return checksum(path) == sha256
    except OSError:
        return False
