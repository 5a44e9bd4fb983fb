"""Somebody of a family by the name that everybody in it may know."""

from dataclasses import dataclass

from yearlight.people.models import Member
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Known:
    """A member as others of the family know them: by name, and by what they are to the person."""

    public_id: str
    family_id: int
    name: str
    relation: str
    is_you: bool
    #: The viewer sees who belongs to the family anyway.
    is_listed: bool


def known(viewer: Viewer, public_id: str) -> Known | None:
    """A member of a family of the viewer's, whether or not anything of theirs is shown to the viewer; the page decides."""
    row = Member.objects.filter(public_id=public_id, family__in=viewer.family_ids, left_at=None).first()
    if row is None:
        return None
    is_listed = viewer.may(Deed.SEE_PEOPLE, row.family_id)
    return Known(row.public_id, row.family_id, row.name, row.relation, row.pk in viewer.member_ids, is_listed)


def own_seats(viewer: Viewer) -> list[str]:
    """The public ids of the viewer's own seats, in the order they came."""
    return list(Member.objects.filter(pk__in=viewer.member_ids).order_by("pk").values_list("public_id", flat=True))
