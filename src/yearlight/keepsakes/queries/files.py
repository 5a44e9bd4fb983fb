"""Files to be handed out, each got through the gate."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from yearlight.keepsakes import played, spoken, vault
from yearlight.keepsakes.kinds import ENDINGS, Kind, Medium
from yearlight.keepsakes.models import Original
from yearlight.keepsakes.queries import gate
from yearlight.keepsakes.queries.upkeep import endings_of, sizes_for
from yearlight.keepsakes.shown import played_of
from yearlight.keepsakes.sizes import FORMATS, PLAYED
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


@dataclass(frozen=True)
class StoredFile:
    """A file to be handed out."""

    path: Path
    media_type: str
    etag: str
    name: str | None = None


def rendition(
    viewer: Viewer,
    person: "Person",
    public_id: str,
    *,
    name: int,
    ending: str,
    saves_data: bool = False,
    moment: int | None = None,
) -> StoredFile | None:
    """One size of a picture; the next smaller one for those who save data. Of a video, its chosen moment or another."""
    found = gate.seen(viewer, person).filter(public_id=public_id).first()
    if found is None:
        return None
    moment = found.moment if moment is None else moment
    return rendition_of(found.original, name=name, ending=ending, saves_data=saves_data, moment=moment)


def rendition_of(
    original: Original, *, name: int, ending: str, saves_data: bool = False, moment: int = 0
) -> StoredFile | None:
    """One size of an original, for those whom a gate has let through to what shows it."""
    if ending not in FORMATS or original.recipe == 0:
        return None
    sizes = sizes_for(original)
    at = next((number for number, size in enumerate(sizes) if size.name == name), None)
    if at is None:
        return None
    size = sizes[max(0, at - 1)] if saves_data else sizes[at]
    etag = f"{original.sha256[:32]}-{size.name}-{ending}-{original.recipe}"
    if moment and Kind(original.media_type).medium is Medium.VIDEO:
        path = played.still_path(original.sha256, moment, size.name, ending)
        return StoredFile(path, FORMATS[ending], f"{etag}-{moment}")
    return StoredFile(vault.rendition_path(original.sha256, size.name, ending), FORMATS[ending], etag)


def play(viewer: Viewer, person: "Person", public_id: str, *, ending: str) -> StoredFile | None:
    """What a video, a sound or the moment around a picture is played as."""
    found = gate.seen(viewer, person).filter(public_id=public_id).first()
    original = played_of(found) if found else None
    return played_as(original, ending) if original else None


def played_as(original: Original, ending: str) -> StoredFile | None:
    """What an original is played as, for those whom a gate has let through to what shows it."""
    if original.play_recipe == 0 or ending not in endings_of(original):
        return None
    etag = f"{original.sha256[:32]}-play-{ending}-{original.play_recipe}"
    return StoredFile(played.path(original.sha256, ending), PLAYED[ending], etag)


def captions(viewer: Viewer, person: "Person", public_id: str) -> str | None:
    """The captions of something that is played, as WebVTT; None where there are none for this viewer."""
    found = gate.seen(viewer, person).filter(public_id=public_id).first()
    original = played_of(found) if found else None
    if found is None or original is None:
        return None
    return spoken.captions(found.transcript, duration_ms=original.duration_ms) or None


def original_file(viewer: Viewer, person: "Person", public_id: str, *, of_motion: bool = False) -> StoredFile | None:
    """The file as it was given, for those who may take it."""
    if not viewer.may(Deed.TAKE_ORIGINAL, person.family_id):
        return None
    found = gate.seen(viewer, person).filter(public_id=public_id).first()
    if found is None:
        return None
    if of_motion:
        return whole_file(found.motion, found.motion_name or public_id) if found.motion else None
    return whole_file(found.original, found.file_name or public_id)


def whole_file(original: Original, name: str) -> StoredFile:
    """The file as it was given, for those whom a gate has let through to what shows it, and who may take it."""
    name = name if "." in name else f"{name}{ENDINGS[Kind(original.media_type)]}"
    return StoredFile(vault.file_of(original.sha256), original.media_type, original.sha256, name)
