"""The brake on everything that is sent: where more goes out than could be due, something is wrong, and nothing more goes."""

import logging
from datetime import datetime

from django.db import transaction

from yearlight.reminders.models import Look
from yearlight.reminders.queries import host

logger = logging.getLogger(__name__)


def holds(now: datetime) -> bool:
    """Whether nothing may be sent. It is pulled here, when more went out in an hour than could be due, and told in the log."""
    if host.braked_at() is not None:
        return True
    pace = host.pace(now)
    if pace.is_possible:
        return False
    with transaction.atomic():
        Look.objects.get_or_create(name=host.BRAKE, defaults={"until": now})
    logger.error(
        "Within an hour %s messages went out, and %s receivers had a day. Nothing more is sent until you look: "
        "yearlight reminders",
        pace.handed,
        pace.planned,
    )
    return True


def release(now: datetime) -> bool:
    """Send again; returns whether the brake was on. What went out before this is not counted any more."""
    with transaction.atomic():
        was_on = Look.objects.filter(name=host.BRAKE).delete()[0] > 0
        if was_on:
            Look.objects.update_or_create(name=host.RELEASED, defaults={"until": now})
    return was_on
