"""What keepers decide of a kind word. None of it is told to its writer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from yearlight.core.errors import NotThere, YearlightError
from yearlight.entries.actions.notes import note
from yearlight.entries.actions.standing import TextChanged, reading_seat, settle, supersede, word_of
from yearlight.entries.models import Entry, KindWord, Standing
from yearlight.entries.queries import word_gate
from yearlight.memorials.actions import touch
from yearlight.people import queries as people
from yearlight.people.roles import CircleKind
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: So many words can stand on the first page of a place.
MOST_CHOSEN = 3


class NotForOthers(YearlightError):  # noqa: N818
    """The writer left the word for the keepers alone, or no circle was chosen that could see it."""

    code = "not_for_others"


class EnoughChosen(YearlightError):  # noqa: N818
    """As many words as can stand on the first page do."""

    code = "enough_chosen"


class Read(NamedTuple):
    """Which word a keeper decides of, and which of its texts they have read."""

    person: "Person"
    entry_id: str
    revision: int


def put_on_page(
    viewer: Viewer, *, read: Read, circle_id: int | None, now: datetime, with_picture: bool = True
) -> Entry:
    """Let a circle see the word, with the picture beside it or without. Safe to repeat.

    Raises ``NotThere``, ``TextChanged``, ``NotForOthers``.
    """
    with _deciding(viewer, read, "put on page", now) as (entry, word):
        seat = reading_seat(viewer, read.person)
        if word.is_for_keepers:
            raise NotForOthers(
                _("This word was left for the keepers alone, so it is not put on the page. It waits where it was.")
            )
        if circle_id not in seat.circle_ids or circle_id == _keepers(viewer, read.person):
            raise NotForOthers(_("Choose who shall see it. The word waits where it was."))
        word.standing, word.circle_id, word.is_text_alone = Standing.ON_PAGE, circle_id, not with_picture
    return entry


def keep_between_us(viewer: Viewer, *, read: Read, now: datetime) -> Entry:
    """Let the keepers alone see the word. Safe to repeat. Raises ``NotThere``, ``TextChanged``."""
    with _deciding(viewer, read, "keep between keepers", now) as (entry, word):
        word.standing, word.circle_id = Standing.BETWEEN_US, _keepers(viewer, read.person)
    return entry


def put_word_away(viewer: Viewer, *, read: Read, now: datetime) -> Entry:
    """Take the word out of sight; keepers find it again, without an end. Safe to repeat. Raises ``NotThere``, ``TextChanged``."""
    with _deciding(viewer, read, "put away", now) as (entry, word):
        word.standing, word.circle_id = Standing.PUT_AWAY, None
    return entry


@transaction.atomic
def leave_earlier_text(viewer: Viewer, *, read: Read, now: datetime) -> Entry:
    """Leave the word as it stands, and put only its newer text aside. Safe to repeat. Raises ``NotThere``, ``TextChanged``."""
    entry = _entry(viewer, read.person, read.entry_id)
    word = word_of(entry)
    if _waits(viewer, read, entry) and word.new_body:
        word.waits_since = None
        settle(entry, word)
        note(viewer, "leave earlier text of", entry, now=now)
    return entry


@transaction.atomic
def pass_on(viewer: Viewer, *, read: Read, now: datetime) -> Entry:
    """Let the newest text through to a keeper who asked to read it second. It waits as before. Raises ``NotThere``, ``TextChanged``."""
    entry = _entry(viewer, read.person, read.entry_id)
    word = word_of(entry)
    if _waits(viewer, read, entry) and word.passed_on_at is None:
        word.passed_on_at = now
        settle(entry, word)
        note(viewer, "pass on", entry, now=now)
    return entry


@transaction.atomic
def choose_word(viewer: Viewer, *, person: "Person", entry_id: str, is_chosen: bool, now: datetime) -> Entry:
    """Let a word that is on the page stand on its first page too, or not. Raises ``NotThere``, ``EnoughChosen``."""
    entry = _entry(viewer, person, entry_id)
    word = word_of(entry)
    if word.standing != Standing.ON_PAGE or word.hidden_at:
        raise NotThere
    chosen = Entry.objects.filter(person=person.pk, kind=entry.kind, is_chosen=True).exclude(pk=entry.pk)
    if is_chosen and chosen.count() >= MOST_CHOSEN:
        raise EnoughChosen(
            _("Three words stand on the first page already. Take one of them from there, then choose this one.")
        )
    entry.is_chosen = is_chosen
    entry.save(update_fields=["is_chosen"])
    touch(person.pk)
    note(viewer, "choose" if is_chosen else "take from first page", entry, now=now)
    return entry


@transaction.atomic
def hide_word(viewer: Viewer, *, person: "Person", entry_id: str, is_hidden: bool, now: datetime) -> Entry:
    """Take a word from every page at the wish of somebody it names, or show it again where it was. Raises ``NotThere``."""
    entry = _entry(viewer, person, entry_id)
    word = word_of(entry)
    if bool(word.hidden_at) != is_hidden:
        word.hidden_at, word.wish_is_new = (now if is_hidden else None), False
        # Who wished it stays named where it is shown again: from then on they can only ask in person.
        word.wished_by_id = None if is_hidden else word.wished_by_id
        settle(entry, word)
        touch(person.pk)
        note(viewer, "hide at a wish" if is_hidden else "show again", entry, now=now)
    return entry


@transaction.atomic
def heed_wish(viewer: Viewer, *, person: "Person", entry_id: str, now: datetime) -> Entry:
    """Leave a word hidden that somebody asked not to stand in, and wait with it no more. Raises ``NotThere``."""
    entry = _entry(viewer, person, entry_id)
    word = word_of(entry)
    if word.hidden_at and word.wish_is_new:
        word.wish_is_new = False
        settle(entry, word)
        note(viewer, "heed wish", entry, now=now)
    return entry


@transaction.atomic
def note_yearly(viewer: Viewer, *, person: "Person", entry_id: str, is_yearly: bool, now: datetime) -> Entry:
    """Note that the family does every year what a word tells of, or take the note back. Raises ``NotThere``."""
    entry = _entry(viewer, person, entry_id)
    word = word_of(entry)
    word.yearly_at = (word.yearly_at or now) if is_yearly else None
    settle(entry, word)
    note(viewer, "note as yearly" if is_yearly else "note as not yearly", entry, now=now)
    return entry


@contextmanager
def _deciding(viewer: Viewer, read: Read, verb: str, now: datetime) -> Iterator[tuple[Entry, KindWord]]:
    """The word to decide of, with its newest text if this keeper has read it; kept when the block is over."""
    with transaction.atomic():
        entry = _entry(viewer, read.person, read.entry_id)
        word = word_of(entry)
        is_read = _waits(viewer, read, entry)
        yield entry, word
        if is_read:
            if word.new_body:
                supersede(entry, entry.body, now=now)
                entry.body, entry.said_by = word.new_body, word.new_said_by
                word.new_body, word.new_said_by = "", ""
                word.enclosure_id, word.new_enclosure_id = word.new_enclosure_id, None
            word.waits_since, word.passed_on_at = None, None
        settle(entry, word)
        touch(read.person.pk)
        note(viewer, verb, entry, now=now)


def _waits(viewer: Viewer, read: Read, entry: Entry) -> bool:
    """Whether the newest text waits for this keeper, who must have read just that one."""
    if not word_gate.waiting(viewer, read.person).filter(pk=entry.pk).exists():
        return False
    if read.revision != entry.revision:
        raise TextChanged(
            _("The word was changed while you read it. Here is the text as it is now; nothing was decided about it.")
        )
    return True


def _entry(viewer: Viewer, person: "Person", entry_id: str) -> Entry:
    reading_seat(viewer, person)
    entry = word_gate.known(viewer, person).select_for_update(of=("self",)).filter(public_id=entry_id).first()
    if entry is None:
        raise NotThere
    return entry


def _keepers(viewer: Viewer, person: "Person") -> int:
    return next(one.id for one in people.circles(viewer, person.family_id) if one.kind is CircleKind.KEEPERS)
