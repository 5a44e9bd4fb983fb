"""Who sees an entry, and letters that stay closed until a day."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction

from yearlight.core.errors import NotThere
from yearlight.entries.actions.notes import note
from yearlight.entries.models import Entry, EntryState
from yearlight.entries.queries import opening as queries
from yearlight.entries.texts import Text
from yearlight.memorials.actions import touch
from yearlight.people import queries as people
from yearlight.people.actions import remember_audience
from yearlight.people.choices import audience_from
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


def set_audience(viewer: Viewer, entry: Entry, text: Text, *, today: date) -> None:
    """Set who sees the entry, as its writer chose. Its caller saves it and has checked that it is its writer.

    A circle of another family means its writer alone, as in ``audience_from``.
    """
    circle_id = audience_from(viewer, entry.family_id, text.audience)
    is_closed = circle_id is not None and text.opens_on is not None and text.opens_on > today
    entry.audience_id = None if is_closed else circle_id
    entry.opens_to_id = circle_id if is_closed else None
    entry.opens_on = text.opens_on if is_closed else None
    entry.opener_id = _opener(viewer, entry.family_id, circle_id, text.opener) if is_closed else None
    remember_audience(viewer, entry.family_id, circle_id)


def open_due(*, now: datetime, default_zone: str) -> int:
    """Open the letters whose day has come where their writer is; returns how many. Safe to repeat."""
    # The date line: somewhere it may be tomorrow already.
    latest = (now + timedelta(hours=14)).date()
    due = Entry.objects.filter(state=EntryState.KEPT, opens_to__isnull=False, opens_on__lte=latest)
    zones = dict(due.values_list("pk", "writer__account__time_zone"))
    opened = 0
    for pk, zone in zones.items():
        if _open(pk, now, ZoneInfo(zone or default_zone)):
            opened += 1
    return opened


@transaction.atomic
def _open(pk: int, now: datetime, zone: ZoneInfo) -> bool:
    entry = Entry.objects.select_for_update().filter(pk=pk, state=EntryState.KEPT, opens_to__isnull=False).first()
    if entry is None or entry.opens_on is None or entry.opens_on > now.astimezone(zone).date():
        return False
    _show(entry)
    note(None, "open", entry, now=now)
    return True


@transaction.atomic
def open_letter(viewer: Viewer, *, person: "Person", entry_id: str, now: datetime) -> Entry:
    """Open a letter that was left to this viewer to open. Raises ``NotThere``, also where it is open by now."""
    entry = queries.to_open(viewer, [person]).select_for_update(of=("self",)).filter(public_id=entry_id).first()
    if entry is None:
        raise NotThere
    _show(entry)
    note(viewer, "open", entry, now=now)
    return entry


def _show(entry: Entry) -> None:
    """Let those see it to whom it opens."""
    entry.audience_id, entry.opens_to_id, entry.opener_id = entry.opens_to_id, None, None
    entry.save(update_fields=["audience", "opens_to", "opener"])
    touch(entry.person_id)


def _opener(viewer: Viewer, family_id: int, circle_id: int | None, public_id: str) -> int | None:
    """The member who may open it: somebody of the circle that it opens to, and nobody else."""
    pk = people.member_ids(viewer, family_id).get(public_id)
    inside = people.circle_members(viewer, family_id).get(circle_id or 0, frozenset()) if pk else frozenset()
    return pk if pk in inside else None
