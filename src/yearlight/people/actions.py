"""Changes to accounts, families, members and invitations."""

import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from yearlight.core import audit
from yearlight.core.errors import YearlightError
from yearlight.people import queries
from yearlight.people.models import Account, Circle, Family, Invitation, Member, Membership
from yearlight.people.roles import CIRCLES, CircleKind, Deed, Role
from yearlight.people.viewer import Viewer

#: How long a link lets someone in.
OPEN_FOR = timedelta(days=7)
_OF_EVERY_FAMILY = (CircleKind.KEEPERS, CircleKind.FAMILY, CircleKind.FRIENDS)
_PREFERENCES = frozenset(
    {
        "name",
        "light",
        "type_size",
        "uses_device_fonts",
        "language",
        "time_zone",
        "has_discreet_titles",
        "is_greeted",
        "veils_pictures",
        "covers_on_double_escape",
    }
)


class NotOpen(YearlightError):  # noqa: N818
    """A link lets nobody in: it was used, closed, is over, or never was. Which of these, nobody is told."""

    code = "not_open"


class NotThere(YearlightError):  # noqa: N818
    """What is asked for is not there, or not this viewer's."""

    code = "not_there"


def first_keeper_link(now: datetime) -> str | None:
    """A fresh one-time token for the first keeper of a new instance; None once there is a keeper.

    A link made before it that nobody used is closed.
    """
    with transaction.atomic():
        if Member.objects.filter(role=Role.KEEPER, account__isnull=False).exists():
            return None
        queries.open_now(now).filter(family=None).update(closed_at=now)
        return _make_link(family_id=None, role=Role.KEEPER, now=now)


def found_family(account: Account, *, name: str, now: datetime) -> Member:
    """Make a new family with its circles, and this account its first keeper."""
    with transaction.atomic():
        family = Family.objects.create(made_at=now)
        Circle.objects.bulk_create([Circle(family=family, kind=kind) for kind in _OF_EVERY_FAMILY])
        member = _join(family.pk, account, Role.KEEPER, name, now)
        _note(account.pk, family.pk, "found", "family", family.public_id, now)
    return member


def invite(viewer: Viewer, *, family_id: int, role: Role, now: datetime, line: str = "", email: str = "") -> str:
    """Make a link that lets one person in, once, for seven days; returns its token, which is kept nowhere.

    Raises ``NotThere`` where the viewer may not invite.
    """
    seat = viewer.seat_in(family_id)
    if seat is None or not viewer.may(Deed.INVITE, family_id):
        raise NotThere(_("This page is not here."))
    with transaction.atomic():
        token = _make_link(family_id=family_id, role=role, now=now, made_by_id=seat.member_id, line=line, email=email)
        _note(viewer.account_id, family_id, "invite", "member", "", now)
    return token


def close_invitation(viewer: Viewer, *, family_id: int, public_id: str, now: datetime) -> None:
    """Close a link that nobody used yet. Raises ``NotThere`` where there is none of this viewer's to close."""
    if not viewer.may(Deed.INVITE, family_id):
        raise NotThere(_("This page is not here."))
    with transaction.atomic():
        closed = queries.open_now(now).filter(family_id=family_id, public_id=public_id).update(closed_at=now)
        if not closed:
            raise NotThere(_("This page is not here."))
        _note(viewer.account_id, family_id, "close", "invitation", public_id, now)


def accept(account: Account, *, token: str, name: str, now: datetime) -> Member:
    """Come in by a link: into the family that invited, or as the first keeper of a new one.

    A link works once: of two at the same instant one comes in. Someone who
    belongs to the family already stays what they are, and the link stays open.
    Raises ``NotOpen`` if it lets nobody in.
    """
    with transaction.atomic():
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
        else:
            member = _join(row.family_id, account, Role(row.role), name, now)
            _note(account.pk, row.family_id, "join", "member", member.public_id, now)
        Invitation.objects.filter(pk=row.pk).update(used_by=member)
    return member


def remember_audience(viewer: Viewer, family_id: int, circle_id: int | None) -> None:
    """Remember the audience last used: what is new starts there."""
    seat = viewer.seat_in(family_id)
    if seat is not None:
        changed = Member.objects.filter(pk=seat.member_id).exclude(last_audience_id=circle_id)
        if circle_id is None:
            changed = Member.objects.filter(pk=seat.member_id).exclude(last_audience=None)
        changed.update(last_audience_id=circle_id)


def set_preferences(account: Account, **chosen: Any) -> None:
    """Change how pages look to this account: any of the names in ``_PREFERENCES``."""
    if unknown := set(chosen) - _PREFERENCES:
        raise TypeError(f"no such preference: {', '.join(sorted(unknown))}")
    for name, value in chosen.items():
        setattr(account, name, value)
    account.save(update_fields=list(chosen))
    if chosen.get("name"):
        Member.objects.filter(account=account).update(name=chosen["name"])


def be_quiet(account: Account, *, now: datetime, until: date | None = None) -> None:
    """Nothing of any place is shown to this account, until a day or until it is undone."""
    account.quiet_since = account.quiet_since or now
    account.quiet_until = until
    account.save(update_fields=["quiet_since", "quiet_until"])


def open_again(account: Account) -> None:
    """Undo that."""
    account.quiet_since = account.quiet_until = None
    account.save(update_fields=["quiet_since", "quiet_until"])


def _join(family_id: int, account: Account, role: Role, name: str, now: datetime) -> Member:
    """A member with the circles of their role; someone who left comes back to their old seat."""
    member, _is_new = Member.objects.update_or_create(
        family_id=family_id,
        account=account,
        defaults={"role": role, "left_at": None, "name": name or account.name or account.email.partition("@")[0]},
        create_defaults={
            "role": role,
            "joined_at": now,
            "name": name or account.name or account.email.partition("@")[0],
        },
    )
    wanted = Circle.objects.filter(family_id=family_id, kind__in=CIRCLES[role])
    Membership.objects.filter(member=member).exclude(circle__kind=CircleKind.OWN).delete()
    Membership.objects.bulk_create([Membership(member=member, circle=circle) for circle in wanted])
    return member


def _make_link(
    *, family_id: int | None, role: Role, now: datetime, made_by_id: int | None = None, line: str = "", email: str = ""
) -> str:
    token = secrets.token_urlsafe(24)
    Invitation.objects.create(
        family_id=family_id,
        token_hash=queries.hashed(token),
        role=role,
        email=email,
        line=line.strip(),
        made_by_id=made_by_id,
        made_at=now,
        expires_at=now + OPEN_FOR,
    )
    return token


def _note(account_id: int | None, family_id: int, verb: str, thing: str, thing_id: str, now: datetime) -> None:
    audit.note(actor=str(account_id or ""), family_id=family_id, verb=verb, thing=thing, thing_id=thing_id, now=now)
