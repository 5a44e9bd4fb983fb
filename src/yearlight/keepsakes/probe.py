"""What a file is, told without decoding it. Runs in the press's child; knows no Django."""

import mmap
import os
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import pyvips

from yearlight.keepsakes import camera
from yearlight.keepsakes.kinds import HEAD, Kind, is_known_other, is_whole, kind_of

_LOADERS = ("Jpeg", "Png", "Webp", "Heif", "Tiff", "Nsgif")
#: Kinds whose outer form does not tell whether they are whole: decoding does.
_TOLD_BY_DECODING = (Kind.TIFF, Kind.GIF)


class Fault(Exception):  # noqa: N818
    """Why a file cannot be taken or shown, as a code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Found:
    """What a picture is: its kind, its pixels as seen, and what the camera wrote."""

    media_type: str
    width: int
    height: int
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


def look(descriptor: int, *, pixels: int, today: date) -> Found:
    """What this open file is. Raises ``Fault``: empty, unsupported, not_a_picture, bomb or broken.

    The number of pixels is read from the header and refused before any of
    them is decoded.
    """
    if os.fstat(descriptor).st_size == 0:
        raise Fault("empty")
    with mmap.mmap(descriptor, 0, prot=mmap.PROT_READ) as content:
        kind = _kind(content[:HEAD])
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
    return Found(kind.value, width, height, **asdict(written))


def _kind(head: bytes) -> Kind:
    kind = kind_of(head)
    if kind is None:
        raise Fault("unsupported" if is_known_other(head) else "not_a_picture")
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


def _orientation(image: Any) -> int:
    return int(image.get("orientation")) if image.get_typeof("orientation") else 1
