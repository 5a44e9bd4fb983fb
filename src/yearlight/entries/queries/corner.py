"""What one member wrote, as far as this viewer sees it: their own corner of a family's places."""

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import F

from yearlight.entries.models import EntryKind
from yearlight.entries.queries import gate
from yearlight.entries.queries.views import Drawer, beginning, beginnings
from yearlight.entries.queries.words import base_of as words_base_of
from yearlight.entries.shown import Line, YearOf
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


def written_by(viewer: Viewer, person: "Person", member_id: str) -> tuple[YearOf, ...]:
    """Everything of a person that this member wrote and this viewer sees, newest first, by year; what has no date last."""
    drawer = Drawer(viewer, person)
    rows = gate.kept(viewer, person.pk).filter(writer__public_id=member_id, writer__family=person.family_id)
    newest_first = beginnings(rows).order_by(F("first_on").desc(nulls_last=True), "-made_at")
    lines = [_somewhere(drawer.line(row, beginning(row)), person) for row in newest_first]
    return tuple(YearOf(year, tuple(found)) for year, found in groupby(lines, key=lambda line: line.year))


def _somewhere(line: Line, person: "Person") -> Line:
    """A kind word has no page of its own: it stands on the page of them all."""
    return replace(line, address=words_base_of(person)) if line.kind == EntryKind.KIND_WORD else line
