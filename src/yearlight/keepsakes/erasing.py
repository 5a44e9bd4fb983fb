"""What only whoever added it could see is removed with their account; and originals that no family has any more."""

from collections.abc import Collection
from datetime import datetime

from yearlight.keepsakes import queries, vault
from yearlight.keepsakes.models import Picture
from yearlight.memorials.actions import touch


def erase_own(member_ids: Collection[int]) -> None:
    """Remove the pictures that these members kept for themselves alone, in the caller's transaction.

    The bytes go with the next rounds of the sweep, as those of every picture that no row names.
    """
    own = Picture.objects.filter(writer__in=member_ids, audience=None)
    for person_id in set(own.values_list("person_id", flat=True)):
        touch(person_id)
    own.delete()


def let_originals_go(family_ids: Collection[int], *, now: datetime) -> None:
    """Forget the originals of families that are removed and have no pictures any more, and what was made from them."""
    for original in queries.unnamed().filter(family_id__in=family_ids):
        # The grace of the bytes begins before the row goes: never the other way round.
        vault.start_waiting(original.sha256, now=now)
        original.delete()
        if not queries.is_named(original.sha256):
            vault.forget_sizes(original.sha256)
