"""Files that somebody sends who means harm, or whose disk is dying: each by its number, the same every time."""

import random
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests.keepsakes import draw, record

from trials.running import ROOT

_HTML = b"<!doctype html><html><body><script>alert(document.cookie)</script></body></html>"
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script><image href="file:///etc/passwd"/></svg>'
_LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)
_ENDINGS = (
    "jpg",
    "jpeg",
    "png",
    "webp",
    "heic",
    "avif",
    "tif",
    "gif",
    "mp4",
    "mov",
    "m4a",
    "mp3",
    "pdf",
    "svg",
    "html",
    "exe",
)
#: What changes a number somewhere: lengths, offsets and counts that a reader may trust.
_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file, what was done to it, and the name it comes with."""

    way: str
    name: str
    data: bytes


class Maker:
    """Makes each file from its number alone."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._sound = {**_pictures(), **_recordings(), "pdf": record.paper()}
        self._ways: list[tuple[str, Callable[[random.Random], bytes]]] = [
            ("flipped", self._flipped),
            ("numbers changed", self._numbers),
            ("cut off", self._cut),
            ("moved about", self._moved),
            ("two in one", self._two_in_one),
            ("noise behind a beginning", self._noise),
            ("EXIF changed", self._exif),
            ("bomb", lambda chance: chance.choice(_BOMBS)(chance)),
            ("something else", lambda chance: chance.choice(_OTHERS)(chance)),
        ]

    def make(self, number: int) -> Hostile:
        chance = random.Random(f"{self._seed}.{number}")
        way, made = chance.choice(self._ways)
        data = made(chance)
        # The same bytes are one original, so each tells its number at its end, where readers stop reading.
        return Hostile(way, f"{number}.{chance.choice(_ENDINGS)}", data + struct.pack(">Q", number) if data else data)

    def _base(self, chance: random.Random) -> bytes:
        return self._sound[chance.choice(sorted(self._sound))]

    def _flipped(self, chance: random.Random) -> bytes:
        data = bytearray(self._base(chance))
        for _ in range(chance.choice((1, 2, 8, 64))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return bytes(data)

    def _numbers(self, chance: random.Random) -> bytes:
        data = bytearray(self._base(chance))
        for _ in range(chance.choice((1, 2, 4))):
            size = chance.choice((1, 2, 4))
            at = chance.randrange(max(1, min(len(data) - size, chance.choice((64, 512, len(data))))))
            value = chance.choice(_NUMBERS) & ((1 << 8 * size) - 1)
            data[at : at + size] = value.to_bytes(size, chance.choice(("big", "little")))
        return bytes(data)

    def _cut(self, chance: random.Random) -> bytes:
        data = self._base(chance)
        return data[: chance.randrange(len(data))]

    def _moved(self, chance: random.Random) -> bytes:
        data = self._base(chance)
        a, b = sorted(chance.randrange(len(data)) for _ in range(2))
        return chance.choice((data[:a] + data[b:], data[:b] + data[a:], data[:a] + data[a:b] * 3 + data[b:]))

    def _two_in_one(self, chance: random.Random) -> bytes:
        first = self._base(chance)
        second = chance.choice((_zip(), _HTML, _SVG, self._base(chance), b"MZ" + bytes(400), b"%PDF-1.7\n" + _HTML))
        at = chance.choice((len(first), 0, min(len(first), 20), len(first) // 2))
        return first[:at] + second + first[at:]

    def _noise(self, chance: random.Random) -> bytes:
        begin = self._base(chance)[: chance.choice((4, 12, 32, 200))]
        return begin + chance.randbytes(chance.choice((0, 10, 1000, 40_000)))

    def _exif(self, chance: random.Random) -> bytes:
        data = bytearray(self._sound["full jpeg"])
        start = data.index(b"Exif")
        for _ in range(chance.choice((1, 3, 10))):
            at = start + 6 + chance.randrange(200)
            data[at : at + 4] = struct.pack(chance.choice((">I", "<I")), chance.choice(_NUMBERS))
        return bytes(data)


def _pictures() -> dict[str, bytes]:
    return {
        "jpeg": draw.jpeg(),
        "full jpeg": draw.full_of_data(),
        "cmyk": draw.cmyk(),
        "turned": draw.turned(6),
        "progressive": draw.jpeg(progressive=True),
        "png": draw.saved(draw.quarters(), "PNG"),
        "deep png": draw.deep_png(),
        "webp": draw.saved(draw.quarters(), "WEBP"),
        "moving webp": draw.moving("WEBP"),
        "gif": draw.moving("GIF"),
        "tiff": draw.pages(),
        "avif": draw.avif(),
        "heic": (ROOT / "tests" / "data" / "upright.heic").read_bytes(),
    }


def _recordings() -> dict[str, bytes]:
    return {
        "mp4": record.video(seconds=0.4),
        "mov": record.video("mov", seconds=0.4),
        "webm": record.video("webm", codec="libvpx", sound="libopus", seconds=0.4),
        "mp3": record.sound(seconds=0.4),
        "m4a": record.sound("mp4", codec="aac", seconds=0.4),
        "ogg": record.sound("ogg", codec="libopus", seconds=0.4),
        "wav": record.sound("wav", codec="pcm_s16le", seconds=0.2),
        "amr": record.amr(),
    }


def _zip() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as folder:
        folder.writestr("../../../etc/cron.d/x", "* * * * * root true")
        folder.writestr("zeros", bytes(1 << 20))
    return file.getvalue()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _png_with(chunk: bytes) -> bytes:
    plain = draw.saved(draw.quarters(), "PNG")
    return plain[:33] + chunk + plain[33:]


def _wide_jpeg(chance: random.Random) -> bytes:
    data = bytearray(draw.jpeg())
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", chance.choice((20_000, 65_500)), 65_500)
    return bytes(data)


def _wide_gif(_chance: random.Random) -> bytes:
    data = bytearray(draw.moving("GIF"))
    data[6:10] = struct.pack("<HH", 65_535, 65_535)
    return bytes(data)


def _segments(chance: random.Random) -> bytes:
    plain = draw.jpeg()
    one = b"\xff" + bytes([chance.choice((0xE1, 0xE2, 0xEC, 0xFE))]) + struct.pack(">H", 2 + 40) + chance.randbytes(40)
    return plain[:2] + one * 5000 + plain[2:]


def _laughing(_chance: random.Random) -> bytes:
    xmp = b"http://ns.adobe.com/xap/1.0/\0" + _LAUGHS + b"]><x>&j;</x>"
    plain = draw.jpeg()
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", 2 + len(xmp)) + xmp + plain[2:]


_BOMBS: list[Callable[[random.Random], bytes]] = [
    lambda chance: draw.bomb(chance.choice((20_000, 60_000)), chance.choice((20_000, 1_000_000))),
    lambda _chance: _png_with(_chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(50 << 20)))),
    lambda _chance: _png_with(_chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(50 << 20)))),
    _wide_jpeg,
    _wide_gif,
    _segments,
    _laughing,
]
_OTHERS: list[Callable[[random.Random], bytes]] = [
    lambda _chance: b"",
    lambda _chance: _HTML,
    lambda _chance: _SVG,
    lambda _chance: b'<?xml version="1.0"?>' + _SVG,
    lambda _chance: _LAUGHS + b"]><x>&j;</x>",
    lambda _chance: _zip(),
    lambda _chance: b"GIF89a=1;/*" + bytes(60) + b"*/alert(1)//",
    lambda _chance: b"\xff\xd8\xff\xe0" + _HTML,
    lambda _chance: b"%!PS\n(%pipe%id) (w) file",
    lambda _chance: b"push graphic-context\nfill 'url(https://127.0.0.1/x.jpg\"|id\")'",
    lambda _chance: b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
    lambda _chance: b"ffconcat version 1.0\nfile /etc/passwd\n",
    lambda chance: chance.randbytes(chance.choice((1, 100, 10_000))),
    lambda chance: bytes(chance.choice((1, 1 << 20))),
]
