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
    laid = {one.picture_id: one for one in row.attachments.all()}
    # What is shut away is played to nobody by itself: it stays a slide, told by its note.
    beneath = next((one for one in pictures if laid[one.pk].is_beneath and one.plays and not one.is_shut_away), None)
    slides = tuple(Slide(one, laid[one.pk].line) for one in pictures if one is not beneath)
    return Show(drawer.entry(row, pictures), slides, beneath)
