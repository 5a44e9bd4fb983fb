"""The gate: every row of a picture reaches anybody through one of these."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from yearlight.keepsakes.models import Picture, PictureState
from yearlight.keepsakes.shown import PictureView, show
from yearlight.people.audience import visible_to
from yearlight.people.queries import circle_words
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: For how long what was put away can be brought back.
DAYS_AWAY = 30
#: Those without a date come last.
NEWEST_FIRST = (F("first_on").desc(nulls_last=True), "-pk")
#: Those whose date is of one year, so that they are filed under it.
SAME_YEAR = Q(last_on=None) | Q(first_on__year=F("last_on__year"))


def seen(viewer: Viewer, person: "Person", *, bare: bool = False) -> QuerySet[Picture]:
    """The kept pictures of a person that the viewer may see: the gate."""
    rows = Picture.objects.filter(visible_to(viewer), person_id=person.pk, state=PictureState.KEPT)
    return rows if bare else rows.select_related("original", "motion")


def put_away(viewer: Viewer, person: "Person", now: datetime) -> QuerySet[Picture]:
    """Only the one who put a picture away knows of it."""
    since = now - timedelta(days=DAYS_AWAY)
    return Picture.objects.filter(
        person_id=person.pk, state=PictureState.PUT_AWAY, writer__in=viewer.member_ids, put_away_at__gt=since
    ).select_related("original")


def shown(viewer: Viewer, person: "Person", rows: Iterable[Picture]) -> list[PictureView]:
    """Rows that the gate has let through, as this viewer sees them."""
    names = circle_words(viewer, person.family_id)
    base = base_of(person)
    return [show(one, base=base, names=names, viewer=viewer) for one in rows]


def base_of(person: "Person") -> str:
    """The address of a person's photographs."""
    return reverse("keepsakes:photos", args=[person.public_id])
