"""What a child said or drew: kept, changed, put away."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from yearlight.calendars import edtf
from yearlight.children.actions.refused import note
from yearlight.children.models import Child, Joy
from yearlight.children.queries import gate
from yearlight.core.errors import NotThere
from yearlight.core.files import Incoming
from yearlight.keepsakes.actions import make_sizes_later, original_of, take_in
from yearlight.people.actions import remember_audience
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Written:
    """What an adult wrote down of a child's."""

    kind: str
    body: str = ""
    description: str = ""
    #: EDTF.
    happened_on: str = ""
    age_said: int | None = None
    #: A circle, or none for the writer alone.
    audience_id: int | None = None
    is_for_children: bool = False


def keep_joy(
    viewer: Viewer, *, child_id: str, written: Written, window: str, now: datetime, incoming: Incoming | None = None
) -> Joy:
    """Keep a saying, a drawing, a letter or a day; a second press from the same window finds the first.

    Raises ``NotThere`` where the viewer does not write for the family or is not in the circle, and
    ``PictureRefused`` where the picture is not taken.
    """
    child = _child(viewer, child_id)
    seat = viewer.seat_in(child.member.family_id)
    if seat is None:
        raise NotThere
    _refuse_circle(viewer, child, written.audience_id)
    # Outside the transaction: looking at a picture takes its time.
    taken = take_in(incoming, today=now.date()) if incoming else None
    with transaction.atomic():
        before = Joy.objects.filter(sent_key=window, writer=seat.member_id).first()
        if before is not None:
            return before
        original = original_of(child.member.family_id, taken, now=now) if taken else None
        joy = Joy.objects.create(
            child=child, writer_id=seat.member_id, original=original, sent_key=window, made_at=now, **_columns(written)
        )
        if original is not None:
            make_sizes_later(original)
        remember_audience(viewer, child.member.family_id, written.audience_id)
        note(viewer, child.member.family_id, "keep", "joy", joy.public_id, now=now)
    return joy


def change_joy(viewer: Viewer, *, public_id: str, written: Written, now: datetime) -> Joy:
    """Change what was written down, and who sees it; its picture stays. Raises ``NotThere``."""
    with transaction.atomic():
        joy = _changeable(viewer, public_id)
        _refuse_circle(viewer, joy.child, written.audience_id)
        for name, value in _columns(written).items():
            setattr(joy, name, value)
        joy.save()
        note(viewer, joy.child.member.family_id, "change", "joy", public_id, now=now)
    return joy


def put_away(viewer: Viewer, *, public_id: str, now: datetime, is_away: bool = True) -> Joy:
    """Take it out of sight, or bring it back within the days it can be. Raises ``NotThere``."""
    with transaction.atomic():
        joy = _changeable(viewer, public_id) if is_away else _away(viewer, public_id, now)
        joy.put_away_at = now if is_away else None
        joy.save(update_fields=["put_away_at"])
        note(viewer, joy.child.member.family_id, "put away" if is_away else "bring back", "joy", public_id, now=now)
    return joy


def remove_expired(*, now: datetime) -> int:
    """Remove what was put away 30 days ago; returns how many. Its picture goes with the next rounds of the sweep."""
    removed, _by_table = Joy.objects.filter(put_away_at__lte=now - timedelta(days=gate.DAYS_AWAY)).delete()
    return removed


def _columns(written: Written) -> dict[str, Any]:
    when = edtf.parse(written.happened_on) if written.happened_on else None
    return {
        "kind": written.kind,
        "body": written.body,
        "description": written.description,
        "happened_on": when.text if when else "",
        "first_on": date.fromordinal(when.first) if when and when.first else None,
        "last_on": date.fromordinal(when.last) if when and when.last else None,
        "age_said": written.age_said,
        "audience_id": written.audience_id,
        "is_for_children": written.is_for_children,
    }


def _child(viewer: Viewer, public_id: str) -> Child:
    families = [one for one in viewer.family_ids if viewer.may(Deed.WRITE, one)]
    found = gate.children(viewer).filter(public_id=public_id, member__family__in=families)
    child = found.select_related("member").first()
    if child is None:
        raise NotThere
    return child


def _refuse_circle(viewer: Viewer, child: Child, audience_id: int | None) -> None:
    seat = viewer.seat_in(child.member.family_id)
    if audience_id is not None and (seat is None or audience_id not in seat.circle_ids):
        raise NotThere


def _changeable(viewer: Viewer, public_id: str) -> Joy:
    joy = gate.changeable(viewer, public_id).select_related("child__member").first()
    if joy is None:
        raise NotThere
    return joy


def _away(viewer: Viewer, public_id: str, now: datetime) -> Joy:
    joy = gate.put_away(viewer, now=now).filter(public_id=public_id).select_related("child__member").first()
    if joy is None:
        raise NotThere
    return joy
