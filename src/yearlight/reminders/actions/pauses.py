"""Pausing everything, and its end. Also done by a link in a message, where nobody is signed in: so these take the receiver."""

from datetime import date, datetime

from django.db import transaction

from yearlight.core import audit
from yearlight.reminders.models import Pause, Receiver
from yearlight.reminders.queries import pauses as queries


def pause(receiver: Receiver, *, until: date | None, today: date, now: datetime) -> Pause:
    """Pause everything until a day, or without one until it is undone. A pause that there is gets the other end."""
    with transaction.atomic():
        queries.over(receiver, today).update(ended_at=now)
        one, is_new = Pause.objects.get_or_create(
            receiver=receiver, ended_at=None, defaults={"since": now, "until": until}
        )
        if not is_new:
            one.until = until
            one.save(update_fields=["until"])
        _note(receiver, "pause", now)
    return one


def end_pause(receiver: Receiver, *, now: datetime) -> None:
    """Let messages come again. What would have come meanwhile is not sent."""
    with transaction.atomic():
        Pause.objects.filter(receiver=receiver, ended_at=None).update(ended_at=now)
        _note(receiver, "end pause", now)


def _note(receiver: Receiver, verb: str, now: datetime) -> None:
    actor = str(receiver.account_id or "")
    audit.note(actor=actor, family_id=None, verb=verb, thing="receiver", thing_id=receiver.public_id, now=now)
