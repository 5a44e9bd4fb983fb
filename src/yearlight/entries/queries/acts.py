"""What rituals ask of entries: their acts, and the word one began from. Which ritual each belongs to the folder above knows."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from yearlight.entries.models import Entry, EntryKind, EntryState
from yearlight.entries.queries import word_gate
from yearlight.entries.queries.beside import pictures_beside
from yearlight.entries.queries.views import Drawer
from yearlight.entries.shown import EntryView
from yearlight.people.audience import visible_to
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


def acts(viewer: Viewer, persons: "Mapping[int, Person]", pks: Iterable[int]) -> dict[int, EntryView]:
    """Those of some acts that are kept, of one of these persons, and this viewer's to see, with the pictures beside them.

    By the entry's row number. As many queries for forty years as for one.
    """
    rows = Entry.objects.filter(
        visible_to(viewer), kind=EntryKind.ACT, state=EntryState.KEPT, person__in=persons.keys(), pk__in=list(pks)
    )
    by_person: dict[int, list[Entry]] = {}
    for row in rows.select_related("writer"):
        by_person.setdefault(row.person_id, []).append(row)
    found: dict[int, EntryView] = {}
    for person_id, of_person in by_person.items():
        person = persons[person_id]
        drawer, beside = Drawer(viewer, person), pictures_beside(viewer, person, [row.pk for row in of_person])
        found |= {row.pk: drawer.entry(row, beside.get(row.pk, ())) for row in of_person}
    return found


def seen_act(viewer: Viewer, person: "Person", public_id: str) -> int | None:
    """The row of a person's act of this id, if it is kept and this viewer sees it. One query, whether it is there or not."""
    rows = Entry.objects.filter(visible_to(viewer), kind=EntryKind.ACT, state=EntryState.KEPT, person=person.pk)
    return rows.filter(public_id=public_id).values_list("pk", flat=True).first()


def known_word(viewer: Viewer, person: "Person", public_id: str) -> int | None:
    """The row of a kind word that keepers know of, by its id; None for everybody else. What is done each year may begin from it."""
    return word_gate.known(viewer, person).filter(public_id=public_id).values_list("pk", flat=True).first()
