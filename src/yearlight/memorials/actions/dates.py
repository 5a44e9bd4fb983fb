"""Changes to the dates of a person. A date taken away stays 30 days, with what is kept for it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction

from yearlight.calendars import edtf
from yearlight.core.errors import NotThere
from yearlight.memorials.actions.gate import note, seat_to_change, touch_days
from yearlight.memorials.models import DateKind, Person, PersonDate, Sunset
from yearlight.memorials.queries import STAYS
from yearlight.people.viewer import Viewer


class DateGiven(TypedDict, total=False):
    """One date as a form or an import gives it. ``happened_on`` is EDTF."""

    kind: str
    happened_on: str
    word: str
    sunset: str


def add_date(viewer: Viewer, person: Person, *, now: datetime, **given: Unpack[DateGiven]) -> PersonDate:
    """Add a date beside those that are there.

    Raises ``NotThere`` where the viewer may not, ``edtf.EdtfError`` and
    ``ValueError`` for a date or a kind that is none.
    """
    seat_to_change(viewer, person.family_id)
    row = _row(person, dict(given))
    row.sunset = row.sunset or Sunset.BEFORE
    with transaction.atomic():
        row.save()
        _changed(viewer, "add date", row, now)
    return row


def change_date(viewer: Viewer, row: PersonDate, *, now: datetime, **given: Unpack[DateGiven]) -> PersonDate:
    """Change a date in what is given; what is kept for it stays, and is counted from it anew. Raises as ``add_date``."""
    seat_to_change(viewer, row.person.family_id)
    before: dict[str, Any] = {
        "kind": row.kind,
        "happened_on": row.happened_on,
        "word": row.word,
        "sunset": row.sunset,
    }
    new = _row(row.person, before | given)
    new.pk, new.public_id = row.pk, row.public_id
    with transaction.atomic():
        fields = ["kind", "happened_on", "first_on", "last_on", "word", "sunset"]
        values = {name: getattr(new, name) for name in fields}
        if not PersonDate.objects.filter(pk=row.pk, put_away_at=None).update(**values):
            raise NotThere
        _changed(viewer, "change date", new, now)
    return new


def take_away_date(viewer: Viewer, row: PersonDate, *, now: datetime) -> PersonDate:
    """Put a date away, and with it every day that comes back from it. Raises ``NotThere``; safe to repeat."""
    seat_to_change(viewer, row.person.family_id)
    with transaction.atomic():
        if PersonDate.objects.filter(pk=row.pk, put_away_at=None).update(put_away_at=now):
            row.put_away_at = now
            _changed(viewer, "put away date", row, now)
    return row


def bring_back_date(viewer: Viewer, row: PersonDate, *, now: datetime) -> PersonDate:
    """Bring a date back as it was, with what is kept for it. Raises ``NotThere``, also after its 30 days."""
    seat_to_change(viewer, row.person.family_id)
    with transaction.atomic():
        if not PersonDate.objects.filter(pk=row.pk, put_away_at__gt=now - STAYS).update(put_away_at=None):
            raise NotThere
        row.put_away_at = None
        _changed(viewer, "bring back date", row, now)
    return row


def set_dates(viewer: Viewer, *, person: Person, dates: Sequence[DateGiven | dict[str, Any]], now: datetime) -> None:
    """Make these the person's dates, in place of those before, which are put away. One without a date is left out.

    A date that was there stays the same row, so that what is kept for it stays
    too: the one of the same kind and day first, else the next of the same kind.
    Raises ``NotThere`` where the viewer may not, ``edtf.EdtfError`` and
    ``ValueError`` for a date or a kind that is none.
    """
    seat_to_change(viewer, person.family_id)
    rows = [_row(person, dict(one)) for one in dates if one.get("happened_on")]
    with transaction.atomic():
        before = list(PersonDate.objects.filter(person=person, put_away_at=None).order_by("pk"))
        for row in rows:
            _stay(row, next((one for one in before if _is_same_day(one, row)), None), before)
        for row in rows:
            if row.pk is None:
                _stay(row, next((one for one in before if one.kind == row.kind), None), before)
        PersonDate.objects.filter(pk__in=[one.pk for one in before]).update(put_away_at=now)
        for row in rows:
            row.sunset = row.sunset or Sunset.BEFORE
            row.save()
        touch_days(person.pk, now=now)
        note(viewer, "change dates", person, now=now)


def _is_same_day(one: PersonDate, other: PersonDate) -> bool:
    return (one.kind, one.happened_on) == (other.kind, other.happened_on)


def _stay(row: PersonDate, found: PersonDate | None, before: list[PersonDate]) -> None:
    """Let a row take the place of the one before it, which is then no more among those."""
    if found is not None:
        row.pk, row.public_id, row.sunset = found.pk, found.public_id, row.sunset or found.sunset
        before.remove(found)


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


def _changed(viewer: Viewer, verb: str, row: PersonDate, now: datetime) -> None:
    touch_days(row.person_id, now=now)
    note(viewer, verb, row, now=now)
