"""Who takes over from whom, as those concerned see it."""

from dataclasses import dataclass

from django.db.models import Q

from yearlight.people.models import Successor, Wait
from yearlight.people.queries.waits import kept_by
from yearlight.people.roles import Role
from yearlight.people.viewer import Viewer
from yearlight.people.waiting import State, WaitKind


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a keeper chose for one family: who tells, who takes over, and how long it waits."""

    public_id: str
    family_id: int
    tells: str
    tells_id: str
    takes_over: str
    takes_over_id: str
    days: int


@dataclass(frozen=True, slots=True)
class Entrusted:
    """Somebody who chose the viewer: to tell, to take over, or both."""

    public_id: str
    name: str
    is_to_tell: bool
    is_to_take_over: bool
    days: int
    waits: bool


def chosen(viewer: Viewer) -> dict[int, Chosen]:
    """What the viewer chose, by family."""
    rows = Successor.objects.select_related("member", "tells", "takes_over").filter(member__in=viewer.member_ids)
    return {
        row.member.family_id: Chosen(
            row.public_id,
            row.member.family_id,
            row.tells.name,
            row.tells.public_id,
            row.takes_over.name,
            row.takes_over.public_id,
            row.days,
        )
        for row in rows
        if row.member.family_id in kept_by(viewer)
    }


def entrusted(viewer: Viewer) -> list[Entrusted]:
    """Who chose the viewer. Nobody learns by it who else was chosen."""
    mine = viewer.member_ids
    rows = Successor.objects.filter(Q(tells__in=mine) | Q(takes_over__in=mine), member__left_at=None)
    found = rows.filter(member__role=Role.KEEPER, member__account__isnull=False).select_related("member")
    open_ones = Wait.objects.filter(kind=WaitKind.SUCCEED, state=State.OPEN, member__successor__in=found)
    waiting = set(open_ones.values_list("member_id", flat=True))
    return [
        Entrusted(
            row.public_id,
            row.member.name,
            row.tells_id in mine,
            row.takes_over_id in mine,
            row.days,
            row.member_id in waiting,
        )
        for row in found.order_by("chosen_at", "pk")
    ]
