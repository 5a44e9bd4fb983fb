"""The log of who did what, when, to which thing. Never what was written in it."""

from datetime import datetime

from yearlight.core.models import AuditLine


def note(*, actor: str, family_id: int | None, verb: str, thing: str, thing_id: str, now: datetime) -> None:
    """Write one line, in the caller's transaction. ``actor`` is an account's id, or empty for the housekeeping."""
    AuditLine.objects.create(at=now, family_id=family_id, actor=actor, verb=verb, thing=thing, thing_id=thing_id)


def has_acted(actor: str, *, since: datetime) -> bool:
    """Whether this account did anything after a moment."""
    return AuditLine.objects.filter(actor=actor, at__gt=since).exists()
