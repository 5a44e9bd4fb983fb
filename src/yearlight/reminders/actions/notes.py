"""The audit line of a change to how somebody is told of days: who, when, what was done; never for which day."""

from datetime import datetime

from yearlight.core import audit
from yearlight.reminders.models import Receiver


def note(account_id: int | None, verb: str, thing: str, thing_id: str = "", *, now: datetime) -> None:
    """Write the line, which no family reads; without an account a link did it."""
    audit.note(actor=str(account_id or ""), family_id=None, verb=verb, thing=thing, thing_id=thing_id, now=now)


def note_of(receiver: Receiver, verb: str, *, now: datetime) -> None:
    """Write the line of a change to a receiver itself."""
    note(receiver.account_id, verb, "receiver", receiver.public_id, now=now)
