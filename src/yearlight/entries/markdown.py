"""What people write, made safe: a small closed part of Markdown. Knows no Django.

Kept: paragraphs, line breaks as typed, emphasis, strong, lists, quotes,
headings, a rule between parts, and links to http, https and mailto. No
pictures, no HTML, no code: what looks like them stays as the signs typed.
"""

import re
from collections.abc import Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

#: What ``to_html`` can hold, and nothing else.
TAGS = frozenset({"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "h3", "h4", "hr", "a"})
LINK_REL = "nofollow noreferrer noopener"

_LINK = re.compile(r"(https?://|mailto:)[^\s]", re.IGNORECASE)
_BREAK_NEAR_END = re.compile(r"\s+\S*\Z")
_HANGING = " \t\n,;:–—-(«„“‘\"'[¿¡…."


def _is_link_allowed(url: str) -> bool:
    """Whole addresses only: a relative link could press a button of our own pages."""
    return _LINK.match(url) is not None


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False, "typographer": False})
    # Left out on purpose: code (an indented line is only an indented line), tables of
    # references, underlined headings ("Dear Emil" above a line of dashes), bare links, pictures, HTML.
    reader.disable(["code", "fence", "reference", "lheading", "html_block"])
    reader.disable(["backticks", "autolink", "image", "html_inline"])
    reader.validateLink = _is_link_allowed  # type: ignore[method-assign]
    return reader


_READER = _reader()
_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes={"a": {"href"}, "ol": {"start"}},
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel=LINK_REL,
)


def to_html(text: str) -> str:
    """The text as HTML that may stand in a page as it is; any text is taken.

    Headings become h3 and h4, so that a letter never breaks the order of the
    page's own.
    """
    tokens = _tokens(text)
    for token in tokens:
        if token.tag in {"h1", "h2"}:
            token.tag = "h3"
        elif token.type in {"heading_open", "heading_close"}:
            token.tag = "h4"
    return _CLEANER.clean(_READER.renderer.render(tokens, _READER.options, {})).strip()


def to_text(text: str) -> str:
    """The words alone, without marks: one blank line between paragraphs, line breaks as typed."""
    blocks: list[str] = []
    for token in _tokens(text):
        if token.type == "inline":
            words = _words(token.children or ())
            if words.strip():
                blocks.append(words.strip())
    return "\n\n".join(blocks)


def excerpt(text: str, letters: int = 280) -> str:
    """The beginning of the words in one line, at most ``letters`` long.

    Cut between words, and ended with "…" where something follows; a text
    without spaces is cut where it must be. Raises ValueError for ``letters``
    under 1.
    """
    if letters < 1:
        raise ValueError("an excerpt has at least one letter")
    # Reading the whole of a long letter for its beginning would be waste; marks
    # are few, so eight times the length nearly always holds words enough.
    words = " ".join(to_text(text[: letters * 8]).split())
    if len(words) <= letters:
        words = " ".join(to_text(text).split())
    if len(words) <= letters:
        return words
    room = words[: letters - 1]
    if not words[letters - 1].isspace():
        shorter = _BREAK_NEAR_END.sub("", room)
        room = shorter if len(shorter) >= letters // 2 else room
    return room.rstrip(_HANGING) + "…"


def _tokens(text: str) -> list[Token]:
    # Half a surrogate pair can come through JSON and is no letter of any text.
    return _READER.parse(text.encode("utf-8", "replace").decode("utf-8"))


def _words(children: Sequence[Token]) -> str:
    parts = []
    for child in children:
        if child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        else:
            parts.append(child.content)
    return "".join(parts)
