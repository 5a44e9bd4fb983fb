"""What somebody of the family may see and do."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yearlight.core.errors import NotThere
from yearlight.people.actions.founding import note
from yearlight.people.models import Circle, Member, Membership
from yearlight.people.roles import SHOWN, CircleKind, Deed, Role, Sees, role_of
from yearlight.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Access:
    """What somebody who is no keeper sees, and whether they may leave words. ``own`` are circles' public ids."""

    sees: Sees = Sees.NOTHING
    own: frozenset[str] = frozenset()
    may_leave_words: bool = True


def change_member(
    viewer: Viewer, *, public_id: str, relation: str, now: datetime, name: str = "", access: Access | None = None
) -> Member:
    """Change what is said of somebody, and what they see and may. It acts at their next request.

    Keepers are equal: of another keeper only the relation changes. A name
    belongs to whoever has an account. Raises ``NotThere``.
    """
    with transaction.atomic():
        member = member_to_change(viewer, public_id)
        member.relation = relation
        if member.account_id is None and name:
            member.name = name
        if access is not None and member.role != Role.KEEPER:
            member.role, member.may_leave_words = role_of(access.sees), access.may_leave_words
            move(viewer, member, access)
        member.save(update_fields=["relation", "name", "role", "may_leave_words"])
        note(viewer.account_id, member.family_id, "change", "member", member.public_id, now)
    return member


def member_to_change(viewer: Viewer, public_id: str) -> Member:
    """Somebody of a family that the viewer may invite into. Raises ``NotThere``."""
    families = [one for one in viewer.family_ids if viewer.may(Deed.INVITE, one)]
    rows = Member.objects.select_for_update().filter(public_id=public_id, family_id__in=families, left_at=None)
    member = rows.first()
    if member is None:
        raise NotThere
    return member


def move(viewer: Viewer, member: Member, access: Access) -> None:
    """Put somebody into the circles that are meant and out of the others, as far as the viewer is in them."""
    seat = viewer.seat_in(member.family_id)
    mine = Circle.objects.filter(family_id=member.family_id, pk__in=seat.circle_ids if seat else ())
    may_move = [one for one in mine if one.kind != CircleKind.KEEPERS]
    meant = {one.pk for one in may_move if CircleKind(one.kind) in SHOWN[access.sees] or one.public_id in access.own}
    there = set(member.memberships.values_list("circle_id", flat=True))
    member.memberships.filter(circle__in={one.pk for one in may_move} - meant).delete()
    Membership.objects.bulk_create([Membership(member=member, circle_id=pk) for pk in sorted(meant - there)])
