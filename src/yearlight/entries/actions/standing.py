"""Where a kind word stands, and what follows from that for its entry."""

from typing import TYPE_CHECKING

from yearlight.core.errors import NotThere, YearlightError
from yearlight.entries.models import Entry, EntryState, EntryVersion, KindWord, Standing
from yearlight.entries.queries import word_gate
from yearlight.people.viewer import Seat, Viewer

if TYPE_CHECKING:
    from datetime import datetime

    from yearlight.memorials.models import Person


class TextChanged(YearlightError):  # noqa: N818
    """Its writer changed the word while a keeper read it; nothing was decided of it."""

    code = "text_changed"


def settle(entry: Entry, word: KindWord) -> None:
    """Save both, the entry with the state and the audience that follow from where the word stands.

    What its writer withdrew is removed after 30 days like any entry. What keepers
    put away or hid has no such day: it is somebody else's text.
    """
    entry.state, entry.audience_id, entry.put_away_at = EntryState.PUT_AWAY, None, None
    if word.withdrawn_at:
        entry.put_away_at = word.withdrawn_at
    elif word.hidden_at or word.standing == Standing.PUT_AWAY:
        pass
    elif word.standing == Standing.WAITING:
        entry.state = EntryState.WAITING
    else:
        entry.state, entry.audience_id = EntryState.KEPT, word.circle_id
    entry.is_chosen = entry.is_chosen and word.standing == Standing.ON_PAGE
    word.save()
    entry.save()


def word_of(entry: Entry) -> KindWord:
    """The word's own row; for one that a keeper wrote down for somebody it is made when it is first needed."""
    found = KindWord.objects.select_for_update().filter(entry=entry).first()
    if found is None:
        found = KindWord(entry=entry, sent_key=entry.public_id, standing=Standing.ON_PAGE, circle_id=entry.audience_id)
    return found


def reading_seat(viewer: Viewer, person: "Person") -> Seat:
    """The seat of a keeper who decides of words; raises ``NotThere``."""
    seat = word_gate.reading_seat(viewer, person.family_id)
    if seat is None:
        raise NotThere
    return seat


def supersede(entry: Entry, body: str, *, now: "datetime") -> None:
    """Let a text of the word be an earlier one. Only its writer could open it: what was never shown is nobody else's."""
    EntryVersion.objects.create(
        entry=entry,
        revision=entry.versions.count() + 1,
        audience_id=None,
        body=body,
        happened_on=entry.happened_on,
        writer_id=entry.writer_id,
        kept_at=entry.kept_at or now,
    )
