"""Where what is played lies, and how far its making has come. All of it can be thrown away and made again."""

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from yearlight.core.files import durable_write
from yearlight.keepsakes import vault
from yearlight.keepsakes.sizes import PLAY_RECIPE, PLAYED

#: What is laid down while a film is made: its packets, those of its sound, and the whole before it has its name.
_PARTS = ("film.parts", "sound.parts", "whole.parts")


@dataclass(frozen=True, slots=True)
class Progress:
    """Which step of the making comes next; of a film, where its next stretch starts and what of the file counts."""

    step: str
    start: int | None = None
    length: int = 0
    recipe: int = PLAY_RECIPE


def path(sha256: str, ending: str) -> Path:
    """Where it lies with this ending, or would."""
    if ending not in PLAYED:
        raise ValueError(ending)
    return _folder(sha256) / f"play.{ending}"


def parts(sha256: str) -> tuple[Path, ...]:
    """The files that its making writes, made where they are not there."""
    paths = tuple(_folder(sha256) / name for name in _PARTS)
    for one in paths:
        one.touch()
    return paths


def still_path(sha256: str, moment: int, name: int, ending: str) -> Path:
    """Where one size of one moment of a video lies, or would."""
    first = vault.rendition_path(sha256, name, ending)
    return first.with_name(f"{int(name)}-{int(moment)}.{ending}") if moment else first


def keep_stills(sha256: str, made: dict[tuple[int, int, str], bytes]) -> None:
    """Write the moments of a video, each whole or not at all; the first, which tells that all are there, as the last."""
    _folder(sha256).mkdir(parents=True, exist_ok=True)
    for (moment, name, ending), data in sorted(made.items(), reverse=True):
        path = still_path(sha256, moment, name, ending)
        beside = path.with_name(f"{path.name}.{os.getpid()}.new")
        beside.write_bytes(data)
        beside.replace(path)


@contextlib.contextmanager
def alone(sha256: str) -> Iterator[None]:
    """For one maker at a time. Raises ``BlockingIOError`` where another is at it."""
    _folder(sha256).mkdir(parents=True, exist_ok=True)
    with (_folder(sha256) / "play.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def progress(sha256: str, *, first: str) -> Progress:
    """How far it has come; at the ``first`` step where nothing was begun, or what was begun is not there."""
    try:
        found = Progress(**json.loads(_state(sha256).read_bytes()))
    except (OSError, ValueError, TypeError):
        return Progress(first)
    film = _folder(sha256) / _PARTS[0]
    is_there = not found.length or (film.is_file() and film.stat().st_size >= found.length)
    return found if is_there and found.recipe == PLAY_RECIPE else Progress(first)


def come_to(sha256: str, progress: Progress) -> None:
    """Note how far it has come; what was written until now outlasts a power cut before the note does."""
    for name in _PARTS:
        with contextlib.suppress(FileNotFoundError), (_folder(sha256) / name).open("rb") as file:
            os.fsync(file.fileno())
    durable_write(_state(sha256), json.dumps(asdict(progress)).encode())


def finish(sha256: str, ending: str) -> None:
    """Give what was made whole its name."""
    (_folder(sha256) / _PARTS[2]).replace(path(sha256, ending))


def tidy(sha256: str) -> None:
    """Take away what was only needed while it was made."""
    for name in (*_PARTS, _state(sha256).name):
        (_folder(sha256) / name).unlink(missing_ok=True)


def _state(sha256: str) -> Path:
    return _folder(sha256) / "play.json"


def _folder(sha256: str) -> Path:
    return vault.rendition_path(sha256, 0, "jpg").parent
