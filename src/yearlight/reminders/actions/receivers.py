"""Making whoever is told of days, what they choose, and stopping all e-mail to them.

Stopping is also done by a link in a message, where nobody is signed in: so it
takes the receiver.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from yearlight.people.viewer import Viewer
from yearlight.reminders.actions import planning
from yearlight.reminders.actions.notes import note_of
from yearlight.reminders.models import Receiver, WhyStopped
from yearlight.reminders.private_address import new_key

_CHOICES = frozenset(
    {"by_mail", "by_push", "subject", "morning_from", "morning_until", "evening_from", "evening_until"}
)


def receiver_for(viewer: Viewer, *, now: datetime) -> Receiver:
    """The receiver that whoever looks is, made where nothing was ever wished. Nothing is sent to it before a wish says when."""
    assert viewer.account_id is not None  # noqa: S101  nobody comes here signed out
    return Receiver.objects.get_or_create(account_id=viewer.account_id, defaults={"made_at": now})[0]


def change(viewer: Viewer, *, now: datetime, **chosen: Any) -> Receiver:
    """Change how and when messages come to whoever looks, and what may stand in them: any of the names in ``_CHOICES``."""
    if unknown := set(chosen) - _CHOICES:
        raise TypeError(f"no such choice: {', '.join(sorted(unknown))}")
    with transaction.atomic():
        receiver = receiver_for(viewer, now=now)
        for name, value in chosen.items():
            setattr(receiver, name, value)
        receiver.save(update_fields=list(chosen))
        planning.touch_all(receiver, now)
        note_of(receiver, "change", now=now)
    return receiver


def take_answers(viewer: Viewer, *, takes: bool, now: datetime) -> Receiver:
    """Take answers to messages at an address of their own, or take none.

    It is made anew each time it is switched on: an address that was switched off stays without effect.
    """
    with transaction.atomic():
        receiver = receiver_for(viewer, now=now)
        receiver.answers_to = new_key() if takes else None
        receiver.save(update_fields=["answers_to"])
        note_of(receiver, "take answers" if takes else "take no answers", now=now)
    return receiver


def stop_mail(receiver: Receiver, *, now: datetime) -> None:
    """Send no more e-mail to this receiver, as they asked. Once it is stopped, asking again changes nothing."""
    with transaction.atomic():
        asked = {"stopped_at": now, "stopped_why": WhyStopped.ASKED}
        if Receiver.objects.filter(pk=receiver.pk, stopped_at=None).update(**asked):
            note_of(receiver, "stop", now=now)
    receiver.refresh_from_db(fields=["stopped_at", "stopped_why"])


def open_again(receiver: Receiver, *, now: datetime) -> None:
    """Undo that, whatever the reason was; an address from which messages came back is tried anew."""
    with transaction.atomic():
        fresh = {"stopped_at": None, "stopped_why": "", "returned": 0}
        if Receiver.objects.filter(pk=receiver.pk).exclude(stopped_at=None).update(**fresh):
            planning.touch_all(receiver, now)
            note_of(receiver, "open", now=now)
    receiver.refresh_from_db(fields=["stopped_at", "stopped_why", "returned"])


def forget(receiver: Receiver, *, now: datetime) -> None:
    """Remove somebody without an account, with all they wished and were told. An account is never removed by a link."""
    assert receiver.account_id is None  # noqa: S101  asked by the view
    with transaction.atomic():
        note_of(receiver, "forget", now=now)
        receiver.delete()


def end_links(receiver: Receiver, *, now: datetime) -> None:
    """Let every link in messages that were sent before lead nowhere."""
    with transaction.atomic():
        receiver.links += 1
        receiver.save(update_fields=["links"])
        note_of(receiver, "end links", now=now)
