"""What is shown in the children's view, in which words, and who may open it."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from yearlight.children.actions.refused import note
from yearlight.children.models import ForChildren, Opener, WordsForChildren
from yearlight.children.queries.view import openers
from yearlight.core.errors import NotThere
from yearlight.people import queries as people
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


def choose(
    viewer: Viewer,
    *,
    person: "Person",
    offered: tuple[Collection[int], Collection[int]],
    chosen: tuple[Collection[int], Collection[int]],
    words: str,
    now: datetime,
) -> None:
    """Of the entries and the pictures that were offered, show these and no others; what was not offered stays as it is.

    Both are row numbers that a gate has given this viewer. Raises ``NotThere``.
    """
    seat = viewer.seat_in(person.family_id)
    if seat is None or not viewer.may(Deed.CHOOSE_FOR_CHILDREN, person.family_id):
        raise NotThere
    with transaction.atomic():
        for name, there, wanted in zip(("entry", "picture"), offered, chosen, strict=True):
            rows = ForChildren.objects.filter(**{f"{name}__in": there})
            kept = set(rows.values_list(f"{name}_id", flat=True)) & set(wanted)
            rows.exclude(**{f"{name}__in": kept}).delete()
            new = [
                ForChildren(**{f"{name}_id": pk}, chosen_by_id=seat.member_id, chosen_at=now)
                for pk in set(wanted) & set(there) - kept
            ]
            ForChildren.objects.bulk_create(new, ignore_conflicts=True)
        WordsForChildren.objects.update_or_create(person=person, defaults={"words": words})
        note(viewer, person.family_id, "choose for children", "person", person.public_id, now=now)


def allow_openers(viewer: Viewer, *, family_id: int, allowed: Collection[str], now: datetime) -> None:
    """Let these people, and no others who are no keepers, open the children's view. Raises ``NotThere``."""
    seat = viewer.seat_in(family_id)
    if seat is None or not viewer.may(Deed.CHOOSE_FOR_CHILDREN, family_id):
        raise NotThere
    numbers = people.member_ids(viewer, family_id)
    wanted = {numbers[one.public_id] for one in openers(viewer, family_id, now=now) if one.public_id in allowed}
    with transaction.atomic():
        rows = Opener.objects.filter(member__family=family_id)
        rows.exclude(member__in=wanted).delete()
        for pk in wanted:
            Opener.objects.get_or_create(member_id=pk, defaults={"allowed_by_id": seat.member_id, "allowed_at": now})
        note(viewer, family_id, "allow", "children's view", "", now=now)
