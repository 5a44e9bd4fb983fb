"""People without an account, and their personal links: made, renewed by making another, closed."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yearlight.core.errors import NotThere
from yearlight.people import queries
from yearlight.people.actions.founding import note
from yearlight.people.actions.inviting import open_way_in
from yearlight.people.actions.persons import Access, member_to_change, move
from yearlight.people.actions.refused import NotOpen
from yearlight.people.models import Member, PersonalLink
from yearlight.people.roles import Deed, Role, role_of
from yearlight.people.viewer import Viewer


def add_guest(
    viewer: Viewer,
    *,
    family_id: int,
    name: str,
    relation: str,
    access: Access,
    now: datetime,
    line: str = "",
    expires_at: datetime | None = None,
    code_to: str = "",
) -> str:
    """Make a member without an account, with their link; returns its token, which is kept nowhere.

    Raises ``NotThere`` where the viewer may not invite.
    """
    if not viewer.may(Deed.INVITE, family_id):
        raise NotThere
    with transaction.atomic():
        member = Member.objects.create(
            family_id=family_id,
            name=name,
            relation=relation,
            role=role_of(access.sees),
            may_leave_words=access.may_leave_words,
            joined_at=now,
        )
        move(viewer, member, access)
        note(viewer.account_id, family_id, "add", "member", member.public_id, now)
        return _make(viewer, member, now, line=line, expires_at=expires_at, code_to=code_to)


def make_link(
    viewer: Viewer,
    *,
    public_id: str,
    now: datetime,
    line: str = "",
    expires_at: datetime | None = None,
    code_to: str = "",
) -> str:
    """Make the one link of somebody without an account; returns its token, which is kept nowhere.

    The one before leads nowhere from then on, on every device that came by it. Raises ``NotThere``.
    """
    with transaction.atomic():
        member = _without_account(viewer, public_id)
        _close(member, now)
        return _make(viewer, member, now, line=line, expires_at=expires_at, code_to=code_to)


def close_link(viewer: Viewer, *, public_id: str, now: datetime) -> None:
    """Close somebody's link, on all their devices at once. Closed already, nothing changes. Raises ``NotThere``."""
    with transaction.atomic():
        member = _without_account(viewer, public_id)
        if _close(member, now):
            note(viewer.account_id, member.family_id, "close", "personal link", member.public_id, now)


def offer_account(guest: Viewer, *, now: datetime) -> str:
    """An invitation for whoever came by a personal link, to an account for the same seat; returns its token.

    Raises ``NotOpen`` for all others.
    """
    if guest.account_id is not None or len(guest.seats) != 1:
        raise NotOpen(_("This page is no longer open."))
    [seat] = guest.seats
    with transaction.atomic():
        # What was offered before and not taken closes, so that there is one at a time.
        queries.open_now(now).filter(member=seat.member_id).update(closed_at=now)
        token = open_way_in(family_id=seat.family_id, role=seat.role, now=now, member_id=seat.member_id)
        note(None, seat.family_id, "offer", "account", "", now)
    return token


def _make(
    viewer: Viewer, member: Member, now: datetime, *, line: str, expires_at: datetime | None, code_to: str
) -> str:
    token = secrets.token_urlsafe(32)
    seat = viewer.seat_in(member.family_id)
    PersonalLink.objects.create(
        member=member,
        token_hash=queries.hashed(token),
        line=line.strip(),
        code_to=code_to,
        made_by_id=seat.member_id if seat else None,
        made_at=now,
        expires_at=expires_at,
    )
    note(viewer.account_id, member.family_id, "make", "personal link", member.public_id, now)
    return token


def _without_account(viewer: Viewer, public_id: str) -> Member:
    member = member_to_change(viewer, public_id)
    if member.account_id is not None or member.role == Role.KEEPER:
        raise NotThere
    return member


def _close(member: Member, now: datetime) -> int:
    """Close what leads to this seat: the link, and an account that was offered by it and not made yet."""
    queries.open_now(now).filter(member=member).update(closed_at=now)
    return member.links.filter(closed_at=None).update(closed_at=now)
