"""Children, and what is kept of them: by age on a child's own page, by year among all joys."""

from datetime import datetime
from itertools import groupby

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from yearlight.children.ages import age_within
from yearlight.children.models import Child, Joy
from yearlight.children.queries import gate
from yearlight.children.shown import Age, ChildView, Drawn, JoyView, Year
from yearlight.keepsakes.queries import StoredFile, rendition_of
from yearlight.keepsakes.shown import shape_of
from yearlight.keepsakes.sizes import FORMATS, sizes_of
from yearlight.people.queries import circle_words
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer
from yearlight.web.words import in_words

_OLDEST_FIRST = (F("first_on").asc(nulls_last=True), "pk")


def children(viewer: Viewer) -> tuple[ChildView, ...]:
    """The children this viewer knows of, the eldest first, then in the order they were added."""
    rows = gate.children(viewer).select_related("member").order_by(F("born_on").asc(nulls_last=True), "pk")
    return tuple(_child(viewer, row) for row in rows)


def child(viewer: Viewer, public_id: str) -> ChildView | None:
    """One child, or None where there is none for this viewer."""
    row = gate.children(viewer).filter(public_id=public_id).select_related("member").first()
    return _child(viewer, row) if row else None


def by_age(viewer: Viewer, child: ChildView) -> tuple[Age, ...]:
    """What is kept of a child, age by age from the youngest; what has no known age comes last."""
    found = views(viewer, gate.joys(viewer).filter(child=child.pk))
    ordered = sorted(found, key=lambda one: (one.age is None, one.age or 0))
    return tuple(Age(age, tuple(joys)) for age, joys in groupby(ordered, key=lambda one: one.age))


def by_year(viewer: Viewer, child: ChildView) -> tuple[Year, ...]:
    """What is kept of a child, year by year, the newest first; what has no date comes last."""
    found = views(viewer, gate.joys(viewer).filter(child=child.pk))
    ordered = sorted(found, key=lambda one: -(one.first_on.year if one.first_on else 0))
    years = groupby(ordered, key=lambda one: one.first_on.year if one.first_on else None)
    return tuple(Year(year, tuple(joys)) for year, joys in years)


def joy(viewer: Viewer, child: ChildView, public_id: str) -> JoyView | None:
    """One joy of a child, or None where there is none for this viewer."""
    found = views(viewer, gate.joys(viewer).filter(child=child.pk, public_id=public_id))
    return found[0] if found else None


def may_change(viewer: Viewer, public_id: str) -> bool:
    """Whether this viewer may change a joy: who wrote it down."""
    return gate.changeable(viewer, public_id).exists()


def put_away(viewer: Viewer, child: ChildView, *, now: datetime) -> list[JoyView]:
    """What this viewer put away of a child's and can bring back."""
    return views(viewer, gate.put_away(viewer, now=now).filter(child=child.pk))


def joy_file(rows: QuerySet[Joy], public_id: str, *, name: int, ending: str, saves_data: bool) -> StoredFile | None:
    """One size of a joy's picture, among rows that a gate has let through."""
    row = rows.filter(public_id=public_id).select_related("original").first()
    if row is None or row.original is None:
        return None
    return rendition_of(row.original, name=name, ending=ending, saves_data=saves_data)


def picture_of(viewer: Viewer, child: ChildView, public_id: str, **size: int | str | bool) -> StoredFile | None:
    """One size of the picture of a joy that this viewer sees."""
    return joy_file(gate.joys(viewer).filter(child=child.pk), public_id, **size)  # type: ignore[arg-type]


def views(viewer: Viewer, rows: QuerySet[Joy], *, base: str = "") -> list[JoyView]:
    """Rows of joys as this viewer sees them, the earliest first; ``base`` is where their pictures lie, if not below them."""
    found = list(rows.select_related("child__member", "writer", "original").order_by(*_OLDEST_FIRST))
    names = {pk: circle_words(viewer, pk) for pk in {row.child.member.family_id for row in found}}
    return [_joy(viewer, row, names[row.child.member.family_id], base) for row in found]


def _child(viewer: Viewer, row: Child) -> ChildView:
    return ChildView(
        pk=row.pk,
        public_id=row.public_id,
        member_id=row.member.public_id,
        family_id=row.member.family_id,
        name=row.member.name,
        born_on=row.born_on,
        is_handed_over=row.handed_over_at is not None,
        is_you=row.member_id in viewer.member_ids,
        may_write=viewer.may(Deed.WRITE, row.member.family_id),
    )


def _joy(viewer: Viewer, row: Joy, names: dict[int | None, str], base: str) -> JoyView:
    address = reverse("children:joy", args=[row.child.public_id, row.public_id])
    age = age_within(row.child.born_on, row.first_on, row.last_on) if row.child.born_on else row.age_said
    return JoyView(
        public_id=row.public_id,
        child_name=row.child.member.name,
        kind=row.kind,
        address=address,
        body=row.body,
        description=row.description,
        picture=_drawn(row, f"{base}{row.public_id}/" if base else address) if row.original else None,
        age=age,
        age_said=row.age_said,
        happened_on=row.happened_on,
        date_words=in_words(row.happened_on) if row.happened_on else "",
        first_on=row.first_on,
        writer_name=row.writer.name,
        audience_id=row.audience_id,
        seen_by=names.get(row.audience_id, ""),
        is_private=row.audience_id is None,
        is_for_children=row.is_for_children,
        is_hidden=row.hidden_at is not None,
        may_change=row.writer_id in viewer.member_ids and viewer.may(Deed.WRITE, row.child.member.family_id),
        is_own=row.child.member_id in viewer.member_ids,
    )


def _drawn(row: Joy, address: str) -> Drawn:
    original = row.original
    assert original is not None  # noqa: S101  asked by the caller
    sizes = sizes_of(original.width, original.height)
    sets = {ending: ", ".join(f"{address}{one.name}.{ending} {one.width}w" for one in sizes) for ending in FORMATS}
    return Drawn(
        width=sizes[-1].width,
        height=sizes[-1].height,
        src=f"{address}{sizes[min(1, len(sizes) - 1)].name}.jpg",
        srcset=sets["jpg"],
        srcset_webp=sets["webp"],
        alt=row.description or _("A drawing"),
        is_made=original.recipe > 0,
        is_broken=bool(original.fault) and original.recipe == 0,
        shape=shape_of(original.width, original.height),
    )


def families(viewer: Viewer) -> list[int]:
    """The families this viewer may add a child to."""
    return [one for one in sorted(viewer.family_ids) if viewer.may(Deed.WRITE, one)]
