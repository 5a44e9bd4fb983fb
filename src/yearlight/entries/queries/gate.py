"""The gate: every row of an entry reaches anybody through one of these."""

from django.db.models import Q, QuerySet

from yearlight.entries.models import Entry, EntryDraft, EntryKind, EntryState, EntryVersion
from yearlight.people.audience import visible_to
from yearlight.people.roles import Deed
from yearlight.people.viewer import Seat, Viewer

#: The kinds whose text is changed by its writer, or by a keeper who sees it.
WRITTEN = (EntryKind.LETTER, EntryKind.MOMENT, EntryKind.ACT)


def writing_seat(viewer: Viewer, family_id: int) -> Seat | None:
    """The seat from which this viewer may write in the family, or None."""
    return viewer.seat_in(family_id) if viewer.may(Deed.WRITE, family_id) else None


def kept(viewer: Viewer, person_id: int) -> QuerySet[Entry]:
    """What is kept of a person and this viewer may see."""
    return Entry.objects.filter(visible_to(viewer), person=person_id, state=EntryState.KEPT)


def open_to(viewer: Viewer, person_id: int) -> QuerySet[Entry]:
    """What this viewer may open: what is kept, and drafts of their own."""
    return Entry.objects.filter(
        visible_to(viewer),
        Q(state=EntryState.KEPT) | Q(state=EntryState.DRAFT, writer__in=viewer.member_ids),
        person=person_id,
    )


def changeable(viewer: Viewer, family_id: int, person_id: int, public_id: str) -> QuerySet[Entry]:
    """The entry of this id if this viewer may change its text: its writer, or a keeper who sees it."""
    seat = writing_seat(viewer, family_id)
    if seat is None:
        return Entry.objects.none()
    rows = open_to(viewer, person_id).filter(family=family_id, public_id=public_id, kind__in=WRITTEN)
    if viewer.may(Deed.CHANGE_OTHERS_ENTRY, family_id):
        return rows
    return rows.filter(writer=seat.member_id)


def versions_open_to(viewer: Viewer) -> Q:
    """The versions this viewer may read of an entry they may open: each keeps the audience it had."""
    return Q(audience__in=viewer.circle_ids) | Q(audience=None, entry__writer__in=viewer.member_ids)


def versions(viewer: Viewer, person_id: int, public_id: str) -> QuerySet[EntryVersion]:
    """The earlier versions of an entry that this viewer may open."""
    return EntryVersion.objects.filter(
        versions_open_to(viewer), entry__in=open_to(viewer, person_id).filter(public_id=public_id)
    )


def own_drafts(viewer: Viewer) -> QuerySet[EntryDraft]:
    """What this viewer's windows hold. Whoever typed something can always read it."""
    return EntryDraft.objects.filter(writer__in=viewer.member_ids, closed_at=None)
