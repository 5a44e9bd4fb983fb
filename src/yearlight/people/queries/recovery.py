"""Recovery sheets, and the one-time links at the end of a recovery."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from yearlight.people.models import Account, RecoverySheet, Wait, WayBack
from yearlight.people.queries.invitations import hashed
from yearlight.people.queries.waits import families_of, kept_by, told_of
from yearlight.people.viewer import Viewer
from yearlight.people.waiting import OPENS_ACCOUNT, State, WaitKind

#: How long after its day a new way into an account can be opened.
_STAYS_OPEN = timedelta(days=7)


def sheet_made_at(account: Account) -> datetime | None:
    """When the sheet was made that opens something now; None where there is none."""
    return RecoverySheet.objects.filter(account=account, ended_at=None).values_list("made_at", flat=True).first()


def account_of_sheet(email: str, code: str) -> Account | None:
    """The account that this address and this code belong to together. Both questions are always asked."""
    row = RecoverySheet.objects.filter(ended_at=None, code_hash=hashed(_plain(code))).select_related("account").first()
    there = row.account.email if row else ""
    is_same = hmac.compare_digest(there.casefold().encode(), email.strip().casefold().encode())
    return row.account if row and is_same and row.account.is_active else None


def begun_by_sheet(account: Account, now: datetime) -> Wait | None:
    """The recovery by the sheet that waits, or that can be opened now."""
    rows = Wait.objects.filter(account=account, kind=WaitKind.RECOVER_BY_SHEET).order_by("-asked_at")
    return next((one for one in rows[:5] if one.state == State.OPEN or may_open(one, now)), None)


def may_open(wait: Wait, now: datetime) -> bool:
    """Whether its one-time link can be made now: done, not long ago, and not used."""
    if wait.state != State.DONE or wait.kind not in OPENS_ACCOUNT or now >= open_until(wait):
        return False
    return not wait.ways_back.exclude(used_at=None).exists()


def open_until(wait: Wait) -> datetime:
    """When a recovery that is done is over."""
    return (wait.ended_at or wait.due_at) + _STAYS_OPEN


@dataclass(frozen=True, slots=True)
class ToOpen:
    """A recovery whose days are over, for the keeper who asked for it."""

    public_id: str
    ended: str


def to_open(viewer: Viewer, now: datetime) -> list[ToOpen]:
    """What the viewer asked for as a keeper and can make the link of now."""
    rows = Wait.objects.filter(
        kind=WaitKind.RECOVER, asked_by__in=viewer.member_ids, state=State.DONE, ended_at__gt=now - _STAYS_OPEN
    )
    found = rows.select_related("account", "asked_by", "member").order_by("ended_at", "pk")
    return [
        ToOpen(one.public_id, told_of(one).ended(State.DONE))
        for one in found
        if may_open(one, now) and is_keeper_of(viewer, one)
    ]


def is_keeper_of(viewer: Viewer, wait: Wait) -> bool:
    """Whether the viewer keeps a family that the account belongs to still."""
    return bool(kept_by(viewer) & families_of(wait))


def way_back(token: str, now: datetime) -> WayBack | None:
    """The one-time link with this token, where it opens something now."""
    rows = WayBack.objects.filter(token_hash=hashed(token), used_at=None, closed_at=None, expires_at__gt=now)
    return rows.select_related("wait__account").filter(wait__account__is_active=True).first()


def account_of_link(token: str, now: datetime) -> Account | None:
    """The account that this one-time link opens now."""
    row = way_back(token, now)
    return row.wait.account if row else None


def _plain(code: str) -> str:
    """The code as it was made, however it was typed."""
    return "".join(sign for sign in code.casefold() if sign.isalnum())
