"""Persons and their dates, each got through the gate: who sees that a place exists."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from yearlight.memorials.asking import WordsFrom
from yearlight.memorials.models import Asked, KeptCustom, Person, PersonDate
from yearlight.memorials.series import NOTHING, Series, series_of
from yearlight.people.roles import CircleKind, Deed, Role
from yearlight.people.viewer import Viewer

#: What is put away can be brought back for so long.
STAYS = timedelta(days=30)
#: The order in which the dates of a person are told.
_ORDER = ("born", "died", "due", "found", "funeral", "remembered", "own")


def person(viewer: Viewer, slug: str) -> Person | None:
    """The person whose place has this address, or None where there is none for this viewer."""
    return _seen(viewer).filter(public_id=slug).first()


def persons_near(viewer: Viewer) -> list[Person]:
    """Everyone for whom this viewer is asked for words: as the keepers chose, or where they did not, whose place they know.

    Where nobody chose, it is a place that they see, or that everyone invited sees. Whoever was invited may be shown less
    than a place, or nothing but the page for words. Where a family shows a single place, and shows it to the family, that
    is the one they were asked for; where it shows several, nobody learns by this of one that is not shown to them. A
    place that only its keepers see is known to none of them, but to those whom a keeper chose by name or by circle.
    """
    return list(_near(viewer).order_by("pk"))


def person_near(viewer: Viewer, slug: str) -> Person | None:
    """One of them by the address of their place, or None."""
    return _near(viewer).filter(public_id=slug).first()


def person_of_family(viewer: Viewer, slug: str) -> Person | None:
    """A person of the viewer's family, whether or not they see the place: for what is their own there, and nothing else."""
    return Person.objects.filter(family__in=viewer.family_ids, public_id=slug).first()


def persons_of_families(viewer: Viewer) -> list[Person]:
    """All of them, in the order the places were made; for what is the viewer's own there, and nothing else."""
    return list(Person.objects.filter(family__in=viewer.family_ids).order_by("pk"))


@dataclass(frozen=True, slots=True)
class AskedOf:
    """Who is asked for words, as a keeper chooses it: of circles only those that this keeper is in."""

    words_from: str
    circles: frozenset[str]
    members: frozenset[str]


def asked_of(viewer: Viewer, person: Person) -> AskedOf:
    """As it stands now; for those who may not change the place, nothing that was chosen."""
    if not viewer.may(Deed.CHANGE_PLACE, person.family_id):
        return AskedOf(person.words_from, frozenset(), frozenset())
    circles = person.asked.filter(circle__in=viewer.circle_ids).values_list("circle__public_id", flat=True)
    members = person.asked.filter(member__left_at=None).values_list("member__public_id", flat=True)
    return AskedOf(person.words_from, frozenset(circles), frozenset(one for one in members if one))


def persons(viewer: Viewer) -> list[Person]:
    """Everyone whose place this viewer sees, in the order the places were made."""
    return list(_seen(viewer).order_by("pk"))


def dates(viewer: Viewer, person: Person) -> list[PersonDate]:
    """The dates of a person; those that have none, and for strangers, none."""
    if viewer.seat_in(person.family_id) is None:
        return []
    return _ordered(PersonDate.objects.filter(person=person, put_away_at=None))


def series(viewer: Viewer, persons: Sequence[Person]) -> list[Series]:
    """What comes back for these persons, asked for all of them at once."""
    seen = [one for one in persons if viewer.seat_in(one.family_id) is not None]
    dates: dict[int, list[PersonDate]] = {}
    for one in _ordered(PersonDate.objects.filter(person__in=seen, put_away_at=None)):
        dates.setdefault(one.person_id, []).append(one)
    customs: dict[int, list[KeptCustom]] = {}
    for row in KeptCustom.objects.filter(person__in=seen, put_away_at=None).order_by("pk"):
        customs.setdefault(row.person_id, []).append(row)
    return [
        found for person in seen for found in series_of(person, dates.get(person.pk, []), customs.get(person.pk, []))
    ]


def series_named(person_id: int, names: Collection[str]) -> list[Series]:
    """What comes back for a person, as far as the keepers named it to somebody without an account.

    A name is the public id of the date, or of the person where the custom needs none, a dot, and the custom.
    """
    person = Person.objects.filter(pk=person_id, closed_at=None).first()
    if person is None or not names:
        return []
    dates = _ordered(PersonDate.objects.filter(person=person, put_away_at=None))
    found = series_of(person, dates, KeptCustom.objects.filter(person=person, put_away_at=None).order_by("pk"))
    return [one for one in found if f"{(one.date or person).public_id}.{one.custom}" in names]


def persons_with_days_changed(since: datetime) -> list[int]:
    """The persons whose dates or customs changed since then, by their ids: for what was worked out from them."""
    return list(Person.objects.filter(days_changed_at__gte=since).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Days:
    """The dates of a person and what is kept for them, with what was put away and can be brought back."""

    dates: list[PersonDate]
    customs: list[KeptCustom]
    away_dates: list[PersonDate]
    away_customs: list[KeptCustom]


def days(viewer: Viewer, person: Person, *, now: datetime) -> Days:
    """All of it; for strangers, nothing. Of a date that is put away, its customs are not told."""
    if viewer.seat_in(person.family_id) is None:
        return Days([], [], [], [])
    there = Q(put_away_at=None) | Q(put_away_at__gt=now - STAYS)
    dates = _ordered(PersonDate.objects.filter(there, person=person))
    kept = {one.pk: one for one in dates if one.put_away_at is None}
    customs = list(KeptCustom.objects.filter(there, person=person).order_by("pk"))
    customs = [one for one in customs if one.date_id is None or one.date_id in kept]
    return Days(
        list(kept.values()),
        [one for one in customs if one.put_away_at is None],
        [one for one in dates if one.put_away_at],
        [one for one in customs if one.put_away_at and one.custom != NOTHING],
    )


def date_of(viewer: Viewer, person: Person, public_id: str, *, now: datetime) -> PersonDate | None:
    """One date of a person, also where it is put away; None where there is none for this viewer."""
    found = days(viewer, person, now=now)
    return next((one for one in (*found.dates, *found.away_dates) if one.public_id == public_id), None)


def custom_of(viewer: Viewer, person: Person, public_id: str, *, now: datetime) -> KeptCustom | None:
    """One custom that is kept for a person, also where it is put away; None where there is none for this viewer."""
    found = days(viewer, person, now=now)
    return next((one for one in (*found.customs, *found.away_customs) if one.public_id == public_id), None)


def begun(viewer: Viewer) -> Person | None:
    """The place whose first questions this viewer has not come to the end of; the newest."""
    rows = Person.objects.filter(made_by__in=viewer.member_ids, begin_at__isnull=False)
    return rows.order_by("-pk").first()


def family_to_begin_in(viewer: Viewer) -> int | None:
    """The family in which this viewer can make a place, or None."""
    seats = (
        seat for seat in viewer.seats if seat.role is Role.KEEPER and viewer.may(Deed.CHANGE_PLACE, seat.family_id)
    )
    return next((seat.family_id for seat in seats), None)


def _seen(viewer: Viewer) -> QuerySet[Person]:
    """A place is seen by those in its audience. Its keepers are in every circle of the three.

    Everything of a person is asked for by the person, who is got here: a place
    that is closed is closed with all that belongs to it.
    """
    return Person.objects.filter(_is_open_to(viewer), audience__in=viewer.circle_ids, family__in=viewer.family_ids)


#: The circles beside the keepers that every family has.
_SHOWN = (CircleKind.FAMILY, CircleKind.FRIENDS)


def _near(viewer: Viewer) -> QuerySet[Person]:
    others = Person.objects.filter(family=OuterRef("family"), audience__kind__in=_SHOWN).exclude(pk=OuterRef("pk"))
    is_the_only_one = Q(audience__kind=CircleKind.FAMILY) & ~Exists(others)
    shown = Q(audience__in=viewer.circle_ids) | Q(audience__kind=CircleKind.FRIENDS) | is_the_only_one
    chosen = Q(circle__in=viewer.circle_ids) | Q(member__in=viewer.member_ids)
    is_chosen = Exists(Asked.objects.filter(chosen, person=OuterRef("pk")))
    asked = (Q(words_from=WordsFrom.SHOWN) & shown) | (Q(words_from=WordsFrom.CHOSEN) & is_chosen)
    return Person.objects.filter(asked, _is_open_to(viewer), family__in=viewer.family_ids)


def _is_open_to(viewer: Viewer) -> Q:
    return Q(closed_at=None) | Q(family__in=[one for one in viewer.family_ids if viewer.may(Deed.CLOSE_PLACE, one)])


def _ordered(rows: QuerySet[PersonDate]) -> list[PersonDate]:
    return sorted(rows, key=lambda one: (_ORDER.index(one.kind), one.first_on or date.max, one.pk))
