"""Families as the host sees them: an id, and how much there is. Nothing in them has a name here."""

from dataclasses import dataclass

from django.conf import settings

from yearlight.entries.queries import hosting as entries
from yearlight.keepsakes import room
from yearlight.memorials.hosting import count_by_family
from yearlight.people.queries.hosting import FamilyLine


@dataclass(frozen=True, slots=True)
class Sized:
    """One family in numbers."""

    line: FamilyLine
    places: int
    texts: int
    pictures: int
    used: int
    #: In bytes; None where there is no limit.
    quota: int | None


def sized(lines: list[FamilyLine]) -> list[Sized]:
    """These families with what they hold. Three queries, however many they are."""
    ids = [one.id for one in lines]
    places, texts, kept = count_by_family(ids), entries.count_by_family(ids), room.by_family(ids)
    return [
        Sized(one, places.get(one.id, 0), texts.get(one.id, 0), *kept.get(one.id, (0, 0)), _quota(one)) for one in lines
    ]


def _quota(line: FamilyLine) -> int | None:
    megabytes = settings.YEARLIGHT_FAMILY_MB if line.quota_mb is None else line.quota_mb
    return megabytes * room.MEGABYTE or None
