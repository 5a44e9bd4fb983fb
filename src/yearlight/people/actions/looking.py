"""A keeper looks at a place as somebody else sees it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yearlight.people.actions.founding import note
from yearlight.people.actions.persons import member_to_change
from yearlight.people.roles import Role
from yearlight.people.viewer import Seat, Viewer

#: The number of no member: what somebody keeps for themselves alone is nobody else's to look at.
_NOBODY = 0


@dataclass(frozen=True, slots=True)
class LookedAs:
    """Whom a keeper looks as, and the viewer to ask with."""

    name: str
    viewer: Viewer


def look_as(viewer: Viewer, *, public_id: str, now: datetime) -> LookedAs:
    """The viewer that this person is to the keeper who looks. Raises ``NotThere``.

    It sees what both see: neither what the person keeps for themselves, nor
    circles that the keeper is not in. A keeper learns nothing by it that was
    not theirs to see.
    """
    with transaction.atomic():
        member = member_to_change(viewer, public_id)
        note(viewer.account_id, member.family_id, "look as", "member", member.public_id, now)
    circles = frozenset(member.memberships.values_list("circle_id", flat=True))
    both = circles & viewer.circle_ids
    return LookedAs(member.name, Viewer(seats=(Seat(member.family_id, _NOBODY, Role(member.role), both),)))
