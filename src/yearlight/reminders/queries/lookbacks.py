"""The photographs that an account asked to see again, each got through the gate."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from yearlight.keepsakes import queries as keepsakes
from yearlight.keepsakes.queries import PictureView
from yearlight.people.viewer import Viewer
from yearlight.reminders import again
from yearlight.reminders.models import LookBack
from yearlight.reminders.queries.pauses import pause_of
from yearlight.reminders.queries.receivers import own_receiver
from yearlight.reminders.queries.sources import Source

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


@dataclass(frozen=True, slots=True)
class Again:
    """The photograph that comes today. ``is_softened``: it stands behind a veil, as a day close to it is told softly."""

    pk: int
    picture: PictureView
    person: "Person"
    is_softened: bool


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A photograph that was asked for, in words alone."""

    label: str
    words_date: str
    address: str
    is_stopped: bool


def again_today(viewer: Viewer, persons: "Sequence[Person]", sources: Sequence[Source], *, today: date) -> Again | None:
    """The photograph that comes today; none near a day that is not wanted told, nor while everything is paused.

    ``sources`` are what gives the days of these persons to this viewer. Nothing is asked further where nothing was asked for.
    """
    if viewer.account_id is None:
        return None
    of_today = LookBack.objects.filter(account=viewer.account_id, shown_on=today)
    if of_today.exclude(stopped_at=None).exists():
        # The one of today was sent away, and no other comes in its place.
        return None
    held, softened = _near(sources, today)
    seen = {one.pk: one for one in persons if one.pk not in held}
    rows = _candidates(viewer, seen, today)
    views = _seen(viewer, seen, rows)
    found = again.comes((one for _person, pk, one in rows if pk in views), today)
    if found is None or _is_paused(viewer, today):
        return None
    person_id, picture_id = next((person, pk) for person, pk, one in rows if one == found)
    return Again(found.pk, views[picture_id], seen[person_id], person_id in softened)


def may_ask_again(viewer: Viewer, picture: PictureView) -> bool:
    """Whether a photograph that this viewer sees can come again: it has a day, is not shut away or held, and they have a Today."""
    if viewer.account_id is None or picture.is_shut_away or picture.is_held:
        return False
    return again.has_day(picture.first_on, picture.last_on)


def is_asked_for(viewer: Viewer, picture_id: int) -> bool:
    """Whether this viewer wants to see a photograph again."""
    if viewer.account_id is None:
        return False
    return LookBack.objects.filter(account=viewer.account_id, picture=picture_id, stopped_at=None).exists()


def asked_for(viewer: Viewer, persons: "Sequence[Person]") -> tuple[AskedFor, ...]:
    """All that this viewer ever asked for and may see, by its day."""
    rows = LookBack.objects.filter(account=viewer.account_id).values_list("picture", "stopped_at", "picture__person")
    stopped = {pk: stopped_at is not None for pk, stopped_at, _person in rows}
    views = [
        view
        for person in persons
        if (pks := [pk for pk, _stopped, owner in rows if owner == person.pk])
        for view in keepsakes.pictures_by_id(viewer, person, pks).values()
    ]
    views.sort(key=lambda one: (one.first_on or date.min, one.pk))
    return tuple(AskedFor(one.alt, one.words_date, one.address, stopped[one.pk]) for one in views)


def _candidates(viewer: Viewer, persons: Collection[int], today: date) -> list[tuple[int, int, again.Candidate]]:
    """What could come today, each with its person and picture."""
    rested = Q(shown_on=None) | Q(shown_on=today) | Q(shown_on__lte=today - again.REST)
    rows = LookBack.objects.filter(
        rested,
        account=viewer.account_id,
        stopped_at=None,
        picture__person__in=persons,
        picture__first_on__month__in=again.months_near(today),
    )
    names = ("picture__person", "picture", "pk", "picture__first_on", "picture__last_on", "shown_on")
    return [
        (person, picture, again.Candidate(pk, first, last, shown_on))
        for person, picture, pk, first, last, shown_on in rows.values_list(*names)
        if again.has_day(first, last)
    ]


def _seen(
    viewer: Viewer, persons: "Mapping[int, Person]", rows: Sequence[tuple[int, int, again.Candidate]]
) -> dict[int, PictureView]:
    """Those of the pictures that this viewer sees, and that nobody shut away."""
    owners = {person for person, _pk, _one in rows}
    found: dict[int, PictureView] = {}
    for owner in owners:
        pks = [pk for person, pk, _one in rows if person == owner]
        found |= keepsakes.pictures_by_id(viewer, persons[owner], pks)
    return {pk: one for pk, one in found.items() if not one.is_shut_away and not one.is_broken}


def _near(sources: Sequence[Source], today: date) -> tuple[set[int], set[int]]:
    """The persons of whom a day close to today is not wanted told, and those of whom one is told softly."""
    first, last = (today - again.HELD).toordinal(), (today + again.HELD).toordinal()
    held, softened = set[int](), set[int]()
    for source in sources:
        if source.wish is None or source.person is None or source.is_often:
            continue
        for on, _occurrence in source.days(first, last):
            if source.is_left_out(on):
                held.add(source.person.pk)
            elif source.is_softer(on):
                softened.add(source.person.pk)
    return held, softened


def _is_paused(viewer: Viewer, today: date) -> bool:
    receiver = own_receiver(viewer)
    return receiver is not None and pause_of(receiver, today) is not None
