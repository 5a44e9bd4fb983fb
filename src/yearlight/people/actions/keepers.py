"""What keepers ask for that concerns another of them, or the whole of a place."""

from datetime import datetime

from django.db import transaction

from yearlight.core.errors import NotThere
from yearlight.people.actions import ending, waits
from yearlight.people.actions.founding import note
from yearlight.people.models import Member, Wait
from yearlight.people.queries.waits import kept_by
from yearlight.people.roles import Role
from yearlight.people.viewer import Viewer
from yearlight.people.waiting import WaitKind


def end_keeper(viewer: Viewer, *, public_id: str, now: datetime) -> Wait:
    """Ask that another keeper becomes a relative. Raises ``NotThere``, ``WaitsAlready``."""
    with transaction.atomic():
        asker, member = _two(viewer, public_id)
        if member.role != Role.KEEPER:
            raise NotThere
        return waits.ask(
            WaitKind.END_KEEPER, thing=public_id, family_id=member.family_id, asked_by=asker, member=member, now=now
        )


def hand_over(viewer: Viewer, *, public_id: str, now: datetime) -> Wait:
    """Ask that somebody of the family becomes a keeper in one's own place. Raises ``NotThere``, ``WaitsAlready``."""
    with transaction.atomic():
        asker, member = _two(viewer, public_id)
        if member.role == Role.KEEPER or member.account_id is None:
            raise NotThere
        return waits.ask(
            WaitKind.HAND_OVER, thing=public_id, family_id=member.family_id, asked_by=asker, member=member, now=now
        )


def make_keeper(viewer: Viewer, *, public_id: str, now: datetime) -> None:
    """Let somebody of the family keep it too, at once, as an invitation would. Raises ``NotThere``."""
    with transaction.atomic():
        _asker, member = _two(viewer, public_id)
        if not ending.make_keeper(member):
            raise NotThere
        note(viewer.account_id, member.family_id, "make keeper", "member", public_id, now)


def recover(viewer: Viewer, *, public_id: str, now: datetime) -> Wait:
    """Ask for a new way into the account of somebody of the family. Raises ``NotThere``, ``WaitsAlready``."""
    with transaction.atomic():
        asker, member = _two(viewer, public_id)
        if member.account is None or not member.account.is_active:
            raise NotThere
        # Of the account, not of this seat: whoever else belongs to families of it is told too.
        return waits.ask(
            WaitKind.RECOVER, thing=member.account.public_id, asked_by=asker, account=member.account, now=now
        )


def erase_place(viewer: Viewer, *, family_id: int, thing: str, label: str, now: datetime) -> Wait:
    """Ask that a place is removed for good. Who may is asked again on the day. Raises ``NotThere``, ``WaitsAlready``."""
    with transaction.atomic():
        asker = _keeper(viewer, family_id)
        return waits.ask(WaitKind.ERASE_PLACE, thing=thing, label=label, family_id=family_id, asked_by=asker, now=now)


def leave(viewer: Viewer, *, family_id: int, now: datetime) -> None:
    """Leave a family that somebody else keeps too; it happens at once. Raises ``NotThere``, or ``NeedsAnother``."""
    with transaction.atomic():
        member = _keeper(viewer, family_id)
        wait = waits.ask(
            WaitKind.LEAVE, thing=member.public_id, family_id=family_id, asked_by=member, member=member, now=now
        )
        try:
            waits.do_at_once(wait, ending.leave, now)
        except NotThere as error:
            # The other keeper left at the same instant.
            raise waits.needs_another() from error


def _two(viewer: Viewer, public_id: str) -> tuple[Member, Member]:
    """The keeper who asks, and somebody else of the same family. Raises ``NotThere``."""
    rows = Member.objects.select_related("account").filter(left_at=None, family_id__in=kept_by(viewer))
    member = rows.filter(public_id=public_id).exclude(pk__in=viewer.member_ids).first()
    if member is None:
        raise NotThere
    return _keeper(viewer, member.family_id), member


def _keeper(viewer: Viewer, family_id: int) -> Member:
    """The viewer's own seat in a family that they keep. Raises ``NotThere``."""
    seat = viewer.seat_in(family_id)
    if seat is None or family_id not in kept_by(viewer):
        raise NotThere
    return Member.objects.get(pk=seat.member_id)
