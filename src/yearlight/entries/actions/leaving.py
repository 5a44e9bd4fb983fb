"""What somebody who leaves a kind word can do with it: send, change, withdraw, bring back."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yearlight.core.errors import NotThere, YearlightError
from yearlight.entries.actions.away import STAYS
from yearlight.entries.actions.beside_words import Picture, take_in
from yearlight.entries.actions.notes import note
from yearlight.entries.actions.standing import settle, supersede, word_of
from yearlight.entries.actions.windows import TooLong, refuse_blank
from yearlight.entries.models import Entry, EntryKind, EntryState, KindWord, Standing
from yearlight.entries.queries import word_gate
from yearlight.entries.texts import LONGEST_WORD, NO_PICTURE, Said, Sent, Text
from yearlight.memorials.actions import touch
from yearlight.people import queries as people
from yearlight.people.viewer import Seat, Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: So many words one writer can leave at one place within a day, and so often one can be changed.
MOST_A_DAY = 20
MOST_CHANGES = 50


class TooMany(YearlightError):  # noqa: N818
    """More words in a day, or more changes to one, than anybody writes who means them."""

    code = "too_many"


def leave_word(
    viewer: Viewer, *, person: "Person", said: Said, window: str, now: datetime, today: date, sent: Sent = NO_PICTURE
) -> Entry:
    """Send a word, and a picture if one comes with it, to the keepers, who read it first. Returns its entry.

    Safe to repeat: a second press from the same window finds the word, and changes it where the text is another.
    Raises ``EmptyText``, ``TooLong``, ``TooMany``, ``NotThere``; for a picture ``PictureRefused``, ``EnoughEnclosed``.
    """
    seat = _seat(viewer, person)
    said = _signed(viewer, person, said)
    _check(said)
    picture = take_in(person, seat.member_id, sent, now=now)
    try:
        return _leave(viewer, person, said, picture, window, now, today)
    except IntegrityError:
        # Two presses at the same instant: the second finds the first's row.
        return _leave(viewer, person, said, picture, window, now, today)


@transaction.atomic
def _leave(
    viewer: Viewer, person: "Person", said: Said, picture: Picture, window: str, now: datetime, today: date
) -> Entry:
    seat = _seat(viewer, person)
    key = f"{seat.member_id}:{window}"
    found = word_gate.own(viewer, person).select_for_update(of=("self",)).filter(word__sent_key=key).first()
    if found is not None:
        return _changed(viewer, found, said, picture, now)
    lately = word_gate.own(viewer, person).filter(writer=seat.member_id, made_at__gt=now - timedelta(days=1))
    if lately.count() >= MOST_A_DAY:
        raise TooMany(
            _(
                "You have left many words today, and they are all kept. This one was not sent. Keep it on this page, "
                "and send it tomorrow."
            )
        )
    entry = _new_entry(person, seat, said, now, today)
    KindWord.objects.create(
        entry=entry,
        sent_key=key,
        is_for_keepers=said.is_for_keepers,
        waits_since=now,
        enclosure_id=picture.beside(None, now=now),
    )
    note(viewer, "leave", entry, now=now)
    return entry


def _new_entry(person: "Person", seat: Seat, said: Said, now: datetime, today: date) -> Entry:
    return Entry.objects.create(
        family_id=person.family_id,
        person_id=person.pk,
        kind=EntryKind.KIND_WORD,
        state=EntryState.WAITING,
        writer_id=seat.member_id,
        kept_by_id=seat.member_id,
        said_by=said.by,
        body=said.body,
        happened_on=today.isoformat(),
        first_on=today,
        last_on=today,
        revision=1,
        made_at=now,
        kept_at=now,
        changed_at=now,
    )


def change_word(
    viewer: Viewer, *, person: "Person", entry_id: str, said: Said, now: datetime, sent: Sent = NO_PICTURE
) -> Entry:
    """Send another text or picture in place of one's own. It waits for a keeper; what they decided of before stays until then.

    Safe to repeat. Raises as ``leave_word``.
    """
    said = _signed(viewer, person, said)
    _check(said)
    writer_id = word_gate.own(viewer, person).filter(public_id=entry_id).values_list("writer_id", flat=True).first()
    if writer_id is None:
        raise NotThere
    picture = take_in(person, writer_id, sent, now=now)
    with transaction.atomic():
        return _changed(viewer, _own(viewer, person, entry_id), said, picture, now)


@transaction.atomic
def withdraw_word(viewer: Viewer, *, person: "Person", entry_id: str, now: datetime) -> Entry:
    """Take one's own word back from everybody, at once. Safe to repeat. Raises ``NotThere``."""
    entry = _own(viewer, person, entry_id)
    word = word_of(entry)
    if word.withdrawn_at is None:
        word.withdrawn_at = now
        settle(entry, word)
        touch(person.pk)
        note(viewer, "withdraw", entry, now=now)
    return entry


@transaction.atomic
def bring_word_back(viewer: Viewer, *, person: "Person", entry_id: str, now: datetime) -> Entry:
    """Give a withdrawn word back to the keepers, as it was. Raises ``NotThere``, also after its 30 days."""
    entry = _own(viewer, person, entry_id)
    word = word_of(entry)
    if word.withdrawn_at is None:
        return entry
    if word.withdrawn_at <= now - STAYS:
        raise NotThere
    word.withdrawn_at = None
    settle(entry, word)
    touch(person.pk)
    note(viewer, "bring back", entry, now=now)
    return entry


def _changed(viewer: Viewer, entry: Entry, said: Said, picture: Picture, now: datetime) -> Entry:
    word = word_of(entry)
    if word.withdrawn_at is not None:
        raise NotThere
    is_narrower = said.is_for_keepers and not word.is_for_keepers and word.standing == Standing.ON_PAGE
    shown = word.new_enclosure_id if word.new_body else word.enclosure_id
    if _says_another_thing(entry, word, said) or picture.is_another_than(shown) or is_narrower:
        _take(entry, word, said, picture.beside(shown, now=now), is_narrower=is_narrower, now=now)
    elif said.is_for_keepers == word.is_for_keepers:
        return entry
    word.is_for_keepers = said.is_for_keepers
    entry.changed_at = now
    settle(entry, word)
    touch(entry.person_id)
    note(viewer, "change", entry, now=now)
    return entry


def _says_another_thing(entry: Entry, word: KindWord, said: Said) -> bool:
    """Whether the text is another, or the name below it: that stands on the page too, so it is read first like a text."""
    body, by = (word.new_body, word.new_said_by) if word.new_body else (entry.body, entry.said_by)
    return said.body != body or said.by != (by or (entry.writer.name if entry.writer else ""))


def _take(
    entry: Entry, word: KindWord, said: Said, enclosure_id: int | None, *, is_narrower: bool, now: datetime
) -> None:
    """Make this the newest text. Beside one that was decided of it waits, unless that one may not stay where it is."""
    if entry.revision > MOST_CHANGES:
        raise TooMany(
            _("This word has been changed many times, and its last text is kept. Write another one if there is more.")
        )
    if is_narrower:
        word.standing = Standing.WAITING
    if word.standing == Standing.WAITING:
        supersede(entry, entry.body, now=now)
        entry.body, entry.said_by, word.new_body, word.new_said_by = said.body, said.by, "", ""
        word.enclosure_id, word.new_enclosure_id = enclosure_id, None
    else:
        if word.new_body:
            supersede(entry, word.new_body, now=now)
        word.new_body, word.new_said_by, word.new_enclosure_id = said.body, said.by, enclosure_id
    entry.revision += 1
    word.waits_since, word.passed_on_at = now, None


def _signed(viewer: Viewer, person: "Person", said: Said) -> Said:
    """With the name that stands below it: as they wrote it, or as they are called here now.

    It is kept with the text. A name that changes later is another one, which a keeper reads first.
    """
    return replace(said, by=said.by.strip()[:120] or people.name_in(viewer, person.family_id))


def _check(said: Said) -> None:
    refuse_blank(Text(body=said.body), EntryKind.KIND_WORD)
    if len(said.body) > LONGEST_WORD:
        raise TooLong(
            _("This is longer than a word can be here (10,000 letters). Send a part of it, and the rest after.")
        )


def _seat(viewer: Viewer, person: "Person") -> Seat:
    seat = word_gate.leaving_seat(viewer, person)
    if seat is None:
        raise NotThere
    return seat


def _own(viewer: Viewer, person: "Person", entry_id: str) -> Entry:
    """One's own word, whether or not one may leave others by now: taking back is always open."""
    entry = word_gate.own(viewer, person).select_for_update(of=("self",)).filter(public_id=entry_id).first()
    if entry is None:
        raise NotThere
    return entry
