"""The order of a ceremony: begun for a year, written step by step, and answered by those who are invited."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from yearlight.core import audit
from yearlight.core.errors import YearlightError
from yearlight.entries.actions import NotThere
from yearlight.memorials.actions import touch
from yearlight.people.viewer import Viewer
from yearlight.rituals.kinds import Coming, Kind
from yearlight.rituals.models import Answer, EarlierPart, Order, Part, Ritual
from yearlight.rituals.orders import PartText
from yearlight.rituals.queries import gate
from yearlight.rituals.queries import orders as queries

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: What was taken out can be put in again for so long.
STAYS = timedelta(days=30)
#: An order of more steps than these is no order any more.
MOST_PARTS = 60


class TooManyParts(YearlightError):  # noqa: N818 -- read as a sentence, as all of ours are
    """An order holds so many steps and no more."""

    code = "too_many_parts"


@dataclass(frozen=True, slots=True)
class When:
    """The day of an order (EDTF), its hour and place in words, what the invited read, and whether they are asked to answer."""

    happens_on: str = ""
    at: str = ""
    place: str = ""
    told: str = ""
    asks: bool = False


@transaction.atomic
def begin_order(
    viewer: Viewer, *, person: "Person", ritual_id: str, year: int, parts: Sequence[PartText], now: datetime
) -> Order:
    """The order of a year; begun with these steps, if there is none yet. Raises ``NotThere``."""
    ritual = _ritual(viewer, person, ritual_id)
    order, is_new = Order.objects.get_or_create(ritual=ritual, year=year, defaults={"made_at": now, "changed_at": now})
    if is_new:
        member_id = _member(viewer, person)
        Part.objects.bulk_create(
            Part(order=order, position=number, changed_by_id=member_id, changed_at=now, **_values(one))
            for number, one in enumerate(parts)
        )
        _changed(viewer, "begin order", order, now)
    return order


@transaction.atomic
def change_order(
    viewer: Viewer,
    *,
    person: "Person",
    ritual_id: str,
    year: int,
    when: When,
    base: When | None = None,
    now: datetime,
) -> When:
    """Say when and where it is. Raises ``NotThere``.

    ``base`` is what the page was opened with: what its writer left as it was stays as somebody else has set it meanwhile.
    Returns what somebody else has set meanwhile and no longer stands.
    """
    order = _order(viewer, person, ritual_id, year)
    said, was, gone = _plain(when), _plain(base) if base else None, {}
    for name in _WHEN:
        new, stands = getattr(said, name), getattr(order, name)
        old = getattr(was, name) if was else stands
        if was is not None and new == old:
            continue
        if stands not in (old, new):
            gone[name] = stands
        setattr(order, name, new)
    order.changed_at = now
    order.save()
    _changed(viewer, "change order", order, now)
    return When(**gone)


@transaction.atomic
def add_part(
    viewer: Viewer, *, person: "Person", ritual_id: str, year: int, part: PartText, key: str, now: datetime
) -> Part:
    """Add a step at the end. ``key`` is its public id to be: a second press finds it. Raises ``NotThere``, ``TooManyParts``."""
    order = _order(viewer, person, ritual_id, year)
    there = order.parts.filter(public_id=key).first()
    if there is not None:
        return there
    if order.parts.filter(taken_out_at=None).count() >= MOST_PARTS:
        raise TooManyParts(_("An order holds sixty steps. Nothing was added. Take one out first."))
    last = order.parts.aggregate(last=Max("position"))["last"]
    made = Part.objects.create(
        public_id=key,
        order=order,
        position=0 if last is None else last + 1,
        changed_by_id=_member(viewer, person),
        changed_at=now,
        **_values(part),
    )
    _changed(viewer, "change steps", order, now)
    return made


@transaction.atomic
def change_part(
    viewer: Viewer,
    *,
    person: "Person",
    ritual_id: str,
    year: int,
    part_id: str,
    part: PartText,
    base: int,
    now: datetime,
) -> bool:
    """Write a step anew, also one that was taken out meanwhile; what stood there stays readable. Raises ``NotThere``.

    ``base`` is the revision that the page was opened with. Returns whether somebody else had changed the step meanwhile:
    then this text stands, and theirs is the newest of the earlier ones.
    """
    order = _order(viewer, person, ritual_id, year)
    row = _part(order, part_id)
    if _values(part) == {name: getattr(row, name) for name in _FIELDS}:
        return False
    _keep_earlier(row)
    was_changed = row.revision != base
    for name, value in _values(part).items():
        setattr(row, name, value)
    row.revision, row.changed_by_id, row.changed_at = row.revision + 1, _member(viewer, person), now
    row.save()
    _changed(viewer, "change steps", order, now)
    return was_changed


@transaction.atomic
def move_part(
    viewer: Viewer, *, person: "Person", ritual_id: str, year: int, part_id: str, earlier: bool, now: datetime
) -> None:
    """Put a step one place earlier or later. Raises ``NotThere``."""
    order = _order(viewer, person, ritual_id, year)
    rows = list(queries.parts_of(order))
    at = next((number for number, one in enumerate(rows) if one.public_id == part_id), None)
    if at is None:
        raise NotThere
    to = at - 1 if earlier else at + 1
    if not 0 <= to < len(rows):
        return
    # The two change places. What was taken out keeps its own, so that it is put in again where it stood.
    one, other = rows[at], rows[to]
    one.position, other.position = other.position, one.position
    Part.objects.bulk_update([one, other], ["position"])
    _changed(viewer, "change steps", order, now)


@transaction.atomic
def take_out(viewer: Viewer, *, person: "Person", ritual_id: str, year: int, part_id: str, now: datetime) -> None:
    """Take a step out of the order; for 30 days it can be put in again. Safe to repeat. Raises ``NotThere``."""
    order = _order(viewer, person, ritual_id, year)
    if not order.parts.filter(public_id=part_id).exists():
        raise NotThere
    if order.parts.filter(public_id=part_id, taken_out_at=None).update(taken_out_at=now):
        _changed(viewer, "change steps", order, now)


@transaction.atomic
def put_in(viewer: Viewer, *, person: "Person", ritual_id: str, year: int, part_id: str, now: datetime) -> None:
    """Put a step in again where it stood. Raises ``NotThere``, also after its 30 days."""
    order = _order(viewer, person, ritual_id, year)
    rows = order.parts.filter(public_id=part_id)
    if rows.filter(taken_out_at__gt=now - STAYS).update(taken_out_at=None):
        _changed(viewer, "change steps", order, now)
    elif not rows.filter(taken_out_at=None).exists():
        raise NotThere


@transaction.atomic
def answer(
    viewer: Viewer, *, person: "Person", ritual_id: str, year: int, said: Coming, line: str, now: datetime
) -> Answer:
    """Say whether one comes. Raises ``NotThere`` where nobody is asked."""
    order = queries.seen_order(viewer, person, ritual_id, year)
    member_id = _member(viewer, person)
    if order is None or not order.asks or member_id is None:
        raise NotThere
    made, _is_new = Answer.objects.update_or_create(
        order=order, member_id=member_id, defaults={"said": said, "line": line.strip(), "answered_at": now}
    )
    return made


@transaction.atomic
def sweep_parts(*, now: datetime) -> int:
    """Remove steps that were taken out 30 days ago; returns how many. Safe to repeat."""
    return Part.objects.filter(taken_out_at__lte=now - STAYS).delete()[1].get("rituals.Part", 0)


_WHEN = ("happens_on", "at", "place", "told", "asks")
_FIELDS = ("kind", "heading", "who", "text")


def _plain(when: When) -> When:
    told = when.told.replace("\r\n", "\n").strip()
    return replace(when, at=when.at.strip(), place=when.place.strip(), told=told)


def _values(part: PartText) -> dict[str, str]:
    return {
        "kind": part.kind.value,
        "heading": part.heading.strip(),
        "who": part.who.strip(),
        "text": part.text.replace("\r\n", "\n").strip("\n"),
    }


def _keep_earlier(row: Part) -> None:
    EarlierPart.objects.create(
        part=row,
        revision=row.revision,
        changed_by_id=row.changed_by_id,
        changed_at=row.changed_at,
        **{name: getattr(row, name) for name in _FIELDS},
    )


def _ritual(viewer: Viewer, person: "Person", ritual_id: str) -> Ritual:
    rows = gate.changeable(viewer, person, ritual_id).filter(kind=Kind.CEREMONY)
    ritual = rows.select_for_update(of=("self",)).first()
    if ritual is None:
        raise NotThere
    return ritual


def _order(viewer: Viewer, person: "Person", ritual_id: str, year: int) -> Order:
    """The order of a year, held until the transaction is over."""
    ritual = _ritual(viewer, person, ritual_id)
    order = Order.objects.select_for_update().filter(ritual=ritual, year=year).first()
    if order is None:
        raise NotThere
    return order


def _part(order: Order, part_id: str) -> Part:
    row = order.parts.filter(public_id=part_id).first()
    if row is None:
        raise NotThere
    return row


def _member(viewer: Viewer, person: "Person") -> int | None:
    seat = viewer.seat_in(person.family_id)
    return seat.member_id if seat else None


def _changed(viewer: Viewer, verb: str, order: Order, now: datetime) -> None:
    for pk in order.ritual.persons.values_list("pk", flat=True):
        touch(pk)
    audit.note(
        actor=str(viewer.account_id or ""),
        family_id=order.ritual.family_id,
        verb=verb,
        thing="ritual",
        thing_id=order.ritual.public_id,
        now=now,
    )
