"""Originals read again and compared with their checksums; mended from a second copy where there is a good one."""

import logging
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db.models import F, Min, QuerySet

from yearlight.core.files import Incoming, incoming_folder
from yearlight.keepsakes import vault
from yearlight.keepsakes.folder import Folder
from yearlight.keepsakes.models import Original
from yearlight.keepsakes.store import Away

logger = logging.getLogger(__name__)

#: Within so long every original is read once, by parts of so many a month that come each hour.
ROUND = timedelta(days=30)
_PARTS = 30 * 24
#: A part that takes longer leaves its rest to the next: the worker has other things to do.
_LONGEST_SECONDS = 240.0


class Damage(StrEnum):
    """What can be wrong with an original. The values are kept in rows."""

    MISSING = "missing"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Checked:
    """One original that was read: what was wrong with it, if anything, and whether it is mended."""

    sha256: str
    size: int
    damage: Damage | None = None
    is_mended: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How all originals stand: the longest ago that one was read, and how many are damaged."""

    oldest_at: datetime | None
    damaged: int


def check(sha256: str, size: int, *, now: datetime) -> Checked:
    """Read one original, mend it if it must and can be, and note in its rows how it stands."""
    damage = _damage(sha256, size)
    is_mended = damage is not None and _mend(sha256, size)
    noted = "" if damage is None or is_mended else damage
    Original.objects.filter(sha256=sha256).update(checked_at=now, damage=noted)
    if damage is not None:
        level = logging.WARNING if is_mended else logging.ERROR
        ending = "It is mended from the second copy." if is_mended else "Bring it back from a copy."
        logger.log(level, "The original %s is %s. %s", sha256, damage, ending)
    return Checked(sha256, size, damage, is_mended)


def check_all(*, now: datetime) -> Iterator[Checked]:
    """Read every original there is, those first that were not read for longest."""
    for sha256, size in list(_oldest_first()):
        yield check(sha256, size, now=now)


def check_part(*, now: datetime) -> int:
    """Read this hour's part: so many of those longest not read that a month reads all. Returns how many were damaged."""
    began, damaged = time.monotonic(), 0
    rows = _oldest_first()
    for sha256, size in list(rows[: -(-rows.count() // _PARTS)]):
        damaged += check(sha256, size, now=now).damage is not None
        if time.monotonic() - began > _LONGEST_SECONDS:
            logger.warning("Reading the originals takes longer than its hour's part may; the rest follows.")
            break
    return damaged


def damaged() -> Iterator[tuple[str, str]]:
    """The checksum of each original that was damaged when it was last read, and how."""
    rows = Original.objects.exclude(damage="").order_by("sha256")
    yield from rows.values_list("sha256", "damage").distinct()


def standing() -> Standing:
    """How all originals stand."""
    oldest_at = Original.objects.aggregate(oldest=Min("checked_at"))["oldest"]
    return Standing(oldest_at, Original.objects.exclude(damage="").count())


def _oldest_first() -> QuerySet[Original, tuple[str, int]]:
    rows = Original.objects.order_by(F("checked_at").asc(nulls_first=True), "pk")
    return rows.values_list("sha256", "size")


def _damage(sha256: str, size: int) -> Damage | None:
    try:
        if not vault.has(sha256):
            return Damage.MISSING
        is_whole = vault.size_of(sha256) == size
        return None if is_whole and vault.is_sound(sha256) else Damage.CHANGED
    except Away:
        # A store that is away says nothing of what is in it.
        raise
    except OSError:
        # What the disk does not give out is no better than what it gives out wrong.
        return Damage.CHANGED


def _mend(sha256: str, size: int) -> bool:
    """Bring a good copy into its place; what lay there is laid aside. False where there is none, or the disk refuses."""
    copy = _second_copy(sha256)
    if copy is None:
        return False
    path = incoming_folder() / secrets.token_hex(16)
    try:
        shutil.copyfile(copy, path)
        vault.keep(Incoming(path, size, sha256, "", ""))
    except (OSError, vault.Changed) as error:
        logger.error("The original %s could not be mended: %s", sha256, error)
        return False
    finally:
        path.unlink(missing_ok=True)
    return vault.is_sound(sha256)


def _second_copy(sha256: str) -> Path | None:
    """Where the second copy of these bytes lies, whose checksum ``keep`` asks for; None where there is none."""
    if settings.YEARLIGHT_SECOND_COPY is None:
        return None
    path = Folder(settings.YEARLIGHT_SECOND_COPY).path(sha256)
    return path if os.access(path, os.R_OK) else None
