"""Who shall see something, as forms offer it and take it back: ``me``, or a circle's public id."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yearlight.people import queries
from yearlight.people.viewer import Viewer

ME = "me"


def audience_choices(viewer: Viewer, family_id: int) -> list[tuple[str, str]]:
    """What the viewer can choose from, the narrowest first: the form's value, and its words."""
    seat = viewer.seat_in(family_id)
    circles = queries.circles(viewer, family_id) if seat else []
    return [(ME, _("Only you")), *((one.public_id, queries.words_of(one, seat.member_id)) for one in circles if seat)]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody else of the family, and the form's values of those audiences that they belong to."""

    public_id: str
    name: str
    audiences: frozenset[str]


def readers(viewer: Viewer, family_id: int) -> Sequence[Reader]:
    """Everyone else who is in a circle of the viewer's, by name. Two queries."""
    seat = viewer.seat_in(family_id)
    if seat is None:
        return ()
    ids = {pk: public_id for public_id, pk in queries.member_ids(viewer, family_id).items() if pk != seat.member_id}
    names: dict[int, str] = {}
    audiences: dict[int, set[str]] = {}
    for circle in queries.circles(viewer, family_id):
        for pk, name in circle.members.items():
            names[pk] = name
            audiences.setdefault(pk, set()).add(circle.public_id)
    found = [Reader(ids[pk], name, frozenset(audiences[pk])) for pk, name in names.items() if pk in ids]
    return sorted(found, key=lambda one: one.name)


def audience_from(viewer: Viewer, family_id: int, value: str) -> int | None:
    """The circle that a form's value names. What is no circle of the viewer's means the viewer alone."""
    if value in (ME, ""):
        return None
    return next((one.id for one in queries.circles(viewer, family_id) if one.public_id == value), None)


def audience_value(viewer: Viewer, family_id: int, audience_id: int | None) -> str:
    """The form's value of an audience; ``me`` for none, and for a circle that is not the viewer's."""
    if audience_id is None:
        return ME
    return next((one.public_id for one in queries.circles(viewer, family_id) if one.id == audience_id), ME)


def last_audience(viewer: Viewer, family_id: int) -> str:
    """The form's value that the viewer used last: what is new starts there."""
    return audience_value(viewer, family_id, queries.last_audience_id(viewer, family_id))
