"""A telephone's picture and the moment around it: two files that are one keepsake, whichever of them comes first.

An iPhone writes one id into both. Where it is gone, as after a way through another program, they are known by
their name, and by having been taken in the same seconds.
"""

from datetime import datetime, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING

from yearlight.keepsakes.kinds import Kind, Medium
from yearlight.keepsakes.models import Original, Picture, PictureState

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: The moment around a picture lasts about three seconds.
_LONGEST_MS = 10_000
_CLOSE_SECONDS = 5
#: The two may tell their time in different zones, which lie whole quarters of an hour apart.
_QUARTER = 15 * 60
#: Without any time in them, they came together.
_TOGETHER = timedelta(days=1)
_STILLS = (Kind.HEIC.value, Kind.JPEG.value)


def partner(
    person: "Person",
    writer_id: int,
    audience_id: int | None,
    original: Original,
    taken_at_text: str,
    file_name: str,
    *,
    now: datetime,
) -> Picture | None:
    """The picture whose other half this file is, of the same writer and for the same eyes; None where there is none."""
    rows = Picture.objects.filter(
        person=person, writer_id=writer_id, audience_id=audience_id, state=PictureState.KEPT, motion=None
    ).select_related("original")
    if _is_moment(original):
        rows = rows.filter(original__media_type__in=_STILLS)
    elif original.media_type in _STILLS:
        rows = rows.filter(original__media_type__startswith="video/", original__duration_ms__lte=_LONGEST_MS)
    else:
        return None
    if original.asset_id and (by_id := rows.filter(original__asset_id=original.asset_id).first()):
        return by_id
    stem = PurePath(file_name).stem
    if not stem:
        return None
    for row in rows.filter(file_name__istartswith=f"{stem}.", added_at__lte=now).order_by("-pk")[:20]:
        is_other = bool(original.asset_id and row.original.asset_id)
        has_its_name = PurePath(row.file_name).stem.casefold() == stem.casefold()
        is_near = _are_of_one_moment(taken_at_text, row.taken_at_text, apart=now - row.added_at)
        if has_its_name and is_near and not is_other:
            return row
    return None


def join(picture: Picture, original: Original, file_name: str, taken_at_text: str) -> None:
    """Make both one, in the caller's transaction: the still is what is seen, the moment is what is played."""
    if _is_moment(original):
        picture.motion, picture.motion_name = original, file_name[-255:]
    else:
        picture.motion, picture.motion_name = picture.original, picture.file_name
        picture.original, picture.file_name = original, file_name[-255:]
        picture.taken_at_text = taken_at_text or picture.taken_at_text
        picture.moment = 0
    picture.save(update_fields=["original", "file_name", "motion", "motion_name", "taken_at_text", "moment"])


def _is_moment(original: Original) -> bool:
    return Kind(original.media_type).medium is Medium.VIDEO and original.duration_ms <= _LONGEST_MS


def _are_of_one_moment(one: str, other: str, *, apart: timedelta) -> bool:
    try:
        seconds = (datetime.fromisoformat(one[:19]) - datetime.fromisoformat(other[:19])).total_seconds()
    except ValueError:
        return apart <= _TOGETHER
    beyond = seconds % _QUARTER
    return abs(seconds) <= _TOGETHER.total_seconds() and min(beyond, _QUARTER - beyond) <= _CLOSE_SECONDS
