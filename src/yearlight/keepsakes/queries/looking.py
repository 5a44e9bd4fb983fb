"""Pictures for pages: all, some, one, those beside it, those that were found by their words, and what was put away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q

from yearlight.core import search
from yearlight.keepsakes.models import Picture, PictureState, PictureTerms
from yearlight.keepsakes.queries import gate
from yearlight.keepsakes.queries.gate import DAYS_AWAY, NEWEST_FIRST, SAME_YEAR, base_of
from yearlight.keepsakes.shown import PictureView, is_held, label, show
from yearlight.people.audience import visible_to
from yearlight.people.held import NOTHING
from yearlight.people.queries import circle_words
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: Of the rows that hold the words of a search so many are looked at, newest first.
_LOOKED_AT = 4_000


def pictures(viewer: Viewer, person: "Person", *, limit: int | None = None) -> list[PictureView]:
    """Every picture of this person that the viewer may see, newest first, those without a date last."""
    return gate.shown(viewer, person, gate.seen(viewer, person).order_by(*NEWEST_FIRST)[:limit])


def pictures_between(viewer: Viewer, person: "Person", *, first_year: int, last_year: int) -> list[PictureView]:
    """The pictures of some years, newest first."""
    rows = gate.seen(viewer, person).filter(SAME_YEAR, first_on__year__gte=first_year, first_on__year__lte=last_year)
    return gate.shown(viewer, person, rows.order_by(*NEWEST_FIRST))


def pictures_by_id(viewer: Viewer, person: "Person", pks: Iterable[int]) -> dict[int, PictureView]:
    """Those of some pictures that the viewer may see, by their row numbers."""
    return {view.pk: view for view in gate.shown(viewer, person, gate.seen(viewer, person).filter(pk__in=set(pks)))}


def picture(viewer: Viewer, person: "Person", public_id: str, *, is_asked_for: bool = False) -> PictureView | None:
    """One picture, or None where there is none for this viewer; with ``is_asked_for`` also what they hold from themselves."""
    rows = gate.seen(viewer, person).filter(public_id=public_id)
    if not is_asked_for:
        found = gate.shown(viewer, person, rows)
        return found[0] if found else None
    row = rows.first()
    if row is None:
        return None
    [view] = gate.shown(replace(viewer, held=NOTHING), person, [row])
    return replace(view, is_held=is_held(row, viewer))


def found(viewer: Viewer, persons: "Mapping[int, Person]", query: str, *, limit: int) -> list[PictureView]:
    """The pictures of these persons whose words hold every word of the query, and which this viewer may see; newest first."""
    rows: dict[int, Picture] = {}
    families = {one.family_id for one in persons.values()}
    for pks in search.matching(PictureTerms, families, query, most=_LOOKED_AT):
        seen = Picture.objects.filter(
            visible_to(viewer), pk__in=pks, person__in=persons.keys(), state=PictureState.KEPT
        )
        rows |= {row.pk: row for row in seen.select_related("original", "motion").order_by("-pk")[: limit - len(rows)]}
        if len(rows) >= limit:
            break
    by_date = sorted(rows.values(), key=lambda row: (row.first_on is not None, row.first_on, row.pk), reverse=True)
    names = {pk: circle_words(viewer, pk) for pk in {row.family_id for row in by_date}}
    return [
        show(row, base=base_of(persons[row.person_id]), names=names[row.family_id], viewer=viewer) for row in by_date
    ]


def cover(viewer: Viewer, person: "Person") -> PictureView | None:
    """The picture that a keeper chose for the place, if this viewer may see it and it is not put away."""
    if person.cover_id is None:
        return None
    found = gate.shown(viewer, person, gate.seen(viewer, person).filter(pk=person.cover_id))
    return found[0] if found else None


def beside(viewer: Viewer, person: "Person", view: PictureView) -> tuple[PictureView | None, PictureView | None]:
    """The pictures before and after one, in the order of the photographs page."""
    rows = gate.seen(viewer, person)
    if view.first_on is None:
        newer = rows.filter(Q(first_on__isnull=False) | Q(pk__gt=view.pk))
        older = rows.filter(first_on=None, pk__lt=view.pk)
    else:
        newer = rows.filter(Q(first_on__gt=view.first_on) | Q(first_on=view.first_on, pk__gt=view.pk))
        older = rows.filter(
            Q(first_on__lt=view.first_on) | Q(first_on=view.first_on, pk__lt=view.pk) | Q(first_on=None)
        )
    before = newer.order_by(F("first_on").asc(nulls_first=True), "pk").first()
    after = older.order_by(*NEWEST_FIRST).first()
    shown = {one.pk: one for one in gate.shown(viewer, person, [row for row in (before, after) if row])}
    return (shown.get(before.pk) if before else None, shown.get(after.pk) if after else None)


def own_pictures(viewer: Viewer, person: "Person", *, limit: int | None = None) -> list[PictureView]:
    """The pictures that this viewer added for themselves alone, newest first."""
    return gate.shown(viewer, person, gate.seen(viewer, person).filter(audience=None).order_by(*NEWEST_FIRST)[:limit])


def added_by_others(viewer: Viewer, person: "Person", *, since: datetime) -> int:
    """How many pictures others added since then that this viewer may see."""
    rows = gate.seen(viewer, person, bare=True).filter(added_at__gt=since)
    return rows.exclude(writer__in=viewer.member_ids).count()


@dataclass(frozen=True)
class PutAway:
    """A picture that its writer put away, and until when it can be brought back."""

    public_id: str
    label: str
    put_away_at: datetime
    until: datetime
    address: str


def put_away(viewer: Viewer, person: "Person", *, now: datetime) -> list[PutAway]:
    """What this viewer put away and can bring back, newest first."""
    rows = gate.put_away(viewer, person, now).order_by("-put_away_at")
    base = base_of(person)
    return [
        PutAway(
            row.public_id,
            label(row, viewer),
            row.put_away_at,
            row.put_away_at + timedelta(days=DAYS_AWAY),
            f"{base}{row.public_id}/",
        )
        for row in rows
        if row.put_away_at
    ]
