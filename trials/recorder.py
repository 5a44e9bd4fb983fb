"""A disk that remembers: one file, mounted with FUSE, and an ordered record of all that ever reached it.

A loop device on ``disk`` makes it a drive with a cache that forgets. Every
write that reaches the drive, every flush of its cache and every answer that a
person was given (a write to ``mark``) goes through one thread, so the record
has one order: a mark that stands before a write was given before it.

    python -m trials.recorder --mount FOLDER --record FILE --mib 192
"""

import argparse
import errno
import os
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

_HEAD = struct.Struct("<BQI")


class Kind(IntEnum):
    WRITE = 1
    FLUSH = 2
    MARK = 3


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that reached the drive, or a mark."""

    kind: Kind
    at: int
    data: bytes


def records(path: Path) -> Iterator[Record]:
    """Everything that was recorded, in order."""
    with path.open("rb") as file:
        while len(head := file.read(_HEAD.size)) == _HEAD.size:
            kind, at, length = _HEAD.unpack(head)
            yield Record(Kind(kind), at, file.read(length))


def mark(mount: Path, words: str, *, hand: int = 0) -> None:
    """Put a mark into the record. Each hand has a file of its own, so that no two meet on one page of memory."""
    descriptor = os.open(mount / f"mark{hand}", os.O_WRONLY)
    try:
        os.pwrite(descriptor, words.encode(), 0)
    finally:
        os.close(descriptor)


def main() -> None:
    """Serve the folder until it is unmounted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mount", type=Path, required=True)
    parser.add_argument("--record", type=Path, required=True)
    parser.add_argument("--mib", type=int, default=192, help="the size of the disk")
    given = parser.parse_args()
    # Only here: reading a record needs no FUSE.
    import mfusepy  # type: ignore[import-untyped]  # noqa: PLC0415

    class Disk(mfusepy.Operations):  # type: ignore[misc]
        """The folder: ``disk``, and as many marks as anybody opens."""

        use_ns = True

        def __init__(self) -> None:
            self._size = given.mib << 20
            self._bytes = os.open(given.record.with_suffix(".disk"), os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
            os.ftruncate(self._bytes, self._size)
            self._record = given.record.open("wb", buffering=1 << 20)

        def getattr(self, path: str, fh: Any = None) -> dict[str, int]:
            if path == "/":
                return {"st_mode": stat.S_IFDIR | 0o755, "st_nlink": 2}
            if path == "/disk":
                return {"st_mode": stat.S_IFREG | 0o600, "st_nlink": 1, "st_size": self._size}
            if path.startswith("/mark"):
                return {"st_mode": stat.S_IFREG | 0o600, "st_nlink": 1, "st_size": 0}
            raise mfusepy.FuseOSError(errno.ENOENT)

        def readdir(self, path: str, fh: Any) -> list[str]:
            return [".", "..", "disk"]

        def open(self, path: str, flags: int) -> int:
            return 0

        def truncate(self, path: str, length: int, fh: Any = None) -> int:
            return 0

        def flush(self, path: str, fh: Any) -> int:
            return 0

        def read(self, path: str, size: int, offset: int, fh: Any) -> bytes:
            return os.pread(self._bytes, size, offset) if path == "/disk" else b""

        def write(self, path: str, data: bytes, offset: int, fh: Any) -> int:
            data = bytes(data)
            if path == "/disk":
                os.pwrite(self._bytes, data, offset)
                self._note(Kind.WRITE, offset, data)
            else:
                self._note(Kind.MARK, 0, data)
            return len(data)

        def fsync(self, path: str, datasync: int, fh: Any) -> int:
            if path == "/disk":
                self._note(Kind.FLUSH, 0, b"")
            return 0

        def destroy(self, path: str) -> None:
            self._record.close()

        def _note(self, kind: Kind, at: int, data: bytes) -> None:
            self._record.write(_HEAD.pack(kind, at, len(data)))
            self._record.write(data)

    mfusepy.FUSE(Disk(), str(given.mount), foreground=True, nothreads=True)


if __name__ == "__main__":
    main()
