"""Kind words: what somebody said, kept for the family."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from yearlight.entries.actions.notes import note
from yearlight.entries.actions.windows import refuse_blank, refuse_too_long, seat_to_write
from yearlight.entries.models import Entry, EntryKind, EntryState
from yearlight.entries.spans import columns
from yearlight.entries.texts import Text, lines
from yearlight.memorials.actions import touch
from yearlight.people.choices import audience_from
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


@transaction.atomic
def keep_kind_word(
    viewer: Viewer, *, person: "Person", said_by: str, text: Text, is_chosen: bool = False, now: datetime
) -> Entry:
    """Keep what somebody said or wrote, under their name as they wrote it. Raises ``EmptyText``, ``TooLong``, ``NotThere``."""
    seat = seat_to_write(viewer, person.family_id)
    refuse_too_long(text)
    refuse_blank(text, EntryKind.KIND_WORD)
    first_on, last_on = columns(text.happened_on)
    entry = Entry.objects.create(
        family_id=person.family_id,
        person_id=person.pk,
        kind=EntryKind.KIND_WORD,
        state=EntryState.KEPT,
        audience_id=audience_from(viewer, person.family_id, text.audience),
        writer_id=seat.member_id,
        said_by=said_by[:120],
        title=text.title,
        body=lines(text.body),
        happened_on=text.happened_on,
        first_on=first_on,
        last_on=last_on,
        revision=1,
        is_chosen=is_chosen,
        made_at=now,
        kept_at=now,
        kept_by_id=seat.member_id,
        changed_at=now,
    )
    touch(person.pk)
    note(viewer, "keep", entry, now=now)
    return entry
