"""What every change to children may be answered with, and how it is noted."""

from datetime import datetime

from yearlight.core import audit
from yearlight.people.viewer import Viewer


def note(viewer: Viewer, family_id: int, verb: str, thing: str, thing_id: str, *, now: datetime) -> None:
    actor = str(viewer.account_id or "")
    audit.note(actor=actor, family_id=family_id, verb=verb, thing=thing, thing_id=thing_id, now=now)
