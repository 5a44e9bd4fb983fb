"""Pictures beside an entry. Each keeps its own audience: a reader sees it only if they may see it too."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from yearlight.entries.models import Attachment, EntryState
from yearlight.entries.queries import gate
from yearlight.entries.queries.views import Drawer, beginning, beginnings
from yearlight.entries.shown import Beside, EntryView, Line
from yearlight.keepsakes.queries import PictureView, pictures, pictures_by_id
from yearlight.people.queries import circle_members
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


def pictures_beside(viewer: Viewer, person: "Person", entry_pks: Sequence[int]) -> dict[int, tuple[PictureView, ...]]:
    """The pictures beside each of these entries that the viewer may see too."""
    laid = list(
        Attachment.objects.filter(entry__in=entry_pks).order_by("position", "pk").values_list("entry_id", "picture_id")
    )
    views = pictures_by_id(viewer, person, [picture for _entry, picture in laid])
    found: dict[int, tuple[PictureView, ...]] = {}
    for entry, picture in laid:
        if picture in views:
            found[entry] = (*found.get(entry, ()), views[picture])
    return found


def beside(viewer: Viewer, person: "Person", public_id: str) -> tuple[Beside, ...]:
    """The pictures beside an entry this viewer may open, and which of them fewer people see than the entry."""
    row = gate.open_to(viewer, person.pk).filter(public_id=public_id).first()
    if row is None:
        return ()
    shown = pictures_beside(viewer, person, [row.pk]).get(row.pk, ())
    fewer = (
        _seen_by_fewer(viewer, person, row.opens_to_id or row.audience_id, shown)
        if row.state == EntryState.KEPT
        else ()
    )
    laid = {one.picture_id: one for one in row.attachments.all()}
    return tuple(
        Beside(picture, picture in fewer, laid[picture.pk].line, laid[picture.pk].is_beneath) for picture in shown
    )


def seen_by_fewer(viewer: Viewer, person: "Person", entry: EntryView) -> tuple[PictureView, ...]:
    """The pictures beside an entry that some of its readers do not see."""
    return _seen_by_fewer(viewer, person, entry.audience_id, entry.pictures)


def to_lay_beside(viewer: Viewer, person: "Person", public_id: str, *, limit: int) -> list[PictureView]:
    """Pictures of this place that are not beside the entry yet, newest first."""
    laid = {one.picture.pk for one in beside(viewer, person, public_id)}
    return [picture for picture in pictures(viewer, person, limit=limit + len(laid)) if picture.pk not in laid][:limit]


def _seen_by_fewer(
    viewer: Viewer, person: "Person", audience_id: int | None, shown: Sequence[PictureView]
) -> tuple[PictureView, ...]:
    if audience_id is None or all(picture.audience_id == audience_id for picture in shown):
        return ()
    members = circle_members(viewer, person.family_id)
    readers = members.get(audience_id, frozenset())

    def is_fewer(picture: PictureView) -> bool:
        if picture.audience_id is None:
            return True
        return picture.audience_id != audience_id and not readers <= members.get(picture.audience_id, frozenset())

    return tuple(picture for picture in shown if is_fewer(picture))


def entries_with(viewer: Viewer, person: "Person", picture_pk: int) -> tuple[Line, ...]:
    """The letters and moments this picture lies beside, of those the viewer may read."""
    drawer = Drawer(viewer, person)
    rows = beginnings(gate.kept(viewer, person.pk).filter(attachments__picture=picture_pk))
    return tuple(drawer.line(row, beginning(row)) for row in rows.order_by("first_on", "pk"))
