"""Who reads whose kind words, and thanks for them."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from yearlight.core import audit
from yearlight.core.errors import NotThere, YearlightError
from yearlight.entries.actions.standing import reading_seat
from yearlight.entries.models import ReadsFirst, Thanks, Unheard
from yearlight.entries.queries import word_gate
from yearlight.people import queries as people
from yearlight.people.roles import CircleKind
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

LONGEST_THANKS = 300


class ReadsThem(YearlightError):  # noqa: N818
    """The other keeper asked the same of this one: then nobody would read the words."""

    code = "reads_them"


@transaction.atomic
def ask_to_read_first(viewer: Viewer, *, person: "Person", now: datetime, reader_id: int | None) -> None:
    """Let another keeper read the words of a person before this one; None: read them oneself again.

    Raises ``NotThere`` where that one is no other keeper, ``ReadsThem`` where they asked for the same.
    """
    seat = reading_seat(viewer, person)
    mine = ReadsFirst.objects.filter(person=person.pk, asked_by=seat.member_id)
    if reader_id is None:
        mine.delete()
        _note(viewer, "read words again", person, now)
        return
    keepers = next(one for one in people.circles(viewer, person.family_id) if one.kind is CircleKind.KEEPERS)
    if reader_id == seat.member_id or reader_id not in keepers.members:
        raise NotThere
    # Not only this reader: in a ring of three keepers nobody would read either.
    if ReadsFirst.objects.filter(person=person.pk, reader=seat.member_id).exists():
        raise ReadsThem(
            _("You were asked to read these words first. They wait for you until whoever asked takes that back.")
        )
    if ReadsFirst.objects.filter(person=person.pk, asked_by=reader_id).exists():
        raise ReadsThem(_("That keeper asked not to read these words first either. They wait for you as before."))
    ReadsFirst.objects.update_or_create(
        person_id=person.pk, asked_by_id=seat.member_id, defaults={"reader_id": reader_id, "asked_at": now}
    )
    _note(viewer, "let another read words first", person, now)


@transaction.atomic
def hear_no_more(viewer: Viewer, *, person: "Person", entry_id: str, now: datetime) -> None:
    """Let what the writer of a word leaves reach no keeper. Safe to repeat. Raises ``NotThere``.

    They are not told: they write as before. What stands on the page stays there.
    """
    seat = reading_seat(viewer, person)
    entry = word_gate.known(viewer, person).filter(public_id=entry_id).first()
    # What a keeper wrote down for somebody is that keeper's own.
    if entry is None or entry.writer_id is None or entry.writer_id in _keepers(viewer, person):
        raise NotThere
    Unheard.objects.get_or_create(member_id=entry.writer_id, defaults={"made_by_id": seat.member_id, "made_at": now})
    _note(viewer, "hear no more", person, now)


@transaction.atomic
def hear_again(viewer: Viewer, *, person: "Person", member_id: int, now: datetime) -> None:
    """Let somebody's words reach the keepers again, with all that they left meanwhile. Safe to repeat."""
    reading_seat(viewer, person)
    Unheard.objects.filter(member=member_id, member__family=person.family_id).delete()
    _note(viewer, "hear again", person, now)


@transaction.atomic
def thank(viewer: Viewer, *, person: "Person", words: str, entry_id: str = "", now: datetime) -> int:
    """Thank the writer of a word, or without one all whose words this keeper has; returns how many. Safe to repeat.

    It stands on their own page, and no message says so. Raises ``NotThere``.
    """
    seat = reading_seat(viewer, person)
    rows = word_gate.known(viewer, person).filter(word__isnull=False, writer__isnull=False)
    rows = rows.exclude(writer__in=_keepers(viewer, person))
    rows = rows.filter(public_id=entry_id) if entry_id else rows.exclude(word_gate.is_out_of_sight())
    writers = sorted(set(rows.values_list("writer_id", flat=True)))
    if entry_id and not writers:
        raise NotThere
    for writer_id in writers:
        Thanks.objects.get_or_create(
            person_id=person.pk,
            to_id=writer_id,
            made_by_id=seat.member_id,
            words=words[:LONGEST_THANKS],
            defaults={"made_at": now},
        )
    _note(viewer, "thank", person, now)
    return len(writers)


def _keepers(viewer: Viewer, person: "Person") -> frozenset[int]:
    found = people.circles(viewer, person.family_id)
    return frozenset(next((one.members for one in found if one.kind is CircleKind.KEEPERS), {}))


def _note(viewer: Viewer, verb: str, person: "Person", now: datetime) -> None:
    audit.note(
        actor=str(viewer.account_id or ""),
        family_id=person.family_id,
        verb=verb,
        thing="kind_words",
        thing_id=person.public_id,
        now=now,
    )
