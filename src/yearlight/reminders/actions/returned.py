"""Messages that come back, and the address that nothing more is sent to after the third.

What comes back is only believed if it names a message of ours by its
Message-ID, which nobody can make up: else anybody could stop anybody's
messages by writing to us.
"""

from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import F

from yearlight.reminders import ways
from yearlight.reminders.bounces import Bounce, Kind, bounce_in
from yearlight.reminders.models import Delivery, Message, Outcome, Reached, Receiver, Way, WhyStopped

#: After so many messages that came back nothing more is sent to an address.
MOST_RETURNED = 3


class Taken(StrEnum):
    """What became of something that came in."""

    #: It is no message that came back; it may be an answer.
    NOT_RETURNED = "not_returned"
    #: It came back, and not because of us, or it was counted before.
    NOT_OURS = "not_ours"
    #: It is on its way, and a server says that it takes longer.
    DELAYED = "delayed"
    #: It did not arrive, and the address may be a good one.
    NOT_ARRIVED = "not_arrived"
    #: There is nobody at the address.
    COUNTED = "counted"


def take(message: bytes, now: datetime) -> Taken:
    """Look at something that came in; whatever the bytes, this raises nothing because of them."""
    bounce = bounce_in(message)
    if bounce is None:
        return Taken.NOT_RETURNED
    public_id = next(filter(None, map(ways.message_named, bounce.message_ids)), None)
    if public_id is None:
        return Taken.NOT_OURS
    if bounce.kind is Kind.DELAYED:
        return Taken.DELAYED
    return _mark(public_id, bounce, now)


def count(receiver_id: int, now: datetime) -> None:
    """Count a message that came back; the third stops everything that goes to the address."""
    Receiver.objects.filter(pk=receiver_id).update(returned=F("returned") + 1)
    tired = Receiver.objects.filter(pk=receiver_id, returned__gte=MOST_RETURNED, stopped_at=None)
    tired.update(stopped_at=now, stopped_why=WhyStopped.RETURNED)


def _mark(public_id: str, bounce: Bounce, now: datetime) -> Taken:
    """Write down that it did not arrive: once for each message, however often it is told."""
    with transaction.atomic():
        sent = Delivery.objects.filter(
            message__public_id=public_id, way=Way.MAIL, reached__in=[Reached.SENT, Reached.UNSURE]
        )
        one = sent.select_related("message").first()
        if one is None or not sent.filter(pk=one.pk).update(reached=Reached.REFUSED, answer=bounce.status):
            return Taken.NOT_OURS
        others = Delivery.objects.filter(message=one.message_id, reached=Reached.SENT)
        if not others.exists():
            Message.objects.filter(pk=one.message_id, outcome__in=[Outcome.SENT, Outcome.UNSURE]).update(
                outcome=Outcome.REFUSED, decided_at=now
            )
        if bounce.kind is not Kind.NO_SUCH_ADDRESS:
            return Taken.NOT_ARRIVED
        count(one.message.receiver_id, now)
    return Taken.COUNTED
