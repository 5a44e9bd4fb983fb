"""Changes to a person and their dates."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from yearlight.calendars import edtf
from yearlight.core import audit
from yearlight.core.errors import YearlightError
from yearlight.memorials.models import DateKind, Person, PersonDate, Sunset
from yearlight.people import queries as people
from yearlight.people.roles import CircleKind, Deed
from yearlight.people.viewer import Seat, Viewer

MOST_WEEKS = 45
MOST_DAYS = 6


class NotThere(YearlightError):  # noqa: N818
    """The place is not there, or this viewer may not change it."""

    code = "not_there"


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
    latitude: int | None
    audience_id: int | None
    begin_at: int | None


class DateGiven(TypedDict, total=False):
    """One date as a form or an import gives it. ``happened_on`` is EDTF."""

    kind: str
    happened_on: str
    word: str
    sunset: str


def touch(person_id: int) -> None:
    """Say that something a page of this person could show has changed; ready parts are then made anew."""
    Person.objects.filter(pk=person_id).update(version=F("version") + 1)


def begin(viewer: Viewer, *, family_id: int, now: datetime) -> Person:
    """Make a place, seen by its keepers only. It is complete as it is.

    Raises ``NotThere`` where the viewer may not.
    """
    seat = _seat(viewer, family_id)
    keepers = next(one.id for one in people.circles(viewer, family_id) if one.kind is CircleKind.KEEPERS)
    with transaction.atomic():
        person = Person.objects.create(
            family_id=family_id, audience_id=keepers, made_by_id=seat.member_id, made_at=now, begin_at=1
        )
        _note(viewer, "begin", person, now)
    return person


def change_person(viewer: Viewer, *, person: Person, now: datetime, **facts: Unpack[Facts]) -> Person:
    """Change what is said of a person. Raises ``NotThere`` where the viewer may not, ``ValueError`` for no such value."""
    seat = _seat(viewer, person.family_id)
    given: dict[str, Any] = {name: value.strip() if isinstance(value, str) else value for name, value in facts.items()}
    _check(given, seat)
    for name, value in given.items():
        setattr(person, name, value)
    with transaction.atomic():
        person.save(update_fields=list(given))
        touch(person.pk)
        _note(viewer, "change", person, now)
    person.refresh_from_db(fields=["version"])
    return person


def set_dates(viewer: Viewer, *, person: Person, dates: Sequence[DateGiven | dict[str, Any]], now: datetime) -> None:
    """Make these the person's dates, in place of those before. One without a date in it is left out.

    A date that was there stays the same row, so that what is kept for it stays
    too: the one of the same kind and day first, else the next of the same kind.
    Raises ``NotThere`` where the viewer may not, ``edtf.EdtfError`` and
    ``ValueError`` for a date or a kind that is none.
    """
    _seat(viewer, person.family_id)
    rows = [_row(person, dict(one)) for one in dates if one.get("happened_on")]
    with transaction.atomic():
        before = list(PersonDate.objects.filter(person=person).order_by("pk"))
        for row in rows:
            _stay(row, next((one for one in before if _is_same_day(one, row)), None), before)
        for row in rows:
            if row.pk is None:
                _stay(row, next((one for one in before if one.kind == row.kind), None), before)
        PersonDate.objects.filter(pk__in=[one.pk for one in before]).delete()
        for row in rows:
            row.sunset = row.sunset or Sunset.BEFORE
            row.save()
        touch(person.pk)
        _note(viewer, "change dates", person, now)


def _is_same_day(one: PersonDate, other: PersonDate) -> bool:
    return (one.kind, one.happened_on) == (other.kind, other.happened_on)


def _stay(row: PersonDate, found: PersonDate | None, before: list[PersonDate]) -> None:
    """Let a row take the place of the one before it, which is then no more among those."""
    if found is not None:
        row.pk, row.public_id, row.sunset = found.pk, found.public_id, row.sunset or found.sunset
        before.remove(found)


def choose_cover(viewer: Viewer, *, person: Person, picture_id: str, now: datetime) -> None:
    """Let a picture of this person stand on the first page of the place; an empty id for none.

    Raises ``NotThere`` where the viewer may not, or sees no such picture.
    """
    _seat(viewer, person.family_id)
    found = None
    if picture_id:
        # The table stands above this folder; its rows are reached from here as the foreign key reaches them.
        pictures = person.pictures.filter(public_id=picture_id, state="kept")
        found = next(
            (one for one in pictures if viewer.sees(audience_id=one.audience_id, writer_id=one.writer_id)), None
        )
        if found is None:
            raise NotThere(_("This page is not here."))
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(cover=found)
        touch(person.pk)
        _note(viewer, "choose cover", person, now)


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
        raise NotThere(_("This page is not here."))


def _row(person: Person, given: dict[str, Any]) -> PersonDate:
    when = edtf.parse(given["happened_on"])
    first, last = (date.fromordinal(day) if day else None for day in (when.first, when.last))
    return PersonDate(
        person=person,
        kind=DateKind(given["kind"]),
        happened_on=when.text,
        first_on=first,
        last_on=last,
        # Empty where it was not asked: then it stays as it was.
        sunset=Sunset(given["sunset"]) if given.get("sunset") else "",
        word=str(given.get("word", "")).strip(),
    )


def _seat(viewer: Viewer, family_id: int) -> Seat:
    seat = viewer.seat_in(family_id)
    if seat is None or not viewer.may(Deed.CHANGE_PLACE, family_id):
        raise NotThere(_("This page is not here."))
    return seat


def _note(viewer: Viewer, verb: str, person: Person, now: datetime) -> None:
    audit.note(
        actor=str(viewer.account_id or ""),
        family_id=person.family_id,
        verb=verb,
        thing="person",
        thing_id=person.public_id,
        now=now,
    )
