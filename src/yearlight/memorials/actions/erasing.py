"""A whole place is removed for good, once its days are over. What hangs on it goes with it, in every folder."""

from collections.abc import Collection
from datetime import datetime

from yearlight.memorials.actions.gate import note
from yearlight.memorials.models import Person


def erase(*, public_id: str, family_id: int | None, now: datetime) -> bool:
    """Remove a place, in the caller's transaction; whether it was there."""
    person = Person.objects.filter(public_id=public_id, family_id=family_id or 0).first()
    if person is None:
        return False
    note(None, "remove", person, now=now)
    person.delete()
    return True


def erase_of(family_ids: Collection[int], *, now: datetime) -> None:
    """Remove every place of these families."""
    for person in Person.objects.filter(family_id__in=family_ids):
        note(None, "remove", person, now=now)
        person.delete()
