"""Telling of what waits: each message is taken by a lease, handed over, and written down.

A worker that dies between handing over and writing down leaves a message that
comes a second time, under the same name and with the same link: told twice is
better here than not at all. While the mail server cannot be reached, what
waits does not happen: its days count from when everybody was told.
"""

import base64
import logging
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from yearlight.core import clock
from yearlight.people import post
from yearlight.people.models import Telling, Wait
from yearlight.people.queries import waits
from yearlight.people.queries.accounts import Reads, addresses, reads
from yearlight.people.queries.invitations import hashed
from yearlight.people.quiet import was_quiet
from yearlight.people.waiting import Party, State, WaitKind, may_stop

logger = logging.getLogger(__name__)

#: Longer than a mail server may think.
_LEASE = timedelta(minutes=5)
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
#: So many refusals for good, hours apart, before an address is held to be none.
_REFUSALS = 3
#: What no worker showed on devices for so long is old.
_SHOWN_WITHIN = timedelta(days=1)


class _NotReached(Exception):  # noqa: N818
    """There is nobody to hand anything to now."""


def tell_due(now: Callable[[], datetime] = clock.now, *, most: int = 200) -> int:
    """Tell what is due to be told; returns how many were told. Any number of workers may do so at once."""
    told = 0
    for _number in range(most):
        one = _take(now())
        if one is None:
            break
        try:
            told += _tell(one, now)
        except _NotReached as fault:
            logger.warning("What waits cannot be told by e-mail now: %s", fault)
            break
    return told


class ToShow(NamedTuple):
    """What a device of an account shows, once: that something waits, or that it ended."""

    account_id: int
    public_id: str
    is_open: bool
    reads: Reads


def take_to_show(now: datetime) -> list[ToShow]:
    """What was not shown on devices yet, taken by whoever asks: of many who ask at once, one has it.

    Nothing is shown to an account for which it is quiet; its message by e-mail comes all the same.
    """
    rows = Telling.objects.filter(shown_at=None, tell_at__lte=now, tell_at__gt=now - _SHOWN_WITHIN)
    taken = []
    for one in rows.select_related("wait", "account").order_by("pk"):
        if not Telling.objects.filter(pk=one.pk, shown_at=None).update(shown_at=now):
            continue
        how = reads(one.account)
        if not was_quiet(one.account, now, now.astimezone(how.zone).date()):
            taken.append(ToShow(one.account_id, one.public_id, one.wait.state == State.OPEN, how))
    return taken


def _take(now: datetime) -> Telling | None:
    """The next telling that is due, taken by a lease; None if there is none."""
    is_free = Q(held_until=None) | Q(held_until__lte=now)
    rows = Telling.objects.filter(waits.untold_now(now), is_free)
    while True:
        one = rows.select_related("wait__asked_by", "wait__member", "wait__account", "account").order_by("pk").first()
        if one is None:
            return None
        if rows.filter(pk=one.pk, attempts=one.attempts).update(held_until=now + _LEASE, attempts=F("attempts") + 1):
            one.attempts += 1
            return one


def _tell(one: Telling, now: Callable[[], datetime]) -> bool:
    token = _token(one) if may_stop(WaitKind(one.wait.kind), Party(one.party)) else ""
    held = Telling.objects.filter(pk=one.pk, attempts=one.attempts, told_at=None)
    if not held.update(token_hash=hashed(token) if token else None):
        # It ended meanwhile, so that nothing waits to be told.
        return False
    how = reads(one.account)
    try:
        with translation.override(how.language), timezone.override(how.zone):
            post.waits(
                to=addresses(one.account),
                told=waits.told_of(one.wait),
                state=State(one.wait.state),
                party=Party(one.party),
                token=token,
                name=one.public_id,
            )
    except Exception as error:
        # One message that cannot be written or is refused shall not keep the others back.
        _try_again(one, error, now())
        if _is_of_the_server(error):
            raise _NotReached(type(error).__name__) from error
        logger.warning("Something that waits could not be told: %s", one.public_id, exc_info=error)
        return False
    _told(one, now())
    return True


def _told(one: Telling, now: datetime) -> None:
    with transaction.atomic():
        rows = Telling.objects.filter(pk=one.pk, told_at=None)
        if rows.update(told_at=now, held_until=None) and one.number == 0:
            # The days count from when everybody was told: an outage takes nothing from anybody's time to stop it.
            due_at = now + one.wait.lasts
            Wait.objects.filter(pk=one.wait_id, state=State.OPEN, due_at__lt=due_at).update(due_at=due_at)


def _try_again(one: Telling, error: Exception, now: datetime) -> None:
    held = Telling.objects.filter(pk=one.pk, attempts=one.attempts)
    if _is_for_good(error) and one.attempts >= _REFUSALS:
        held.update(refused_at=now, held_until=None)
        return
    held.update(held_until=now + min(_FIRST_WAIT * 2 ** min(one.attempts - 1, 10), _LONGEST_WAIT))


def _is_of_the_server(error: Exception) -> bool:
    """Whether nobody was reached at all, so that every other message would fare alike."""
    if isinstance(error, smtplib.SMTPException):
        return isinstance(error, smtplib.SMTPServerDisconnected | smtplib.SMTPConnectError)
    return isinstance(error, OSError)


def _is_for_good(error: Exception) -> bool:
    """Whether the server said that there is nobody at any of the addresses. All else may be another in an hour."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _said in error.recipients.values())


def _token(one: Telling) -> str:
    """The token in its message: the same at every try, so that a message that comes twice holds one link."""
    digest = salted_hmac("yearlight.people.wait", one.public_id, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
