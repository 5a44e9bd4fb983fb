"""The rows of pictures for those who may change what is said of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from yearlight.keepsakes.models import Picture
from yearlight.keepsakes.queries import gate
from yearlight.keepsakes.queries.gate import NEWEST_FIRST
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: More than any page offers to choose from.
_MOST = 200


def row(viewer: Viewer, person: "Person", public_id: str) -> Picture | None:
    """The picture's row, for those who may change its words; None for everybody else."""
    if not viewer.may(Deed.CHANGE_PICTURE, person.family_id):
        return None
    return gate.seen(viewer, person).filter(public_id=public_id).first()


def rows_to_change(
    viewer: Viewer, person: "Person", public_ids: Iterable[str] = (), *, pks: Iterable[int] = ()
) -> list[Picture]:
    """The rows of some pictures, newest first, for those who may change their words; none for everybody else."""
    if not viewer.may(Deed.CHANGE_PICTURE, person.family_id):
        return []
    wanted = Q(public_id__in=list(public_ids)) | Q(pk__in=list(pks))
    return list(gate.seen(viewer, person).filter(wanted).order_by(*NEWEST_FIRST)[:_MOST])


def put_away_row(viewer: Viewer, person: "Person", public_id: str, *, now: datetime) -> Picture | None:
    """The row of what this viewer put away and can bring back."""
    return gate.put_away(viewer, person, now).filter(public_id=public_id).first()
