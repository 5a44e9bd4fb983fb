"""The audit line of a change to an entry: who, when, what was done; never what was written."""

from datetime import datetime

from yearlight.core import audit
from yearlight.entries.models import Entry
from yearlight.people.viewer import Viewer


def note(viewer: Viewer | None, verb: str, entry: Entry, *, now: datetime) -> None:
    """Write the line; without a viewer the housekeeping did it."""
    audit.note(
        actor=str(viewer.account_id or "") if viewer else "",
        family_id=entry.family_id,
        verb=verb,
        thing=entry.kind,
        thing_id=entry.public_id,
        now=now,
    )
