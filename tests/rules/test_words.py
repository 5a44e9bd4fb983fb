"""No text of ours uses a word that hurts: the list in words.toml over every text, template, script and translation."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.rules.texts import ROOT, SOURCE, in_scripts, msgids, templates

_LIST = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))["word"]


@dataclass(frozen=True)
class Word:
    """A word that is not used, and the phrases that may."""

    pattern: re.Pattern[str]
    reason: str
    allowed: frozenset[str]
    allowed_from: tuple[str, ...]

    def is_in(self, text: str, where: str) -> bool:
        if self.allowed_from and all(path.startswith(self.allowed_from) for path in where.split()):
            return False
        for phrase in self.allowed:
            text = text.replace(phrase, "")
        return self.pattern.search(text) is not None


WORDS = [
    Word(re.compile(one["match"], re.IGNORECASE), one["reason"], frozenset(one.get("allowed", ())),
         tuple(one.get("allowed_from", ())))
    for one in _LIST
]  # fmt: skip


def _faults(texts: list[tuple[str, str]]) -> list[str]:
    return [f"{where}: “{text}”: {word.reason}" for text, where in texts for word in WORDS if word.is_in(text, where)]


def test_no_text_uses_a_word_of_the_list() -> None:
    texts = list(msgids())
    assert len(texts) > 300
    assert _faults(texts) == []


def test_no_script_uses_a_word_of_the_list() -> None:
    """Only what reads like a sentence: code has its own exclamation marks."""
    assert _faults([(text, where) for text, where in in_scripts() if re.search(r"[A-Za-z]{2} [A-Za-z]{2}", text)]) == []


def test_no_template_uses_a_word_of_the_list_beside_its_texts() -> None:
    """Names of classes and ids are read by people too: by those who change the pages."""
    texts = [(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT))) for path in templates()]
    named = [
        (name, where) for text, where in texts for name in re.findall(r'(?:alt|title|placeholder)="([^"{]*)"', text)
    ]
    assert _faults(named) == []


@pytest.mark.parametrize("path", sorted(SOURCE.glob("locale/en*/LC_MESSAGES/*.po")), ids=lambda path: path.parts[-3])
def test_no_english_translation_uses_a_word_of_the_list(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file)
    given = [
        (form, str(path.relative_to(ROOT)))
        for one in catalogue
        if one.id
        for form in ([one.string] if isinstance(one.string, str) else one.string or ())
    ]
    assert _faults(given) == []


@pytest.mark.parametrize(
    "text",
    [
        "We are sorry for your loss",
        "Emil passed away",
        "Your little angel",
        "At least you are young",
        "Saved!",
        "Happy heavenly birthday",
        "Saved successfully",
        "Kept forever",
        "Your memories",
        "You are still here",
    ],
)
def test_the_list_finds_what_it_is_for(text: str) -> None:
    assert _faults([(text, "somewhere")])


@pytest.mark.parametrize(
    "text", ["Emil was born and died on 14 November", "Stillborn on 3 May 2019", "Kept at 21:14", "Eight years"]
)
def test_the_list_lets_plain_words_be(text: str) -> None:
    assert _faults([(text, "somewhere")]) == []


def test_every_allowed_phrase_is_in_use() -> None:
    """What is allowed and not there any more would allow something else one day."""
    known = "\n".join(text for text, _where in msgids())
    assert [phrase for word in WORDS for phrase in word.allowed if phrase not in known] == []
