"""Gathers every text of ours into the source catalogue, and makes the two made-up languages from it.

``python tools/texts.py`` writes ``src/yearlight/locale/en/LC_MESSAGES/django.po``, which is committed and from which
translators begin. ``tools/assets.py`` compiles it and makes the made-up languages at build time; neither needs gettext.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/yearlight"
CATALOGUE = SOURCE / "locale/en/LC_MESSAGES/django.po"
#: What each function's arguments are, as Babel wants it told.
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
#: What a translation must hold as it stands: placeholders, tags and entities.
_KEPT = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}|</?[a-z]+[^>]*>|&\w+;")
_ACCENTED = str.maketrans(
    "aceghijklnorstuwyzACEGHIJKLNORSTUWYZ", "ąçëğĥïĵķĺñøŕŝţüŵýžĄÇËĞĤÏĴĶĹÑØŔŜŢÜŴÝŽ"
)  # fmt: skip
#: Signs that turn what stands between them around: the page is then mirrored as in Arabic or Hebrew, and can be read.
_MIRRORED = ("\u202e", "\u202c")
_LONGER = 0.4
_NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)
#: Lines of a catalogue's head that would change with the day or the tools.
_NOT_IN_HEADER = (b'"POT-', b'"PO-', b'"Generated-', b'"Report-', b'"Last-', b'"Language-Team', b'"Project-')


def catalogue() -> Catalog:
    """Every text of ours, freshly gathered, in the order of files and lines."""
    found = _empty()
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix not in (".py", ".html") or {"static_built", "migrations"} & set(path.parts):
            continue
        for message, context in _texts(path):
            found.add(message, locations=[(str(path.relative_to(ROOT)), 0)], context=context)
    return found


def _texts(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # What stands around the texts of a template is blanked; brackets let it be read as one expression.
        text = f"(\n{templatize(text)}\n)"
    for _line, message, _comments, context in extract("python", BytesIO(text.encode()), _KEYWORDS):
        yield message if isinstance(message, str) else tuple(message), context


def as_po(texts: Catalog) -> bytes:
    """The catalogue as the file that is committed; nothing in it depends on the day or the machine."""
    target = BytesIO()
    write_po(target, texts, width=120, include_lineno=False)
    return b"".join(line for line in target.getvalue().splitlines(True) if not line.startswith(_NOT_IN_HEADER))


def _empty() -> Catalog:
    return Catalog(
        locale="en",
        header_comment="# Every text of Yearlight. Written by tools/texts.py: change the texts where they stand.",
        fuzzy=False,
        creation_date=_NO_DAY,
        revision_date=_NO_DAY,
    )


# --- the made-up languages


def accented(text: str) -> str:
    """The text with accents and longer by two fifths, so that what is too narrow or not translated shows."""
    words = "".join(part if is_kept else part.translate(_ACCENTED) for part, is_kept in _parts(text))
    return f"[{words}{'~' * round(len(text) * _LONGER)}]"


def mirrored(text: str) -> str:
    """The text turned around, as it is in a language that is written from right to left."""
    first, last = _MIRRORED
    return "".join(part if is_kept or not part.strip() else f"{first}{part}{last}" for part, is_kept in _parts(text))


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    at = 0
    for kept in _KEPT.finditer(text):
        yield text[at : kept.start()], False
        yield kept[0], True
        at = kept.end()
    yield text[at:], False


def made_up(texts: Catalog, locale: str) -> Catalog:
    """The catalogue of ``en_XA`` or ``ar_XB``."""
    turn = accented if locale == "en_XA" else mirrored
    found = _empty()
    for one in texts:
        # A pattern for dates is no words: made up, it would write no date any more.
        if one.id and not (one.context or "").endswith("in Django's letters"):
            found.add(one.id, _turned(one, turn), context=one.context)
    return found


def _turned(one: Message, turn: Callable[[str], str]) -> str | tuple[str, ...]:
    return turn(one.id) if isinstance(one.id, str) else tuple(turn(form) for form in one.id)


def write_made_up(texts: Catalog) -> None:
    """Write the compiled made-up languages, which are never committed."""
    for locale in ("en_XA", "ar_XB"):
        folder = SOURCE / "locale" / locale / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "django.mo").open("wb") as target:
            write_mo(target, made_up(texts, locale))


def main() -> None:
    """Write the source catalogue, where it differs."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    new = as_po(catalogue())
    if CATALOGUE.exists() and CATALOGUE.read_bytes() == new:
        return
    CATALOGUE.write_bytes(new)
    print(f"{CATALOGUE.relative_to(ROOT)} is written.")


if __name__ == "__main__":
    main()
