"""The rows of open windows: found, opened, taken over, written and closed."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _

from yearlight.core.errors import NotThere, YearlightError
from yearlight.entries.models import Entry, EntryDraft, EntryKind, EntryState
from yearlight.entries.queries import gate
from yearlight.entries.texts import LONGEST, LONGEST_TITLE, Text, Window, lines
from yearlight.people.viewer import Seat, Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


class EmptyText(YearlightError):  # noqa: N818
    """Nothing was written."""

    code = "empty_text"


class TooLong(YearlightError):  # noqa: N818
    """More than an entry can hold."""

    code = "too_long"


class OutOfReach(YearlightError):  # noqa: N818
    """The entry cannot be written any more; the text was kept as a draft of the viewer's own."""

    code = "out_of_reach"

    def __init__(self, draft: EntryDraft) -> None:
        super().__init__(
            _("This text is not open to you. What you wrote is kept as a draft of your own, which only you can read.")
        )
        self.draft = draft


class Conflict(YearlightError):  # noqa: N818
    """Another text was kept since this window opened. Both are kept; ``entry`` holds the newer, ``draft`` this one."""

    code: ClassVar[str] = "conflict"

    def __init__(self, entry: Entry, draft: EntryDraft) -> None:
        super().__init__(_("Another text was kept in the meantime. Both texts are here."))
        self.entry = entry
        self.draft = draft


def refuse_blank(text: Text, kind: str) -> None:
    """Raises ``EmptyText`` where there is not one line. That something was done again needs none."""
    if text.is_blank and kind != EntryKind.ACT:
        raise EmptyText(
            _("One line is a letter.") if kind == EntryKind.LETTER else _("Nothing is written yet. One line is enough.")
        )


def seat_to_write(viewer: Viewer, family_id: int) -> Seat:
    """The seat from which this viewer writes; raises ``NotThere`` where they may not."""
    seat = gate.writing_seat(viewer, family_id)
    if seat is None:
        raise NotThere
    return seat


def refuse_too_long(text: Text) -> None:
    """Raises ``TooLong`` with what to do about it."""
    if len(text.body) > LONGEST:
        raise TooLong(
            _(
                "This text is longer than one letter can be (200,000 letters). Keep a part of it here and the rest in a second letter."
            )
        )
    if len(text.title) > LONGEST_TITLE:
        raise TooLong(_("This title is longer than 200 letters. Shorten it, or move a part of it into the letter."))


def row_of(
    viewer: Viewer, seat: Seat, *, person: "Person", kind: str, entry_id: str, window: Window, now: datetime
) -> tuple[EntryDraft, bool]:
    """The row of this window, opened if need be, and whether its entry is within the viewer's reach."""
    row = (
        EntryDraft.objects.select_for_update()
        .select_related("entry")
        .filter(writer=seat.member_id, window=window.name)
        .first()
    )
    if row is not None:
        if row.entry.person_id != person.pk:
            raise NotThere
        return row, gate.changeable(viewer, person.family_id, person.pk, row.entry.public_id).exists()
    entry = (
        gate.changeable(viewer, person.family_id, person.pk, entry_id).filter(kind=kind).first() if entry_id else None
    )
    if entry is not None:
        return _taken_over(seat, entry, window) or _new_row(seat, entry, window, now), True
    entry = new_entry(person=person, kind=kind, writer_id=seat.member_id, now=now)
    return _new_row(seat, entry, Window(window.name, window.saves), now), not entry_id


def new_entry(*, person: "Person", kind: str, writer_id: int, now: datetime) -> Entry:
    """An entry of which nothing is kept yet: its writer alone knows of it."""
    return Entry.objects.create(
        family_id=person.family_id,
        person_id=person.pk,
        kind=kind,
        state=EntryState.DRAFT,
        writer_id=writer_id,
        made_at=now,
        changed_at=now,
    )


def move_to_own_entry(row: EntryDraft, *, state: str, now: datetime) -> Entry:
    """Give a draft an entry of its own, so that its text stays with the one who typed it."""
    old = row.entry
    row.entry = Entry.objects.create(
        family_id=old.family_id,
        person_id=old.person_id,
        kind=old.kind,
        state=state,
        writer_id=row.writer_id,
        made_at=now,
        changed_at=now,
        put_away_at=now if state == EntryState.PUT_AWAY else None,
    )
    row.base_revision = 0
    row.save(update_fields=["entry", "base_revision"])
    return row.entry


def _taken_over(seat: Seat, entry: Entry, window: Window) -> EntryDraft | None:
    """The draft this window goes on from, if it did not change since; now this window's."""
    if window.going_on is None:
        return None
    former = EntryDraft.objects.filter(
        entry=entry,
        writer=seat.member_id,
        window=window.going_on.window,
        saves=window.going_on.saves,
        closed_at=None,
    )
    # One statement decides between two windows that go on from the same draft.
    if not former.update(window=window.name, saves=0):
        return None
    return EntryDraft.objects.select_related("entry").get(writer=seat.member_id, window=window.name)


def _new_row(seat: Seat, entry: Entry, window: Window, now: datetime) -> EntryDraft:
    return EntryDraft.objects.create(
        entry=entry,
        writer_id=seat.member_id,
        window=window.name,
        base_revision=window.base_revision,
        closed_at=now,
        saved_at=now,
    )


def write(row: EntryDraft, text: Text, window: Window, now: datetime) -> None:
    """Put what was typed into the window's row."""
    row.title, row.body, row.happened_on = text.title, lines(text.body), text.happened_on
    row.audience, row.opens_on, row.opener = text.audience, text.opens_on, text.opener
    row.base_revision = window.base_revision
    row.saves = max(row.saves, window.saves)
    row.saved_at, row.closed_at = now, None
    row.save()


def close(row: EntryDraft, window: Window, now: datetime) -> None:
    """Empty the row: its text is kept. The row stays, so that a late save is known as late."""
    row.title = row.body = row.happened_on = ""
    row.saves = max(row.saves, window.saves)
    row.closed_at = now
    row.save()
