"""The living children themselves: added, changed, handed over to, and hidden at their wish."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from yearlight.children.actions.refused import note
from yearlight.children.models import Child, Joy
from yearlight.children.queries import gate
from yearlight.core.errors import NotThere
from yearlight.people.actions.children import add_without_way_in, rename_without_account
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer


def add_child(viewer: Viewer, *, family_id: int, name: str, born_on: date | None, now: datetime) -> Child:
    """A child of the family, as a member who has no way in and sees nothing before a keeper says so. Raises ``NotThere``."""
    if not viewer.may(Deed.WRITE, family_id):
        raise NotThere
    with transaction.atomic():
        member = add_without_way_in(viewer, family_id=family_id, name=name, now=now)
        child = Child.objects.create(member=member, born_on=born_on, made_at=now)
        note(viewer, family_id, "add", "child", child.public_id, now=now)
    return child


def change_child(viewer: Viewer, *, public_id: str, name: str, born_on: date | None, now: datetime) -> Child:
    """Another name, or another day of birth, from which the ages follow. Raises ``NotThere``."""
    with transaction.atomic():
        child = _to_change(viewer, public_id)
        rename_without_account(child.member, name)
        child.born_on = born_on
        child.save(update_fields=["born_on"])
        note(viewer, child.member.family_id, "change", "child", public_id, now=now)
    return child


def hand_over(viewer: Viewer, *, public_id: str, now: datetime) -> Child:
    """Let what was kept for a child be theirs to see and to hide, but for what each keeps alone. Raises ``NotThere``.

    It is done once. The child has a say from then on, so nobody takes it back.
    """
    with transaction.atomic():
        child = _to_change(viewer, public_id)
        if child.handed_over_at is None:
            child.handed_over_at = now
            child.save(update_fields=["handed_over_at"])
            note(viewer, child.member.family_id, "hand over", "child", public_id, now=now)
    return child


def hide(viewer: Viewer, *, public_id: str, is_hidden: bool, now: datetime) -> Joy:
    """Hide what is about oneself from everybody else, or show it again. Raises ``NotThere`` for all but the child."""
    with transaction.atomic():
        own = gate.joys(viewer).filter(public_id=public_id, child__member__in=viewer.member_ids)
        joy = own.select_related("child__member").first()
        if joy is None:
            raise NotThere
        joy.hidden_at = (joy.hidden_at or now) if is_hidden else None
        joy.save(update_fields=["hidden_at"])
        note(viewer, joy.child.member.family_id, "hide" if is_hidden else "show", "joy", public_id, now=now)
    return joy


def erase_of(family_ids: Collection[int]) -> None:
    """Remove everything of the children of families that are removed, in the caller's transaction."""
    Child.objects.filter(member__family__in=family_ids).delete()


def erase_own(member_ids: Collection[int]) -> None:
    """Remove what these members kept of children for themselves alone, in the caller's transaction."""
    Joy.objects.filter(writer__in=member_ids, audience=None).delete()


def _to_change(viewer: Viewer, public_id: str) -> Child:
    families = [one for one in viewer.family_ids if viewer.may(Deed.WRITE, one)]
    rows = gate.children(viewer).filter(public_id=public_id, member__family__in=families)
    child = rows.select_related("member").first()
    if child is None:
        raise NotThere
    return child
