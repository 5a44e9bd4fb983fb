"""Changes to a person: what is said of them, and the picture at the head of their place."""

from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction

from yearlight.core.errors import NotThere
from yearlight.memorials.actions.gate import note, seat_to_change, touch, touch_days
from yearlight.memorials.models import Person
from yearlight.people import queries as people
from yearlight.people.roles import CircleKind, Deed
from yearlight.people.viewer import Seat, Viewer

MOST_WEEKS = 45
MOST_DAYS = 6


class Facts(TypedDict, total=False):
    """What can be said of a person; ``change_person`` changes those that are given."""

    who: str
    name: str
    called: str
    relation: str
    how_died: str
    death_words: str
    told: str
    weeks: int | None
    days: int | None
    counts_years: bool
    reckons_weeks: bool
    tells_would_be: bool
    latitude: int | None
    audience_id: int | None
    begin_at: int | None


def begin(viewer: Viewer, *, family_id: int, now: datetime) -> Person:
    """Make a place, seen by its keepers only. It is complete as it is.

    Raises ``NotThere`` where the viewer may not.
    """
    seat = seat_to_change(viewer, family_id)
    keepers = next(one.id for one in people.circles(viewer, family_id) if one.kind is CircleKind.KEEPERS)
    with transaction.atomic():
        person = Person.objects.create(
            family_id=family_id, audience_id=keepers, made_by_id=seat.member_id, made_at=now, begin_at=1
        )
        note(viewer, "begin", person, now=now)
    return person


def change_person(viewer: Viewer, *, person: Person, now: datetime, **facts: Unpack[Facts]) -> Person:
    """Change what is said of a person. Raises ``NotThere`` where the viewer may not, ``ValueError`` for no such value."""
    seat = seat_to_change(viewer, person.family_id)
    given: dict[str, Any] = {name: value.strip() if isinstance(value, str) else value for name, value in facts.items()}
    _check(given, seat)
    for name, value in given.items():
        setattr(person, name, value)
    with transaction.atomic():
        person.save(update_fields=list(given))
        touch(person.pk)
        note(viewer, "change", person, now=now)
    person.refresh_from_db(fields=["version"])
    return person


def choose_cover(viewer: Viewer, *, person: Person, picture_id: str, now: datetime) -> None:
    """Let a picture of this person stand on the first page of the place; an empty id for none.

    Raises ``NotThere`` where the viewer may not, or sees no such picture.
    """
    seat_to_change(viewer, person.family_id)
    found = None
    if picture_id:
        # The table stands above this folder; its rows are reached from here as the foreign key reaches them.
        pictures = person.pictures.filter(public_id=picture_id, state="kept")
        found = next(
            (one for one in pictures if viewer.sees(audience_id=one.audience_id, writer_id=one.writer_id)), None
        )
        if found is None:
            raise NotThere
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(cover=found)
        touch(person.pk)
        note(viewer, "choose cover", person, now=now)


def set_closed(viewer: Viewer, *, person: Person, is_closed: bool, now: datetime) -> None:
    """Close a place to everyone but its keepers, or open it to all who saw it before. Safe to repeat. Raises ``NotThere``.

    Nothing else of it changes, so that it opens as it was. Who works out days looks again.
    """
    if not viewer.may(Deed.CLOSE_PLACE, person.family_id):
        raise NotThere
    with transaction.atomic():
        rows = Person.objects.filter(pk=person.pk, closed_at__isnull=is_closed)
        if rows.update(closed_at=now if is_closed else None):
            touch_days(person.pk, now=now)
            note(viewer, "close" if is_closed else "open", person, now=now)


def _check(facts: dict[str, Any], seat: Seat) -> None:
    weeks, days = facts.get("weeks"), facts.get("days")
    if weeks is not None and not 0 <= weeks <= MOST_WEEKS:
        raise ValueError(f"{weeks} weeks")
    if days is not None and not 0 <= days <= MOST_DAYS:
        raise ValueError(f"{days} days")
    latitude = facts.get("latitude")
    if latitude is not None and not -90 <= latitude <= 90:
        raise ValueError(f"latitude {latitude}")
    if "audience_id" in facts and facts["audience_id"] not in seat.circle_ids:
        raise NotThere
