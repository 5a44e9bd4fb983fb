"""Originals for work in the background, and for the check of rows against files."""

from collections.abc import Iterator

from django.db.models import QuerySet

from yearlight.keepsakes import played, vault
from yearlight.keepsakes.kinds import Kind, Medium
from yearlight.keepsakes.models import Original
from yearlight.keepsakes.sizes import PLAY_RECIPE, RECIPE, Size, sizes_of


def to_be_made(*, limit: int) -> list[int]:
    """Originals whose sizes were made by an older recipe, or not yet, or have gone; oldest first."""
    waiting = list(
        Original.objects.filter(recipe__lt=RECIPE, fault="", width__gt=0)
        .order_by("pk")
        .values_list("pk", flat=True)[:limit]
    )
    for pk, sha256, width, height in _made().iterator():
        if len(waiting) >= limit:
            break
        if not vault.has_sizes(sha256, sizes_of(width, height)):
            waiting.append(pk)
    return waiting


def to_be_played(*, limit: int) -> list[int]:
    """Videos and sounds that an older recipe made ready to be played, or none, or that have gone; oldest first."""
    lasting = Original.objects.filter(play_fault="", duration_ms__gt=0).order_by("pk")
    waiting = list(lasting.filter(play_recipe__lt=PLAY_RECIPE)[:limit])
    waiting += [one for one in lasting.filter(play_recipe=PLAY_RECIPE).iterator() if not can_be_played(one)]
    return [one.pk for one in waiting[:limit] if is_played(one)]


def is_played(original: Original) -> bool:
    """Whether it is a video or a sound."""
    return Kind(original.media_type).medium in (Medium.VIDEO, Medium.SOUND)


def endings_of(original: Original) -> tuple[str, ...]:
    """What an original is played as."""
    return ("mp4",) if Kind(original.media_type).medium is Medium.VIDEO else ("opus", "m4a")


def is_ready_to_play(original: Original) -> bool:
    """Whether it was made ready by the recipe of today, and is there."""
    return original.play_recipe == PLAY_RECIPE and can_be_played(original)


def can_be_played(original: Original) -> bool:
    """Whether all that it is played as lies here."""
    return all(played.path(original.sha256, ending).is_file() for ending in endings_of(original))


def originals() -> Iterator[tuple[str, int]]:
    """The checksum and length of every original that rows name, once each, in order of the checksum."""
    yield from Original.objects.order_by("sha256").values_list("sha256", "size").distinct().iterator()


def sizes_for(original: Original) -> tuple[Size, ...]:
    """The sizes that this original is shown in."""
    return sizes_of(original.width, original.height)


def without_sizes() -> int:
    """How many originals have no sizes to show yet, other than the broken ones."""
    return Original.objects.filter(recipe=0, fault="", width__gt=0).count()


def unnamed() -> QuerySet[Original]:
    """The originals that no row names, of whatever folder: a table that names one later is asked by itself."""
    naming = [one.name for one in Original._meta.related_objects]
    return Original.objects.filter(**dict.fromkeys(naming))


def is_named(sha256: str) -> bool:
    """Whether any row names this original."""
    return Original.objects.filter(sha256=sha256).exists()


def _made() -> QuerySet[Original, tuple[int, str, int, int]]:
    return Original.objects.filter(recipe=RECIPE).order_by("pk").values_list("pk", "sha256", "width", "height")
