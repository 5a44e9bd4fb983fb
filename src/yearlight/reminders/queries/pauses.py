"""Whether a receiver has paused everything."""

from datetime import date

from django.db.models import QuerySet

from yearlight.reminders.models import Pause, Receiver


def pause_of(receiver: Receiver, today: date) -> Pause | None:
    """The pause that a receiver is in on this day of theirs. Its last day is the one before ``until``."""
    one = Pause.objects.filter(receiver=receiver.pk, ended_at=None).first()
    return one if one is not None and (one.until is None or today < one.until) else None


def over(receiver: Receiver, today: date) -> QuerySet[Pause]:
    """Pauses whose day has come, and which nobody ended."""
    return Pause.objects.filter(receiver=receiver, ended_at=None, until__lte=today)
