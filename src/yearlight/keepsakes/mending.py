"""Mending the dates of many pictures at once, looked at before they are kept, and undone as one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from yearlight.core.errors import NotThere
from yearlight.keepsakes import actions, queries
from yearlight.keepsakes.mended import Mend
from yearlight.keepsakes.models import Mending, Picture
from yearlight.keepsakes.shown import label
from yearlight.memorials.actions import touch
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer
from yearlight.web.words import in_words

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

UNDONE_WITHIN = timedelta(days=queries.DAYS_AWAY)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One picture with its date and the one it would get; ``after`` is None where it stays as it is."""

    public_id: str
    label: str
    before: str
    after: str | None


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended at once, and until when it can be undone."""

    public_id: str
    made_at: datetime
    until: datetime
    count: int


def proposed(viewer: Viewer, person: "Person", *, picture_ids: Collection[str], mend: Mend) -> list[Proposal]:
    """What mending would do, for those of the pictures that the viewer may change."""
    return [
        Proposal(
            row.public_id, label(row, viewer), _words(row.happened_on), _words(after) if after is not None else None
        )
        for row, after in _mended(queries.rows_to_change(viewer, person, picture_ids), mend)
    ]


@transaction.atomic
def mend_dates(
    viewer: Viewer, *, person: "Person", picture_ids: Collection[str], mend: Mend, now: datetime
) -> Mended | None:
    """Give these pictures their dates; None where nothing changes. Raises ``NotThere`` where the viewer may not."""
    seat = viewer.seat_in(person.family_id)
    if seat is None or not viewer.may(Deed.CHANGE_PICTURE, person.family_id):
        raise NotThere
    rows = queries.rows_to_change(viewer, person, picture_ids)
    changed = [(row, after) for row, after in _mended(rows, mend) if after is not None and after != row.happened_on]
    if not changed:
        return None
    dates = {str(row.pk): [row.happened_on, after] for row, after in changed}
    one = Mending.objects.create(person_id=person.pk, member_id=seat.member_id, made_at=now, dates=dates)
    _set(viewer, changed, now)
    return _told(one)


@transaction.atomic
def undo(viewer: Viewer, *, person: "Person", public_id: str, now: datetime) -> int:
    """Give the pictures their dates back, but for those that were changed since; returns how many. Raises ``NotThere``."""
    one = _open(viewer, person, now).select_for_update().filter(public_id=public_id).first()
    if one is None:
        raise NotThere
    rows = queries.rows_to_change(viewer, person, pks=[int(pk) for pk in one.dates])
    back = [(row, one.dates[str(row.pk)][0]) for row in rows if row.happened_on == one.dates[str(row.pk)][1]]
    _set(viewer, back, now)
    one.undone_at = now
    one.save(update_fields=["undone_at"])
    return len(back)


def mendings(viewer: Viewer, person: "Person", *, now: datetime) -> list[Mended]:
    """What this viewer mended here and can undo, newest first."""
    return [_told(one) for one in _open(viewer, person, now).order_by("-made_at", "-pk")]


def sweep_mendings(*, now: datetime) -> int:
    """Forget what can be undone no more; returns how many. Safe to repeat."""
    return Mending.objects.filter(made_at__lte=now - UNDONE_WITHIN).delete()[0]


def _open(viewer: Viewer, person: "Person", now: datetime) -> QuerySet[Mending]:
    since = now - UNDONE_WITHIN
    return Mending.objects.filter(person=person.pk, member__in=viewer.member_ids, undone_at=None, made_at__gt=since)


def _mended(rows: Iterable[Picture], mend: Mend) -> list[tuple[Picture, str | None]]:
    return [(row, mend.date_of(row.taken_at_text)) for row in rows]


def _set(viewer: Viewer, dates: Iterable[tuple[Picture, str | None]], now: datetime) -> None:
    for row, happened_on in dates:
        actions.set_date(viewer, row, happened_on or "", now=now)
    for person_id in {row.person_id for row, _date in dates}:
        touch(person_id)


def _told(one: Mending) -> Mended:
    return Mended(one.public_id, one.made_at, one.made_at + UNDONE_WITHIN, len(one.dates))


def _words(happened_on: str) -> str:
    return in_words(happened_on) if happened_on else ""
