"""Who may change a place, and what every change leaves behind: a new version, and a line in the log."""

from datetime import datetime

from django.db.models import F

from yearlight.core import audit
from yearlight.core.errors import NotThere
from yearlight.memorials.models import KeptCustom, Person, PersonDate
from yearlight.people.roles import Deed
from yearlight.people.viewer import Seat, Viewer

_THINGS = {Person: "person", PersonDate: "date", KeptCustom: "custom"}


def seat_to_change(viewer: Viewer, family_id: int) -> Seat:
    """The seat of a viewer who may change the places of a family. Raises ``NotThere``."""
    seat = viewer.seat_in(family_id)
    if seat is None or not viewer.may(Deed.CHANGE_PLACE, family_id):
        raise NotThere
    return seat


def touch(person_id: int) -> None:
    """Say that something a page of this person could show has changed; ready parts are then made anew."""
    Person.objects.filter(pk=person_id).update(version=F("version") + 1)


def touch_days(person_id: int, *, now: datetime) -> None:
    """The same of their dates and customs: whoever worked out days from them looks again."""
    Person.objects.filter(pk=person_id).update(version=F("version") + 1, days_changed_at=now)


def note(viewer: Viewer | None, verb: str, thing: Person | PersonDate | KeptCustom, *, now: datetime) -> None:
    """Write a line in the log; without a viewer it was the housekeeping."""
    audit.note(
        actor=str(viewer.account_id or "") if viewer else "",
        family_id=(thing if isinstance(thing, Person) else thing.person).family_id,
        verb=verb,
        thing=_THINGS[type(thing)],
        thing_id=thing.public_id,
        now=now,
    )
