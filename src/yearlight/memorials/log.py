"""Which places, dates and customs of a log somebody may know of."""

from collections.abc import Collection

from yearlight.memorials.models import KeptCustom, Person, PersonDate
from yearlight.people.viewer import Viewer


def seen_among(viewer: Viewer, public_ids: Collection[str]) -> frozenset[str]:
    """Those of these that belong to a place that the viewer sees. Three queries."""
    places = Person.objects.filter(audience__in=viewer.circle_ids, family__in=viewer.family_ids)
    found = set(places.filter(public_id__in=public_ids).values_list("public_id", flat=True))
    for table in (PersonDate, KeptCustom):
        rows = table.objects.filter(person__in=places, public_id__in=public_ids)
        found.update(rows.values_list("public_id", flat=True))
    return frozenset(found)
