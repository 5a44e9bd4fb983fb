"""Telling somebody, once, of a message that did not come."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from yearlight.people.viewer import Viewer
from yearlight.reminders.models import Message, Outcome
from yearlight.reminders.queries.ledger import untold
from yearlight.web.words import day_in_words


def tell_of_faults(viewer: Viewer, *, now: datetime) -> str:
    """One sentence about the messages that a fault kept from coming, or that may not have arrived; most often nothing.

    What was told is marked and never told again.
    """
    found = untold(viewer)
    # Two pages opened at the same instant: the one that marks a row tells of it.
    told = [one for one in found if Message.objects.filter(pk=one.pk, told_at=None).update(told_at=now)]
    return _sentence(told) if told else ""


def _sentence(told: Sequence[Message]) -> str:
    if len(told) > 1:
        between = {"first": day_in_words(told[0].on), "last": day_in_words(told[-1].on)}
        return (
            _("From %(first)s to %(last)s messages to you could not be sent in time, or may not have arrived.")
            % between
        )
    day = {"day": day_in_words(told[0].on)}
    match told[0].outcome:
        case Outcome.UNSURE:
            return _("On %(day)s a message was sent to you, and it is not known whether it arrived.") % day
        case Outcome.REFUSED:
            return _("On %(day)s your mail server did not take a message to you.") % day
        case _:
            return _("On %(day)s a message to you could not be sent in time.") % day
