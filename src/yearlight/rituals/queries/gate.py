"""The gate: every ritual reaches anybody through one of these."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from yearlight.people.audience import visible_to
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer
from yearlight.rituals.models import Ritual

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: What is put away can be brought back for so long.
STAYS = timedelta(days=30)


def changeable(viewer: Viewer, person: "Person", public_id: str) -> QuerySet[Ritual]:
    """The ritual of this id if this viewer may change it: whoever made it, or a keeper who sees it."""
    if not viewer.may(Deed.WRITE, person.family_id):
        return Ritual.objects.none()
    rows = seen(viewer).filter(persons=person.pk, public_id=public_id)
    return rows if viewer.may(Deed.CHANGE_OTHERS_ENTRY, person.family_id) else rows.filter(writer__in=viewer.member_ids)


def to_bring_back(viewer: Viewer, person: "Person", public_id: str, *, now: datetime) -> QuerySet[Ritual]:
    """A ritual that was put away not longer than 30 days ago, for whoever may change what they see."""
    if not viewer.may(Deed.WRITE, person.family_id):
        return Ritual.objects.none()
    away = Ritual.objects.filter(visible_to(viewer), persons=person.pk, put_away_at__gt=now - STAYS)
    return away.filter(public_id=public_id)


def seen(viewer: Viewer) -> QuerySet[Ritual]:
    """The rituals this viewer sees. Whose place they belong to is asked by their person, who is got through a gate."""
    return Ritual.objects.filter(visible_to(viewer), family__in=viewer.family_ids, put_away_at=None)
