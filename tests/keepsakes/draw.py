"""Small pictures drawn from numbers, in every form a family's picture may have."""

import io
import struct
import zlib
from typing import Any

import pyvips
from PIL import Image, ImageCms

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 160, 60), (30, 60, 200), (240, 240, 240)
#: How each EXIF orientation stores an upright picture: the operation that was done to it.
_STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def quarters(width: int = 60, height: int = 40) -> Image.Image:
    """Red and green above, blue and white below."""
    picture = Image.new("RGB", (width, height), WHITE)
    picture.paste(RED, (0, 0, width // 2, height // 2))
    picture.paste(GREEN, (width // 2, 0, width, height // 2))
    picture.paste(BLUE, (0, height // 2, width // 2, height))
    return picture


def exif(
    *,
    orientation: int = 1,
    taken: str = "",
    offset: str = "",
    place: tuple[float, float] | None = None,
    digitized: str = "",
) -> Image.Exif:
    block = Image.Exif()
    block[0x0112] = orientation
    block[0x010F] = "Orrery Cameras"
    tags = block.get_ifd(0x8769)
    for tag, value in ((0x9003, taken), (0x9011, offset), (0x9004, digitized)):
        if value:
            tags[tag] = value
    if place:
        latitude, longitude = place
        block.get_ifd(0x8825).update(
            {
                1: "N" if latitude >= 0 else "S",
                2: (abs(latitude), 0.0, 0.0),
                3: "E" if longitude >= 0 else "W",
                4: (abs(longitude), 0.0, 0.0),
            }
        )
    return block


def saved(picture: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    file = io.BytesIO()
    if form == "JPEG":
        options = {"quality": 95, "subsampling": 0, **options}
    picture.save(file, form, **options)
    return file.getvalue()


def jpeg(width: int = 60, height: int = 40, **options: Any) -> bytes:
    return saved(quarters(width, height), **options)


def turned(orientation: int) -> bytes:
    """A 60 by 40 picture as a camera stores it that was held like this."""
    operation = _STORED[orientation]
    picture = quarters() if operation is None else quarters().transpose(operation)
    return saved(picture, exif=exif(orientation=orientation))


def full_of_data() -> bytes:
    """A JPEG with everything that must not go along: place, device, profile, XMP, a comment."""
    return saved(
        quarters(),
        exif=exif(taken="2018:11:14 06:40:00", place=(51.5, -7.25)),
        icc_profile=wide_profile(),
        xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Lindqvist</x:xmpmeta>",
        comment=b"Lindqvist",
    )


def wide_profile() -> bytes:
    """A Display P3 profile."""
    wide = pyvips.Image.black(8, 8, bands=3).copy(interpretation="srgb").icc_transform("p3")
    return bytes(wide.get("icc-profile-data"))


def wide_red() -> bytes:
    """A picture that stores sRGB's (200, 60, 60) in Display P3."""
    to_wide = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(io.BytesIO(wide_profile())), "RGB", "RGB"
    )
    picture = ImageCms.applyTransform(Image.new("RGB", (60, 40), (200, 60, 60)), to_wide)
    assert picture is not None
    return saved(picture, icc_profile=wide_profile())


def cmyk() -> bytes:
    return saved(Image.new("CMYK", (60, 40), (0, 200, 200, 10)))


def grey() -> bytes:
    return saved(Image.new("L", (60, 40), 90))


def deep_png() -> bytes:
    """A PNG with 16 bits a channel: (51400, 15420, 15420) is (200, 60, 60)."""
    row = b"\0" + struct.pack(">HHH", 51400, 15420, 15420) * 60
    return _png(60, 40, 16, 2, zlib.compress(row * 40))


def see_through_png() -> bytes:
    """A palette with a transparent entry: red on nothing."""
    picture = Image.new("P", (60, 40), 0)
    picture.putpalette([10, 10, 10, 220, 30, 30])
    picture.paste(1, (0, 0, 30, 40))
    return saved(picture, "PNG", transparency=0)


def moving(form: str) -> bytes:
    """Three pictures after one another; the first is red."""
    first, *rest = (Image.new("RGB", (60, 40), colour) for colour in (RED, GREEN, BLUE))
    return saved(first, form, save_all=True, append_images=rest, **({"lossless": True} if form == "WEBP" else {}))


def pages() -> bytes:
    first, second = (Image.new("RGB", (60, 40), colour) for colour in (RED, GREEN))
    return saved(first, "TIFF", save_all=True, append_images=[second])


def avif() -> bytes:
    return saved(quarters(), "AVIF", quality=90, speed=10)


def turned_avif(orientation: int) -> bytes:
    """As ``turned``, where the form itself says how it is turned."""
    operation = _STORED[orientation]
    picture = quarters() if operation is None else quarters().transpose(operation)
    return saved(picture, "AVIF", quality=95, speed=10, exif=exif(orientation=orientation))


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """The header of a PNG of 3,600 megapixels; nobody may get as far as what follows."""
    return _png(width, height, 8, 2, zlib.compress(b"\0" * 1000))


def _png(width: int, height: int, depth: int, colour: int, data: bytes) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def corners(data: bytes) -> tuple[tuple[int, int, int], ...]:
    """The colours of a picture's four quarters, left to right, top to bottom."""
    picture = opened(data).convert("RGB")
    width, height = picture.size
    places = ((1, 1), (3, 1), (1, 3), (3, 3))
    return tuple(picture.getpixel((width * x // 4, height * y // 4)) for x, y in places)  # type: ignore[misc]


def is_near(colour: tuple[int, ...], wanted: tuple[int, ...], within: int = 14) -> bool:
    return all(abs(one - other) <= within for one, other in zip(colour, wanted, strict=True))
