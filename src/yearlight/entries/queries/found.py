"""Entries found by their words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from yearlight.core import search
from yearlight.core.terms import around
from yearlight.entries.markdown import to_text
from yearlight.entries.models import Entry, EntryState, EntryTerms
from yearlight.entries.queries.views import Drawer
from yearlight.entries.shown import Hit
from yearlight.people.audience import visible_to
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: Rows of the family that hold the words are looked at newest first, up to so many.
_LOOKED_AT = 4_000


def found(viewer: Viewer, persons: "Mapping[int, Person]", query: str, *, limit: int) -> list[Hit]:
    """What is kept of these persons, holds every word of the query, and this viewer may see; by date, newest first.

    Of more than ``limit`` those that were kept last, and those with the words themselves before longer ones.
    """
    rows: dict[int, Entry] = {}
    families = {one.family_id for one in persons.values()}
    for pks in search.matching(EntryTerms, families, query, most=_LOOKED_AT):
        seen = Entry.objects.filter(visible_to(viewer), pk__in=pks, person__in=persons.keys(), state=EntryState.KEPT)
        rows |= {row.pk: row for row in seen.select_related("writer").order_by("-pk")[: limit - len(rows)]}
        if len(rows) >= limit:
            break
    by_date = sorted(rows.values(), key=lambda row: (row.first_on is not None, row.first_on, row.pk), reverse=True)
    draw = _Drawers(viewer, persons)
    return [Hit(draw.of(row).line(row, row.body), row.person_id, around(to_text(row.body), query)) for row in by_date]


class _Drawers:
    """One drawer for each person, which asks once for each family how the viewer calls its circles."""

    def __init__(self, viewer: Viewer, persons: "Mapping[int, Person]") -> None:
        self._viewer = viewer
        self._persons = persons
        self._drawers: dict[int, Drawer] = {}
        self._names: dict[int, dict[int | None, str]] = {}

    def of(self, row: Entry) -> Drawer:
        if row.person_id not in self._drawers:
            drawer = Drawer(self._viewer, self._persons[row.person_id], self._names.get(row.family_id))
            self._drawers[row.person_id], self._names[row.family_id] = drawer, drawer.names
        return self._drawers[row.person_id]
