"""The order of a ceremony on paper: A5, A4 to be folded, or in large print. Knows no rows."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from yearlight.core import typeset

_TEMPLATES = Path(__file__).parent / "typst"
#: Scripts whose letters have no italics.
_UPRIGHT = re.compile("[\u0590-\u08ff\u2e80-\u9fff\uac00-\ud7af]")


class Paper(StrEnum):
    """How an order is printed."""

    A5 = "a5"
    #: A5 pages on A4, to be printed on both sides and folded once.
    FOLDED = "folded"
    #: A4 in 24 points, one part a page.
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One step: what it is called, who does it, and what is said. A blank line begins a paragraph, a broken line stays."""

    heading: str
    who: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An order as it is printed. ``under`` are the lines below its title: for whom, when, where."""

    title: str
    under: Sequence[str]
    parts: Sequence[SheetPart]
    #: As in pages: "en", "he", "pt-br".
    language: str = "en"
    is_rtl: bool = False


def pdf(sheet: Sheet, paper: Paper) -> bytes:
    """The sheet as a PDF. A5 and large print are tagged (PDF/UA-1) and read in their order; to be folded it is pages alone.

    Raises ``typeset.NotSet``.
    """
    if paper is not Paper.FOLDED:
        return typeset.pdf(_TEMPLATES / "order.typ", _data(sheet, paper))
    pages = pdf(sheet, Paper.A5)
    data = {"title": sheet.title, "sides": sides(_count(pages), is_rtl=sheet.is_rtl)}
    return typeset.pdf(_TEMPLATES / "folded.typ", data, files={"order.pdf": pages}, tagged=False)


def sides(pages: int, *, is_rtl: bool = False) -> list[tuple[int, int]]:
    """Which two pages stand on each printed side, so that a stack folded once reads in order. 0 is an empty half.

    What is read from the right is bound on the right, so each pair is the other way round.
    """
    whole = -(-max(pages, 1) // 4) * 4
    found = []
    for sheet in range(whole // 4):
        first, last = 2 * sheet + 1, whole - 2 * sheet
        found += [(last, first), (first + 1, last - 1)]
    there = [tuple(page if page <= pages else 0 for page in side) for side in found]
    return [(right, left) if is_rtl else (left, right) for left, right in there]


def _data(sheet: Sheet, paper: Paper) -> dict[str, Any]:
    own = "rtl" if sheet.is_rtl else "ltr"
    return {
        "paper": paper.value,
        "title": sheet.title,
        "under": [line for line in sheet.under if line],
        "language": sheet.language.partition("-")[0],
        "direction": own,
        "parts": [
            {
                "heading": one.heading,
                "who": one.who,
                "is-upright": _UPRIGHT.search(one.who) is not None,
                "direction": direction(one.heading + one.text, own),
                "text": paragraphs(one.text, own),
            }
            for one in sheet.parts
        ],
    }


def paragraphs(text: str, own: str = "ltr") -> list[dict[str, Any]]:
    """The paragraphs of a text, each with its lines and the way it is written."""
    found = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return [
        {"direction": direction(one, own), "lines": [line.strip() for line in one.split("\n")]}
        for one in found
        if one.strip()
    ]


def direction(text: str, own: str = "ltr") -> str:
    """The way of the first letter that has one (UAX 9, P2 and P3); ``own`` where none has."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return own


def _count(pages: bytes) -> int:
    """How many pages a PDF of ours has: the root of its pages says so."""
    found = re.search(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)|/Count\s+(\d+)[^>]*?/Type\s*/Pages\b", pages)
    if found is None:
        raise typeset.NotSet("The pages of the sheet could not be counted.")
    return int(found[1] or found[2])
