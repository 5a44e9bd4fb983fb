"""Who belongs to a family, as its keepers see them."""

from dataclasses import dataclass
from datetime import datetime

from yearlight.people.models import Family, Member, PersonalLink
from yearlight.people.queries.circles import circles
from yearlight.people.queries.invitations import InvitationView, open_invitations
from yearlight.people.queries.own_circles import OwnCircle, own_circles
from yearlight.people.roles import CircleKind, Deed, Role, Sees, sees_of
from yearlight.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class LinkView:
    """The last personal link that was made for someone."""

    line: str
    made_at: datetime
    expires_at: datetime | None
    closed_at: datetime | None
    is_open: bool
    code_to: str
    #: Made by another keeper, it opens no circle that they are not in.
    is_anothers: bool


@dataclass(frozen=True, slots=True)
class MemberView:
    """Someone of a family, as a keeper sees them. Of circles that the keeper is not in, nothing is told."""

    public_id: str
    family_id: int
    name: str
    relation: str
    role: Role
    joined_at: datetime
    is_you: bool
    has_account: bool
    sees: Sees
    #: Those of the family's own circles that both are in, by public id, with their names.
    own_circles: dict[str, str]
    may_leave_words: bool
    link: LinkView | None = None

    @property
    def is_keeper(self) -> bool:
        return self.role is Role.KEEPER

    @property
    def may_have_link(self) -> bool:
        return not self.has_account and not self.is_keeper


def members(viewer: Viewer, family_id: int, *, now: datetime) -> list[MemberView]:
    """Everyone who belongs to the family now; empty for those who may not see that. Four queries."""
    seat = viewer.seat_in(family_id)
    if seat is None or not viewer.may(Deed.SEE_PEOPLE, family_id):
        return []
    shown = {one.id: one for one in circles(viewer, family_id)}
    rows = Member.objects.filter(family_id=family_id, left_at=None).order_by("joined_at", "pk")
    found = list(rows.prefetch_related("memberships"))
    links = _last_links(family_id, seat.member_id, now)
    views = []
    for row in found:
        of = [shown[one.circle_id] for one in row.memberships.all() if one.circle_id in shown]
        views.append(
            MemberView(
                public_id=row.public_id,
                family_id=family_id,
                name=row.name,
                relation=row.relation,
                role=Role(row.role),
                joined_at=row.joined_at,
                is_you=row.pk == seat.member_id,
                has_account=row.account_id is not None,
                sees=sees_of([one.kind for one in of]),
                own_circles={one.public_id: one.name for one in of if one.kind is CircleKind.OWN},
                may_leave_words=row.may_leave_words,
                link=links.get(row.pk) if row.account_id is None else None,
            )
        )
    return views


def member(viewer: Viewer, public_id: str, *, now: datetime) -> MemberView | None:
    """One person of a family whose people the viewer may see."""
    family_id = Member.objects.filter(public_id=public_id, family_id__in=viewer.family_ids).values_list("family_id")
    found = (one for (pk,) in family_id for one in members(viewer, pk, now=now) if one.public_id == public_id)
    return next(found, None)


def member_ids(viewer: Viewer, family_id: int) -> dict[str, int]:
    """Everyone who belongs to the family now, by public id; empty for those who may not see that."""
    if not viewer.may(Deed.SEE_PEOPLE, family_id):
        return {}
    return dict(Member.objects.filter(family_id=family_id, left_at=None).values_list("public_id", "pk"))


def _last_links(family_id: int, member_id: int, now: datetime) -> dict[int, LinkView]:
    """The newest link of each member that has any."""
    rows = PersonalLink.objects.filter(member__family_id=family_id).order_by("made_at", "pk")
    return {
        row.member_id: LinkView(
            row.line,
            row.made_at,
            row.expires_at,
            row.closed_at,
            row.closed_at is None and (row.expires_at is None or row.expires_at > now),
            row.code_to,
            row.made_by_id != member_id,
        )
        for row in rows
    }


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A family as one of its keepers sees it: who belongs to it, its own circles, and which invitations are open."""

    id: int
    public_id: str
    members: list[MemberView]
    circles: list[OwnCircle]
    invitations: list[InvitationView]


def families(viewer: Viewer, *, now: datetime) -> list[FamilyView]:
    """The families whose people the viewer may see, in the order they were made."""
    ids = [one for one in viewer.family_ids if viewer.may(Deed.SEE_PEOPLE, one)]
    rows = Family.objects.filter(pk__in=ids).order_by("pk")
    return [
        FamilyView(
            row.pk,
            row.public_id,
            members(viewer, row.pk, now=now),
            own_circles(viewer, row.pk),
            open_invitations(viewer, row.pk, now=now),
        )
        for row in rows
    ]


def keepers_of(family_id: int) -> list[str]:
    """The names of those who keep a family's places, in the order they came: for whoever was given a link by them."""
    rows = Member.objects.filter(family_id=family_id, role=Role.KEEPER, left_at=None).order_by("joined_at", "pk")
    return list(rows.values_list("name", flat=True))


def name_in(viewer: Viewer, family_id: int) -> str:
    """How this viewer is called in one of their families; empty where it is none of theirs."""
    seat = viewer.seat_in(family_id)
    return Member.objects.values_list("name", flat=True).get(pk=seat.member_id) if seat else ""


def name_of(guest: Viewer) -> str:
    """The name of whoever came by a personal link, as a keeper wrote it."""
    return str(Member.objects.values_list("name", flat=True).get(pk__in=guest.member_ids))
