"""The sizes of a picture, all from one decode. Runs in the press's child; knows no Django."""

import os
from collections.abc import Iterator
from typing import Any

import pyvips
from PIL import Image, ImageOps

from yearlight.keepsakes.kinds import Kind
from yearlight.keepsakes.probe import Fault
from yearlight.keepsakes.sizes import Size, sizes_of

_QUALITY = 80
#: More effort costs twice the time for a few hundredths of the bytes.
_WEBP_EFFORT = 2
#: What shines through where a picture is transparent.
_GROUND = 255


def make(descriptor: int, *, kind: Kind, width: int, height: int) -> Iterator[tuple[Size, str, bytes]]:
    """Each size in each format, the largest first; nothing of the file's own data goes along.

    ``width`` and ``height`` are the original's, as seen. Raises ``Fault``: broken.
    """
    try:
        sizes = sizes_of(width, height)
        yield from written(_decode(descriptor, kind, sizes[-1]), sizes)
    except pyvips.Error as error:
        raise Fault("broken") from error


def written(image: Any, sizes: tuple[Size, ...]) -> Iterator[tuple[Size, str, bytes]]:
    """A picture that has the pixels of the largest size, in each size and format, the largest first."""
    largest, *smaller = reversed(sizes)
    yield from _write(image, largest)
    for size in smaller:
        image = image.thumbnail_image(size.width, height=size.height, size="force").copy_memory()
        yield from _write(image, size)


def _decode(descriptor: int, kind: Kind, size: Size) -> Any:
    """The picture upright, in sRGB, in one size, without transparency, in memory."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    fit = {"height": size.height, "size": "force", "output_profile": "srgb"}
    # What a telephone's picture is read by owns its pixels, so it lives until they are copied.
    held = _open_heic(descriptor) if kind is Kind.HEIC else None
    if held is not None:
        image = _pixels(held).thumbnail_image(size.width, **fit)
    elif kind is Kind.AVIF:
        image = _avif(descriptor, size).thumbnail_image(size.width, **fit)
    else:
        image = pyvips.Image.thumbnail_source(pyvips.Source.new_from_descriptor(descriptor), size.width, **fit)
    if image.interpretation not in ("srgb", "b-w"):
        image = image.colourspace("srgb")
    if image.hasalpha():
        image = image.flatten(background=_GROUND)
    image = image.cast("uchar").copy_memory()
    del held
    return image


def _write(image: Any, size: Size) -> Iterator[tuple[Size, str, bytes]]:
    yield size, "webp", image.webpsave_buffer(Q=_QUALITY, effort=_WEBP_EFFORT, keep="none")
    yield size, "jpg", image.jpegsave_buffer(Q=_QUALITY, keep="none")


def _open_heic(descriptor: int) -> Any:
    """A telephone's picture, decoded and upright; libvips reads no HEVC itself."""
    # Read only when such a picture comes: most batches have none, and it costs memory.
    from pi_heif import open_heif  # noqa: PLC0415

    try:
        with os.fdopen(os.dup(descriptor), "rb") as file:
            picture = open_heif(file, convert_hdr_to_8bit=True)
            len(picture.data)  # decodes it
            return picture
    except Exception as error:  # the reader has no one class for what can go wrong
        raise Fault("broken") from error


def _pixels(picture: Any) -> Any:
    """Its pixels for libvips, without a copy, with its colour profile."""
    bands = len(picture.mode)
    width, height = picture.size
    image = pyvips.Image.new_from_memory(picture.data, picture.stride // bands, height, bands, "uchar")
    image = image.crop(0, 0, width, height).copy(interpretation="srgb" if bands >= 3 else "b-w")
    return _with_profile(image, picture.info.get("icc_profile"))


def _avif(descriptor: int, size: Size) -> Any:
    """An AVIF, upright, reduced to not less than half as much again as the size.

    libvips reads these too, but holds 24 megapixels four times over while it does.
    """
    Image.MAX_IMAGE_PIXELS = None  # the header was looked at before
    try:
        with os.fdopen(os.dup(descriptor), "rb") as file, Image.open(file, formats=["AVIF"]) as opened:
            opened.load()
            factor = 2 * max(opened.size) // (3 * max(size.width, size.height))
            picture = ImageOps.exif_transpose(opened.reduce(factor) if factor > 1 else opened)
    except Exception as error:  # the reader has no one class for what can go wrong
        raise Fault("broken") from error
    if picture.mode not in ("RGB", "RGBA"):
        picture = picture.convert("RGB")
    image = pyvips.Image.new_from_memory(picture.tobytes(), *picture.size, len(picture.mode), "uchar")
    return _with_profile(image.copy(interpretation="srgb"), picture.info.get("icc_profile"))


def _with_profile(image: Any, profile: bytes | None) -> Any:
    if profile:
        image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
    return image
