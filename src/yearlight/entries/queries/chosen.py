"""Letters and moments that were chosen one by one, as long as the viewer sees them."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import F

from yearlight.entries.models import EntryKind
from yearlight.entries.queries import gate
from yearlight.entries.queries.views import Drawer
from yearlight.entries.shown import EntryView
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: The kinds that can be chosen: letters and moments.
KINDS = (EntryKind.LETTER, EntryKind.MOMENT)


def entries_by_id(viewer: Viewer, person: "Person", pks: Collection[int]) -> tuple[EntryView, ...]:
    """Those of some entries that this viewer sees, in the order of their days; no pictures beside them."""
    rows = gate.kept(viewer, person.pk).filter(pk__in=pks, kind__in=KINDS).select_related("writer")
    drawer = Drawer(viewer, person)
    return tuple(drawer.entry(row) for row in rows.order_by(F("first_on").asc(nulls_last=True), "made_at"))


def numbers(viewer: Viewer, person: "Person", public_ids: Collection[str]) -> dict[str, int]:
    """The row numbers of those of these entries that this viewer sees. For another table, never for a page."""
    rows = gate.kept(viewer, person.pk).filter(public_id__in=public_ids, kind__in=KINDS)
    return dict(rows.values_list("public_id", "pk"))
