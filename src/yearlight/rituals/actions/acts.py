"""One year of a ritual kept: its entry as every other, and its facts beside it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from yearlight.core.errors import NotThere
from yearlight.entries import actions as entries
from yearlight.entries import queries as entry_queries
from yearlight.entries.texts import Text, Window
from yearlight.people.viewer import Viewer
from yearlight.rituals.facts import NO_FACTS, Facts
from yearlight.rituals.kinds import Chapter
from yearlight.rituals.models import Act, EarlierFacts
from yearlight.rituals.queries import gate

if TYPE_CHECKING:
    from yearlight.entries.models import Entry
    from yearlight.memorials.models import Person

_KIND = "act"


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, as a form tells it: its text and date, the year it counts for, and its facts."""

    text: Text
    year: int
    chapter: Chapter = Chapter.YEAR
    facts: Facts = NO_FACTS


def keep_act(
    viewer: Viewer,
    *,
    person: "Person",
    done: Done,
    window: Window,
    ritual_id: str = "",
    act_id: str = "",
    now: datetime,
    today: date,
) -> "Entry":
    """Keep what was done in a year of a ritual (``ritual_id``), or change an act (``act_id``). Returns its entry.

    The text before becomes a version, and the facts before stay readable beside it. Safe to repeat: a second press of
    the same button finds the act kept. Raises ``NotThere``, ``TooLong``, and ``Conflict`` where another text was kept
    since the window opened: both are kept then, and the facts are as they were.
    """
    with transaction.atomic():
        kept = _keep(viewer, person, done, window, ritual_id, act_id, now, today)
    if isinstance(kept, entries.Conflict):
        # Raised only here, after the commit, so that the draft it speaks of stands.
        raise kept
    return kept


def _keep(
    viewer: Viewer,
    person: "Person",
    done: Done,
    window: Window,
    ritual_id: str,
    act_id: str,
    now: datetime,
    today: date,
) -> "Entry | entries.Conflict":
    ritual_pk = _ritual_of(viewer, person, ritual_id, act_id)
    try:
        entry = entries.keep_entry(
            viewer, person=person, kind=_KIND, text=done.text, window=window, entry_id=act_id, now=now, today=today
        )
    except entries.Conflict as conflict:
        return conflict
    seat = viewer.seat_in(person.family_id)
    _keep_facts(entry, ritual_pk, done, seat.member_id if seat else None, now)
    return entry


def _ritual_of(viewer: Viewer, person: "Person", ritual_id: str, act_id: str) -> int:
    """The row of the ritual, once it is sure that this viewer may add to it, or change the act."""
    if act_id:
        row = Act.objects.filter(entry__public_id=act_id, entry__person=person.pk).first()
        if row is None or entry_queries.to_change(viewer, person, act_id, kind=_KIND) is None:
            raise NotThere
        return row.ritual_id
    pk = gate.seen(viewer).filter(persons=person.pk, public_id=ritual_id).values_list("pk", flat=True).first()
    if pk is None:
        raise NotThere
    return pk


def _keep_facts(entry: "Entry", ritual_pk: int, done: Done, member_id: int | None, now: datetime) -> None:
    values = {"year": done.year, "chapter": done.chapter.value, "facts": done.facts.to_row()}
    row, is_new = Act.objects.select_for_update().get_or_create(
        entry_id=entry.pk, defaults={"ritual_id": ritual_pk, **values}
    )
    before = {name: getattr(row, name) for name in values}
    if is_new or before == values:
        return
    EarlierFacts.objects.create(act=row, changed_by_id=member_id, changed_at=now, **before)
    Act.objects.filter(pk=row.pk).update(**values)
