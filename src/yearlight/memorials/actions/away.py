"""What was put away 30 days ago is removed."""

from datetime import datetime

from django.db import transaction

from yearlight.memorials.actions.gate import note
from yearlight.memorials.models import KeptCustom, PersonDate
from yearlight.memorials.queries import STAYS


def sweep(*, now: datetime) -> int:
    """Remove dates and customs that were put away 30 days ago; returns how many. Safe to repeat."""
    gone = {"put_away_at__lte": now - STAYS}
    found: list[PersonDate | KeptCustom] = [*KeptCustom.objects.filter(**gone).select_related("person")]
    found += PersonDate.objects.filter(**gone).select_related("person")
    return sum(_remove(one, gone, now) for one in found)


@transaction.atomic
def _remove(one: PersonDate | KeptCustom, gone: dict[str, datetime], now: datetime) -> int:
    removed, _by_table = type(one).objects.filter(pk=one.pk, **gone).delete()
    if not removed:
        return 0
    note(None, "remove", one, now=now)
    return 1
