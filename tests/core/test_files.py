"""Files written through: whole or as before, whatever the disk says."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from yearlight.core import files


def _refuse(*args: Any, **kwargs: Any) -> Any:
    raise OSError(28, "No space left on device")


def test_a_written_file_is_there_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "letter"
    files.durable_write(path, b"Dear Jonah")
    assert path.read_bytes() == b"Dear Jonah"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_of_that_name_is_replaced(tmp_path: Path) -> None:
    files.durable_write(tmp_path / "letter", b"one")
    files.durable_write(tmp_path / "letter", b"two")
    assert (tmp_path / "letter").read_bytes() == b"two"


@pytest.mark.parametrize("where", [(os, "fsync"), (Path, "replace")])
def test_an_error_leaves_what_was_there_and_nothing_beside_it(
    where: tuple[Any, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "letter"
    files.durable_write(path, b"before")
    monkeypatch.setattr(*where, _refuse)
    with pytest.raises(OSError, match="No space"):
        files.durable_write(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_bytes_and_then_the_name_are_written_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The order is the promise: bytes, name, folder."""
    done: list[str] = []
    really_sync, really_replace = os.fsync, Path.replace

    def sync(handle: int) -> None:
        really_sync(handle)
        done.append("folder" if os.path.samestat(os.fstat(handle), tmp_path.stat()) else "bytes")

    def replace(path: Path, target: Path) -> Path:
        done.append("name")
        return really_replace(path, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    files.durable_write(tmp_path / "letter", b"Dear Jonah")
    assert done == ["bytes", "name", "folder"]


def test_a_folder_that_cannot_be_written_through_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not known to last is not promised: the caller hears of it."""
    monkeypatch.setattr(files, "fsync_folder", _refuse)
    with pytest.raises(OSError, match="No space"):
        files.durable_write(tmp_path / "letter", b"Dear Jonah")


def test_only_what_broken_requests_left_long_ago_is_swept(tmp_path: Path, settings: Settings) -> None:
    settings.YEARLIGHT_HOME = tmp_path
    old, new = files.incoming_folder() / "old", files.incoming_folder() / "new"
    for path, at in ((old, 0), (new, 23 * 3600)):
        path.write_bytes(b"half")
        os.utime(path, (at, at))
    assert files.sweep_incoming(now=24 * 3600 + 1) == 1
    assert list(files.incoming_folder().iterdir()) == [new]


def test_space_is_short_below_what_is_kept_back(tmp_path: Path, settings: Settings) -> None:
    free = shutil.disk_usage(tmp_path).free // (1 << 20)
    settings.YEARLIGHT_FREE_MB = free * 2
    assert files.is_short_of_space(tmp_path)
    settings.YEARLIGHT_FREE_MB = 0
    assert not files.is_short_of_space(tmp_path)
