"""Every template: it compiles, holds nothing inline, and every text in it can be translated."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, Token, TokenType
from django.template.loader import get_template

from tests.rules.texts import SOURCE, templates

_PATHS = templates()
_NAMES = [str(path.relative_to(SOURCE)) for path in _PATHS]
every_template = pytest.mark.parametrize("path", _PATHS, ids=_NAMES)

#: Text of ours that is the same in every language.
_NAME = "Yearlight"
#: Attributes that are read to somebody.
_READ = {"alt", "title", "placeholder", "aria-label", "aria-description", "label"}
#: ``|safe``: where, and why nothing of a person's can get through it unread.
_SAFE = {
    ("pages/place.html", "head"): "drawn by our own template, which escapes",
    ("pages/place.html", "cover"): "drawn by our own template, which escapes",
    ("pages/place.html", "rest"): "drawn by our own template, which escapes",
    ("pages/as_member.html", "head"): "drawn by our own template, which escapes",
    ("pages/as_member.html", "cover"): "drawn by our own template, which escapes",
    ("pages/as_member.html", "rest"): "drawn by our own template, which escapes",
    ("pages/whole_year.html", "leaf"): "drawn by our own template, which escapes",
    ("pages/day_swapped.html", "leaf"): "drawn by our own template, which escapes",
    ("pages/whole_year.html", "list"): "drawn by our own template, which escapes",
    ("mfa/totp/activate_form.html", "totp_svg"): "drawn by allauth from a key of its own",
    ("*", "html"): "a letter's text after entries.markdown, whose two gates let a closed list of tags through",
}
_INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|<script(?![^>]*\ssrc=)(?![^>]*type=.application/json)",
    re.IGNORECASE,
)
_HOLE = "\x01"


@every_template
def test_a_template_compiles(path: Path) -> None:
    get_template(str(path).partition("/templates/")[2])


@every_template
def test_a_template_holds_nothing_inline(path: Path) -> None:
    assert _INLINE.findall(_without_texts(path.read_text(encoding="utf-8"))) == []


@every_template
def test_every_text_of_a_template_can_be_translated(path: Path) -> None:
    reader = _Reader()
    reader.feed(_without_texts(path.read_text(encoding="utf-8")))
    reader.close()
    assert reader.texts == []


@every_template
def test_what_a_template_takes_as_safe_is_named_here(path: Path) -> None:
    name = str(path).partition("/templates/")[2]
    taken = re.findall(r"\{\{\s*([\w.]+)[^}]*\|\s*safe\b", path.read_text(encoding="utf-8"))
    named = {variable for where, variable in _SAFE if where in ("*", name)}
    assert {one.rpartition(".")[2] for one in taken} - named == set()
    # A message is plain text; a page never is.
    assert path.suffix == ".txt" or "autoescape off" not in path.read_text(encoding="utf-8")


def test_a_text_that_was_forgotten_would_be_found() -> None:
    reader = _Reader()
    reader.feed(_without_texts('<p>Forgotten {{ name }}</p>{% translate "Told" %}<img alt="A lake"><b>{{ x }}</b>'))
    assert reader.texts == ["Forgotten", "A lake"]


def _without_texts(template: str) -> str:
    """The template's own letters: tags are holes, and what is translated or said to developers is away."""
    kept, ends = [], ""
    for token in Lexer(template).tokenize():
        if ends:
            ends = "" if _word(token) == ends else ends
        elif _word(token) in ("blocktranslate", "blocktrans", "comment") or token.contents == "block body_class":
            ends = f"end{_word(token)}"
            kept.append(_HOLE)
        else:
            kept.append(token.contents if token.token_type is TokenType.TEXT else _HOLE)
    return "".join(kept)


def _word(token: Token) -> str:
    return token.contents.split(maxsplit=1)[0] if token.token_type is TokenType.BLOCK else ""


class _Reader(HTMLParser):
    """Collects what somebody reads or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        # What stands in a script is data: that it is no code, another test says.
        if self.lasttag != "script":
            self._take(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in _READ and value:
                self._take(value)

    def _take(self, text: str) -> None:
        plain = text.replace(_HOLE, " ").replace(_NAME, "").strip()
        if re.search(r"[^\W\d_]", plain):
            self.texts.append(plain)


def test_no_page_unveils_a_photograph_by_a_name_it_has_for_something_else() -> None:
    """Whatever includes a photograph hands its own names on; the one that unveils it is set by one page, where that was pressed."""
    found = {
        path.name: path.read_text(encoding="utf-8").count("is_unveiled=")
        for path in _PATHS
        if "is_unveiled" in path.read_text(encoding="utf-8")
    }
    assert found == {"print.html": 0, "photo.html": 1}
    views = [path for path in SOURCE.rglob("*.py") if "is_unveiled" in path.read_text(encoding="utf-8")]
    assert views == []
