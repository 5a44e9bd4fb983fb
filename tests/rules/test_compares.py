"""What opens something is looked up by its sum, or compared in a time that tells nothing of it: never letter by letter."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import yearlight

_SOURCE = Path(yearlight.__file__).parent
#: Names of what somebody could try to guess.
_SECRET = re.compile(
    r"(^|_)(token|tokens|secret|password|passcode|pin|sum|hash|hashed|hexdigest|digest|signature|mac)($|_)"
)
#: Compared as they are, since nobody opens anything with them: a checksum that a sender tells of their own file, what a
#: day of a feed said the last time, and the bytes of an original beside its name.
_OPENS_NOTHING = {
    "keepsakes/bucket.py: digest.hexdigest() == sha256",
    "keepsakes/bucket.py: digest.hexdigest() != sha256",
    "keepsakes/tus.py: data.digest() == self.digest",
    "reminders/actions/feeds.py: row.told != _digest(day)",
}


def test_nothing_that_opens_something_is_compared_letter_by_letter() -> None:
    found = {
        f"{path.relative_to(_SOURCE)}: {written}"
        for path in sorted(_SOURCE.rglob("*.py"))
        for written in compared(path.read_text(encoding="utf-8"))
    }
    assert found == _OPENS_NOTHING


def test_such_a_comparison_would_be_found() -> None:
    for written in (
        "row.token == given",
        "given != link.token_hash",
        "sums['code_sum'] == _sum(code)",
        "a.hexdigest() == b",
    ):
        assert list(compared(f"if {written}: pass")) == [written.replace('"', "'")]
    for fine in ("token.type == 'inline'", "compare_digest(token, given)", "Link.filter(token_hash=hashed(token))"):
        assert list(compared(f"x = {fine}")) == []


def compared(source: str) -> Iterator[str]:
    """The comparisons by ``==`` or ``!=`` of something that bears the name of a secret."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Compare) or not any(isinstance(one, (ast.Eq, ast.NotEq)) for one in node.ops):
            continue
        if any(_SECRET.search(_name(one)) for one in (node.left, *node.comparators)):
            yield ast.unparse(node)


def _name(node: ast.expr) -> str:
    """The last name of an expression: what it is, and not whose."""
    match node:
        case ast.Call(func=function):
            return _name(function)
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name.casefold()
        case ast.Subscript(slice=ast.Constant(value=str(name))):
            return name.casefold()
    return ""
