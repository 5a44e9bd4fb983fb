"""Which of the rituals that the log names are somebody's to know of."""

from collections.abc import Collection

from yearlight.people.audience import visible_to
from yearlight.people.viewer import Viewer
from yearlight.rituals.models import Ritual


def seen_among(viewer: Viewer, public_ids: Collection[str]) -> frozenset[str]:
    """Those of these that the viewer sees, or would if they were not put away. One query."""
    rows = Ritual.objects.filter(visible_to(viewer), family__in=viewer.family_ids, public_id__in=public_ids)
    return frozenset(rows.values_list("public_id", flat=True))
