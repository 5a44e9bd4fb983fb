"""Letting a browser show messages, trying it, and ending it."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from yearlight.core.errors import YearlightError
from yearlight.people.viewer import Viewer
from yearlight.reminders import push
from yearlight.reminders.actions import planning
from yearlight.reminders.actions.notes import note
from yearlight.reminders.actions.receivers import receiver_for
from yearlight.reminders.compose import Text
from yearlight.reminders.models import PushDevice, Reached

_MOST = 10
_TRIAL_LASTS = timedelta(minutes=5)


class NotAdded(YearlightError):  # noqa: N818
    """This browser cannot show messages of this account."""

    code = "not_added"


def add(viewer: Viewer, *, endpoint: str, p256dh: str, auth: str, name: str, now: datetime) -> PushDevice:
    """Send this account's messages to this browser as well. Pressed twice it is one device. Raises ``NotAdded``."""
    receiver = receiver_for(viewer, now=now)
    with transaction.atomic():
        digest = hashlib.sha256(endpoint.encode()).hexdigest()
        row = PushDevice.objects.select_for_update().filter(endpoint_hash=digest).first()
        if row is not None and row.receiver_id != receiver.pk:
            # What was told to the one before must never come to the one after.
            raise NotAdded(_("Another account has messages in this browser. Nothing is changed. Sign out there first."))
        if receiver.devices.filter(ended_at=None).exclude(endpoint_hash=digest).count() >= _MOST:
            raise NotAdded(_("Ten devices show your messages already. Nothing is changed. End one of them first."))
        row = row or PushDevice(receiver=receiver, endpoint_hash=digest, made_at=now)
        row.endpoint, row.p256dh, row.auth, row.name, row.ended_at = endpoint, p256dh, auth, name, None
        row.save()
        receiver.by_push = True
        receiver.save(update_fields=["by_push"])
        planning.touch_all(receiver, now)
        note(viewer.account_id, "add", "device", row.public_id, now=now)
    return row


def end(viewer: Viewer, *, device: PushDevice, now: datetime) -> None:
    """Send nothing more to this device."""
    with transaction.atomic():
        _end(device, now)
        note(viewer.account_id, "end", "device", device.public_id, now=now)


def mark_gone(device: PushDevice, *, now: datetime) -> None:
    """Its push service says that the browser takes no messages any more; so none goes there."""
    _end(device, now)


def try_out(device: PushDevice, *, now: datetime) -> bool:
    """Send a message of no day to this device, now; returns whether it was taken."""
    text = Text(_("This is how a message arrives"), "", (("Message-ID", f"<trial.{device.public_id}>"),))
    answer = push.hand_over(device, text, lambda: True, closes_at=now + _TRIAL_LASTS, now=now)
    if answer.reached is Reached.ENDED:
        mark_gone(device, now=now)
    return answer.reached is Reached.SENT


def _end(device: PushDevice, now: datetime) -> None:
    if PushDevice.objects.filter(pk=device.pk, ended_at=None).update(ended_at=now):
        device.ended_at = now
