"""A ritual begun, changed, ended, put away and brought back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yearlight.core import audit
from yearlight.core.errors import YearlightError
from yearlight.core.ids import public_id
from yearlight.entries.actions import NotThere
from yearlight.entries.queries.acts import known_word
from yearlight.memorials.actions import touch
from yearlight.people.actions import remember_audience
from yearlight.people.choices import ME, audience_from
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer
from yearlight.rituals import queries
from yearlight.rituals.facts import OwnField, fields_to_row
from yearlight.rituals.kinds import Kind
from yearlight.rituals.models import Ritual
from yearlight.rituals.queries import days, gate

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


class HoldsYears(YearlightError):  # noqa: N818 -- read as a sentence, as all of ours are
    """What was done is in it, perhaps of somebody else: it can be ended, and stays readable."""

    code = "holds_years"


@dataclass(frozen=True, slots=True)
class Said:
    """A ritual as a form tells it. ``audience`` is ``me`` or a circle's public id, ``day`` the name of a day that comes back."""

    name: str
    told: str = ""
    audience: str = ME
    day: str = ""
    stands_at: str = ""
    looked_after_by: str = ""
    fields: tuple[OwnField, ...] = ()
    #: The public id of the date that ages are counted from.
    age_from: str = ""


def begin(
    viewer: Viewer,
    *,
    persons: "Sequence[Person]",
    kind: Kind,
    said: Said,
    key: str = "",
    from_word: str = "",
    now: datetime,
) -> Ritual:
    """Begin a ritual for one person, or for several of one family. Raises ``NotThere``.

    ``key`` is the ritual's public id to be: a second press of the same button finds it begun. ``from_word`` is the kind
    word it began from.
    """
    try:
        return _begin(viewer, persons, kind, said, key or public_id(), from_word, now)
    except IntegrityError:
        # Two presses at the same instant: the second finds the first's row.
        return _begin(viewer, persons, kind, said, key or public_id(), from_word, now)


@transaction.atomic
def _begin(
    viewer: Viewer, persons: "Sequence[Person]", kind: Kind, said: Said, key: str, from_word: str, now: datetime
) -> Ritual:
    family_id = _family_of(persons)
    seat = viewer.seat_in(family_id)
    if seat is None or not viewer.may(Deed.WRITE, family_id):
        raise NotThere
    taken = Ritual.objects.filter(public_id=key).first()
    if taken is not None and taken.writer_id == seat.member_id:
        return taken
    ritual = Ritual(family_id=family_id, kind=kind, writer_id=seat.member_id, made_at=now, changed_at=now)
    ritual.public_id = public_id() if taken else key
    ritual.from_word_id = known_word(viewer, persons[0], from_word) if from_word else None
    _say(viewer, ritual, persons, said)
    ritual.save()
    ritual.persons.set(persons)
    _changed(viewer, "begin", ritual, now)
    return ritual


@transaction.atomic
def change(
    viewer: Viewer, *, person: "Person", ritual_id: str, persons: "Sequence[Person]", said: Said, now: datetime
) -> Ritual:
    """Tell a ritual otherwise. Who sees it is for whoever made it to say, as with letters. Raises ``NotThere``."""
    ritual = _to_change(viewer, person, ritual_id)
    if _family_of(persons) != ritual.family_id:
        raise NotThere
    _say(viewer, ritual, persons, said)
    ritual.changed_at = now
    ritual.save()
    # Those whose place this viewer does not see stay in it.
    unseen = ritual.persons.exclude(pk__in=[one.pk for one in queries.persons_of_family(viewer, ritual.family_id)])
    ritual.persons.set([*persons, *unseen])
    _changed(viewer, "change", ritual, now)
    return ritual


@transaction.atomic
def end(viewer: Viewer, *, person: "Person", ritual_id: str, ended_on: str, words: str, now: datetime) -> Ritual:
    """Say that it is done no more: since a date (EDTF), or without one. It stays readable. Raises ``NotThere``."""
    return _end(viewer, person, ritual_id, ended_on, words.strip() or _("We do it no more."), "end", now)


@transaction.atomic
def take_up_again(viewer: Viewer, *, person: "Person", ritual_id: str, now: datetime) -> Ritual:
    """It is done again, as if it had never ended. Raises ``NotThere``."""
    return _end(viewer, person, ritual_id, "", "", "take up again", now)


@transaction.atomic
def put_away(viewer: Viewer, *, person: "Person", ritual_id: str, now: datetime) -> Ritual:
    """Take a ritual without years out of sight. Raises ``NotThere``, and ``HoldsYears`` where something was done.

    Nobody can take away with it what another wrote, and nobody learns by this whether there is such a thing that they
    do not see: acts that are put away themselves count as well. An order that was written counts as a year does.
    """
    ritual = _to_change(viewer, person, ritual_id)
    if ritual.acts.exists() or ritual.orders.exists():
        raise HoldsYears(
            _(
                "Years are kept in this ritual, so it cannot be put away. Nothing was changed. You can end it instead: then it stays readable with all its years."
            )
        )
    ritual.put_away_at = now
    ritual.save(update_fields=["put_away_at"])
    _changed(viewer, "put away", ritual, now)
    return ritual


@transaction.atomic
def bring_back(viewer: Viewer, *, person: "Person", ritual_id: str, now: datetime) -> Ritual:
    """Bring a ritual back as it was. Raises ``NotThere``, also after its 30 days."""
    ritual = gate.to_bring_back(viewer, person, ritual_id, now=now).select_for_update(of=("self",)).first()
    if ritual is None:
        raise NotThere
    ritual.put_away_at = None
    ritual.save(update_fields=["put_away_at"])
    _changed(viewer, "bring back", ritual, now)
    return ritual


@transaction.atomic
def sweep(*, now: datetime) -> int:
    """Remove what was put away 30 days ago, and what is of nobody any more; returns how many. Safe to repeat."""
    away = Ritual.objects.filter(put_away_at__lte=now - gate.STAYS, acts=None, orders=None)
    swept = [*away, *Ritual.objects.filter(persons=None)]
    for one in swept:
        audit.note(actor="", family_id=one.family_id, verb="remove", thing="ritual", thing_id=one.public_id, now=now)
        one.delete()
    return len(swept)


def erase_own(member_ids: Collection[int]) -> None:
    """Remove what only these members saw, in the caller's transaction."""
    Ritual.objects.filter(writer__in=member_ids, audience=None).delete()


def _say(viewer: Viewer, ritual: Ritual, persons: "Sequence[Person]", said: Said) -> None:
    """Write what a form said into the row; what it names and the viewer does not see is left out."""
    if viewer.member_ids & {ritual.writer_id}:
        ritual.audience_id = audience_from(viewer, ritual.family_id, said.audience)
        remember_audience(viewer, ritual.family_id, ritual.audience_id)
    ritual.name, ritual.told = said.name.strip(), said.told.strip()
    # A day that this viewer cannot name now, since it was put away, stays the ritual's.
    if said.day != ritual.day:
        ritual.day = said.day if said.day in days.series_of(viewer, persons) else ""
    ritual.stands_at, ritual.looked_after_by = said.stands_at.strip(), said.looked_after_by.strip()
    ritual.fields = fields_to_row(said.fields)
    ritual.age_from = days.age_date(viewer, persons, said.age_from) if said.age_from else None


def _end(
    viewer: Viewer, person: "Person", ritual_id: str, ended_on: str, words: str, verb: str, now: datetime
) -> Ritual:
    ritual = _to_change(viewer, person, ritual_id)
    ritual.ended_on, ritual.ended_words = ended_on, words
    ritual.changed_at = now
    ritual.save(update_fields=["ended_on", "ended_words", "changed_at"])
    _changed(viewer, verb, ritual, now)
    return ritual


def _to_change(viewer: Viewer, person: "Person", ritual_id: str) -> Ritual:
    ritual = gate.changeable(viewer, person, ritual_id).select_for_update(of=("self",)).first()
    if ritual is None:
        raise NotThere
    return ritual


def _family_of(persons: "Sequence[Person]") -> int:
    families = {one.family_id for one in persons}
    if len(families) != 1:
        raise NotThere
    return families.pop()


def _changed(viewer: Viewer, verb: str, ritual: Ritual, now: datetime) -> None:
    for pk in ritual.persons.values_list("pk", flat=True):
        touch(pk)
    audit.note(
        actor=str(viewer.account_id or ""),
        family_id=ritual.family_id,
        verb=verb,
        thing="ritual",
        thing_id=ritual.public_id,
        now=now,
    )
