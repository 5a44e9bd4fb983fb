"""The circles of a family, and how each audience reads."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from yearlight.people.models import Circle, Member
from yearlight.people.roles import CircleKind
from yearlight.people.viewer import Viewer

_NARROW_TO_WIDE = (CircleKind.KEEPERS, CircleKind.OWN, CircleKind.FAMILY, CircleKind.FRIENDS)


@dataclass(slots=True)
class CircleView:
    """A circle of one's family, with the names of those in it."""

    id: int
    public_id: str
    kind: CircleKind
    name: str
    members: dict[int, str] = field(default_factory=dict)


def circles(viewer: Viewer, family_id: int) -> list[CircleView]:
    """The family's circles that the viewer belongs to, from narrow to wide. One query."""
    seat = viewer.seat_in(family_id)
    if seat is None:
        return []
    found = [one for one in _circles(family_id) if one.id in seat.circle_ids]
    return sorted(found, key=lambda one: (_NARROW_TO_WIDE.index(one.kind), one.id))


def circle_members(viewer: Viewer, family_id: int) -> dict[int, frozenset[int]]:
    """Which members are in each circle of a family the viewer belongs to."""
    if viewer.seat_in(family_id) is None:
        return {}
    return {one.id: frozenset(one.members) for one in _circles(family_id)}


def circle_words(viewer: Viewer, family_id: int) -> dict[int | None, str]:
    """How each audience reads to this viewer: "Only you" for none, then the circles. One query."""
    seat = viewer.seat_in(family_id)
    if seat is None:
        return {None: _("Only you")}
    return {None: _("Only you")} | {one.id: words_of(one, seat.member_id) for one in _circles(family_id)}


@dataclass(frozen=True, slots=True)
class Belonging:
    """Who keeps a family's places, in the order they came, and how each audience reads to one viewer."""

    keepers: tuple[str, ...] = ()
    words: dict[int | None, str] = field(default_factory=dict)


def belonging(viewer: Viewer, family_id: int) -> Belonging:
    """What every page of a place says of its people; nothing to strangers. One query."""
    seat = viewer.seat_in(family_id)
    if seat is None:
        return Belonging()
    found = _circles(family_id)
    keepers = (tuple(one.members.values()) for one in found if one.kind is CircleKind.KEEPERS)
    return Belonging(next(keepers, ()), {one.id: words_of(one, seat.member_id) for one in found})


def words_of(circle: CircleView, member_id: int) -> str:
    """Who is in a circle, as one of its members reads it."""
    match circle.kind:
        case CircleKind.KEEPERS:
            return _keepers(
                [name for pk, name in circle.members.items() if pk != member_id], member_id in circle.members
            )
        case CircleKind.FAMILY:
            return _("The family")
        case CircleKind.FRIENDS:
            return _("Everyone invited")
        case CircleKind.OWN:
            return circle.name


def _keepers(others: list[str], is_in_it: bool) -> str:
    if not others or not is_in_it:
        return _("The keepers of this place")
    if len(others) == 1:
        return _("%(name)s and you") % {"name": others[0]}
    return _("%(names)s and you") % {"names": ", ".join(others)}


def _circles(family_id: int) -> list[CircleView]:
    found: dict[int, CircleView] = {}
    rows = Circle.objects.filter(family_id=family_id).order_by(
        "pk", "memberships__member__joined_at", "memberships__pk"
    )
    names = ("pk", "public_id", "kind", "name", "memberships__member_id", "memberships__member__name")
    for pk, public_id, kind, name, member_id, member_name, left_at in rows.values_list(
        *names, "memberships__member__left_at"
    ):
        view = found.setdefault(pk, CircleView(pk, public_id, CircleKind(kind), name))
        if member_id is not None and left_at is None:
            view.members[member_id] = member_name
    return list(found.values())


def last_audience_id(viewer: Viewer, family_id: int) -> int | None:
    """The audience this viewer used last in this family; none means the writer alone."""
    seat = viewer.seat_in(family_id)
    if seat is None:
        return None
    found: int | None = Member.objects.values_list("last_audience_id", flat=True).get(pk=seat.member_id)
    return found if found in seat.circle_ids else None
