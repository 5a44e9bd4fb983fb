"""The families that somebody keeps, as the page of what keepers can ask for names them."""

from dataclasses import dataclass

from yearlight.people.models import Family, Member
from yearlight.people.queries.waits import kept_by
from yearlight.people.roles import Role
from yearlight.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Somebody:
    """One of a family, by name."""

    public_id: str
    name: str


@dataclass(frozen=True, slots=True)
class FamilyKept:
    """Who keeps a family beside the viewer, and who else has an account in it."""

    id: int
    public_id: str
    keepers: tuple[Somebody, ...]
    others: tuple[Somebody, ...]

    @property
    def people(self) -> tuple[Somebody, ...]:
        return self.keepers + self.others

    @property
    def names(self) -> str:
        return ", ".join(one.name for one in self.people)


def families_kept(viewer: Viewer) -> list[FamilyKept]:
    """Each of them, in the order they were made. Two queries."""
    kept = kept_by(viewer)
    rows = Member.objects.filter(family_id__in=kept, left_at=None, account__isnull=False)
    found = list(rows.exclude(pk__in=viewer.member_ids).order_by("joined_at", "pk"))
    return [
        FamilyKept(
            family.pk,
            family.public_id,
            tuple(_view(one) for one in found if one.family_id == family.pk and one.role == Role.KEEPER),
            tuple(_view(one) for one in found if one.family_id == family.pk and one.role != Role.KEEPER),
        )
        for family in Family.objects.filter(pk__in=kept).order_by("pk")
    ]


def family_kept(viewer: Viewer, public_id: str) -> FamilyKept | None:
    """One of them; without an id the first. None where it is not the viewer's to keep."""
    return next((one for one in families_kept(viewer) if public_id in ("", one.public_id)), None)


def somebody(viewer: Viewer, public_id: str) -> tuple[Somebody, bool] | None:
    """One of the others, and whether they keep the family too; None where the viewer keeps none with them."""
    people = ((one, one in family.keepers) for family in families_kept(viewer) for one in family.people)
    return next(((one, is_keeper) for one, is_keeper in people if one.public_id == public_id), None)


def _view(row: Member) -> Somebody:
    return Somebody(row.public_id, row.name)
