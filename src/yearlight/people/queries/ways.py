"""The families that somebody keeps, as the page of what keepers can ask for names them."""

from dataclasses import dataclass

from yearlight.people.models import Member
from yearlight.people.queries.waits import kept_by
from yearlight.people.roles import Role
from yearlight.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Somebody:
    """One of a family, by name."""

    public_id: str
    name: str
    has_account: bool


@dataclass(frozen=True, slots=True)
class FamilyKept:
    """Who keeps a family beside the viewer, and who else has an account in it."""

    id: int
    keepers: tuple[Somebody, ...]
    others: tuple[Somebody, ...]

    @property
    def people(self) -> tuple[Somebody, ...]:
        return self.keepers + self.others


def families_kept(viewer: Viewer) -> list[FamilyKept]:
    """Each of them, in the order they were made. One query."""
    kept = kept_by(viewer)
    rows = Member.objects.filter(family_id__in=kept, left_at=None, account__isnull=False)
    found = list(rows.exclude(pk__in=viewer.member_ids).order_by("joined_at", "pk"))
    return [
        FamilyKept(
            family_id,
            tuple(_view(one) for one in found if one.family_id == family_id and one.role == Role.KEEPER),
            tuple(_view(one) for one in found if one.family_id == family_id and one.role != Role.KEEPER),
        )
        for family_id in sorted(kept)
    ]


def somebody(viewer: Viewer, public_id: str) -> tuple[FamilyKept, Somebody, bool] | None:
    """One of the others, their family, and whether they keep it; None for all whom the viewer does not keep it with."""
    for family in families_kept(viewer):
        for one in family.people:
            if one.public_id == public_id:
                return family, one, one in family.keepers
    return None


def _view(row: Member) -> Somebody:
    return Somebody(row.public_id, row.name, row.account_id is not None)
