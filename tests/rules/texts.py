"""Every text of ours: gathered as for the translators, and from our scripts."""

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/yearlight"
sys.path.insert(0, str(ROOT / "tools"))


@cache
def msgids() -> tuple[tuple[str, str], ...]:
    """Each text and the files it stands in."""
    from texts import catalogue  # noqa: PLC0415 - the tool stands in another folder

    found = []
    for one in catalogue():
        where = " ".join(path for path, _line in one.locations)
        found += [(form, where) for form in ([one.id] if isinstance(one.id, str) else one.id) if form]
    return tuple(found)


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("templates/**/*.html")) + sorted(SOURCE.rglob("templates/**/*.txt"))


def scripts() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("static/**/*.js") if "vendor" not in path.parts)


def in_scripts() -> Iterator[tuple[str, str]]:
    """What stands between quotes in a script and could be read by somebody."""
    for path in scripts():
        code = re.sub(r"^\s*//.*$|/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        for _quote, text in re.findall(r"""(["'`])((?:\\.|(?!\1).)*)\1""", code):
            yield text, str(path.relative_to(ROOT))
