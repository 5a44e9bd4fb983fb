"""The pictures beside an entry, to be shown one after the other."""

from typing import TYPE_CHECKING

from yearlight.entries.queries import gate
from yearlight.entries.queries.beside import pictures_beside
from yearlight.entries.queries.views import Drawer
from yearlight.entries.shown import Show, Slide
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


def show(viewer: Viewer, person: "Person", public_id: str) -> Show | None:
    """A kept entry and what this viewer sees beside it, in its order; None where there is no such entry for them."""
    row = gate.kept(viewer, person.pk).filter(public_id=public_id).select_related("writer").first()
    drawer = Drawer(viewer, person)
    if row is None or not drawer.address(row):
        return None
    pictures = pictures_beside(viewer, person, [row.pk]).get(row.pk, ())
    said = dict(row.attachments.values_list("picture_id", "line"))
    return Show(drawer.entry(row, pictures), tuple(Slide(one, said.get(one.pk, "")) for one in pictures))
