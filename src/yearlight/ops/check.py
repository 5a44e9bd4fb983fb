"""Rows against files, both ways, with checksums; and the database against itself. Reads, and changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from yearlight.core.errors import YearlightError
from yearlight.keepsakes import checking, queries, vault
from yearlight.keepsakes.store import Away
from yearlight.reminders.queries import host


class NothingHere(YearlightError):  # noqa: N818
    """The folder holds no place yet, so there is nothing to check."""

    code = "nothing_here"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be. Only a ``is_fault`` one means that something kept is in danger."""

    is_fault: bool
    code: str
    sentence: str


@dataclass(slots=True)
class Count:
    """How much was looked at."""

    originals: int = 0
    size: int = 0


def check(count: Count, *, reads_bytes: bool = True) -> Iterator[Finding]:
    """Everything that does not agree, as it is found; ``count`` grows on the way.

    With ``reads_bytes`` every original is read and compared with its checksum; otherwise only its length is.
    Raises ``NothingHere`` for a folder in which Yearlight never ran.
    """
    _refuse_nothing()
    yield from _database()
    yield from _told_where_away(_of_files(count, reads_bytes=reads_bytes))
    since = host.braked_at()
    if since is not None:
        yield Finding(False, "brake", host.sentence(since))
    waiting = queries.without_sizes()
    if waiting:
        yield Finding(
            False,
            "without_sizes",
            _("%(count)s pictures have no sizes yet; the worker makes them.") % {"count": waiting},
        )


def check_files(count: Count, *, now: datetime) -> Iterator[Finding]:
    """Read every original, mend what can be mended from the second copy, and note each in its row as read.

    Raises ``NothingHere`` as ``check`` does.
    """
    _refuse_nothing()
    yield from _told_where_away(_read_again(count, now=now))


def _of_files(count: Count, *, reads_bytes: bool) -> Iterator[Finding]:
    yield from _originals(count, reads_bytes=reads_bytes)
    yield from _unnamed()


def _told_where_away(findings: Iterator[Finding]) -> Iterator[Finding]:
    """These, and at their end that the store of the originals could not be asked any further, if that is so."""
    try:
        yield from findings
    except Away:
        words = _(
            "The store of the originals cannot be asked just now, so not all of them were compared. Nothing was changed. "
            "See that it is reachable, and check again."
        )
        yield Finding(True, "away", words)


def _read_again(count: Count, *, now: datetime) -> Iterator[Finding]:
    for one in checking.check_all(now=now):
        count.originals += 1
        count.size += one.size
        if one.is_mended:
            words = _("The original %(name)s was damaged, and is mended from the second copy.")
            yield Finding(False, "mended", words % {"name": one.sha256})
        elif one.damage is not None:
            yield _damaged(one.sha256, one.damage)
    yield from _unnamed()


def _refuse_nothing() -> None:
    if not connection.introspection.table_names():
        words = _("There is nothing in %(home)s yet. Name the folder with YEARLIGHT_HOME, or begin with: yearlight run")
        raise NothingHere(words % {"home": settings.YEARLIGHT_HOME})


def _damaged(sha256: str, damage: str) -> Finding:
    if damage == checking.Damage.MISSING:
        return Finding(True, "missing", _("The original %(name)s is missing.") % {"name": sha256})
    words = _("The original %(name)s is not what was kept: its bytes have changed.")
    return Finding(True, "changed", words % {"name": sha256})


def _database() -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(20)")
            said = [str(row[0]) for row in cursor.fetchall()]
            cursor.execute("PRAGMA foreign_key_check")
            loose = cursor.fetchall()
    except DatabaseError as error:
        said, loose = [str(error)], []
    for line in said:
        if line != "ok":
            yield Finding(True, "database", _("The database is damaged: %(what)s.") % {"what": line})
    for table, row, other, _number in loose:
        words = {"table": table, "row": row, "other": other}
        yield Finding(
            True, "loose_row", _("Row %(row)s of %(table)s names a row of %(other)s that is not there.") % words
        )


def _originals(count: Count, *, reads_bytes: bool) -> Iterator[Finding]:
    found_before = {} if reads_bytes else dict(checking.damaged())
    for sha256, size in queries.originals():
        count.originals += 1
        count.size += size
        if not vault.has(sha256):
            yield _damaged(sha256, checking.Damage.MISSING)
        elif sha256 in found_before or not _is_whole(sha256, size, reads_bytes=reads_bytes):
            yield _damaged(sha256, checking.Damage.CHANGED)


def _is_whole(sha256: str, size: int, *, reads_bytes: bool) -> bool:
    return vault.size_of(sha256) == size and (not reads_bytes or vault.is_sound(sha256))


def _unnamed() -> Iterator[Finding]:
    """Files that no row names: harmless leavings of a request that broke off, swept after a week."""
    for name, _size in vault.originals():
        if not queries.is_named(name):
            yield Finding(
                False, "unnamed", _("No row names the file %(name)s; it is swept after a week.") % {"name": name}
            )
