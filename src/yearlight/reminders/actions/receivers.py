"""Making whoever is told of days."""

from datetime import datetime

from yearlight.people.viewer import Viewer
from yearlight.reminders.models import Receiver


def receiver_for(viewer: Viewer, *, now: datetime) -> Receiver:
    """The receiver that whoever looks is, made where nothing was ever wished. Nothing is sent to it before a wish says when."""
    assert viewer.account_id is not None  # noqa: S101  nobody comes here signed out
    return Receiver.objects.get_or_create(account_id=viewer.account_id, defaults={"made_at": now})[0]
