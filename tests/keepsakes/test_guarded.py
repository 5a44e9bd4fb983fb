"""How the process is guarded that opens what strangers send: found by trying, and said truly."""

import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from yearlight.keepsakes import guarded, walls
from yearlight.keepsakes.confine import Standing
from yearlight.keepsakes.guarded import guard


@pytest.fixture(autouse=True)
def _tried_anew() -> Iterator[None]:
    walls._walls.cache_clear()
    yield
    walls._walls.cache_clear()


@pytest.mark.skipif(not walls.stand(), reason="this machine has no bubblewrap, or forbids what it does")
def test_behind_walls_nothing_can_be_reached() -> None:
    assert guarded._tried() == Standing(reaches_files=False, reaches_network=False, has_limits=True)
    assert guard().is_whole
    assert "bubblewrap" in guard().sentence


def test_without_bubblewrap_it_is_said_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walls.shutil, "which", lambda *_a, **_k: None)
    found = guarded._tried()
    assert found is not None
    assert found.has_limits
    is_loose = found.reaches_files or found.reaches_network
    assert guard().is_whole is not is_loose
    assert ("Install bubblewrap" in guard().sentence) is is_loose


def test_bubblewrap_that_is_forbidden_its_work_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walls.shutil, "which", lambda *_a, **_k: "/bin/false")
    assert not walls.stand()
    assert walls.walled(["python"]) == ["python"]


@pytest.mark.parametrize(
    ("found", "is_whole", "word"),
    [
        (Standing(False, False, True), True, "network"),
        (Standing(True, False, True), False, "Install bubblewrap"),
        (Standing(False, True, True), False, "Install bubblewrap"),
        (Standing(False, False, False), False, "none can be taken"),
        (None, False, "none can be taken"),
    ],
)
def test_sentence_follows_from_what_was_tried(
    found: Standing | None, is_whole: bool, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "_tried", lambda: found)
    assert guard().is_whole is is_whole
    assert word in guard().sentence


def test_process_that_cannot_be_begun_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: Any, **_more: Any) -> Any:
        raise subprocess.TimeoutExpired("python", 1)

    monkeypatch.setattr(guarded.subprocess, "run", fails)
    assert not guard().is_whole
