"""Who tells that a keeper died, and who takes over; and every sign of life, which stops it."""

from datetime import datetime

from django.db import transaction

from yearlight.core.errors import NotThere
from yearlight.people.actions import waits
from yearlight.people.actions.founding import note
from yearlight.people.models import Account, Member, Successor, Wait
from yearlight.people.queries.waits import kept_by
from yearlight.people.viewer import Viewer
from yearlight.people.waiting import OWNERS_DAYS, State, WaitKind


def choose(viewer: Viewer, *, family_id: int, tells: str, takes_over: str, days: int, now: datetime) -> Successor:
    """Choose who tells and who takes over, by their public ids, and how long it waits. Choosing is a sign of life.

    Raises ``NotThere`` where one of them has no account in the family, or the viewer does not keep it.
    """
    seat = viewer.seat_in(family_id)
    if seat is None or family_id not in kept_by(viewer):
        raise NotThere
    rows = Member.objects.filter(family_id=family_id, left_at=None, account__isnull=False).exclude(pk=seat.member_id)
    found = {one.public_id: one for one in rows.filter(public_id__in=[tells, takes_over])}
    if tells not in found or takes_over not in found or days not in OWNERS_DAYS:
        raise NotThere
    with transaction.atomic():
        chosen = {"tells": found[tells], "takes_over": found[takes_over], "days": days, "chosen_at": now}
        row, _is_new = Successor.objects.update_or_create(member_id=seat.member_id, defaults=chosen)
        note(viewer.account_id, family_id, "choose", "successor", row.public_id, now)
        _stop_all(viewer.account_id, now)
    return row


def take_back(viewer: Viewer, *, public_id: str, now: datetime) -> None:
    """Let nobody take over. Raises ``NotThere``."""
    with transaction.atomic():
        row = Successor.objects.filter(public_id=public_id, member__in=viewer.member_ids).first()
        if row is None:
            raise NotThere
        note(viewer.account_id, row.member.family_id, "take back", "successor", public_id, now)
        _stop_all(viewer.account_id, now)
        row.delete()


def tell(viewer: Viewer, *, public_id: str, now: datetime) -> Wait:
    """Tell that whoever chose the viewer for it died, or cannot any more. Raises ``NotThere``, or ``WaitsAlready``."""
    with transaction.atomic():
        row = _told_by(viewer, public_id)
        return waits.ask(
            WaitKind.SUCCEED,
            thing=row.member.public_id,
            family_id=row.member.family_id,
            asked_by=row.tells,
            member=row.member,
            owners_days=row.days,
            now=now,
        )


def show_life(account: Account, *, now: datetime) -> bool:
    """Whoever is told to have died is here: everything that waits for it is stopped. Returns whether anything was."""
    with transaction.atomic():
        return _stop_all(account.pk, now)


def _stop_all(account_id: int | None, now: datetime) -> bool:
    rows = Wait.objects.filter(kind=WaitKind.SUCCEED, account_id=account_id or 0, state=State.OPEN)
    return any([waits.end_without_doing(one, State.STOPPED, account_id, now) for one in rows])  # noqa: C419 - each ends


def _told_by(viewer: Viewer, public_id: str) -> Successor:
    rows = Successor.objects.select_related("member", "tells").filter(
        public_id=public_id, tells__in=viewer.member_ids, member__left_at=None, member__account__isnull=False
    )
    row = rows.first()
    if row is None:
        raise NotThere
    return row
