"""Entries of a person: by year, of a year; what everyone in the same circles sees, and what is one's own."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import ExtractYear

from yearlight.entries.models import Entry, EntryKind
from yearlight.entries.queries import gate
from yearlight.entries.queries.beside import pictures_beside
from yearlight.entries.queries.views import Drawer, beginning, beginnings
from yearlight.entries.shown import EntryView, Line, YearCount, YearOf
from yearlight.people.roles import Role
from yearlight.people.viewer import Seat, Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

LETTERS_AND_MOMENTS = (EntryKind.LETTER, EntryKind.MOMENT)


def everyone_in(circle_ids: Iterable[int], family_id: int) -> Viewer:
    """The viewer that stands for everyone in these circles: no member, so nobody's own things."""
    return Viewer(seats=(Seat(family_id, 0, Role.FRIEND, frozenset(circle_ids)),))


def letters(viewer: Viewer, person: "Person") -> tuple[YearOf, ...]:
    """The letters by year, newest first, one line each; those without a date last."""
    return _lines_by_year(viewer, person, EntryKind.LETTER)


def moments(viewer: Viewer, person: "Person") -> tuple[YearOf, ...]:
    """The moments by year, as ``letters``."""
    return _lines_by_year(viewer, person, EntryKind.MOMENT)


def _lines_by_year(viewer: Viewer, person: "Person", kind: str) -> tuple[YearOf, ...]:
    drawer = Drawer(viewer, person)
    rows = beginnings(gate.kept(viewer, person.pk).filter(kind=kind)).order_by(
        F("first_on").desc(nulls_last=True), "-made_at"
    )
    lines: list[Line] = [drawer.line(row, beginning(row)) for row in rows]
    return tuple(YearOf(year, tuple(found)) for year, found in groupby(lines, key=lambda line: line.year))


def year_entries(
    viewer: Viewer, person: "Person", year: int | None, *, kinds: Sequence[str] = LETTERS_AND_MOMENTS
) -> tuple[EntryView, ...]:
    """Everything of one year that this viewer sees, in the order of its days, with pictures beside; None is without a date."""
    rows = gate.kept(viewer, person.pk).filter(kind__in=kinds)
    return _drawn(viewer, person, _of_year(rows, year))


def by_year(viewer: Viewer, person: "Person") -> tuple[YearCount, ...]:
    """How many letters and moments each year holds, newest first; those without a date last."""
    return _counts(gate.kept(viewer, person.pk))


def shared_entries(
    circle_ids: Iterable[int],
    person: "Person",
    *,
    years: Sequence[int] | None = None,
    kinds: Sequence[str] = LETTERS_AND_MOMENTS,
) -> tuple[EntryView, ...]:
    """What everyone in these circles sees alike, of these years or of all; newest first, with pictures beside."""
    viewer = everyone_in(circle_ids, person.family_id)
    return _drawn(viewer, person, _newest(gate.kept(viewer, person.pk).filter(kind__in=kinds), years))


def own_entries(
    viewer: Viewer,
    person: "Person",
    *,
    years: Sequence[int] | None = None,
    kinds: Sequence[str] = LETTERS_AND_MOMENTS,
) -> tuple[EntryView, ...]:
    """What this viewer alone sees, because they wrote it for themselves; newest first, with pictures beside."""
    rows = gate.kept(viewer, person.pk).filter(audience=None, kind__in=kinds)
    return _drawn(viewer, person, _newest(rows, years))


def shared_by_year(circle_ids: Iterable[int], person: "Person") -> tuple[YearCount, ...]:
    """``by_year`` of what everyone in these circles sees."""
    return _counts(gate.kept(everyone_in(circle_ids, person.family_id), person.pk))


def own_by_year(viewer: Viewer, person: "Person") -> tuple[YearCount, ...]:
    """``by_year`` of what this viewer wrote for themselves."""
    return _counts(gate.kept(viewer, person.pk).filter(audience=None))


def kind_words(
    viewer: Viewer, person: "Person", *, chosen: bool | None = None, limit: int | None = None
) -> tuple[EntryView, ...]:
    """The kind words this viewer sees, newest first; only the chosen ones, or only the others, if asked for."""
    return _kind_words(viewer, person, chosen, limit)


def shared_kind_words(
    circle_ids: Iterable[int], person: "Person", *, chosen: bool | None = None, limit: int | None = None
) -> tuple[EntryView, ...]:
    """The kind words that everyone in these circles sees."""
    return _kind_words(everyone_in(circle_ids, person.family_id), person, chosen, limit)


def _kind_words(viewer: Viewer, person: "Person", chosen: bool | None, limit: int | None) -> tuple[EntryView, ...]:
    rows = gate.kept(viewer, person.pk).filter(kind=EntryKind.KIND_WORD)
    if chosen is not None:
        rows = rows.filter(is_chosen=chosen)
    rows = rows.order_by(F("first_on").desc(nulls_last=True), "-made_at")
    drawer = Drawer(viewer, person)
    return tuple(drawer.entry(row) for row in rows.select_related("writer")[:limit])


def _of_year(rows: QuerySet[Entry], year: int | None) -> QuerySet[Entry]:
    if year is None:
        return rows.filter(first_on=None).order_by("made_at")
    return rows.filter(first_on__year=year).order_by("first_on", "made_at")


def _newest(rows: QuerySet[Entry], years: Sequence[int] | None) -> QuerySet[Entry]:
    if years is not None:
        # Ranges can use the index by day; a function of the column could not.
        spans = Q(pk__in=[])
        for year in years:
            spans |= Q(first_on__year=year)
        rows = rows.filter(spans)
    return rows.order_by(F("first_on").desc(nulls_last=True), "-made_at")


def _drawn(viewer: Viewer, person: "Person", rows: QuerySet[Entry]) -> tuple[EntryView, ...]:
    drawer = Drawer(viewer, person)
    found = list(rows.select_related("writer"))
    beside = pictures_beside(viewer, person, [row.pk for row in found])
    return tuple(drawer.entry(row, beside.get(row.pk, ())) for row in found)


def _counts(rows: QuerySet[Entry]) -> tuple[YearCount, ...]:
    counted = (
        rows.filter(kind__in=LETTERS_AND_MOMENTS)
        .annotate(year=ExtractYear("first_on"))
        .values("year")
        .annotate(
            letters=Count("pk", filter=Q(kind=EntryKind.LETTER)), moments=Count("pk", filter=Q(kind=EntryKind.MOMENT))
        )
        .order_by(F("year").desc(nulls_last=True))
    )
    return tuple(YearCount(row["year"], row["letters"], row["moments"]) for row in counted)


def added_by_others(viewer: Viewer, person: "Person", *, since: datetime, limit: int) -> tuple[Line, ...]:
    """The newest letters and moments that others kept since then and this viewer may read."""
    rows = gate.kept(viewer, person.pk).filter(kind__in=LETTERS_AND_MOMENTS, kept_at__gt=since)
    rows = beginnings(rows.exclude(writer__in=viewer.member_ids)).order_by("-kept_at", "-pk")
    drawer = Drawer(viewer, person)
    return tuple(drawer.line(row, beginning(row)) for row in rows[:limit])


def own_lines(viewer: Viewer, person: "Person", *, limit: int | None = None) -> tuple[Line, ...]:
    """One line for each letter and moment that this viewer wrote for themselves, newest first."""
    rows = gate.kept(viewer, person.pk).filter(audience=None, kind__in=LETTERS_AND_MOMENTS)
    rows = beginnings(rows).order_by(F("first_on").desc(nulls_last=True), "-made_at")
    drawer = Drawer(viewer, person)
    return tuple(drawer.line(row, beginning(row)) for row in rows[:limit])
