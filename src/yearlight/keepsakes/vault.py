"""Where files lie: originals, written once and named by their checksum, and the sizes made from them.

An original is durable before anything names it: its bytes, then its name,
then every folder above it are written through to the disk. It is never
replaced and never moved. Sizes lie elsewhere and may be thrown away.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from yearlight.core.files import Incoming, fsync_folder
from yearlight.keepsakes.sizes import FORMATS, Size

_PIECE = 1 << 20
#: Owner and group may read it; nobody writes it again.
_READ_ONLY = 0o440


class Changed(Exception):  # noqa: N818
    """The bytes of a received file are not those that were received."""


def path_of(sha256: str, *, home: Path | None = None) -> Path:
    """Where the original with this checksum lies, or would; or where a copy of the whole folder has it."""
    folder = home / "originals" if home else _originals()
    return folder / sha256[:2] / sha256[2:4] / sha256


def rendition_path(sha256: str, name: int, ending: str) -> Path:
    """Where one size of it lies, or would; ``name`` and ``ending`` as in ``sizes``."""
    if ending not in FORMATS:
        raise ValueError(ending)
    return _renditions(sha256) / f"{int(name)}.{ending}"


def keep(incoming: Incoming) -> str:
    """Make a received file durable under its checksum, and return that.

    When it returns, the bytes outlast a power cut at that instant. A file that
    is here already is read and hashed again before it counts as kept; should
    it have rotted, it is laid aside and the good bytes take its place. Raises
    ``Changed`` if the received bytes are not what they were, and ``OSError``,
    which is final, if the disk refuses.
    """
    sha256: str = incoming.sha256
    _write_through(incoming.path)
    if checksum(incoming.path) != sha256:
        raise Changed(sha256)
    path = path_of(sha256)
    _make_folders(path.parent)
    try:
        os.link(incoming.path, path)
    except FileExistsError:
        if _gives(path, sha256):
            _write_through(path)
            # A file that waits to be swept starts waiting anew.
            os.utime(path)
        else:
            _lay_aside(path)
            os.link(incoming.path, path)
    path.chmod(_READ_ONLY)
    for folder in (path.parent, path.parent.parent, _originals(), _originals().parent):
        fsync_folder(folder)
    return sha256


def has(sha256: str) -> bool:
    """Whether an original lies here; its bytes are not read."""
    return path_of(sha256).is_file()


def is_sound(sha256: str) -> bool:
    """Whether an original lies here and its bytes are those its name tells."""
    path = path_of(sha256)
    return path.is_file() and checksum(path) == sha256


def _gives(path: Path, sha256: str) -> bool:
    """Whether the disk gives these bytes out. One that gives an error instead has them no more."""
    try:
        return checksum(path) == sha256
    except OSError:
        return False


def checksum(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def originals() -> Iterator[tuple[str, int]]:
    """The name and length of every file among the originals, in order of their names."""
    for path in sorted(_originals().glob("??/??/*")):
        yield path.name, path.stat().st_size


def keep_sizes(sha256: str, made: dict[tuple[int, str], bytes]) -> None:
    """Write the sizes of an original, each whole or not at all."""
    folder = _renditions(sha256)
    folder.mkdir(parents=True, exist_ok=True)
    for (name, ending), data in made.items():
        path = rendition_path(sha256, name, ending)
        beside = path.with_name(f"{path.name}.{os.getpid()}.new")
        beside.write_bytes(data)
        beside.replace(path)


def has_sizes(sha256: str, sizes: Iterable[Size]) -> bool:
    """Whether every one of these sizes lies here in every format."""
    return all(rendition_path(sha256, size.name, ending).is_file() for size in sizes for ending in FORMATS)


def forget_sizes(sha256: str) -> None:
    """Throw the sizes of an original away."""
    folder = _renditions(sha256)
    with contextlib.suppress(FileNotFoundError):
        for path in folder.iterdir():
            path.unlink(missing_ok=True)
        folder.rmdir()


def start_waiting(sha256: str, *, now: datetime) -> None:
    """Mark an original that nothing will name any more: its grace begins now."""
    with contextlib.suppress(FileNotFoundError):
        os.utime(path_of(sha256), (now.timestamp(), now.timestamp()))


def waits_since(sha256: str) -> float:
    """When it was last given, or began to wait, in seconds since 1970."""
    return path_of(sha256).stat().st_mtime


def remove(sha256: str) -> None:
    """Remove an original for good. Only for what no row names and whose grace is over."""
    path = path_of(sha256)
    path.unlink(missing_ok=True)
    fsync_folder(path.parent)
    forget_sizes(sha256)


def _originals() -> Path:
    return Path(settings.YEARLIGHT_HOME) / "originals"


def _renditions(sha256: str) -> Path:
    return Path(settings.YEARLIGHT_HOME) / "renditions" / sha256[:2] / sha256[2:4] / sha256


def _make_folders(folder: Path) -> None:
    """The folder and those above it; their names are written through by the caller."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)


def _write_through(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _lay_aside(path: Path) -> None:
    """Move a rotten file out of the way, kept for whoever looks after this place."""
    folder = Path(settings.YEARLIGHT_HOME) / "damaged"
    folder.mkdir(exist_ok=True, mode=0o750)
    number = sum(1 for _ in folder.glob(f"{path.name}.*")) + 1
    path.rename(folder / f"{path.name}.{number}")
    fsync_folder(folder)
