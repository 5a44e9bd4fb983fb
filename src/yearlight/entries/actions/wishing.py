"""Somebody whom a word names asks not to stand in it. That wish comes first: the word is hidden at once, and keepers are told."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from yearlight.core.errors import NotThere, YearlightError
from yearlight.entries.actions.notes import note
from yearlight.entries.actions.standing import settle, word_of
from yearlight.entries.models import Entry, KindWord
from yearlight.entries.queries import word_gate
from yearlight.memorials.actions import touch
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: So many words of one place can be hidden at one person's wish.
MOST_WISHES = 10


class AskInPerson(YearlightError):  # noqa: N818
    """A press does no more here: the keepers have shown the word again since, or many are hidden at this wish."""

    code = "ask_in_person"


@transaction.atomic
def ask_to_hide(viewer: Viewer, *, person: "Person", entry_id: str, now: datetime) -> Entry:
    """Take a word that this viewer reads from every page, until they take the wish back or a keeper shows it again.

    Safe to repeat. Raises ``NotThere``, also for keepers, who hide it themselves, and ``AskInPerson``.
    """
    entry = word_gate.hideable(viewer, person).select_for_update(of=("self",)).filter(public_id=entry_id).first()
    seat = viewer.seat_in(person.family_id)
    if entry is None or seat is None:
        if word_gate.hidden_at_own_wish(viewer, person).filter(public_id=entry_id).exists():
            return Entry.objects.get(public_id=entry_id)
        raise NotThere
    word = word_of(entry)
    if word.wished_by_id == seat.member_id:
        raise AskInPerson(
            _("It was hidden at your wish, and a keeper has shown it again since. Please speak with them about it.")
        )
    if word_gate.hidden_at_own_wish(viewer, person).count() >= MOST_WISHES:
        raise AskInPerson(_("Many words are hidden at your wish. Please speak with the keepers about this one."))
    word.hidden_at, word.wished_by_id, word.wish_is_new = now, seat.member_id, True
    _settle(viewer, entry, word, "hide at own wish", now)
    return entry


@transaction.atomic
def take_wish_back(viewer: Viewer, *, person: "Person", entry_id: str, now: datetime) -> Entry:
    """Show a word again, where it was, that was hidden at this viewer's wish. Raises ``NotThere``."""
    rows = word_gate.hidden_at_own_wish(viewer, person)
    entry = rows.select_for_update(of=("self",)).filter(public_id=entry_id).first()
    if entry is None:
        raise NotThere
    word = word_of(entry)
    word.hidden_at, word.wished_by_id, word.wish_is_new = None, None, False
    _settle(viewer, entry, word, "take wish back", now)
    return entry


def _settle(viewer: Viewer, entry: Entry, word: KindWord, verb: str, now: datetime) -> None:
    settle(entry, word)
    touch(entry.person_id)
    note(viewer, verb, entry, now=now)
