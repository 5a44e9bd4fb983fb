"""How the messages stand, for whoever looks after the machine: numbers by day, and nobody's name."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count
from django.utils.translation import gettext as _

from yearlight.reminders.models import Delivery, Look, Message, Outcome, Reached, Receiver, Way, WhyStopped

BRAKE, RELEASED = "brake", "brake released"
#: Where hardly anybody has a day, a few more are no sign of anything.
_FEW = 5
_MOST = 1.5
_HOUR = timedelta(hours=1)
_HANDED = (Reached.HANDING, Reached.SENT, Reached.UNSURE, Reached.REFUSED)


class Pace(NamedTuple):
    """How many were handed over within an hour, and for how many receivers a message could come in it."""

    handed: int
    planned: int

    @property
    def is_possible(self) -> bool:
        return self.handed <= max(_MOST * self.planned, _FEW)


@dataclass(frozen=True, slots=True)
class DayCount:
    """What became of the messages of one day, where the receivers live."""

    on: date
    outcomes: Counter[Outcome]


def pace(now: datetime) -> Pace:
    """What went out in the last hour, or since the brake was released in it. What a clock that was ahead wrote down is not of it."""
    since = max(now - _HOUR, _look(RELEASED) or now - _HOUR)
    handed = Delivery.objects.filter(way=Way.MAIL, at__gt=since, at__lte=now, reached__in=_HANDED).count()
    open_then = Message.objects.filter(closes_at__gt=since, opens_at__lte=now)
    return Pace(handed, open_then.aggregate(count=Count("receiver", distinct=True))["count"])


def braked_at() -> datetime | None:
    """When the brake was pulled; None where it is not on."""
    return _look(BRAKE)


def sentence(since: datetime) -> str:
    """What a braked sender means, for the host."""
    return _(
        "The brake is on since %(moment)s UTC: more messages went out within an hour than receivers had a day, and so "
        "nothing more is sent. Look into the log first; then release it with: yearlight reminders --release"
    ) % {"moment": f"{since:%Y-%m-%d %H:%M}"}


def by_day(first: date, last: date) -> list[DayCount]:
    """What became of the messages of some days, in order; days without any are left out."""
    rows = Message.objects.filter(on__gte=first, on__lte=last).values_list("on", "outcome")
    found: dict[date, Counter[Outcome]] = {}
    for on, outcome, count in rows.annotate(count=Count("pk")).order_by("on"):
        found.setdefault(on, Counter())[Outcome(outcome)] += count
    return [DayCount(on, outcomes) for on, outcomes in sorted(found.items())]


def stopped() -> dict[WhyStopped, int]:
    """To how many receivers nothing goes, and why."""
    rows = Receiver.objects.exclude(stopped_at=None).values_list("stopped_why").annotate(count=Count("pk"))
    return {WhyStopped(why): count for why, count in rows.order_by("stopped_why")}


def _look(name: str) -> datetime | None:
    return Look.objects.filter(name=name).values_list("until", flat=True).first()
