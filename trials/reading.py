"""What is found on a site after a crash, and whether it is what was promised."""

import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from trials.load import Ledger, Told, keys_in
from trials.visitor import Visitor

#: The text of a letter on its page, without the lines of other letters that stand around it.
_BODY = re.compile(r'<div class="(?:letter )?letter-body"[^>]*>(.*?)</div>', re.S)


@dataclass
class Found:
    """Everything that was read, however it was read."""

    #: The checksum of the bytes behind each picture's address; empty where no whole file is there.
    pictures: dict[str, str] = field(default_factory=dict)
    #: The keys of the texts kept of each letter, the present one and the earlier ones.
    kept: dict[str, set[str]] = field(default_factory=dict)
    #: The keys of the texts that are being written.
    drafts: dict[str, set[str]] = field(default_factory=dict)
    #: Of each file on its way the bytes that count, or only how many there are where the bytes cannot be read.
    parts: dict[str, bytes | int] = field(default_factory=dict)
    half: list[str] = field(default_factory=list)
    #: What the program's own check says, where it was asked.
    complaints: list[str] = field(default_factory=list)

    def read(self, letter: str, where: dict[str, set[str]], text: str) -> None:
        whole, half = keys_in(text)
        where.setdefault(letter, set()).update(whole)
        self.half += [f"letter {letter}: {key}" for key in half]


@dataclass
class Verdict:
    """What was promised and is not there, or is there and was never sent."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    @property
    def is_bad(self) -> bool:
        return bool(self.counts)

    def add(self, what: str, example: str) -> None:
        self.counts[what] += 1
        if len(self.examples) < 5:
            self.examples.append(f"{what}: {example}")


def over_http(visitor: Visitor, slug: str, told: Iterable[Told]) -> Found:
    """Read what these answers were about through the site itself, as its writer."""
    found = Found()
    base = f"/p/{slug}/"
    told = list(told)
    shown = set(re.findall(rf'href="({base}photos/\w{{16}}/)"', visitor.get(f"{base}photos/").text))
    for address in sorted({one.thing for one in told if one.what == "picture"} | shown):
        answer = visitor.get(f"{address}original", accept="*/*")
        found.pictures[address] = hashlib.sha256(answer.body).hexdigest() if answer.status == 200 else ""
    for address in sorted({one.thing for one in told if one.what == "part"}):
        answer = visitor.send("HEAD", address, {})
        found.parts[address] = int(answer.headers["upload-offset"]) if answer.status == 200 else 0
    for letter in sorted({one.thing for one in told if one.what in ("draft", "kept")}):
        kept = visitor.get(f"{base}letters/{letter}/")
        if kept.status == 200:
            for text in (kept.text, visitor.get(f"{base}letters/{letter}/versions/").text):
                for body in _BODY.findall(text):
                    found.read(letter, found.kept, _words(body))
        writing = re.search(
            r'<textarea[^>]*name="body"[^>]*>(.*?)</textarea>', visitor.get(f"{base}letters/{letter}/edit/").text, re.S
        )
        if writing:
            found.read(letter, found.drafts, html.unescape(writing[1]))
    return found


def compare(ledger: Ledger, told: Iterable[Told], found: Found) -> Verdict:
    """Hold what was found against what was promised: every promise kept, nothing half, nothing never sent."""
    verdict = Verdict()
    last: dict[str, Told] = {}
    for one in told:
        if one.what == "picture":
            if found.pictures.get(one.thing) != one.content:
                verdict.add("lost pictures", f"{one.thing} {one.content[:12]}")
            continue
        if one.what == "part":
            if not _has_part(ledger, one, found):
                verdict.add("lost parts", f"{one.thing} {one.content}")
            continue
        last[one.thing] = one
        if one.what == "kept" and one.content not in found.kept.get(one.thing, set()):
            verdict.add("lost letters", f"{one.thing} {one.content}")
    for letter, one in last.items():
        if one.what == "draft" and not _has_draft(ledger, one, found):
            verdict.add("lost drafts", f"{letter} {one.content}")
    for address, sha256 in found.pictures.items():
        if sha256 not in ledger.tried:
            verdict.add("half pictures", f"{address} {sha256[:12] or 'no whole file'}")
    for texts in (*found.kept.values(), *found.drafts.values()):
        for key in texts - ledger.tried:
            verdict.add("texts never sent", key)
    for example in found.half:
        verdict.add("half texts", example)
    for example in found.complaints:
        verdict.add("complaints of check", example)
    return verdict


def _has_draft(ledger: Ledger, told: Told, found: Found) -> bool:
    """The saved text is there, or one that was sent to the same letter after it."""
    steps = [key for _what, key in ledger.steps[told.thing]]
    allowed = set(steps[steps.index(told.content) :])
    here = found.drafts.get(told.thing, set()) | found.kept.get(told.thing, set())
    return bool(allowed & here)


def _has_part(ledger: Ledger, told: Told, found: Found) -> bool:
    """What was said to be here of a file is here, as it was sent; or the whole file is kept."""
    sending = ledger.sendings[told.thing]
    data, offset = sending.data, int(told.content)
    if sending.is_refused:
        return True
    here = found.parts.get(told.thing, 0)
    if isinstance(here, int):
        return here >= offset
    return here[:offset] == data[:offset] or sending.sha256 in found.pictures.values()


def _words(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", page))
