"""Whom the keepers ask for kind words for somebody: those to whom the place is shown, some of their choice, or nobody."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from yearlight.memorials.actions.gate import note, seat_to_change
from yearlight.memorials.asking import WordsFrom
from yearlight.memorials.models import Asked, Person
from yearlight.people import queries as people
from yearlight.people.roles import CircleKind
from yearlight.people.viewer import Viewer


def ask_for_words(
    viewer: Viewer,
    *,
    person: Person,
    words_from: str,
    circles: Collection[str] = (),
    members: Collection[str] = (),
    now: datetime,
) -> None:
    """Choose who may leave words for this person; it acts at their next request. Circles and members by public id.

    A circle that this keeper is not in stays as it was chosen. Raises ``NotThere`` where the viewer may not, and
    ``ValueError`` for no such choice.
    """
    seat_to_change(viewer, person.family_id)
    mine = {one.public_id: one.id for one in people.circles(viewer, person.family_id) if one.kind != CircleKind.KEEPERS}
    there = people.member_ids(viewer, person.family_id)
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(words_from=WordsFrom(words_from))
        person.asked.filter(circle__in=mine.values()).delete()
        person.asked.exclude(member=None).delete()
        rows = [Asked(person=person, circle_id=mine[one]) for one in sorted(set(circles) & set(mine))]
        rows += [Asked(person=person, member_id=there[one]) for one in sorted(set(members) & set(there))]
        Asked.objects.bulk_create(rows)
        note(viewer, "choose who is asked for words", person, now=now)
