"""A file that comes in parts, over hours perhaps: only what was written through to the disk counts as come.

How much counts is kept by the caller, in a row. What a crash left behind that
length is cut off before the next part is written, so no file system's habits
about lengths are trusted.
"""

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from yearlight.core.files import fsync_folder

_PIECE = 1 << 20


def begin(path: Path) -> None:
    """Make the empty file, so that it is still there after a power cut. Raises ``OSError`` if the disk refuses."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640))
    fsync_folder(path.parent)
    fsync_folder(path.parent.parent)


class Growing:
    """The file, opened to take one part behind ``size`` bytes that count. Use it as a context.

    Two requests may hold one file, since the first of them may hang on a line
    that broke: each writes under ``held`` alone, and asks there first whether
    the file is still its own.
    """

    def __init__(self, path: Path, size: int) -> None:
        self.size = size
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._descriptor)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else writes meanwhile. The hold ends with the process, whatever becomes of it."""
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def cut(self) -> None:
        """Take off what lies behind the bytes that count."""
        if os.fstat(self._descriptor).st_size != self.size:
            os.ftruncate(self._descriptor, self.size)

    def write(self, data: bytes) -> None:
        """Add bytes. Raises ``OSError`` where not all of them could be written."""
        rest = memoryview(data)
        while rest:
            written = os.pwrite(self._descriptor, rest, self.size)
            self.size += written
            rest = rest[written:]

    def flush(self) -> int:
        """Write everything through to the disk; returns how many bytes outlast a power cut now. ``OSError`` is final."""
        size = self.size
        os.fdatasync(self._descriptor)
        return size


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Nobody else has the whole file meanwhile. Raises ``BlockingIOError`` where somebody has."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def sha256_of(path: Path) -> str:
    """The checksum of a file's bytes, a piece at a time."""
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
