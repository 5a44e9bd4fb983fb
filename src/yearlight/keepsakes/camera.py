"""What a camera wrote into a file: when and where. Knows no Django.

Only the moment it says the picture was taken counts: the moment a print was
scanned, or a file changed, is not when something happened. The device and
its owner are not read at all.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from PIL import Image

_EXIF, _GPS = 0x8769, 0x8825
_TAKEN, _OFFSET = 0x9003, 0x9011
_APPLE_NOTES, _ASSET = b"Apple iOS\0\0\1MM", (0x0011, 2)
_WHEN = re.compile(r"(\d{4})[:\-/.](\d\d)[:\-/.](\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?")
_ZONE = re.compile(r"[+-]\d\d:\d\d")
#: The first photograph known was taken about then.
_FIRST_YEAR = 1826
#: Where clocks begin that nobody has set.
_UNSET = {date(1904, 1, 1), date(1970, 1, 1), date(1980, 1, 1), date(2000, 1, 1)}


@dataclass(frozen=True, slots=True)
class Written:
    """What was found; empty or None where nothing believable was."""

    taken_at_text: str = ""
    happened_on: str = ""
    latitude: float | None = None
    longitude: float | None = None


def read_block(block: bytes, *, today: date) -> Written:
    """What an EXIF block says. Rubbish gives nothing; it raises no error."""
    exif = Image.Exif()
    try:
        exif.load(block)
        return _read(exif, today)
    except Exception:  # whatever a broken block does to the reader, the picture matters more
        return Written()


def read_tiff(file: IO[bytes], *, today: date) -> Written:
    """The same for a TIFF, whose own tags are such a block."""
    exif = Image.Exif()
    file.seek(0)
    try:
        exif.load_from_fp(file)
        return _read(exif, today)
    except Exception:  # as above
        return Written()


def is_raw_tiff(file: IO[bytes]) -> bool:
    """Whether a TIFF is a camera's raw file, which holds only a small preview as a picture."""
    exif = Image.Exif()
    file.seek(0)
    try:
        exif.load_from_fp(file)
        return 0xC612 in exif or bool(int(exif.get(0x00FE, 0)) & 1)
    except Exception:  # as above: the decoder will say what it is
        return False


def _read(exif: Image.Exif, today: date) -> Written:
    tags = exif.get_ifd(_EXIF)
    moment = moment_of(_text(tags.get(_TAKEN)), today=today)
    latitude, longitude = place_of(exif.get_ifd(_GPS))
    if moment is None:
        return Written(latitude=latitude, longitude=longitude)
    zone = _text(tags.get(_OFFSET))
    text = moment.isoformat() + (zone if _ZONE.fullmatch(zone) else "")
    return Written(text, moment.date().isoformat(), latitude, longitude)


def asset_id_in(block: bytes) -> str:
    """By which id an iPhone's picture knows the moment around it; empty where there is none.

    It stands in Apple's own notes, which have the form of tags counted from where the notes begin.
    """
    begins = block.find(_APPLE_NOTES)
    notes = block[begins:] if begins >= 0 else b""
    count = int.from_bytes(notes[14:16])
    for at in range(16, 16 + 12 * min(count, 200), 12):
        tag, form = (int.from_bytes(notes[at + skip : at + skip + 2]) for skip in (0, 2))
        length, where = (int.from_bytes(notes[at + skip : at + skip + 4]) for skip in (4, 8))
        if (tag, form) == _ASSET and length <= 64:
            return notes[where : where + length].decode("ascii", "replace").strip("\0 ")[:40]
    return ""


def moment_of(text: str, *, today: date) -> datetime | None:
    """The moment such a tag names; None for zeros, rubbish, unset clocks and days to come."""
    found = _WHEN.match(text)
    if found is None:
        return None
    try:
        moment = datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None
    day = moment.date()
    is_unset = day in _UNSET and moment.hour == 0
    # A picture taken an hour ago on the other side of the date line is of tomorrow.
    is_to_come = (day - today).days > 1
    return None if day.year < _FIRST_YEAR or is_unset or is_to_come else moment


def place_of(tags: dict[int, Any]) -> tuple[float, float] | tuple[None, None]:
    """Latitude and longitude in degrees, or two Nones."""
    try:
        latitude = _degrees(tags[2]) * (-1 if _text(tags.get(1)).upper().startswith("S") else 1)
        longitude = _degrees(tags[4]) * (-1 if _text(tags.get(3)).upper().startswith("W") else 1)
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None, None
    is_somewhere = -90 <= latitude <= 90 and -180 <= longitude <= 180 and (latitude, longitude) != (0.0, 0.0)
    return (round(latitude, 6), round(longitude, 6)) if is_somewhere else (None, None)


def _degrees(parts: Any) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    return value.strip("\0 ") if isinstance(value, str) else ""
