"""What waits between keepers, shown on the devices of those who have their messages there.

It says no more than that there is something to know. The e-mail is what is
kept account of; a device is shown it once, and not while it is quiet there.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from yearlight.people.actions.telling import take_to_show
from yearlight.reminders import push, ways
from yearlight.reminders.actions import devices
from yearlight.reminders.compose import Text
from yearlight.reminders.models import PushDevice, Reached

_LASTS = timedelta(days=3)


def show(now: Callable[[], datetime]) -> int:
    """Show what was not shown yet; returns on how many devices."""
    shown = 0
    for one in take_to_show(now()):
        rows = PushDevice.objects.filter(receiver__account=one.account_id, receiver__by_push=True, ended_at=None)
        with translation.override(one.reads.language), timezone.override(one.reads.zone):
            subject = _("Something waits, and you can stop it") if one.is_open else _("Something to know")
        text = Text(subject, "", (("Message-ID", ways.message_id(one.public_id)),))
        shown += sum(_show(device, text, now()) for device in rows.select_related("receiver").order_by("pk"))
    return shown


def _show(device: PushDevice, text: Text, now: datetime) -> bool:
    answer = push.hand_over(device, text, lambda: True, closes_at=now + _LASTS, now=now)
    if answer.reached is Reached.ENDED:
        devices.mark_gone(device, now=now)
    return answer.reached is Reached.SENT
