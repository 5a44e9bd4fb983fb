"""Originals written once; what is already here is looked at before it counts."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.keepsakes.given import Given
from yearlight.keepsakes import vault

Give = Callable[[bytes], Given]


def test_original_lies_under_its_checksum_and_is_not_written_again(give: Give) -> None:
    given = give(b"a picture")
    sha256 = vault.keep(given)
    path = vault.file_of(sha256)
    assert sha256 == hashlib.sha256(b"a picture").hexdigest()
    assert path.parts[-4:] == ("originals", sha256[:2], sha256[2:4], sha256)
    assert path.read_bytes() == b"a picture"
    assert path.stat().st_mode & 0o222 == 0
    given.discard()
    assert path.read_bytes() == b"a picture"


def test_same_file_given_again_leaves_the_first_in_its_place(give: Give) -> None:
    path = vault.file_of(vault.keep(give(b"a picture")))
    first = path.stat().st_ino
    vault.keep(give(b"a picture"))
    assert path.stat().st_ino == first


def test_rotten_original_is_laid_aside_when_its_good_bytes_come_again(give: Give) -> None:
    sha256 = vault.keep(give(b"a picture"))
    path = vault.file_of(sha256)
    path.chmod(0o600)
    path.write_bytes(b"a picturf")
    assert not vault.is_sound(sha256)
    vault.keep(give(b"a picture"))
    assert vault.is_sound(sha256)
    aside = path.parents[3] / "damaged" / f"{sha256}.1"
    assert aside.read_bytes() == b"a picturf"


def test_file_that_changed_after_it_was_received_is_not_kept(give: Give) -> None:
    given = give(b"a picture")
    given.path.write_bytes(b"another")
    with pytest.raises(vault.Changed):
        vault.keep(given)
    assert not vault.has(given.sha256)


def test_bytes_and_every_folder_above_are_written_through_before_it_counts_as_kept(
    give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order is what a power cut sees: bytes, then the name, then each folder up."""
    deeds: list[str] = []
    real_fsync, real_link = os.fsync, os.link

    def fsync(descriptor: int) -> None:
        deeds.append(f"sync {Path(f'/proc/self/fd/{descriptor}').readlink().name}")
        real_fsync(descriptor)

    def link(source: Path, target: Path) -> None:
        deeds.append("link")
        real_link(source, target)

    given = give(b"a picture")
    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "link", link)
    sha256 = vault.keep(given)
    home = vault.file_of(sha256).parents[3].name
    assert deeds == [
        f"sync {given.path.name}",
        "link",
        f"sync {sha256[2:4]}",
        f"sync {sha256[:2]}",
        "sync originals",
        f"sync {home}",
    ]


def test_refusing_disk_is_told_and_leaves_no_name(give: Give, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    given = give(b"a picture")
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        vault.keep(given)
    assert not vault.has(given.sha256)


def test_sizes_are_written_whole_and_can_be_forgotten(home: Path) -> None:
    made = {(480, "webp"): b"w", (480, "jpg"): b"j"}
    vault.keep_sizes("ab" * 32, made)
    folder = home / "renditions" / "ab" / "ab" / ("ab" * 32)
    assert sorted(path.name for path in folder.iterdir()) == ["480.jpg", "480.webp"]
    vault.forget_sizes("ab" * 32)
    vault.forget_sizes("ab" * 32)
    assert not folder.exists()


def test_list_of_originals_is_in_order(give: Give) -> None:
    kept = sorted(vault.keep(give(bytes([number]))) for number in range(5))
    assert [sha256 for sha256, _size in vault.originals()] == kept
