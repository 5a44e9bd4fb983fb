"""The source catalogue is complete, and the made-up languages show what would break in a real one."""

import re
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django.fixtures import Settings

from tests.rules.texts import ROOT, msgids

texts = pytest.importorskip("texts", reason="tools/ is not here")


def test_the_committed_catalogue_holds_every_text() -> None:
    # Compared before the assertion: to tell where so much text differs takes a minute, and the answer is always the same.
    is_whole = texts.CATALOGUE.read_bytes() == texts.as_po(texts.catalogue())
    assert is_whole, "run: python tools/texts.py"


def test_made_up_languages_are_never_committed() -> None:
    assert "*.mo" in (ROOT / ".gitignore").read_text().split()


@pytest.fixture
def made_up(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    gathered = texts.catalogue()
    monkeypatch.setattr(texts, "SOURCE", tmp_path)
    texts.write_made_up(gathered)
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    settings.LANGUAGES = [("en", "English"), ("en-xa", "long"), ("ar-xb", "mirrored")]


@pytest.mark.usefixtures("made_up")
def test_the_long_language_keeps_what_must_be_kept() -> None:
    with translation.override("en-xa"):
        assert translation.gettext("Kept by %(name)s") % {"name": "Mara"} == "[Ķëpţ bý Mara~~~~~~]"
        assert translation.get_language_bidi() is False


@pytest.mark.usefixtures("made_up")
def test_the_mirrored_language_is_written_from_the_right() -> None:
    with translation.override("ar-xb"):
        assert translation.get_language_bidi() is True
        assert translation.gettext("Write a letter") == "\u202eWrite a letter\u202c"
        assert translation.ngettext("%(count)s day", "%(count)s days", 3) == "%(count)s\u202e days\u202c"


@pytest.mark.parametrize("turn", [texts.accented, texts.mirrored])
def test_every_made_up_text_keeps_its_placeholders_and_tags(turn: object) -> None:
    assert callable(turn)
    kept = re.compile(r"%\(\w+\)s|</?bdi>|\{\w+\}")
    broken = [text for text, _where in msgids() if kept.findall(text) != kept.findall(turn(text))]
    assert broken == []


def test_a_made_up_text_is_longer_by_two_fifths() -> None:
    assert len(texts.accented("x" * 100)) == 142
