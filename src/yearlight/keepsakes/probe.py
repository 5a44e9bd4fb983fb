"""What a file is, told without decoding it. Runs in the press's child; knows no Django."""

import mmap
import os
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import pyvips

from yearlight.keepsakes import camera
from yearlight.keepsakes.kinds import HEAD, SOUND_OF, Kind, Medium, is_known_other, is_whole, kind_of

_LOADERS = ("Jpeg", "Png", "Webp", "Heif", "Tiff", "Nsgif", "Pdf")
#: A frame of a film has at most so many pixels: those of 8K.
_FILM_PIXELS = 8192 * 4352
#: A paper says near its end that it is whole.
_TAIL = 4096
#: Kinds whose outer form does not tell whether they are whole: decoding does.
_TOLD_BY_DECODING = (Kind.TIFF, Kind.GIF)


class Fault(Exception):  # noqa: N818
    """Why a file cannot be taken or shown, as a code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Found:
    """What a file is: its kind, its pixels as seen (none of a sound, or of paper nobody can read here), and what is written in it."""

    media_type: str
    width: int
    height: int
    #: How long it lasts; 0 of what does not.
    duration_ms: int = 0
    #: By this a telephone's picture and the moment around it know each other.
    asset_id: str = ""
    taken_at_text: str = ""
    happened_on: str = ""
    latitude: float | None = None
    longitude: float | None = None


def prepare() -> None:
    """Once for each process: leave libvips the readers we take, and no memory of earlier pictures."""
    pyvips.cache_set_max(0)
    pyvips.operation_block_set("VipsForeignLoad", True)
    for loader in _LOADERS:
        pyvips.operation_block_set(f"VipsForeignLoad{loader}", False)


def look(
    descriptor: int, *, pixels: int, today: date, takes: Collection[str] = (Medium.PICTURE,), seconds: int = 0
) -> Found:
    """What this open file is. Raises ``Fault``: empty, unsupported, not_a_picture, bomb, too_long or broken.

    ``takes`` are the media that are wanted; ``seconds`` is how long something
    may last. The number of pixels is read from the header and refused before
    any of them is decoded.
    """
    if os.fstat(descriptor).st_size == 0:
        raise Fault("empty")
    kind = _kind(os.pread(descriptor, HEAD, 0), takes)
    match kind.medium:
        case Medium.PICTURE:
            return _look_at_picture(descriptor, kind, pixels=pixels, today=today)
        case Medium.PAPER:
            return _look_at_paper(descriptor, kind)
        case _:
            return _look_at_recording(descriptor, kind, takes, seconds=seconds, today=today)


def _look_at_picture(descriptor: int, kind: Kind, *, pixels: int, today: date) -> Found:
    with mmap.mmap(descriptor, 0, prot=mmap.PROT_READ) as content:
        image = _header(descriptor)
        if image.width * image.height > pixels:
            raise Fault("bomb")
        if not is_whole(content, kind) and not (kind is Kind.JPEG and _lacks_only_its_end(content)):
            raise Fault("broken")
    with os.fdopen(os.dup(descriptor), "rb") as file:
        if kind is Kind.TIFF and camera.is_raw_tiff(file):
            raise Fault("unsupported")
        written = _written(image, kind, file, today)
    if kind in _TOLD_BY_DECODING:
        _decode_all(descriptor)
    is_turned = _orientation(image) >= 5
    width, height = (image.height, image.width) if is_turned else (image.width, image.height)
    return Found(kind.value, width, height, asset_id=_asset_id(image), **asdict(written))


def _look_at_recording(descriptor: int, kind: Kind, takes: Collection[str], *, seconds: int, today: date) -> Found:
    # Read only when one comes: most batches have none, and it costs memory.
    from yearlight.keepsakes import recordings  # noqa: PLC0415

    try:
        told = recordings.look(descriptor, kind, pixels=_FILM_PIXELS, seconds=seconds, today=today)
    except recordings.Unreadable as fault:
        raise Fault(fault.code) from fault
    if Kind(told.media_type).medium not in takes:
        raise Fault("unsupported")
    return Found(
        told.media_type,
        told.width,
        told.height,
        duration_ms=told.duration_ms,
        asset_id=told.asset_id,
        **asdict(told.written),
    )


def _look_at_paper(descriptor: int, kind: Kind) -> Found:
    """A paper is kept whole. Its first page is shown where this libvips reads such files; most do not."""
    size = os.fstat(descriptor).st_size
    if b"%%EOF" not in os.pread(descriptor, _TAIL, max(0, size - _TAIL)):
        raise Fault("broken")
    if not pyvips.type_find("VipsForeignLoad", "pdfload_source"):
        return Found(kind.value, 0, 0)
    page = _header(descriptor)
    return Found(kind.value, page.width, page.height)


def _kind(head: bytes, takes: Collection[str]) -> Kind:
    kind = kind_of(head)
    if kind is None:
        raise Fault("unsupported" if is_known_other(head) else "not_a_picture")
    # What has the form of a film may be a sound.
    if kind.medium not in takes and not (kind in SOUND_OF and Medium.SOUND in takes):
        raise Fault("unsupported")
    return kind


def _header(descriptor: int) -> Any:
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        return pyvips.Image.new_from_source(pyvips.Source.new_from_descriptor(descriptor), "", access="sequential")
    except pyvips.Error as error:
        raise Fault("broken") from error


def _lacks_only_its_end(content: mmap.mmap) -> bool:
    """Whether a JPEG without an end marker has all its pixels: some old programs wrote such files."""
    try:
        ended = content[:] + b"\xff\xd9"
        pyvips.Image.new_from_buffer(ended, "", access="sequential", fail_on="warning").avg()
    except pyvips.Error:
        return False
    return True


def _decode_all(descriptor: int) -> None:
    """Every pixel once, line after line, so that a file cut short is found out."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        source = pyvips.Source.new_from_descriptor(descriptor)
        pyvips.Image.new_from_source(source, "", access="sequential", fail_on="error").avg()
    except pyvips.Error as error:
        raise Fault("broken") from error


def _written(image: Any, kind: Kind, file: Any, today: date) -> camera.Written:
    if kind is Kind.TIFF:
        return camera.read_tiff(file, today=today)
    if image.get_typeof("exif-data"):
        return camera.read_block(bytes(image.get("exif-data")), today=today)
    return camera.Written()


def _asset_id(image: Any) -> str:
    return camera.asset_id_in(bytes(image.get("exif-data"))) if image.get_typeof("exif-data") else ""


def _orientation(image: Any) -> int:
    return int(image.get("orientation")) if image.get_typeof("orientation") else 1
