"""Letters that are closed, and left to somebody to open: they learn that there is one, and nothing of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from yearlight.entries.addresses import base_of, entry_at
from yearlight.entries.models import Entry, EntryState
from yearlight.people.queries import circle_words
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


@dataclass(frozen=True, slots=True)
class ClosedLetter:
    """A closed letter as its opener knows it: from whom, to whom it opens, and when it does so by itself."""

    person: "Person"
    writer_name: str
    opens_on: date
    opens_to: str
    address: str


def to_open(viewer: Viewer, persons: "Sequence[Person]") -> QuerySet[Entry]:
    """The letters of these persons, seen by the viewer, that this viewer may open: they must be able to read them then."""
    return Entry.objects.filter(
        state=EntryState.KEPT,
        opener__in=viewer.member_ids,
        opens_to__in=viewer.circle_ids,
        person__in=[one.pk for one in persons],
    )


def closed_letters(viewer: Viewer, persons: "Sequence[Person]") -> tuple[ClosedLetter, ...]:
    """Those letters as they are told of, the one that opens first by itself first."""
    by_pk = {one.pk: one for one in persons}
    rows = to_open(viewer, persons).select_related("writer").defer("title", "body").order_by("opens_on", "pk")
    return tuple(_told(viewer, by_pk[row.person_id], row) for row in rows)


def closed_letter(viewer: Viewer, person: "Person", public_id: str) -> ClosedLetter | None:
    """One of them, or None."""
    rows = to_open(viewer, [person]).select_related("writer").defer("title", "body")
    row = rows.filter(public_id=public_id).first()
    return _told(viewer, person, row) if row else None


def _told(viewer: Viewer, person: "Person", row: Entry) -> ClosedLetter:
    assert row.opens_on is not None  # noqa: S101  the database holds that
    return ClosedLetter(
        person,
        row.said_by or (row.writer.name if row.writer else ""),
        row.opens_on,
        circle_words(viewer, person.family_id)[row.opens_to_id],
        f"{entry_at(base_of(person.public_id, row.kind), row.public_id)}open/",
    )
