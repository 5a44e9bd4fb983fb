"""Rituals go with the last place that they were for."""

from collections.abc import Collection

from yearlight.rituals.models import Ritual


def erase_without_persons(family_ids: Collection[int]) -> None:
    """Remove the rituals of these families that are for nobody any more, in the caller's transaction."""
    Ritual.objects.filter(family_id__in=family_ids, persons=None).delete()
