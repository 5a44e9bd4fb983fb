"""Asking to see a photograph again, and no longer."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from yearlight.core.errors import NotThere
from yearlight.keepsakes import queries as keepsakes
from yearlight.people.viewer import Viewer
from yearlight.reminders.actions.notes import note
from yearlight.reminders.models import LookBack
from yearlight.reminders.queries import lookbacks as queries

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


def ask_again(viewer: Viewer, *, person: "Person", picture_id: str, now: datetime) -> None:
    """Ask that a photograph comes again. Raises ``NotThere`` for one that is not seen, is shut away, or has no day."""
    view = keepsakes.picture(viewer, person, picture_id)
    if view is None or viewer.account_id is None or not queries.may_ask_again(viewer, view):
        raise NotThere
    with transaction.atomic():
        LookBack.objects.update_or_create(
            account_id=viewer.account_id, picture_id=view.pk, defaults={"asked_at": now, "stopped_at": None}
        )
        note(viewer.account_id, "ask", "look back", now=now)


def stop_again(viewer: Viewer, *, person: "Person", picture_id: str, now: datetime) -> None:
    """Let a photograph come no more. Safe to repeat. Raises ``NotThere`` for one that was never asked for."""
    rows = LookBack.objects.filter(account=viewer.account_id, picture__public_id=picture_id, picture__person=person.pk)
    with transaction.atomic():
        if not rows.exists():
            raise NotThere
        if rows.filter(stopped_at=None).update(stopped_at=now):
            note(viewer.account_id, "stop", "look back", now=now)


def stop_all_again(viewer: Viewer, *, now: datetime) -> None:
    """Let none come any more; each can be asked for again. Safe to repeat."""
    with transaction.atomic():
        if LookBack.objects.filter(account=viewer.account_id, stopped_at=None).update(stopped_at=now):
            note(viewer.account_id, "stop", "look back", now=now)


def note_shown(viewer: Viewer, pk: int, *, today: date) -> None:
    """Remember that one stands on Today: it comes no second time within a year, and no other comes today."""
    LookBack.objects.filter(pk=pk, account=viewer.account_id).exclude(shown_on=today).update(shown_on=today)
