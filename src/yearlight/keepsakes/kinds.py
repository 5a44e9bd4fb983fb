"""What kind of file some bytes are: by their content, never by a name. Knows no Django."""

import mmap
from enum import StrEnum


class Kind(StrEnum):
    """The pictures that are taken, by their media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"
    AVIF = "image/avif"
    TIFF = "image/tiff"
    GIF = "image/gif"


#: The ending of a file of each kind, for those who take an original with them.
ENDINGS = {
    Kind.JPEG: ".jpg",
    Kind.PNG: ".png",
    Kind.WEBP: ".webp",
    Kind.HEIC: ".heic",
    Kind.AVIF: ".avif",
    Kind.TIFF: ".tif",
    Kind.GIF: ".gif",
}
#: How much of a file's beginning ``kind_of`` wants to see.
HEAD = 4096
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}
_AVIF_BRANDS = {b"avif", b"avis"}
#: PDF, BMP, Photoshop, Matroska, Ogg, MP3, FLAC; JPEG XL in two forms, ZIP, sound and film of Windows.
_OTHERS = (b"%PDF", b"BM", b"8BPS", b"\x1aE\xdf\xa3", b"OggS", b"ID3", b"fLaC")
_MORE_OTHERS = (b"\xff\x0a", b"\0\0\0\x0cJXL ", b"PK\x03\x04", b"RIFF")


def kind_of(head: bytes) -> Kind | None:
    """The kind of picture that begins like this, or None."""
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if head.startswith((b"GIF87a", b"GIF89a")):
        return Kind.GIF
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        # Canon's raw files begin like a TIFF, but only a thumbnail in them is one.
        return None if head[8:10] == b"CR" else Kind.TIFF
    return _by_brands(head) if head[4:8] == b"ftyp" else None


def _by_brands(head: bytes) -> Kind | None:
    length = min(int.from_bytes(head[:4]), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, length - 3, 4))}
    if brands & _AVIF_BRANDS:
        return Kind.AVIF
    return Kind.HEIC if brands & _HEIC_BRANDS else None


def is_known_other(head: bytes) -> bool:
    """Whether this is something well known that is no picture we take: a video, a drawing, a document."""
    text = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_drawing = text.startswith(b"<svg") or (text.startswith((b"<?xml", b"<!doctype", b"<!--")) and b"<svg" in text)
    is_other_box = head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide")
    is_raw = head.startswith((b"II*\0", b"MM\0*")) and head[8:10] == b"CR"
    return head.startswith(_OTHERS + _MORE_OTHERS) or is_drawing or is_other_box or is_raw


def is_whole(content: mmap.mmap, kind: Kind) -> bool:
    """Whether the file reaches its own end, as far as its outer form tells without decoding.

    True for the kinds whose form does not say: those are found out by decoding.
    """
    match kind:
        case Kind.JPEG:
            return _jpeg_ends(content)
        case Kind.PNG:
            return _png_ends(content)
        case Kind.WEBP:
            return int.from_bytes(content[4:8], "little") + 8 <= len(content)
        case Kind.HEIC | Kind.AVIF:
            return _boxes_end(content)
        case _:
            return True


def _jpeg_ends(content: mmap.mmap) -> bool:
    """Whether an end marker follows the first scan; the thumbnail inside a header has one too."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xDA:
            return content.find(b"\xff\xd9", at) >= 0
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return False


def _png_ends(content: mmap.mmap) -> bool:
    at = 8
    while at + 12 <= len(content):
        if content[at + 4 : at + 8] == b"IEND":
            return True
        at += 12 + int.from_bytes(content[at : at + 4])
    return False


def _boxes_end(content: mmap.mmap) -> bool:
    at = 0
    while at + 8 <= len(content):
        length = int.from_bytes(content[at : at + 4])
        if length == 0:
            return True
        if length == 1:
            length = int.from_bytes(content[at + 8 : at + 16])
        if length < 8:
            return False
        at += length
    return at == len(content)
