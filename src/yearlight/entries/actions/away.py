"""Put away for 30 days, brought back, and then removed."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from yearlight.core.errors import NotThere
from yearlight.entries.actions.beside_words import remove_enclosures
from yearlight.entries.actions.notes import note
from yearlight.entries.actions.windows import move_to_own_entry, seat_to_write
from yearlight.entries.models import Entry, EntryDraft, EntryState, KindWord
from yearlight.entries.queries import gate
from yearlight.keepsakes import enclosing
from yearlight.memorials.actions import touch
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: What is put away can be brought back for so long.
STAYS = timedelta(days=30)
_ENCLOSURES = ("enclosure", "new_enclosure")


@transaction.atomic
def put_away(viewer: Viewer, *, person: "Person", entry_id: str, now: datetime) -> Entry:
    """Take an entry of one's own out of sight; nobody can do it to another's. Raises ``NotThere``."""
    seat = seat_to_write(viewer, person.family_id)
    entry = (
        gate.open_to(viewer, person.pk)
        .select_for_update(of=("self",))
        # A word that was left has ways of its own, which its row beside it remembers.
        .filter(public_id=entry_id, writer=seat.member_id, word=None)
        .first()
    )
    if entry is None:
        raise NotThere
    entry.state, entry.put_away_at = EntryState.PUT_AWAY, now
    entry.save(update_fields=["state", "put_away_at"])
    touch(person.pk)
    note(viewer, "put away", entry, now=now)
    return entry


@transaction.atomic
def bring_back(viewer: Viewer, *, person: "Person", entry_id: str, now: datetime) -> Entry:
    """Bring an entry of one's own back, as it was. Raises ``NotThere``, also after its 30 days."""
    seat = seat_to_write(viewer, person.family_id)
    entry = (
        Entry.objects.select_for_update(of=("self",))
        .filter(
            person=person.pk,
            public_id=entry_id,
            writer=seat.member_id,
            word=None,
            state=EntryState.PUT_AWAY,
            put_away_at__gt=now - STAYS,
        )
        .first()
    )
    if entry is None:
        raise NotThere
    entry.state = EntryState.KEPT if entry.revision else EntryState.DRAFT
    entry.put_away_at = None
    entry.save(update_fields=["state", "put_away_at"])
    touch(person.pk)
    note(viewer, "bring back", entry, now=now)
    return entry


@transaction.atomic
def put_draft_away(viewer: Viewer, *, person: "Person", window: str, now: datetime) -> Entry:
    """Put away what a window holds; for 30 days it can be brought back as a letter begun. Raises ``NotThere``."""
    seat = seat_to_write(viewer, person.family_id)
    row = (
        gate.own_drafts(viewer)
        .select_for_update()
        .select_related("entry")
        .filter(writer=seat.member_id, window=window, entry__person=person.pk)
        .first()
    )
    if row is None:
        raise NotThere
    is_only_text = (
        row.entry.state == EntryState.DRAFT and not row.entry.drafts.filter(closed_at=None).exclude(pk=row.pk).exists()
    )
    if is_only_text:
        return put_away(viewer, person=person, entry_id=row.entry.public_id, now=now)
    entry = move_to_own_entry(row, state=EntryState.PUT_AWAY, now=now)
    note(viewer, "put away", entry, now=now)
    return entry


def sweep(*, now: datetime) -> int:
    """Remove what was put away 30 days ago, with its versions; returns how many. Safe to repeat.

    What another member was typing into it, or the writer typed after putting it away, becomes a letter begun.
    """
    due = Entry.objects.filter(state=EntryState.PUT_AWAY, put_away_at__lte=now - STAYS).values_list("pk", flat=True)
    swept = sum(_remove(pk, now) for pk in list(due))
    # A closed row only tells late saves that they are late; after 30 days none is under way.
    EntryDraft.objects.filter(closed_at__lte=now - STAYS).delete()
    beside = [KindWord.objects.exclude(**{name: None}).values_list(name, flat=True) for name in _ENCLOSURES]
    enclosing.sweep(named=beside, now=now)
    return swept


@transaction.atomic
def _remove(pk: int, now: datetime) -> int:
    entry = (
        Entry.objects.select_for_update().filter(pk=pk, state=EntryState.PUT_AWAY, put_away_at__lte=now - STAYS).first()
    )
    if entry is None:
        return 0
    went_along = Q(writer=entry.writer_id, saved_at__lte=entry.put_away_at)
    for row in entry.drafts.filter(closed_at=None).exclude(went_along).select_related("entry"):
        move_to_own_entry(row, state=EntryState.DRAFT, now=now)
    note(None, "remove", entry, now=now)
    touch(entry.person_id)
    remove_enclosures([entry.pk])
    entry.delete()
    return 1
