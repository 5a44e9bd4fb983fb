"""The key of an instance: made once, kept for its owner alone, the same for every start."""

import os
import threading
from pathlib import Path

import pytest

from yearlight.core.secret import kept_secret


def test_a_secret_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "home" / "secret_key"
    assert kept_secret(path, make=lambda: "first") == "first"
    assert kept_secret(path, make=lambda: "second") == "first"


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    kept_secret(tmp_path / "secret_key", make=lambda: "first")
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_a_start_that_comes_second_takes_the_key_of_the_first(tmp_path: Path) -> None:
    """The other start makes its key between our look and our writing."""
    path = tmp_path / "secret_key"

    def make() -> str:
        path.write_text("theirs")
        return "ours"

    assert kept_secret(path, make=make) == "theirs"


def test_two_starts_at_once_agree(tmp_path: Path) -> None:
    both = threading.Barrier(2)
    found: list[str] = []

    def start(key: str) -> None:
        def make() -> str:
            both.wait(timeout=10)
            return key

        found.append(kept_secret(tmp_path / "secret_key", make=make))

    starts = [threading.Thread(target=start, args=(key,)) for key in ("one", "two")]
    for one in starts:
        one.start()
    for one in starts:
        one.join()
    assert len(found) == 2
    assert len(set(found)) == 1


def test_a_disk_that_refuses_leaves_no_half_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        kept_secret(tmp_path / "secret_key", make=lambda: "first")
    assert not (tmp_path / "secret_key").exists()
