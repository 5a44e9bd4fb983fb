"""The browsers that show an account its messages."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from yearlight.people.viewer import Viewer
from yearlight.reminders import push
from yearlight.reminders.models import PushDevice


@dataclass(frozen=True, slots=True)
class Devices:
    """What ``reminders/_devices.html`` shows. ``key`` is the one a browser is told, empty where the host has none of it."""

    key: str
    rows: list[PushDevice]


def own_devices(viewer: Viewer) -> Devices:
    """The devices of whoever looks, as their page shows them."""
    rows = _open(viewer).order_by("made_at") if viewer.account_id else []
    return Devices(push.public_key() if settings.YEARLIGHT_PUSH else "", list(rows))


def own_device(viewer: Viewer, public_id: str) -> PushDevice | None:
    """One of them; None where it is another's, has ended, or never was."""
    return _open(viewer).filter(public_id=public_id).first() if viewer.account_id else None


def _open(viewer: Viewer) -> QuerySet[PushDevice]:
    rows = PushDevice.objects.filter(receiver__account=viewer.account_id, ended_at=None)
    return rows.select_related("receiver")
