"""The circles that a family made for itself. Whoever is not in one learns nothing of it, keepers neither."""

from dataclasses import dataclass

from yearlight.people.models import Member
from yearlight.people.queries.circles import circles
from yearlight.people.roles import CircleKind, Deed, Role
from yearlight.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class InCircle:
    """Someone of the family, and whether they are in a circle. A keeper who is in it stays in it."""

    public_id: str
    name: str
    is_in: bool
    stays: bool


@dataclass(frozen=True, slots=True)
class OwnCircle:
    """A circle of the family's own that the viewer is in."""

    id: int
    public_id: str
    family_id: int
    name: str
    names: tuple[str, ...]


def own_circles(viewer: Viewer, family_id: int) -> list[OwnCircle]:
    """The family's own circles that the viewer is in; empty for those who may not see its people. One query."""
    if not viewer.may(Deed.SEE_PEOPLE, family_id):
        return []
    return [
        OwnCircle(one.id, one.public_id, family_id, one.name, tuple(one.members.values()))
        for one in circles(viewer, family_id)
        if one.kind is CircleKind.OWN
    ]


def own_circle(viewer: Viewer, public_id: str) -> OwnCircle | None:
    """One of the viewer's circles, or None where there is none of theirs."""
    found = (one for pk in sorted(viewer.family_ids) for one in own_circles(viewer, pk))
    return next((one for one in found if one.public_id == public_id), None)


def in_circle(viewer: Viewer, circle: OwnCircle) -> list[InCircle]:
    """Everyone of the family, as they are or are not in the circle."""
    if circle.id not in viewer.circle_ids:
        return []
    rows = Member.objects.filter(family_id=circle.family_id, left_at=None).order_by("joined_at", "pk")
    inside = set(rows.filter(memberships__circle=circle.id).values_list("pk", flat=True))
    return [
        InCircle(row.public_id, row.name, row.pk in inside, row.pk in inside and row.role == Role.KEEPER)
        for row in rows
    ]
