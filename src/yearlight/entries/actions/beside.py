"""Pictures laid beside an entry, and taken away from there."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from yearlight.core.errors import NotThere
from yearlight.entries.actions.notes import note
from yearlight.entries.actions.windows import seat_to_write
from yearlight.entries.models import Attachment, Entry
from yearlight.entries.queries import gate
from yearlight.keepsakes import queries as keepsakes
from yearlight.memorials.actions import touch
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


@transaction.atomic
def attach(viewer: Viewer, *, person: "Person", entry_id: str, picture_id: str, now: datetime) -> Attachment:
    """Lay a picture that this viewer sees beside an entry they may change. It keeps its own audience.

    Safe to repeat. Raises ``NotThere``.
    """
    entry = _entry(viewer, person, entry_id)
    picture = keepsakes.picture(viewer, person, picture_id)
    if picture is None:
        raise NotThere(_("This photograph is not here."))
    last = entry.attachments.aggregate(last=Max("position"))["last"]
    laid, is_new = Attachment.objects.get_or_create(
        entry=entry, picture_id=picture.pk, defaults={"position": 0 if last is None else last + 1}
    )
    if is_new:
        touch(person.pk)
        note(viewer, "lay beside", entry, now=now)
    return laid


@transaction.atomic
def detach(viewer: Viewer, *, person: "Person", entry_id: str, picture_id: str, now: datetime) -> Entry:
    """Take a picture away from beside an entry; the picture itself stays. Safe to repeat. Raises ``NotThere``."""
    entry = _entry(viewer, person, entry_id)
    picture = keepsakes.picture(viewer, person, picture_id)
    if picture is None:
        raise NotThere(_("This photograph is not here."))
    if entry.attachments.filter(picture=picture.pk).delete()[0]:
        touch(person.pk)
        note(viewer, "take from beside", entry, now=now)
    return entry


def _entry(viewer: Viewer, person: "Person", entry_id: str) -> Entry:
    seat_to_write(viewer, person.family_id)
    entry = gate.changeable(viewer, person.family_id, person.pk, entry_id).select_for_update().first()
    if entry is None:
        raise NotThere
    return entry
