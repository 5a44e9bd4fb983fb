"""What doors refused: how often, where from, to which account. Never what was typed there."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Sum

from yearlight.core.doors import Door
from yearlight.core.models import Refusal

#: Where somebody came from is forgotten after so long.
KEPT = timedelta(days=30)
_MOST = 200
#: So much of an address says from whose network somebody came, and not from which house.
_PREFIX = {4: 24, 6: 48}


@dataclass(frozen=True, slots=True)
class Refused:
    """How often a door refused, from one network and to one account, since a moment."""

    door: Door
    network: str
    account: str
    count: int


def note(door: Door, *, address: str, account: str = "", now: datetime) -> None:
    """Count one refusal. ``account`` is the public id of the account it was for, or empty."""
    named: dict[str, Any] = {
        "door": door,
        "hour": now.replace(minute=0, second=0, microsecond=0),
        "network": network_of(address),
        "account": account,
    }
    with transaction.atomic():
        row, _is_new = Refusal.objects.get_or_create(**named)
        Refusal.objects.filter(pk=row.pk).update(count=F("count") + 1)


def since(moment: datetime) -> list[Refused]:
    """What was refused since then, the most first; at most 200 lines. One query."""
    rows = Refusal.objects.filter(hour__gte=moment).values("door", "network", "account")
    found = rows.annotate(times=Sum("count")).order_by("-times", "door", "network", "account")[:_MOST]
    return [Refused(Door(one["door"]), one["network"], one["account"], one["times"]) for one in found]


def sweep(*, now: datetime) -> int:
    """Forget what is older than a month; returns how many rows."""
    return Refusal.objects.filter(hour__lt=now - KEPT).delete()[0]


def network_of(address: str) -> str:
    """The network that an address belongs to; empty for what is none."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{found}/{_PREFIX[found.version]}", strict=False))
