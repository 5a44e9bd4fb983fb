"""The gate of kind words: whose words are one's own, which a keeper may read, and which of them wait.

What is on the page everybody sees through ``gate.kept`` like any other entry.
"""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from yearlight.entries.models import Entry, EntryKind, EntryState, ReadsFirst, Standing, Unheard
from yearlight.memorials import queries as memorials
from yearlight.people.audience import visible_to
from yearlight.people.roles import Deed
from yearlight.people.viewer import Seat, Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


def leaving_seat(viewer: Viewer, person: "Person") -> Seat | None:
    """The seat from which this viewer may leave a word for somebody, or None. Keepers decide of words; they write letters."""
    family_id = person.family_id
    if viewer.may(Deed.READ_WORDS, family_id) or not viewer.may(Deed.LEAVE_WORD, family_id):
        return None
    return viewer.seat_in(family_id) if memorials.person_near(viewer, person.public_id) else None


def reading_seat(viewer: Viewer, family_id: int) -> Seat | None:
    """The seat from which this viewer reads words first and decides of them, or None."""
    return viewer.seat_in(family_id) if viewer.may(Deed.READ_WORDS, family_id) else None


def own(viewer: Viewer, person: "Person") -> QuerySet[Entry]:
    """Every word that this viewer left at a place, wherever it stands by now."""
    return _words(person).filter(writer__in=viewer.member_ids, word__isnull=False)


def waiting(viewer: Viewer, person: "Person") -> QuerySet[Entry]:
    """The words whose newest text waits for this keeper."""
    seat = reading_seat(viewer, person.family_id)
    if seat is None:
        return Entry.objects.none()
    rows = _words(person).filter(word__waits_since__isnull=False, word__withdrawn_at=None, word__hidden_at=None)
    return rows.filter(_is_heard(), _is_let_through(seat, person))


def known(viewer: Viewer, person: "Person") -> QuerySet[Entry]:
    """The words that this keeper may open: those they see, those that wait, and those put away or hidden."""
    seat = reading_seat(viewer, person.family_id)
    if seat is None:
        return Entry.objects.none()
    through = _is_let_through(seat, person)
    stands = Q(visible_to(viewer), state=EntryState.KEPT)
    waits = Q(word__standing=Standing.WAITING, word__hidden_at=None) & _is_heard() & through
    # A word that was hidden while it waited takes any later text in its place: of whoever is not heard none is read.
    away = is_out_of_sight() & through & (~Q(word__standing=Standing.WAITING) | _is_heard())
    return _words(person).filter(stands | waits | away, word__withdrawn_at=None)


def hideable(viewer: Viewer, person: "Person") -> QuerySet[Entry]:
    """The words of others that this viewer reads, and can ask not to be named in. Keepers hide them by themselves."""
    if reading_seat(viewer, person.family_id) is not None:
        return Entry.objects.none()
    rows = _words(person).filter(visible_to(viewer), state=EntryState.KEPT)
    return rows.exclude(writer__in=viewer.member_ids, word__isnull=False)


def hidden_at_own_wish(viewer: Viewer, person: "Person") -> QuerySet[Entry]:
    """The words that are hidden because this viewer asked for it."""
    rows = _words(person).filter(word__wished_by__in=viewer.member_ids, word__hidden_at__isnull=False)
    return rows.filter(word__withdrawn_at=None)


def wished_hidden(viewer: Viewer, person: "Person") -> QuerySet[Entry]:
    """The words hidden at somebody's own wish, which no keeper has looked at yet, as far as this keeper knows of them."""
    return known(viewer, person).filter(word__wish_is_new=True, word__hidden_at__isnull=False)


def is_let_through(viewer: Viewer, person: "Person", entry: Entry) -> bool:
    """Whether this keeper may read what the one who reads first has not shown: they read first, or it was passed on."""
    seat = reading_seat(viewer, person.family_id)
    return seat is not None and _words(person).filter(_is_let_through(seat, person), pk=entry.pk).exists()


def is_out_of_sight() -> Q:
    """What keepers put away, or hid at somebody's wish, and find again."""
    return Q(word__standing=Standing.PUT_AWAY) | Q(word__hidden_at__isnull=False)


def _words(person: "Person") -> QuerySet[Entry]:
    return Entry.objects.filter(kind=EntryKind.KIND_WORD, person=person.pk, family=person.family_id)


def _is_heard() -> Q:
    return Q(~Exists(Unheard.objects.filter(member=OuterRef("writer"))))


def _is_let_through(seat: Seat, person: "Person") -> Q:
    """Where this keeper asked that another reads first: what that one has passed on. A reader who left holds nothing back."""
    asked = ReadsFirst.objects.filter(asked_by=seat.member_id, person=person.pk, reader__left_at=None)
    return Q(word__passed_on_at__isnull=False) | Q(~Exists(asked))
