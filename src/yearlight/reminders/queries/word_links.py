"""Links at which relatives and friends ask for a yearly word: as keepers see them, and as whoever holds one does."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import QuerySet

from yearlight.memorials import queries as memorials
from yearlight.memorials.sentences import called
from yearlight.people import queries as people
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer
from yearlight.reminders.models import Receiver, Wish, WordLink
from yearlight.reminders.queries.sources import Source
from yearlight.reminders.queries.wished import Wished, wished_of
from yearlight.web.words import names_in_words

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: What is offered first: the day of the death, and the day a family would like remembered.
_FIRST = ("died", "remembered")


@dataclass(frozen=True, slots=True)
class AskedBy:
    """Somebody who asked, as keepers see them: never for what."""

    public_id: str
    name: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class OpenLink:
    """What whoever holds a link sees: for whom, who asks, their line, and the days there are."""

    link: WordLink
    name: str
    keepers: str
    days: list[Wished]


def place_of(viewer: Viewer, slug: str) -> "Person | None":
    """The person at whose place this viewer may give such a link."""
    person = memorials.person(viewer, slug)
    return person if person is not None and viewer.may(Deed.INVITE, person.family_id) else None


class Place(NamedTuple):
    """A place at which such a link can be given."""

    public_id: str
    name: str


def places(viewer: Viewer) -> list[Place]:
    """Every place at which this viewer may give such a link."""
    found = (one for one in memorials.persons(viewer) if viewer.may(Deed.INVITE, one.family_id))
    return [Place(one.public_id, called(one)) for one in found]


def link_of(person: "Person") -> WordLink | None:
    """The link of a place, open or closed. There is one row for each place, so that those who asked stay with it."""
    return WordLink.objects.filter(person=person).order_by("-pk").first()


def may_be_named(viewer: Viewer, person: "Person", today: date) -> list[Wished]:
    """The days that can be asked for: those kept of their dates, the day of the death first."""
    found = [Source(one.custom, one.kept, one) for one in memorials.series(viewer, [person]) if one.date and one.kept]
    return [wished_of(one, today) for one in sorted(found, key=_order)]


def asked_by(link: WordLink) -> list[AskedBy]:
    """Those who asked at a link and confirmed it, in the order they came."""
    rows = Receiver.objects.filter(word_link=link, confirmed_at__isnull=False).order_by("confirmed_at", "pk")
    return [AskedBy(row.public_id, row.name, row.made_at) for row in rows]


def open_link(token: str, today: date) -> OpenLink | None:
    """What a link offers; None where it is closed, has another address now, or never was."""
    return _opened(WordLink.objects.select_related("person").filter(token_hash=people.hashed(token)), today)


def open_link_named(public_id: str, today: date) -> OpenLink | None:
    """The same by its public id, for whoever comes back with a message that confirms their address."""
    return _opened(WordLink.objects.select_related("person").filter(public_id=public_id), today)


def open_link_near(viewer: Viewer, slug: str, today: date) -> OpenLink | None:
    """The same for a guest, at a place that they see or leave words for; None for everybody else."""
    person = next((one for one in _near(viewer) if one.public_id == slug), None)
    return _opened(WordLink.objects.select_related("person").filter(person=person), today) if person else None


def near(viewer: Viewer) -> list[Place]:
    """Where a guest can ask for a yearly word: at those of their places whose keepers have a link open."""
    places = _near(viewer)
    if not places:
        return []
    opened = WordLink.objects.filter(person__in=places, closed_at=None, person__closed_at=None)
    pks = set(opened.values_list("person_id", flat=True))
    return [Place(one.public_id, called(one)) for one in places if one.pk in pks]


def _near(viewer: Viewer) -> "list[Person]":
    """The places that a guest sees or leaves words for; none for whoever has an account."""
    if viewer.account_id is not None:
        return []
    found = {one.pk: one for one in (*memorials.persons(viewer), *memorials.persons_near(viewer))}
    return list(found.values())


def wish_ids(receiver: Receiver) -> list[int]:
    """What a receiver wishes, by the ids that their links hold."""
    return list(Wish.objects.filter(receiver=receiver).order_by("pk").values_list("pk", flat=True))


def _opened(rows: QuerySet[WordLink], today: date) -> OpenLink | None:
    # Where the keepers closed the place it is not so much as named.
    link = rows.filter(closed_at=None, person__closed_at=None).first()
    if link is None:
        return None
    named = memorials.series_named(link.person_id, set(link.days))
    days = [wished_of(Source(one.custom, one.kept, one), today) for one in named if one.kept]
    return OpenLink(
        link,
        called(link.person),
        names_in_words(people.keepers_of(link.person.family_id)),
        sorted(days, key=lambda one: _order(one.source)),
    )


def _order(source: Source) -> int:
    kind = source.date.kind if source.date else ""
    return _FIRST.index(kind) if kind in _FIRST else len(_FIRST)
