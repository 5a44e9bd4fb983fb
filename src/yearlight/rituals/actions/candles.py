"""A candle lit, and put out. Nobody counts them, and no log keeps them: they are over when they are over."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from yearlight.entries.actions import NotThere
from yearlight.people.viewer import Viewer
from yearlight.rituals.models import Candle

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: None burns longer.
LONGEST = timedelta(hours=24)


@transaction.atomic
def light(viewer: Viewer, *, person: "Person", until: datetime, now: datetime) -> Candle:
    """Light a candle for a person whose place the viewer sees, until a moment of the next day and night.

    One that burns already burns until then. Raises ``NotThere`` for somebody without a seat in the family.
    """
    made, _is_new = Candle.objects.update_or_create(
        person_id=person.pk,
        member_id=_member(viewer, person),
        defaults={"lit_at": now, "until": max(now, min(until, now + LONGEST))},
    )
    return made


def put_out(viewer: Viewer, *, person: "Person") -> None:
    """Put out one's own candle. Safe to repeat. Raises ``NotThere``."""
    Candle.objects.filter(person_id=person.pk, member_id=_member(viewer, person)).delete()


def sweep_candles(*, now: datetime) -> int:
    """Forget those that are over; returns how many."""
    return Candle.objects.filter(until__lte=now).delete()[0]


def _member(viewer: Viewer, person: "Person") -> int:
    seat = viewer.seat_in(person.family_id)
    if seat is None:
        raise NotThere
    return seat.member_id
