"""A folder of its own for each test, and what actions hand to later."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.keepsakes.given import Given, given


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Path:
    """The instance's folder."""
    settings.YEARLIGHT_HOME = tmp_path / "home"
    settings.YEARLIGHT_HOME.mkdir()
    return Path(settings.YEARLIGHT_HOME)


@pytest.fixture
def give(home: Path) -> Callable[..., Given]:
    """Receives bytes as an upload does."""

    def give(data: bytes, name: str = "file.jpg") -> Given:
        return given(home, data, name)

    return give


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The originals whose sizes were put into the queue."""
    asked: list[int] = []
    monkeypatch.setattr("yearlight.keepsakes.actions._make_later", asked.append)
    return asked
