"""Files that outlast a power cut, and files as they were received."""

import contextlib
import errno
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

_MEGABYTE = 1 << 20
#: What the system says where a disk, or somebody's part of it, is full.
NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
#: Below so many names that the disk can still hold, none are given to files.
_LEAST_NAMES = 64
#: A received file that nobody took within this time was left by a request that broke off.
_LEFT_AFTER_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Incoming:
    """A received file, hashed while it came: nothing is promised for it yet.

    ``name`` and ``media_type_claimed`` are what the sender said and may be anything.
    """

    path: Path
    size: int
    sha256: str
    name: str
    media_type_claimed: str

    def discard(self) -> None:
        """Take the received bytes away. What was kept of them is elsewhere by then."""
        self.path.unlink(missing_ok=True)


def incoming_folder() -> Path:
    """Where files lie while they are received; on the same disk as what is kept. Made when it is not there."""
    folder = Path(settings.YEARLIGHT_HOME) / "incoming"
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    return folder


def sweep_incoming(*, now: float | None = None) -> int:
    """Take away what broken requests left more than a day ago; returns how many files."""
    before = (now or time.time()) - _LEFT_AFTER_SECONDS
    swept = 0
    for path in incoming_folder().iterdir():
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()
                swept += 1
    return swept


def durable_write(path: Path, data: bytes) -> None:
    """Write a whole file so that it is there, whole, when this returns, whatever happens afterwards.

    The bytes go to a file beside it, are written through, and take the name in
    one step; then the folder is written through. A file of that name is
    replaced. Raises ``OSError``, which is final, if the disk refuses.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    fsync_folder(path.parent)


def fsync_folder(folder: Path) -> None:
    """Write the names in a folder through to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def room_for_files(folder: Path | str) -> int:
    """How many bytes the disk has for files, beside what is kept back for letters and the database; 0 if none."""
    disk = os.statvfs(folder)
    if disk.f_files and disk.f_favail < _LEAST_NAMES:
        return 0
    return max(0, disk.f_bavail * disk.f_frsize - settings.YEARLIGHT_FREE_MB * _MEGABYTE)


def is_short_of_space(folder: Path | str) -> bool:
    """Whether the disk has nothing left but what is kept back for letters and the database."""
    return room_for_files(folder) == 0
