"""Rituals and their years, each got through a gate: who sees the ritual, and apart from that who sees an act's entry."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from yearlight.entries.queries.acts import seen_act
from yearlight.entries.shown import EntryView
from yearlight.memorials import queries as memorials
from yearlight.people.audience import visible_to
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer
from yearlight.rituals.facts import Facts
from yearlight.rituals.kinds import Chapter
from yearlight.rituals.models import Act, EarlierFacts, Ritual
from yearlight.rituals.queries.gate import STAYS, seen
from yearlight.rituals.queries.reader import Reader
from yearlight.rituals.shown import ActView, AwayRitual, EarlierView, RitualView
from yearlight.rituals.words import chapter_words

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


def rituals(viewer: Viewer, person: "Person") -> tuple[RitualView, ...]:
    """What is done again for a person, the oldest first, each with the acts this viewer sees; what is done no more last."""
    rows = list(seen(viewer).filter(persons=person.pk).order_by("pk"))
    found = Reader(viewer, person).views(rows)
    return tuple(sorted(found, key=lambda one: one.is_ended))


def ritual(viewer: Viewer, person: "Person", public_id: str) -> RitualView | None:
    """One ritual of a person with the acts this viewer sees, or None."""
    rows = list(seen(viewer).filter(persons=person.pk, public_id=public_id))
    return next(iter(Reader(viewer, person).views(rows)), None)


def act(viewer: Viewer, person: "Person", entry_id: str) -> tuple[ActView, RitualView | None] | None:
    """One act this viewer sees, and its ritual where they see that too; None where there is none for them."""
    # Asked first, so that what is not theirs takes as little as what is not there.
    pk = seen_act(viewer, person, entry_id)
    row = Act.objects.filter(pk=pk).select_related("ritual").first() if pk is not None else None
    if row is None:
        return None
    reader = Reader(viewer, person)
    view = reader.act(row)
    if view is None:
        return None
    rows = list(seen(viewer).filter(pk=row.ritual_id, persons=person.pk))
    return view, next(iter(reader.views(rows)), None)


def hung_on(viewer: Viewer, person: "Person", day: str) -> list[RitualView]:
    """What is done on a day that comes back for a person, by the day's name: "owner.custom"."""
    rows = seen(viewer).filter(persons=person.pk, day=day, ended_on="", ended_words="").order_by("pk")
    return Reader(viewer, person).views(list(rows))


def names_hung_on(viewer: Viewer, days: Collection[str]) -> dict[str, list[str]]:
    """What is done on some days, by the day's name: names alone, for a message about days this viewer sees. One query."""
    rows = seen(viewer).filter(day__in=days, ended_on="", ended_words="").order_by("pk")
    found: dict[str, list[str]] = {}
    for day, name in rows.values_list("day", "name"):
        found.setdefault(day, []).append(name)
    return found


def earlier(viewer: Viewer, entry: EntryView) -> tuple[EarlierView, ...]:
    """The facts of an act as they were before, newest first, for those who may change it."""
    if not entry.may_change:
        return ()
    rows = EarlierFacts.objects.filter(act__entry__public_id=entry.public_id).select_related("changed_by")
    return tuple(
        EarlierView(
            row.year,
            chapter_words(Chapter(row.chapter)),
            Facts.from_row(row.facts),
            row.changed_by.name if row.changed_by else "",
            row.changed_at,
        )
        for row in rows.order_by("-changed_at", "-pk")
    )


def put_away(viewer: Viewer, person: "Person", *, now: datetime) -> tuple[AwayRitual, ...]:
    """What can be brought back, for those who may change what they see."""
    if not viewer.may(Deed.WRITE, person.family_id):
        return ()
    rows = Ritual.objects.filter(visible_to(viewer), persons=person.pk, put_away_at__gt=now - STAYS)
    return tuple(
        AwayRitual(row.public_id, row.name, row.put_away_at + STAYS)
        for row in rows.order_by("-put_away_at")
        if row.put_away_at
    )


def persons_of_family(viewer: Viewer, family_id: int) -> "list[Person]":
    """Those of a family whose place this viewer sees, in the order the places were made."""
    return [one for one in memorials.persons(viewer) if one.family_id == family_id]
