"""A child of the family, as one of its people: a name, and nothing more before a keeper says so."""

from datetime import datetime

from yearlight.people.actions.founding import note
from yearlight.people.models import Member
from yearlight.people.roles import Sees, role_of
from yearlight.people.viewer import Viewer


def add_without_way_in(viewer: Viewer, *, family_id: int, name: str, now: datetime) -> Member:
    """A member in no circle, without an account and without a link, in the caller's transaction.

    Once they are grown, a keeper makes them a link and chooses what they see, as for anybody.
    """
    member = Member.objects.create(
        family_id=family_id, name=name, role=role_of(Sees.NOTHING), may_leave_words=False, joined_at=now
    )
    note(viewer.account_id, family_id, "add", "member", member.public_id, now)
    return member


def rename_without_account(member: Member, name: str) -> None:
    """Another name; one that belongs to whoever has an account stays as they wrote it."""
    if member.account_id is None:
        member.name = name
        member.save(update_fields=["name"])
