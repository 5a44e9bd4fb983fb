"""Invitations, as their keepers and those who hold one see them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yearlight.people.models import Invitation
from yearlight.people.roles import Deed, Role
from yearlight.people.viewer import Viewer


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
    rows = open_now(now).filter(family_id=family_id, member=None).order_by("made_at")
    return [InvitationView(row.public_id, Role(row.role), row.line, row.made_at, row.expires_at) for row in rows]


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a link offers to whoever holds it."""

    invited_by: str
    line: str
    email: str
    founds_family: bool
    #: The name of whoever is here already by a personal link, where an account for them is offered.
    keeps_seat_of: str = ""


def invitation(token: str, *, now: datetime) -> Welcome | None:
    """What this link offers, or None if it lets nobody in, for whatever reason."""
    row = open_now(now).filter(token_hash=hashed(token)).select_related("made_by", "member").first()
    if row is None:
        return None
    invited_by, seat = row.made_by.name if row.made_by else "", row.member.name if row.member else ""
    return Welcome(invited_by, row.line, row.email, row.family_id is None, seat)


def open_now(now: datetime) -> Any:
    """Invitations that are neither used, closed nor over."""
    return Invitation.objects.filter(used_at=None, closed_at=None, expires_at__gt=now)


def hashed(token: str) -> str:
    """What is kept of a link: reading the database opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()
