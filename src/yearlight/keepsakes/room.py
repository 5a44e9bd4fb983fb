"""How much room a family's pictures take, and how much it has: what is over it is refused before anything is written."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Max, Sum

from yearlight.core.files import Incoming
from yearlight.keepsakes.models import Original
from yearlight.keepsakes.refused import PictureRefused
from yearlight.people.queries.hosting import quota_mb

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Room:
    """The bytes of a family's originals, each file once, and how many it may keep; None where there is no limit."""

    used: int
    quota: int | None

    def has_room_for(self, size: int) -> bool:
        return self.quota is None or self.used + size <= self.quota


def room_of(family_id: int) -> Room:
    """How a family stands. Two queries."""
    used = Original.objects.filter(family_id=family_id).aggregate(sum=Sum("size"))["sum"] or 0
    megabytes = quota_mb(family_id)
    return Room(used, megabytes * MEGABYTE if megabytes else None)


def refuse_if_full(family_id: int, incoming: Incoming) -> None:
    """Raise ``PictureRefused`` where a file does not fit any more. One that is kept already takes no room."""
    room = room_of(family_id)
    if room.has_room_for(incoming.size):
        return
    if not Original.objects.filter(family_id=family_id, sha256=incoming.sha256).exists():
        raise PictureRefused("no_room")


def by_family(family_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """How many originals each of these families has, and their bytes. One query."""
    rows = Original.objects.filter(family_id__in=family_ids).values_list("family_id")
    return {pk: (count, size) for pk, count, size in rows.annotate(count=Count("pk"), size=Sum("size"))}


def total() -> tuple[int, int]:
    """The same of all together, a file once however many families have it. One query."""
    rows = Original.objects.values("sha256").annotate(bytes=Max("size"))
    found = rows.aggregate(count=Count("sha256"), size=Sum("bytes"))
    return found["count"], found["size"] or 0
