"""Pausing everything, and its end. Also done by a link in a message, where nobody is signed in: so these take the receiver."""

from datetime import date, datetime

from django.db import transaction

from yearlight.reminders.actions.notes import note_of
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
        note_of(receiver, "pause", now=now)
    return one


def end_pause(receiver: Receiver, *, now: datetime) -> None:
    """Let messages come again. What would have come meanwhile is not sent."""
    with transaction.atomic():
        Pause.objects.filter(receiver=receiver, ended_at=None).update(ended_at=now)
        note_of(receiver, "end pause", now=now)
