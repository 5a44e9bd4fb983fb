"""Links that let one person in, once."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from yearlight.core.errors import NotThere
from yearlight.people import queries
from yearlight.people.actions.founding import found_family, join, note
from yearlight.people.actions.refused import NotOpen
from yearlight.people.models import Account, Invitation, Member, Membership, PersonalLink
from yearlight.people.roles import Deed, Role
from yearlight.people.viewer import Viewer

#: How long a link lets someone in.
OPEN_FOR = timedelta(days=7)


def first_keeper_link(now: datetime) -> str | None:
    """A fresh one-time token for the first keeper of a new instance; None once there is a keeper.

    A link made before it that nobody used is closed.
    """
    with transaction.atomic():
        if Member.objects.filter(role=Role.KEEPER, account__isnull=False).exists():
            return None
        queries.open_now(now).filter(family=None).update(closed_at=now)
        return open_way_in(family_id=None, role=Role.KEEPER, now=now)


def invite(viewer: Viewer, *, family_id: int, role: Role, now: datetime, line: str = "", email: str = "") -> str:
    """Make a link that lets one person in, once, for seven days; returns its token, which is kept nowhere.

    Raises ``NotThere`` where the viewer may not invite.
    """
    seat = viewer.seat_in(family_id)
    if seat is None or not viewer.may(Deed.INVITE, family_id):
        raise NotThere
    with transaction.atomic():
        token = open_way_in(family_id=family_id, role=role, now=now, made_by_id=seat.member_id, line=line, email=email)
        note(viewer.account_id, family_id, "invite", "member", "", now)
    return token


def close_invitation(viewer: Viewer, *, family_id: int, public_id: str, now: datetime) -> None:
    """Close a link that nobody used yet. Raises ``NotThere`` where there is none of this viewer's to close."""
    if not viewer.may(Deed.INVITE, family_id):
        raise NotThere
    with transaction.atomic():
        closed = (
            queries.open_now(now).filter(family_id=family_id, public_id=public_id, member=None).update(closed_at=now)
        )
        if not closed:
            raise NotThere
        note(viewer.account_id, family_id, "close", "invitation", public_id, now)


def accept(account: Account, *, token: str, name: str, now: datetime) -> Member:
    """Come in by a link: into the family that invited, or as the first keeper of a new one.

    A link works once: of two at the same instant one comes in. Someone who
    belongs to the family already stays what they are, and the link stays open.
    Whoever came by a personal link before has the same seat, with an account.
    Raises ``NotOpen`` if it lets nobody in, or the account looks after the site.
    """
    with transaction.atomic():
        refuse_operator(account)
        row = queries.open_now(now).filter(token_hash=queries.hashed(token)).first()
        if row is None:
            raise NotOpen(_("This link is not open. Ask whoever sent it to you for another one."))
        here = Member.objects.filter(family_id=row.family_id, account=account).first() if row.family_id else None
        if here is not None and here.left_at is None:
            return here
        # Claimed by the update itself, so that it is right in every database.
        if not queries.open_now(now).filter(pk=row.pk).update(used_at=now):
            raise NotOpen(_("This link is not open. Ask whoever sent it to you for another one."))
        if row.family_id is None:
            member = found_family(account, name=name, now=now)
        elif row.member_id is not None:
            member = _take_seat(row.member_id, account, now)
        else:
            member = join(row.family_id, account, Role(row.role), name, now)
            note(account.pk, row.family_id, "join", "member", member.public_id, now)
        Invitation.objects.filter(pk=row.pk).update(used_by=member)
    return member


def refuse_operator(account: Account) -> None:
    """An operator belongs to no family: raise ``NotOpen`` for one."""
    if account.operator_since is not None:
        raise NotOpen(_("This account looks after the site, and belongs to no family. Sign in with another address."))


def open_way_in(
    *,
    family_id: int | None,
    role: Role,
    now: datetime,
    made_by_id: int | None = None,
    line: str = "",
    email: str = "",
    member_id: int | None = None,
) -> str:
    """A new open link, in the caller's transaction; returns its token."""
    token = secrets.token_urlsafe(24)
    Invitation.objects.create(
        family_id=family_id,
        token_hash=queries.hashed(token),
        role=role,
        email=email,
        line=line.strip(),
        made_by_id=made_by_id,
        member_id=member_id,
        made_at=now,
        expires_at=now + OPEN_FOR,
    )
    return token


def _take_seat(member_id: int, account: Account, now: datetime) -> Member:
    """Give the seat of a personal link to an account; the link closes, since signing in is the way in now."""
    rows = Member.objects.filter(pk=member_id, account=None, left_at=None)
    if not rows.exists() or Member.objects.filter(family__members=member_id, account=account).exists():
        raise NotOpen(_("This link is not open. Ask whoever sent it to you for another one."))
    rows.update(account=account)
    member = Member.objects.get(pk=member_id)
    links = PersonalLink.objects.filter(member=member, closed_at=None)
    # The account sees what the link showed: whoever made the link could have come by it themselves.
    makers = Membership.objects.filter(member__in=links.values("made_by")).values_list("circle_id", flat=True)
    member.memberships.exclude(circle__in=list(makers)).delete()
    links.update(closed_at=now)
    note(account.pk, member.family_id, "join", "member", member.public_id, now)
    return member
