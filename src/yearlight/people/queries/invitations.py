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
    rows = open_now(now).filter(family_id=family_id).order_by("made_at")
    return [InvitationView(row.public_id, Role(row.role), row.line, row.made_at, row.expires_at) for row in rows]


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


def hashed(token: str) -> str:
    """What is kept of a link: reading the database opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()
