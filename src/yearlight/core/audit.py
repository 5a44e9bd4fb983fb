"""The log of who did what, when, to which thing. Never what was written in it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from yearlight.core.models import AuditLine


def note(*, actor: str, family_id: int | None, verb: str, thing: str, thing_id: str, now: datetime) -> None:
    """Write one line, in the caller's transaction. ``actor`` is an account's id, or empty for the housekeeping."""
    AuditLine.objects.create(at=now, family_id=family_id, actor=actor, verb=verb, thing=thing, thing_id=thing_id)


def has_acted(actor: str, *, since: datetime) -> bool:
    """Whether this account did anything after a moment."""
    return AuditLine.objects.filter(actor=actor, at__gt=since).exists()


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was written."""

    id: int
    at: datetime
    family_id: int
    #: An account's id, or empty.
    actor: str
    verb: str
    thing: str
    thing_id: str


def lines(family_ids: Collection[int], *, first: datetime, end: datetime, before: int = 0, limit: int) -> list[Line]:
    """The newest lines of these families from ``first`` until ``end``; ``before`` is the id of one to go on from. One query."""
    rows = AuditLine.objects.filter(family_id__in=family_ids, at__gte=first, at__lt=end)
    if before:
        rows = rows.filter(pk__lt=before)
    names = ("pk", "at", "family_id", "actor", "verb", "thing", "thing_id")
    return [Line(*row) for row in rows.order_by("-pk").values_list(*names)[:limit]]


def nearest(
    family_ids: Collection[int], *, before: datetime | None = None, since: datetime | None = None
) -> datetime | None:
    """When the last line before a moment was written, or the first one since another. One query."""
    rows = AuditLine.objects.filter(family_id__in=family_ids)
    if before is not None:
        return rows.filter(at__lt=before).order_by("-at").values_list("at", flat=True).first()
    return rows.filter(at__gte=since).order_by("at").values_list("at", flat=True).first()
