"""Orders of ceremonies, each seen by whoever sees its ritual."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse

from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer
from yearlight.rituals.kinds import Coming, Kind, PartKind
from yearlight.rituals.models import Answer, EarlierPart, Order, Part
from yearlight.rituals.orders import PartText, coming_words, kind_words
from yearlight.rituals.queries import gate
from yearlight.web.words import in_words

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

_STAYS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PartView:
    """One step of an order."""

    public_id: str
    text: PartText
    kind_words: str
    revision: int


@dataclass(frozen=True, slots=True)
class EarlierPartView:
    """A step as it was, and who had written it so when."""

    text: PartText
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What somebody answered."""

    name: str
    said: Coming
    words: str
    line: str


@dataclass(frozen=True, slots=True)
class OrderView:
    """The order of one year as this viewer sees it."""

    public_id: str
    ritual_id: str
    ritual_name: str
    year: int
    address: str
    happens_on: str
    date_words: str
    at: str
    place: str
    told: str
    asks: bool
    parts: tuple[PartView, ...]
    may_change: bool
    #: What this viewer answered, if they did.
    mine: AnswerView | None
    #: Everybody's answers, for those who may change the order; for nobody else a number or a name.
    answers: tuple[AnswerView, ...]
    taken_out: tuple[PartView, ...]

    @property
    def when(self) -> tuple[str, ...]:
        """The lines below its title: the day, the hour, the place."""
        return tuple(one for one in (self.date_words, self.at, self.place) if one)


def seen_order(viewer: Viewer, person: "Person", ritual_id: str, year: int) -> Order | None:
    """The row of an order this viewer sees."""
    rituals = gate.seen(viewer).filter(persons=person.pk, public_id=ritual_id, kind=Kind.CEREMONY)
    return Order.objects.filter(ritual__in=rituals, year=year).select_related("ritual").first()


def order(viewer: Viewer, person: "Person", ritual_id: str, year: int, *, now: datetime) -> OrderView | None:
    """The order of a year, or None where there is none for this viewer."""
    row = seen_order(viewer, person, ritual_id, year)
    if row is None:
        return None
    may_change = gate.changeable(viewer, person, ritual_id).exists()
    seat = viewer.seat_in(person.family_id)
    answers = [_answer(one) for one in _answers(row, None if may_change else seat.member_id if seat else 0)]
    mine = next((view for member, view in answers if seat and member == seat.member_id), None)
    away = row.parts.filter(taken_out_at__gt=now - _STAYS).order_by("-taken_out_at") if may_change else ()
    return OrderView(
        public_id=row.public_id,
        ritual_id=ritual_id,
        ritual_name=row.ritual.name,
        year=row.year,
        address=address_of(person, ritual_id, row.year),
        happens_on=row.happens_on,
        date_words=in_words(row.happens_on),
        at=row.at,
        place=row.place,
        told=row.told,
        asks=row.asks,
        parts=tuple(_part(one) for one in parts_of(row)),
        may_change=may_change,
        mine=mine,
        answers=tuple(view for _member, view in answers) if may_change else (),
        taken_out=tuple(_part(one) for one in away),
    )


def years_with_orders(viewer: Viewer, ritual_pk: int) -> list[int]:
    """The years of a ceremony that have an order, the newest first."""
    rows = Order.objects.filter(ritual__in=gate.seen(viewer).filter(pk=ritual_pk))
    return list(rows.order_by("-year").values_list("year", flat=True))


def last_parts(
    viewer: Viewer, person: "Person", ritual_id: str, before: int
) -> tuple[int, tuple[PartText, ...]] | None:
    """The newest order of a year before, as its year and its steps: what was kept for next time."""
    rituals = gate.seen(viewer).filter(persons=person.pk, public_id=ritual_id)
    row = Order.objects.filter(ritual__in=rituals, year__lt=before).order_by("-year").first()
    return (row.year, tuple(_text(one) for one in parts_of(row))) if row else None


def earlier_parts(viewer: Viewer, person: "Person", ritual_id: str, part_id: str) -> tuple[EarlierPartView, ...]:
    """A step as it was written before, the newest first, for those who may change it."""
    if not viewer.may(Deed.WRITE, person.family_id):
        return ()
    rituals = gate.changeable(viewer, person, ritual_id)
    rows = EarlierPart.objects.filter(part__public_id=part_id, part__order__ritual__in=rituals)
    return tuple(
        EarlierPartView(_text(one), one.changed_by.name if one.changed_by else "", one.changed_at)
        for one in rows.select_related("changed_by").order_by("-revision")
    )


def parts_of(row: Order) -> "QuerySet[Part]":
    """The steps of an order as they follow each other."""
    return row.parts.filter(taken_out_at=None).order_by("position", "pk")


def address_of(person: "Person", ritual_id: str, year: int) -> str:
    """The page of an order."""
    return reverse("rituals:order", args=[person.public_id, ritual_id, year])


def _answers(row: Order, member_id: int | None) -> "QuerySet[Answer]":
    rows = row.answers.filter(member__left_at=None).select_related("member").order_by("answered_at")
    return rows if member_id is None else rows.filter(member=member_id)


def _answer(one: Answer) -> tuple[int, AnswerView]:
    said = Coming(one.said)
    return one.member_id, AnswerView(one.member.name, said, coming_words()[said], one.line)


def _part(one: Part) -> PartView:
    return PartView(one.public_id, _text(one), kind_words()[PartKind(one.kind)], one.revision)


def _text(one: Part | EarlierPart) -> PartText:
    return PartText(PartKind(one.kind), one.heading, one.who, one.text)
