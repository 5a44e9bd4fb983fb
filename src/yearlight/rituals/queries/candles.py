"""The candles that burn for a person now."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer
from yearlight.rituals.models import Candle

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


@dataclass(frozen=True, slots=True)
class Burning:
    """That a candle burns, until when the last of them does, and whether one's own is among them. Never how many.

    ``names`` are of those who lit one, for keepers alone: others need not know of each other.
    """

    until: datetime
    own_until: datetime | None
    names: tuple[str, ...]


def burning(viewer: Viewer, person: "Person", *, now: datetime) -> Burning | None:
    """The candles that whoever sees the place sees burn; None where there is none, or for somebody without a seat. One query."""
    seat = viewer.seat_in(person.family_id)
    if seat is None:
        return None
    rows = list(
        Candle.objects.filter(person=person.pk, until__gt=now, member__left_at=None)
        .select_related("member")
        .order_by("lit_at", "pk")
    )
    if not rows:
        return None
    own = next((one.until for one in rows if one.member_id == seat.member_id), None)
    shows_names = viewer.may(Deed.CHANGE_PLACE, person.family_id)
    names = tuple(one.member.name for one in rows if one.member_id != seat.member_id) if shows_names else ()
    return Burning(max(one.until for one in rows), own, names)
