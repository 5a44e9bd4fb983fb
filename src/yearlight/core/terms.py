"""The terms of a text, as they are looked for: without case, accents and points, in any script. Knows no Django.

Scripts that write words one after the other without a space are cut into pairs of letters; of Hebrew and Arabic words
the letters that stand before them (and, in, the) are taken off as well. What is folded follows the Unicode decompositions,
and for Arabic the letters that are written in more than one way (UAX 15; Arabic presentation of alef, yeh and teh marbuta).
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

#: Raised when the same text would give other terms; everything is then indexed anew.
RECIPE = 1
#: A query names at most so many words.
MOST_ASKED = 12
_LONGEST_WORD = 40
#: Of a found text so much is looked through for the words.
_LOOKED_THROUGH = 60_000

#: Accents and points that one may leave out when writing: Latin, Greek, Cyrillic; Hebrew; Arabic; and general ones.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f]"
)
_SAME = str.maketrans(
    {
        "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h",
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك",
        "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
    }
)  # fmt: skip
#: Han, kana and bopomofo, and Thai, Lao, Burmese and Khmer: written without spaces between words.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3105-\u312f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
#: Digits of other scripts than ours.
_DIGITS = re.compile(r"[^\D0-9]")
_HEBREW = re.compile("[וה]?(?:[שכלבמה]|מה|כש|לכש)?(?=.{3})")
_ARABIC = re.compile("[وف]?(?:ال|بال|كال|لل)(?=.{2})|و(?=.{3})")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_SHORT = 3


def terms(text: str) -> set[str]:
    """Every term under which a text is found."""
    found: set[str] = set()
    for word in words(text):
        found.add(word)
        found |= _bare(word)
    return found


def asked(query: str) -> list[list[str]]:
    """What a query asks for: for each of its words the terms of which one has to be there.

    A term that ends with ``*`` stands for every term that begins so: who looks for *snow* finds *snowed*.
    """
    found: list[list[str]] = []
    for word in words(query, is_query=True):
        # What an apostrophe cuts off.
        if len(word) == 1 and word.isalpha() and not _UNSPACED.match(word) and not _HANGUL.match(word):
            continue
        alternatives = [f"{one}*" if _is_beginning(one) else one for one in sorted({word, *_bare(word)})]
        if alternatives not in found:
            found.append(alternatives)
    return found[:MOST_ASKED]


class Piece(NamedTuple):
    """A piece of a text, and whether it is what was looked for."""

    text: str
    is_match: bool


def around(text: str, query: str, *, letters: int = 180) -> list[Piece]:
    """A part of a text in which the words of a query stand, for a list of what was found; its beginning where none does."""
    wanted = [term for word in asked(query) for term in word]
    matches = list(_matches(text[:_LOOKED_THROUGH], wanted))
    first = max(0, matches[0][0] - letters // 3) if matches else 0
    if first:
        first = text.find(" ", first, matches[0][0]) + 1 or first
    last = min(len(text), first + letters)
    if last < len(text):
        last = max(text.rfind(" ", first + letters // 2, last), first + letters // 2)
    pieces = [Piece("… ", False)] if first else []
    at = first
    for begins, ends in matches:
        if ends > last:
            break
        if begins >= at:
            pieces += [Piece(text[at:begins], False), Piece(text[begins:ends], True)]
            at = ends
    pieces.append(Piece(text[at:last] + (" …" if last < len(text) else ""), False))
    return [one for one in pieces if one.text]


def _matches(text: str, wanted: list[str]) -> Iterator[tuple[int, int]]:
    """From where to where what is wanted stands in a text as it is written."""
    for begins, run in _runs(text):
        unspaced = _UNSPACED.search(run)
        if unspaced is None:
            if any(_is(term, one) for one in terms(run) for term in wanted):
                yield begins, begins + len(run)
            continue
        marked = {at + place for term in wanted for at in _places(run, term) for place in range(len(term))}
        for at in sorted(marked):
            yield begins + at, begins + at + 1


def _is(term: str, word: str) -> bool:
    return word.startswith(term[:-1]) if term.endswith("*") else word == term


def _places(run: str, term: str) -> Iterator[int]:
    at = run.find(term)
    while at >= 0:
        yield at
        at = run.find(term, at + 1)


def folded(text: str) -> str:
    """The text as terms compare it: each letter in one way."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text).casefold()).translate(_SAME)
    return unicodedata.normalize("NFC", _DIGITS.sub(lambda one: str(unicodedata.digit(one[0])), plain))


def words(text: str, *, is_query: bool = False) -> Iterator[str]:
    """The words of a text, folded. Of a run without spaces each letter and each pair; in a query the pairs alone."""
    for _begins, run in _runs(folded(text)):
        end = 0
        for unspaced in _UNSPACED.finditer(run):
            if unspaced.start() > end:
                yield run[end : unspaced.start()][:_LONGEST_WORD]
            yield from _pairs(unspaced[0], is_query=is_query)
            end = unspaced.end()
        if end < len(run):
            yield run[end:][:_LONGEST_WORD]


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """Where each run of letters, digits and the marks that belong to them begins, and the run."""
    begun = -1
    for place, letter in enumerate(text):
        if unicodedata.category(letter)[0] in "LNM":
            begun = place if begun < 0 else begun
        elif begun >= 0:
            yield begun, text[begun:place]
            begun = -1
    if begun >= 0:
        yield begun, text[begun:]


def _is_beginning(word: str) -> bool:
    """Whether a word asked for may go on. Of a short one too many would; in Korean what goes on are particles."""
    return not _UNSPACED.match(word) and (len(word) >= _SHORT or _HANGUL.match(word) is not None)


def _pairs(run: str, *, is_query: bool) -> Iterator[str]:
    if len(run) == 1 or not is_query:
        yield from run
    for place in range(len(run) - 1):
        yield run[place : place + 2]


def _bare(word: str) -> set[str]:
    """A Hebrew or Arabic word without what is written in one with it; nothing for others."""
    for rule, first, last in ((_HEBREW, "א", "ת"), (_ARABIC, "ء", "ي")):
        if first <= word[0] <= last:
            before = rule.match(word)
            return {word[before.end() :]} if before and before.end() else set()
    return set()
