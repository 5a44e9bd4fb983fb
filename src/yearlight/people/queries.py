"""Reading of accounts, families, members and circles."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from yearlight.people.models import Account, Circle, Family, Invitation, Member
from yearlight.people.roles import CircleKind, Deed, Role
from yearlight.people.viewer import STRANGER, Seat, Viewer

_NARROW_TO_WIDE = (CircleKind.KEEPERS, CircleKind.OWN, CircleKind.FAMILY, CircleKind.FRIENDS)


def viewer_of(account_id: int | None) -> Viewer:
    """Who someone with this account is, in every family they belong to; a stranger without one. One query."""
    if account_id is None:
        return STRANGER
    rows = Member.objects.filter(account_id=account_id, left_at=None).order_by("pk")
    circles: dict[tuple[int, int, str], set[int]] = {}
    for pk, family_id, role, circle_id in rows.values_list("pk", "family_id", "role", "memberships__circle_id"):
        circles.setdefault((pk, family_id, role), set()).update({circle_id} - {None})
    seats = (Seat(family_id, pk, Role(role), frozenset(ids)) for (pk, family_id, role), ids in circles.items())
    return Viewer(account_id=account_id, seats=tuple(seats))


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


@dataclass(frozen=True, slots=True)
class MemberView:
    """Someone of a family, as a keeper sees them in the list."""

    name: str
    role: Role
    joined_at: datetime
    is_you: bool


def members(viewer: Viewer, family_id: int) -> list[MemberView]:
    """Everyone who belongs to the family now; empty for those who may not see that."""
    seat = viewer.seat_in(family_id)
    if seat is None or not viewer.may(Deed.SEE_PEOPLE, family_id):
        return []
    rows = Member.objects.filter(family_id=family_id, left_at=None).order_by("joined_at", "pk")
    return [MemberView(row.name, Role(row.role), row.joined_at, row.pk == seat.member_id) for row in rows]


@dataclass(frozen=True, slots=True)
class InvitationView:
    """A link that is still open."""

    public_id: str
    role: Role
    line: str
    made_at: datetime
    expires_at: datetime


def open_invitations(viewer: Viewer, family_id: int, *, now: datetime) -> list[InvitationView]:
    """The family's links that still let someone in; empty for those who may not invite."""
    if not viewer.may(Deed.INVITE, family_id):
        return []
    rows = open_now(now).filter(family_id=family_id).order_by("made_at")
    return [InvitationView(row.public_id, Role(row.role), row.line, row.made_at, row.expires_at) for row in rows]


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A family as one of its keepers sees it: who belongs to it, and which links are open."""

    id: int
    public_id: str
    members: list[MemberView]
    invitations: list[InvitationView]


def families(viewer: Viewer, *, now: datetime) -> list[FamilyView]:
    """The families whose people the viewer may see, in the order they were made."""
    ids = [one for one in viewer.family_ids if viewer.may(Deed.SEE_PEOPLE, one)]
    rows = Family.objects.filter(pk__in=ids).order_by("pk")
    return [
        FamilyView(row.pk, row.public_id, members(viewer, row.pk), open_invitations(viewer, row.pk, now=now))
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a link offers to whoever holds it."""

    invited_by: str
    line: str
    email: str
    founds_family: bool


def invitation(token: str, *, now: datetime) -> Welcome | None:
    """What this link offers, or None if it lets nobody in, for whatever reason."""
    row = open_now(now).filter(token_hash=hashed(token)).select_related("made_by").first()
    if row is None:
        return None
    return Welcome(row.made_by.name if row.made_by else "", row.line, row.email, row.family_id is None)


def open_now(now: datetime) -> Any:
    """Invitations that are neither used, closed nor over."""
    return Invitation.objects.filter(used_at=None, closed_at=None, expires_at__gt=now)


def first_account_id() -> int | None:
    """The account that was made first, by whoever had the link that is printed on the machine itself."""
    return Account.objects.order_by("pk").values_list("pk", flat=True).first()


def email_of(viewer: Viewer) -> str:
    """The e-mail address of whoever looks; empty for a stranger."""
    if viewer.account_id is None:
        return ""
    return Account.objects.values_list("email", flat=True).get(pk=viewer.account_id)


def keepers_of(family_id: int) -> list[str]:
    """The names of those who keep a family's places, in the order they came: for whoever was given a link by them."""
    rows = Member.objects.filter(family_id=family_id, role=Role.KEEPER, left_at=None).order_by("joined_at", "pk")
    return list(rows.values_list("name", flat=True))


def hashed(token: str) -> str:
    """What is kept of a link: reading the database opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()
