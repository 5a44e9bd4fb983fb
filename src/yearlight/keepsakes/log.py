"""Which pictures of a log somebody may know of."""

from collections.abc import Collection

from yearlight.keepsakes.models import Picture, PictureState
from yearlight.people.audience import visible_to
from yearlight.people.viewer import Viewer


def seen_among(viewer: Viewer, public_ids: Collection[str]) -> frozenset[str]:
    """Those of these that the viewer sees. One query."""
    rows = Picture.objects.filter(visible_to(viewer), public_id__in=public_ids, state=PictureState.KEPT)
    return frozenset(rows.values_list("public_id", flat=True))
