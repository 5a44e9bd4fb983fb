"""Every address of the site, and who may come there: one row each, held complete by a test."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from django.urls import URLPattern, URLResolver, get_resolver


class Who(Enum):
    """For whom an address answers. Everyone else is told that nothing is there."""

    #: Also those who are signed out.
    ANYONE = "anyone"
    #: Everyone with an account, whatever family they belong to.
    SIGNED_IN = "signed in"
    #: Everyone with an account that keeps a family, their own or this one.
    ANY_KEEPER = "any keeper"
    #: Members whose circles see the thing.
    SEES = "sees"
    #: Both keepers, where they see the thing.
    KEEPERS = "keepers"
    #: The keeper who wrote it, alone.
    WRITER = "writer"


@dataclass(frozen=True, slots=True)
class Row:
    """One address: who may read it, and who may press there. ``None``: it takes no such request."""

    get: Who | None
    post: Who | None = None


_SEEN = Row(Who.SEES)
_KEPT = Row(Who.KEEPERS, Who.KEEPERS)
_PRESSED = Row(None, Who.KEEPERS)
_OWN_PRESSED = Row(None, Who.WRITER)
_OWN = Row(Who.SIGNED_IN, Who.SIGNED_IN)


def _texts(kind: str, many: str, suffix: str) -> dict[str, Row]:
    """The addresses of one kind of text."""
    return {
        f"entries:{many}": _SEEN,
        f"entries:{kind}": _SEEN,
        f"entries:write{suffix}": _KEPT,
        f"entries:keep_new_draft{suffix}": _PRESSED,
        f"entries:edit{suffix}": _KEPT,
        f"entries:keep_draft{suffix}": _PRESSED,
        f"entries:beside{suffix}": _KEPT,
        f"entries:versions{suffix}": Row(Who.KEEPERS),
        f"entries:bring_back_version{suffix}": _PRESSED,
        f"entries:put_away{suffix}": _OWN_PRESSED,
        # Nothing is put away in this trial, so nobody finds anything there; tests of entries hold the rest.
        f"entries:away{suffix}": Row(Who.WRITER),
        f"entries:bring_back{suffix}": _OWN_PRESSED,
    }


ROWS: dict[str, Row] = {
    **_texts("letter", "letters", ""),
    **_texts("moment", "moments", "_moment"),
    "entries:text": Row(Who.WRITER),
    "entries:put_text_away": _OWN_PRESSED,
    "keepsakes:photos": _SEEN,
    "keepsakes:add": _KEPT,
    "keepsakes:change": _KEPT,
    "keepsakes:put-away": _OWN_PRESSED,
    "keepsakes:away": Row(Who.WRITER),
    "keepsakes:bring-back": _OWN_PRESSED,
    "keepsakes:rendition": _SEEN,
    "keepsakes:original": Row(Who.KEEPERS),
    "memorials:change": _KEPT,
    "memorials:cover": _PRESSED,
    "pages:place": _SEEN,
    "pages:year": _SEEN,
    "pages:photo": _SEEN,
}


def addresses() -> Iterator[tuple[str, str]]:
    """Every address in the list: its name with its folder, and its pattern."""
    yield from _walk(get_resolver(), "", "")


def _walk(resolver: URLResolver, before: str, folder: str) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        pattern = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one, pattern, f"{folder}{one.namespace}:" if one.namespace else folder)
        elif isinstance(one, URLPattern):
            yield f"{folder}{one.name}", pattern
