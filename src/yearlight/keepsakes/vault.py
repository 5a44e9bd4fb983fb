"""Where files lie: originals, written once and named by their checksum, in the store of this place; and the sizes made
from them, which lie on this machine and may be thrown away.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from yearlight.core.files import Incoming
from yearlight.keepsakes.folder import Folder
from yearlight.keepsakes.sizes import FORMATS, Size
from yearlight.keepsakes.store import Changed, Store

__all__ = ["Changed"]


def keep(incoming: Incoming) -> str:
    """Make a received file durable under its checksum, and return that. Raises ``Changed``, and ``OSError``, which is final."""
    _store().keep(incoming)
    return incoming.sha256


def has(sha256: str) -> bool:
    """Whether an original lies here; its bytes are not read."""
    return _store().has(sha256)


def size_of(sha256: str) -> int:
    """The bytes of an original. Raises ``FileNotFoundError``."""
    return _store().size(sha256)


def is_sound(sha256: str) -> bool:
    """Whether an original lies here and its bytes, all read, are those its name tells."""
    return _store().is_sound(sha256)


def file_of(sha256: str) -> Path:
    """A file of this machine with the bytes of an original, to be read only; where there is none, nothing lies there."""
    return _store().file(sha256)


def originals() -> Iterator[tuple[str, int]]:
    """The name and length of every file among the originals, in order of their names."""
    yield from _store().all()


def start_waiting(sha256: str, *, now: datetime) -> None:
    """Mark an original that nothing will name any more: its grace begins now."""
    _store().start_waiting(sha256, now=now)


def waits_since(sha256: str, *, now: datetime) -> float:
    """When an original that no row names was last given, or began to wait, in seconds since 1970."""
    return _store().waits_since(sha256, now=now)


def remove(sha256: str) -> None:
    """Remove an original for good. Only for what no row names and whose grace is over."""
    _store().remove(sha256)
    forget_sizes(sha256)


def rendition_path(sha256: str, name: int, ending: str) -> Path:
    """Where one size of it lies, or would; ``name`` and ``ending`` as in ``sizes``."""
    if ending not in FORMATS:
        raise ValueError(ending)
    return _renditions(sha256) / f"{int(name)}.{ending}"


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


def _store() -> Store:
    """The store that the settings name: a bucket where one is named, else the folder of this place."""
    if settings.YEARLIGHT_S3_BUCKET:
        # The program that speaks to buckets is large, and comes only where there is one.
        from yearlight.keepsakes.bucket import bucket  # noqa: PLC0415

        return bucket()
    return Folder(Path(settings.YEARLIGHT_HOME))


def _renditions(sha256: str) -> Path:
    return Path(settings.YEARLIGHT_HOME) / "renditions" / sha256[:2] / sha256[2:4] / sha256
