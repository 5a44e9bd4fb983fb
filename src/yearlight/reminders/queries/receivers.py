"""Who is told of days."""

from yearlight.people.viewer import Viewer
from yearlight.reminders.models import Receiver


def own_receiver(viewer: Viewer) -> Receiver | None:
    """The receiver that whoever looks is, or None where nothing was ever wished."""
    if viewer.account_id is None:
        return None
    return Receiver.objects.select_related("account").filter(account=viewer.account_id).first()
