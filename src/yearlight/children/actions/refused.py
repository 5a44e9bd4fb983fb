"""What every change to children may be answered with, and how it is noted."""

from datetime import datetime

from django.utils.translation import gettext as _

from yearlight.core import audit, errors
from yearlight.people.viewer import Viewer


class NotThere(errors.NotThere):
    """There is no such thing, or it is not this viewer's to change."""

    def __init__(self) -> None:
        super().__init__(_("This page is not here."))


def note(viewer: Viewer, family_id: int, verb: str, thing: str, thing_id: str, *, now: datetime) -> None:
    actor = str(viewer.account_id or "")
    audit.note(actor=actor, family_id=family_id, verb=verb, thing=thing, thing_id=thing_id, now=now)
