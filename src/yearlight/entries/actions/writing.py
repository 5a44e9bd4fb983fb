"""Keeping what is typed: drafts every few seconds, letters when somebody says so."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from yearlight.core.errors import NotThere
from yearlight.core.ids import public_id
from yearlight.entries.actions.notes import note
from yearlight.entries.actions.opening import set_audience
from yearlight.entries.actions.windows import (
    Conflict,
    OutOfReach,
    close,
    move_to_own_entry,
    refuse_blank,
    refuse_too_long,
    row_of,
    seat_to_write,
    write,
)
from yearlight.entries.models import Entry, EntryDraft, EntryState, EntryVersion
from yearlight.entries.queries import gate
from yearlight.entries.spans import columns
from yearlight.entries.texts import Text, Window, alike, lines
from yearlight.memorials.actions import touch
from yearlight.people.viewer import Seat, Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


def save_draft(
    viewer: Viewer, *, person: "Person", kind: str, window: Window, text: Text, entry_id: str = "", now: datetime
) -> EntryDraft:
    """Write down what a window holds; the first save begins the entry.

    Safe to repeat: a save that comes late never undoes a newer one of the same window. Raises ``EmptyText``
    where there is nothing to begin with, ``TooLong``, ``NotThere``, and ``OutOfReach`` where the entry named
    is not this viewer's to write: the text is then a draft of their own.
    """
    try:
        row, is_open = _save(viewer, person, kind, window, text, entry_id, now)
    except IntegrityError:
        # Two first saves of one window at the same instant: the second finds the first's row.
        row, is_open = _save(viewer, person, kind, window, text, entry_id, now)
    if not is_open:
        raise OutOfReach(row)
    return row


@transaction.atomic
def _save(
    viewer: Viewer, person: "Person", kind: str, window: Window, text: Text, entry_id: str, now: datetime
) -> tuple[EntryDraft, bool]:
    seat = seat_to_write(viewer, person.family_id)
    refuse_too_long(text)
    is_known = EntryDraft.objects.filter(writer=seat.member_id, window=window.name).exists()
    if not is_known and not entry_id:
        refuse_blank(text, kind)
    # A draft taken over keeps its count at 0, so the first save of the new window counts.
    row, is_open = row_of(viewer, seat, person=person, kind=kind, entry_id=entry_id, window=window, now=now)
    if is_known and row.saves >= window.saves:
        return row, True
    if not is_known and row.entry.state == EntryState.DRAFT and row.entry.made_at == now:
        note(viewer, "begin", row.entry, now=now)
    write(row, text, window, now)
    # A row that exists holds the typist's own words; whether its entry is open matters only when it is kept.
    return row, is_open or is_known


def keep_entry(
    viewer: Viewer,
    *,
    person: "Person",
    kind: str,
    text: Text,
    window: Window | None = None,
    entry_id: str = "",
    now: datetime,
    today: date | None = None,
) -> Entry:
    """Keep a text as the entry's own; the text before becomes a version. Returns the entry.

    Safe to repeat: a second press of the same button finds the entry kept. Raises ``EmptyText``, ``TooLong``,
    ``NotThere``; ``Conflict`` where another text was kept since the window opened; ``OutOfReach`` where the
    entry is not the viewer's to write. With the last two, the text is safe in a draft. ``today`` is the date where the writer is.
    """
    window = window or Window(public_id())
    try:
        kept = _keep(viewer, person, kind, window, text, entry_id, now, today or now.date())
    except IntegrityError:
        kept = _keep(viewer, person, kind, window, text, entry_id, now, today or now.date())
    if isinstance(kept, (Conflict, OutOfReach)):
        # Raised only here, after the commit, so that the draft it speaks of stands.
        raise kept
    return kept


@transaction.atomic
def _keep(
    viewer: Viewer,
    person: "Person",
    kind: str,
    window: Window,
    text: Text,
    entry_id: str,
    now: datetime,
    today: date,
) -> Entry | Conflict | OutOfReach:
    seat = seat_to_write(viewer, person.family_id)
    refuse_too_long(text)
    refuse_blank(text, kind)
    row, is_open = row_of(viewer, seat, person=person, kind=kind, entry_id=entry_id, window=window, now=now)
    if not is_open:
        if row.entry.writer_id != seat.member_id or row.entry.state != EntryState.DRAFT:
            move_to_own_entry(row, state=EntryState.DRAFT, now=now)
        write(row, text, Window(window.name, window.saves), now)
        return OutOfReach(row)
    entry = Entry.objects.select_for_update().get(pk=row.entry_id)
    is_new_text = text.says() != alike(entry.title, entry.body, entry.happened_on)
    if entry.state == EntryState.KEPT and is_new_text and entry.revision != window.base_revision:
        if row.closed_at and row.saves and window.saves <= row.saves and _was_kept(entry, text):
            return entry
        write(row, text, window, now)
        return Conflict(entry, row)
    if is_new_text or entry.state == EntryState.DRAFT:
        _take(entry, seat, text, now)
    if entry.writer_id == seat.member_id:
        set_audience(viewer, entry, text, today=today)
    entry.save()
    close(row, window, now)
    touch(person.pk)
    note(viewer, "keep", entry, now=now)
    return entry


def _was_kept(entry: Entry, text: Text) -> bool:
    """Whether a late second press brings what is an earlier version already."""
    return any(
        alike(*version) == text.says()
        for version in entry.versions.values_list("title", "body", "happened_on").iterator()
    )


def _take(entry: Entry, seat: Seat, text: Text, now: datetime) -> None:
    """Make this the entry's text; what stood there becomes a version."""
    if entry.state == EntryState.KEPT:
        EntryVersion.objects.create(
            entry=entry,
            revision=entry.revision,
            audience_id=entry.audience_id,
            title=entry.title,
            body=entry.body,
            happened_on=entry.happened_on,
            writer_id=entry.kept_by_id or entry.writer_id,
            kept_at=entry.kept_at or now,
        )
    entry.title, entry.body, entry.happened_on = text.title.strip(), lines(text.body), text.happened_on
    entry.first_on, entry.last_on = columns(text.happened_on)
    entry.state, entry.revision = EntryState.KEPT, entry.revision + 1
    entry.kept_by_id = seat.member_id
    entry.kept_at = entry.changed_at = now


@transaction.atomic
def bring_back_version(viewer: Viewer, *, person: "Person", entry_id: str, revision: int, now: datetime) -> Entry:
    """Make an earlier text the entry's own again; the text of now becomes a version. Raises ``NotThere``."""
    seat = seat_to_write(viewer, person.family_id)
    entry = (
        gate.changeable(viewer, person.family_id, person.pk, entry_id)
        .select_for_update()
        .filter(state=EntryState.KEPT)
        .first()
    )
    version = gate.versions(viewer, person.pk, entry_id).filter(revision=revision).first()
    if entry is None or version is None:
        raise NotThere
    text = Text(version.title, version.body, version.happened_on)
    if text.says() != alike(entry.title, entry.body, entry.happened_on):
        _take(entry, seat, text, now)
        entry.save()
        touch(person.pk)
        note(viewer, "bring back version", entry, now=now)
    return entry
