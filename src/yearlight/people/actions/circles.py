"""The circles that a family makes for itself. Only keepers who are in one can change it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from yearlight.core.errors import NotThere, YearlightError
from yearlight.people import queries
from yearlight.people.actions.founding import note
from yearlight.people.models import Circle, Member, Membership
from yearlight.people.queries import OwnCircle
from yearlight.people.roles import CircleKind, Deed, Role
from yearlight.people.viewer import Viewer


class CircleHolds(YearlightError):  # noqa: N818
    """A circle that something is shown to cannot be taken away: nobody would know who sees it then."""

    code = "circle_holds"


def make_circle(viewer: Viewer, *, family_id: int, name: str, now: datetime) -> Circle:
    """A new circle, with its maker in it. Raises ``NotThere`` where the viewer may not invite."""
    seat = viewer.seat_in(family_id)
    if seat is None or not viewer.may(Deed.INVITE, family_id):
        raise NotThere
    with transaction.atomic():
        circle = Circle.objects.create(family_id=family_id, kind=CircleKind.OWN, name=name)
        Membership.objects.create(circle=circle, member_id=seat.member_id)
        note(viewer.account_id, family_id, "make", "circle", circle.public_id, now)
    return circle


def rename_circle(viewer: Viewer, *, public_id: str, name: str, now: datetime) -> None:
    """Give a circle another name. Raises ``NotThere``."""
    circle = _own(viewer, public_id)
    with transaction.atomic():
        Circle.objects.filter(pk=circle.id).update(name=name)
        note(viewer.account_id, circle.family_id, "rename", "circle", public_id, now)


def put_in_circle(viewer: Viewer, *, public_id: str, members: Collection[str], now: datetime) -> None:
    """Put just these people of the family into a circle, by their public ids.

    A keeper who is in it stays in it: what they wrote for it must stay theirs to see. Raises ``NotThere``.
    """
    circle = _own(viewer, public_id)
    with transaction.atomic():
        inside = Membership.objects.filter(circle=circle.id)
        inside.exclude(member__role=Role.KEEPER).exclude(member__public_id__in=members).delete()
        there = set(inside.values_list("member_id", flat=True))
        wanted = Member.objects.filter(family_id=circle.family_id, public_id__in=members, left_at=None)
        new = [Membership(circle_id=circle.id, member=one) for one in wanted if one.pk not in there]
        Membership.objects.bulk_create(new)
        note(viewer.account_id, circle.family_id, "fill", "circle", public_id, now)


def take_circle_away(viewer: Viewer, *, public_id: str, now: datetime) -> None:
    """Take a circle away that nothing is shown to. Raises ``NotThere``, or ``CircleHolds``."""
    circle = _own(viewer, public_id)
    try:
        with transaction.atomic():
            Circle.objects.get(pk=circle.id).delete()
            note(viewer.account_id, circle.family_id, "take away", "circle", public_id, now)
    except ProtectedError as held:
        raise CircleHolds(
            _(
                "Something is shown to this circle: a place, a letter or a photograph, or what was put away. "
                "Nothing was changed. Choose who else shall see it, then the circle can be taken away."
            )
        ) from held


def _own(viewer: Viewer, public_id: str) -> OwnCircle:
    circle = queries.own_circle(viewer, public_id)
    if circle is None:
        raise NotThere
    return circle
