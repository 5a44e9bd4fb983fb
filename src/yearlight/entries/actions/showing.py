"""How the pictures beside an entry are shown one after the other: the line each has there, and their order."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from yearlight.core.errors import NotThere
from yearlight.entries.actions.notes import note
from yearlight.entries.actions.windows import seat_to_write
from yearlight.entries.models import Attachment, Entry
from yearlight.entries.queries import gate
from yearlight.entries.queries.beside import pictures_beside
from yearlight.keepsakes.queries import PictureView
from yearlight.memorials.actions import touch
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


@transaction.atomic
def say_beside(
    viewer: Viewer, *, person: "Person", entry_id: str, picture_id: str, line: str, now: datetime
) -> Attachment:
    """The line that stands with a picture in this slideshow alone; empty for none. Raises ``NotThere``."""
    entry, laid = _laid(viewer, person, entry_id)
    one = laid.get(picture_id)
    if one is None:
        raise NotThere(_("This photograph is not here."))
    if one.line != line.strip():
        one.line = line.strip()
        one.save(update_fields=["line"])
        touch(person.pk)
        note(viewer, "say beside", entry, now=now)
    return one


@transaction.atomic
def move_beside(
    viewer: Viewer, *, person: "Person", entry_id: str, picture_id: str, earlier: bool, now: datetime
) -> None:
    """Show a picture one place earlier, or later, among those the viewer sees. Raises ``NotThere``."""
    entry, laid = _laid(viewer, person, entry_id)
    order = list(laid)
    if picture_id not in laid:
        raise NotThere(_("This photograph is not here."))
    at = order.index(picture_id)
    to = at - 1 if earlier else at + 1
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
        _put_in_order(viewer, entry, [laid[one] for one in order], now)


@transaction.atomic
def lay_beneath(
    viewer: Viewer, *, person: "Person", entry_id: str, picture_id: str, is_beneath: bool, now: datetime
) -> None:
    """Play a sound while the others are shown, instead of any that was chosen before; or by itself again.

    Raises ``NotThere``, also for what is no sound.
    """
    entry = _entry(viewer, person, entry_id)
    sounds = {one.public_id: one.pk for one in _shown(viewer, person, entry) if one.is_sound}
    if picture_id not in sounds:
        raise NotThere(_("This sound is not here."))
    entry.attachments.filter(is_beneath=True).update(is_beneath=False)
    entry.attachments.filter(picture=sounds[picture_id]).update(is_beneath=is_beneath)
    touch(person.pk)
    note(viewer, "sound beneath", entry, now=now)


@transaction.atomic
def order_beside(viewer: Viewer, *, person: "Person", entry_id: str, now: datetime) -> None:
    """Show the pictures by their dates, oldest first; those without a date come last, as they lay. Raises ``NotThere``."""
    entry, laid = _laid(viewer, person, entry_id)
    days = {one.public_id: one.first_on for one in _shown(viewer, person, entry)}
    order = sorted(laid, key=lambda one: days[one] or date.max)
    _put_in_order(viewer, entry, [laid[one] for one in order], now)


def _laid(viewer: Viewer, person: "Person", entry_id: str) -> tuple[Entry, dict[str, Attachment]]:
    """An entry this viewer may change, and what lies beside it of what they see, in its order, by the picture's id."""
    entry = _entry(viewer, person, entry_id)
    rows = {one.picture_id: one for one in entry.attachments.all()}
    return entry, {one.public_id: rows[one.pk] for one in _shown(viewer, person, entry)}


def _entry(viewer: Viewer, person: "Person", entry_id: str) -> Entry:
    seat_to_write(viewer, person.family_id)
    entry = gate.changeable(viewer, person.family_id, person.pk, entry_id).select_for_update().first()
    if entry is None:
        raise NotThere
    return entry


def _shown(viewer: Viewer, person: "Person", entry: Entry) -> tuple[PictureView, ...]:
    return pictures_beside(viewer, person, [entry.pk]).get(entry.pk, ())


def _put_in_order(viewer: Viewer, entry: Entry, order: list[Attachment], now: datetime) -> None:
    """Give the places that these have among all to them in this order; what the viewer does not see stays where it is."""
    places = sorted((one.position, one.pk) for one in order)
    if [(one.position, one.pk) for one in order] == places:
        return
    # Two windows may have laid pictures at one place: each gets a place of its own.
    free = iter(range(places[0][0], places[0][0] + len(order)))
    taken = sorted({one for one, _pk in places})
    positions = taken if len(taken) == len(order) else list(free)
    for one, position in zip(order, positions, strict=True):
        one.position = position
    Attachment.objects.bulk_update(order, ["position"])
    touch(entry.person_id)
    note(viewer, "order beside", entry, now=now)
