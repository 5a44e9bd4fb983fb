"""What happens when a wait's days are over. Whatever cannot be done any more is left as it is, and the wait lapses."""

from datetime import datetime

from django.db.models import QuerySet

from yearlight.core import audit
from yearlight.people.actions import waits
from yearlight.people.models import (
    Account,
    Circle,
    Family,
    Invitation,
    Member,
    Membership,
    PersonalLink,
    Successor,
    Wait,
)
from yearlight.people.queries import waits as queries
from yearlight.people.roles import CIRCLES, CircleKind, Role
from yearlight.people.waiting import WaitKind


def do_due(*, now: datetime) -> int:
    """Do what has waited its days; returns how much. Removing what other folders hold is done by ``ops.erasing``."""
    return waits.do_due(DOES, now=now)


def is_keeper(member: Member | None) -> bool:
    """Whether they keep their family now. Held until the transaction is over, so that two cannot leave it empty."""
    if member is None:
        return False
    Family.objects.select_for_update().get(pk=member.family_id)
    return Member.objects.filter(pk=member.pk, role=Role.KEEPER, left_at=None, account__isnull=False).exists()


def leave(wait: Wait, now: datetime) -> bool:
    """Whoever asked leaves, while somebody else keeps the family."""
    member = wait.member
    if member is None or not is_keeper(member):
        return False
    if not queries.keepers_able([member.family_id]) - {member.account_id}:
        return False
    _depart(member, now)
    return True


def lock(wait: Wait, now: datetime) -> bool:
    """Nobody signs in with the account, and whoever is signed in no longer is."""
    return bool(_account(wait).filter(is_active=True).update(is_active=False))


def unlock(wait: Wait, now: datetime) -> bool:
    """The account is as it was before it was locked."""
    return bool(_account(wait).filter(is_active=False).update(is_active=True))


def delete_account(wait: Wait, now: datetime) -> bool:
    """The account goes with all that is its own; its seats stay without it, for what they wrote and showed.

    A family that nobody else keeps goes with it: its places have to be removed before.
    """
    if wait.account_id is None:
        return False
    alone = queries.kept_alone(wait.account_id)
    for member in Member.objects.filter(account_id=wait.account_id):
        _depart(member, now)
    Member.objects.filter(account_id=wait.account_id).update(account=None)
    Family.objects.filter(pk__in=alone).delete()
    Account.objects.filter(pk=wait.account_id).delete()
    return True


def _end_keeper(wait: Wait, now: datetime) -> bool:
    """They become a relative. Circles of the family's own they stay in: what they wrote for these stays theirs to see."""
    member = wait.member
    if member is None or not (is_keeper(member) and is_keeper(wait.asked_by)):
        return False
    Member.objects.filter(pk=member.pk).update(role=Role.RELATIVE, last_audience=None)
    Membership.objects.filter(member=member, circle__kind=CircleKind.KEEPERS).delete()
    _close_invitations(member, now)
    Successor.objects.filter(member=member).delete()
    return True


def _hand_over(wait: Wait, now: datetime) -> bool:
    member, asker = wait.member, wait.asked_by
    if member is None or asker is None or not (is_keeper(asker) and make_keeper(member)):
        return False
    _depart(asker, now)
    return True


def _recover(wait: Wait, now: datetime) -> bool:
    """Nothing happens by itself: whoever asked makes the one-time link now. A keeper who asked has to be one still."""
    by_keeper = wait.kind == WaitKind.RECOVER
    return wait.account_id is not None and (not by_keeper or is_keeper(wait.asked_by))


def _succeed(wait: Wait, now: datetime) -> bool:
    """Whoever was chosen takes over, unless the owner did anything meanwhile, or chose otherwise."""
    row = Successor.objects.select_related("takes_over").filter(member=wait.member, tells=wait.asked_by).first()
    if row is None or wait.account_id is None or audit.has_acted(str(wait.account_id), since=wait.asked_at):
        return False
    return is_keeper(row.member) and make_keeper(row.takes_over)


def _account(wait: Wait) -> "QuerySet[Account]":
    return Account.objects.filter(pk=wait.account_id or 0)


def make_keeper(member: Member) -> bool:
    """Somebody of the family with an account keeps it from now on; False for a keeper, and for one who cannot."""
    rows = Member.objects.filter(pk=member.pk, left_at=None, account__isnull=False).exclude(role=Role.KEEPER)
    if not rows.update(role=Role.KEEPER):
        return False
    wanted = Circle.objects.filter(family_id=member.family_id, kind__in=CIRCLES[Role.KEEPER])
    there = Membership.objects.filter(member=member).values("circle")
    Membership.objects.bulk_create(Membership(member=member, circle=one) for one in wanted.exclude(pk__in=there))
    return True


def _depart(member: Member, now: datetime) -> None:
    Member.objects.filter(pk=member.pk, left_at=None).update(left_at=now)
    _close_invitations(member, now)
    PersonalLink.objects.filter(member=member, closed_at=None).update(closed_at=now)
    Successor.objects.filter(member=member).delete()


def _close_invitations(member: Member, now: datetime) -> None:
    """What would let them, or whoever they gave it to, in again as keepers."""
    Invitation.objects.filter(made_by=member, used_at=None, closed_at=None).update(closed_at=now)


DOES: dict[WaitKind, waits.Does] = {
    WaitKind.END_KEEPER: _end_keeper,
    WaitKind.HAND_OVER: _hand_over,
    WaitKind.LEAVE: leave,
    WaitKind.RECOVER: _recover,
    WaitKind.RECOVER_BY_SHEET: _recover,
    WaitKind.HOST_RECOVERS: _recover,
    WaitKind.SUCCEED: _succeed,
    WaitKind.HOST_LOCKS: lock,
    WaitKind.HOST_UNLOCKS: unlock,
}
