"""Planning and sending of messages, and taking what comes in. Each may run twice, and at the same time as another."""

import logging
from datetime import timedelta

from django.conf import settings
from django_tasks import task

from yearlight.core import clock, queue
from yearlight.reminders.actions import arriving, planning, sending, waits
from yearlight.reminders.mailbox import Mailbox, MailboxFault, look_into

logger = logging.getLogger(__name__)

#: At so many receivers, and so many deliveries, one job looks; what is left is the next one's, so that letters and
#: pictures are not kept waiting.
_RECEIVERS, _DELIVERIES = 5000, 200
_SEND, _MINUTE = "yearlight.reminders.jobs.send", timedelta(minutes=1)


@task()
def plan(*, goes_on: bool = False) -> None:
    """Write down what has come to be due."""
    if planning.plan(clock.now(), most=_RECEIVERS, goes_on=goes_on) == _RECEIVERS:
        plan.enqueue(goes_on=True)


@task()
def send() -> None:
    """Send what is due now; what could not go is looked at again when its time has come, and not at the next round."""
    if sending.send_due(clock.now, most=_DELIVERIES) == _DELIVERIES:
        send.enqueue()
        return
    now = clock.now()
    again = sending.more_at(now)
    if again is not None:
        minute = (max(again, now) + _MINUTE).replace(second=0, microsecond=0)
        queue.put_in_once(_SEND, key=f"{_SEND} {minute:%Y-%m-%dT%H:%M}", run_at=minute, now=now)


@task()
def show_waits() -> None:
    """Show on devices what waits, to those who have messages there."""
    waits.show(clock.now)


@task()
def look_into_mailbox() -> None:
    """Take what came into the mailbox of the settings, where there is one."""
    if not settings.YEARLIGHT_IMAP_HOST:
        return
    mailbox = Mailbox(
        host=settings.YEARLIGHT_IMAP_HOST,
        port=settings.YEARLIGHT_IMAP_PORT,
        user=settings.YEARLIGHT_IMAP_USER,
        password=settings.YEARLIGHT_IMAP_PASSWORD,
        security=settings.YEARLIGHT_IMAP_SECURITY,
        folder=settings.YEARLIGHT_IMAP_FOLDER,
    )
    try:
        look_into(mailbox, lambda data: arriving.take(data, now=clock.now()), most_bytes=arriving.most_bytes())
    except MailboxFault as fault:
        # The next look is minutes away; nothing is lost meanwhile.
        logger.warning("The mailbox could not be looked into: %s.", fault)
