"""Personal links, as whoever holds one meets them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from yearlight.people.models import PersonalLink
from yearlight.people.queries.invitations import hashed


@dataclass(frozen=True, slots=True)
class Door:
    """What a personal link says before anybody goes in: who invites, and their line."""

    link_id: str
    invited_by: str
    line: str
    code_to: str


def door(token: str, *, now: datetime) -> Door | None:
    """The door behind this link, or None where it is not open, for whatever reason."""
    row = open_links(now).filter(token_hash=hashed(token)).select_related("made_by").first()
    if row is None:
        return None
    return Door(row.public_id, row.made_by.name if row.made_by else "", row.line, row.code_to)


def open_links(now: datetime) -> "QuerySet[PersonalLink]":
    """Links that lead somewhere: neither closed nor over, of someone who belongs here and has no account."""
    lasts = Q(expires_at=None) | Q(expires_at__gt=now)
    return PersonalLink.objects.filter(lasts, closed_at=None, member__left_at=None, member__account=None)
