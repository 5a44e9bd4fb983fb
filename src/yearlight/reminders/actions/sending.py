"""Sending what is due: each delivery taken by a lease, asked about once more, handed over once, and written down.

    waiting → claimed → handing → sent

It becomes ``handing`` by a compare-and-set just before the other side could
take it. Whoever dies before that has handed nothing over, and the next sender
tries again. Whoever dies after it leaves ``handing``, which becomes ``unsure``
when its lease is over and is never tried again. Only where the other side says
in so many words that it took nothing does it wait anew.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Min, Q, QuerySet
from django.utils import timezone, translation

from yearlight.core.mail import NotReached, Taker
from yearlight.reminders import push, ways
from yearlight.reminders.actions import brake, devices, messages, returned
from yearlight.reminders.compose import Text, letter
from yearlight.reminders.models import Delivery, Message, Outcome, Reached, Way
from yearlight.reminders.queries import due, host, telling
from yearlight.reminders.ways import Answer

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
#: Longer than a mail server may think (``core.smtp``), so that nobody takes from a sender what it is busy with.
LEASE = timedelta(minutes=5)
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=15)
_OPEN = (Reached.WAITING, Reached.CLAIMED)
#: How many go out between two looks at whether too many do.
_LOOK_EVERY = 25


class Asked(NamedTuple):
    """What a message says, and all that it depends on: where that is another at the last moment, it is not sent."""

    found: list[due.ToldDay]
    to: str
    text: Text
    message: Message


def send_due(now: Clock, *, most: int = 200, lease: timedelta = LEASE) -> int:
    """Send what is due until nothing is, or until ``most`` were looked at; returns how many were taken.

    Any number of senders may do so at once.
    """
    end_unsure(now())
    taken, open_ways = 0, {Way.MAIL, Way.PUSH}
    with ways.mail() as taker:
        for number in range(most):
            if number % _LOOK_EVERY == 0 and brake.holds(now()):
                break
            one = _claim(now(), lease, open_ways)
            if one is None:
                break
            try:
                taken += _send(one, taker, now, lease)
            except NotReached as fault:
                logger.warning("Messages cannot be handed over by e-mail now: %s", fault)
                _record(one, Answer(Reached.WAITING, str(fault)), now())
                _put_off_mail(now())
                open_ways.discard(Way.MAIL)
    return taken


def more_at(now: datetime) -> datetime | None:
    """When there is something to do again for what is open now; None where nothing is, or the brake is on."""
    if host.braked_at() is not None:
        return None
    begun = Delivery.objects.filter(message__opens_at__lte=now)
    waits = begun.filter(reached=Reached.WAITING).aggregate(at=Min("try_at"))["at"]
    held = begun.filter(reached__in=[Reached.CLAIMED, Reached.HANDING]).aggregate(at=Min("leased_until"))["at"]
    return min(filter(None, (waits, held)), default=None)


def end_unsure(now: datetime) -> int:
    """What was being handed over when its sender died: nobody can know, and it is not tried again. Returns how many."""
    over = Delivery.objects.filter(reached=Reached.HANDING, leased_until__lte=now)
    ended = 0
    for pk, message_id in over.values_list("pk", "message_id"):
        with transaction.atomic():
            _hold(message_id)
            if over.filter(pk=pk).update(reached=Reached.UNSURE, leased_until=None):
                ended += 1
                _decide(message_id, now)
    return ended


def _claim(now: datetime, lease: timedelta, open_ways: set[Way]) -> Delivery | None:
    """The next delivery that is due by one of these ways, taken by a lease; None if there is none."""
    is_free = Q(reached=Reached.WAITING) | Q(reached=Reached.CLAIMED, leased_until__lte=now)
    # The open ones are named once more, by what the index knows: the ledger grows, and what is open does not.
    rows = Delivery.objects.filter(is_free, reached__in=_OPEN, try_at__lte=now)
    next_ones = rows.filter(way__in=open_ways, message__opens_at__lte=now).select_related("device__receiver")
    while True:
        one = next_ones.order_by("try_at", "pk").first()
        if one is None:
            return None
        taken = {"reached": Reached.CLAIMED, "leased_until": now + lease, "attempts": F("attempts") + 1}
        if rows.filter(pk=one.pk, attempts=one.attempts).update(**taken):
            one.attempts += 1
            return one


def _send(one: Delivery, taker: Taker, now: Clock, lease: timedelta) -> bool:
    """Ask, write and hand over one delivery; whether it was taken. Raises ``NotReached``."""
    try:
        asked = _ask(one, now())
    except Exception:
        # One message that cannot be written shall not keep the others back.
        logger.exception("The message of delivery %s could not be written.", one.pk)
        _record(one, Answer(Reached.WAITING, "could not be written"), now())
        return False
    if isinstance(asked, Outcome):
        _end(one, asked, now())
        return False
    if asked is None:
        _record(one, Answer(Reached.ENDED), now())
        return False
    answer = _hand_over(one, asked, taker, partial(_take_in_hand, one, asked, now, lease), now)
    _record(one, answer, now())
    return answer.reached is Reached.SENT


def _hand_over(one: Delivery, asked: Asked, taker: Taker, last: Callable[[], bool], now: Clock) -> Answer:
    message = asked.message
    if one.device is None:
        return ways.by_mail(taker, asked.text, to=asked.to, public_id=message.public_id, before_last=last)
    answer = push.hand_over(one.device, asked.text, last, closes_at=message.closes_at, now=now())
    if answer.reached is Reached.ENDED:
        devices.mark_gone(one.device, now=now())
    return answer


def _ask(one: Delivery, now: datetime) -> Asked | Outcome | None:
    """What is to be sent; or why nothing of it is; None where only this way is closed."""
    message = _message(one.message_id)
    found = due.days_of(message, now)
    if isinstance(found, Outcome):
        return found
    if not _is_open(one, message):
        return None
    about = telling.about(message)
    with translation.override(about.language), timezone.override(about.zone):
        text = letter(telling.days(message, found), telling.frame(message, found, now))
    return Asked(found, about.email, text, message)


def _is_open(one: Delivery, message: Message) -> bool:
    """Whether messages go to this receiver by this way now."""
    receiver = message.receiver
    if one.device_id is None:
        return receiver.by_mail and receiver.stopped_at is None
    return receiver.by_push and receiver.devices.filter(pk=one.device_id, ended_at=None).exists()


def _take_in_hand(one: Delivery, asked: Asked, now: Clock, lease: timedelta) -> bool:
    """The last moment: whether it is as it was asked, is held by this sender, and is in hand from now on."""
    moment = now()
    with transaction.atomic():
        message = _message(one.message_id)
        is_same = due.days_of(message, moment) == asked.found and telling.about(message).email == asked.to
        if not is_same or not _is_open(one, message):
            return False
        held = _held(one).filter(reached=Reached.CLAIMED, leased_until__gt=moment)
        is_in_hand = bool(held.update(reached=Reached.HANDING, leased_until=moment + lease, at=moment))
        if is_in_hand:
            messages.leave_out(message, asked.found)
        return is_in_hand


def _put_off_mail(now: datetime) -> None:
    """There is nobody to hand anything to: every message that is due by e-mail waits, and not the one that found out."""
    rows = Delivery.objects.filter(way=Way.MAIL, reached=Reached.WAITING, try_at__lte=now)
    rows.update(try_at=now + _FIRST_WAIT)


def _record(one: Delivery, answer: Answer, now: datetime) -> None:
    """Write down what came of it, if this attempt is the last one there was."""
    with transaction.atomic():
        if answer.reached is Reached.WAITING:
            wait = min(_FIRST_WAIT * 2 ** min(one.attempts - 1, 10), _LONGEST_WAIT)
            again = {"reached": Reached.WAITING, "leased_until": None, "try_at": now + wait, "answer": answer.said}
            _held(one).filter(reached__in=[Reached.CLAIMED, Reached.HANDING]).update(**again)
            return
        _hold(one.message_id)
        # A sender that slept beyond its lease knows better than the one that found it asleep.
        rows = _held(one).filter(reached__in=[Reached.CLAIMED, Reached.HANDING, Reached.UNSURE])
        if rows.update(reached=answer.reached, leased_until=None, at=now, answer=answer.said):
            _decide(one.message_id, now)
            if answer.is_about_the_address:
                returned.count(one.message.receiver_id, now)


def _end(one: Delivery, outcome: Outcome, now: datetime) -> None:
    """It is not to be sent: by no way, if the message is decided by that."""
    with transaction.atomic():
        message = Message.objects.select_for_update().get(pk=one.message_id)
        if outcome is Outcome.PLANNED:
            # Its moment has not come after all: whoever moved to another zone is asked again later.
            _held(one).filter(reached=Reached.CLAIMED).update(
                reached=Reached.WAITING, leased_until=None, try_at=now + _LONGEST_WAIT
            )
            return
        Message.objects.filter(pk=message.pk, outcome=Outcome.PLANNED).update(outcome=outcome, decided_at=now)
        message.deliveries.filter(reached__in=_OPEN).update(reached=Reached.ENDED, leased_until=None, at=now)


def _hold(message_id: int) -> None:
    """The message before its deliveries, as planners do: two who want both never wait for each other."""
    Message.objects.select_for_update().get(pk=message_id)


def _decide(message_id: int, now: datetime) -> None:
    """What becomes of a message by what became of its deliveries. One that arrived is enough."""
    message = Message.objects.select_for_update().get(pk=message_id)
    reached = set(message.deliveries.values_list("reached", flat=True))
    if Reached.SENT in reached:
        # It is true, whatever was thought meanwhile.
        Message.objects.filter(pk=message_id).exclude(outcome=Outcome.SENT).update(outcome=Outcome.SENT, decided_at=now)
    elif not reached & {*_OPEN, Reached.HANDING}:
        # All ended without a refusal: each way was closed in the meantime.
        became = {Reached.UNSURE: Outcome.UNSURE, Reached.REFUSED: Outcome.REFUSED, Reached.ENDED: Outcome.STOPPED}
        outcome = next(outcome for one, outcome in became.items() if one in reached)
        Message.objects.filter(pk=message_id, outcome=Outcome.PLANNED).update(outcome=outcome, decided_at=now)


def _held(one: Delivery) -> QuerySet[Delivery]:
    """The row, if this attempt still holds it."""
    return Delivery.objects.filter(pk=one.pk, attempts=one.attempts)


def _message(message_id: int) -> Message:
    rows = Message.objects.select_related("receiver__account", "receiver__word_link")
    return rows.get(pk=message_id)
