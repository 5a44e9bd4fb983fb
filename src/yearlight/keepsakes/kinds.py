"""What kind of file some bytes are: by their content, never by a name. Knows no Django."""

import mmap
import os
from enum import StrEnum


class Medium(StrEnum):
    """What one does with a file of some kind: look at it, watch it, hear it, read it."""

    PICTURE = "picture"
    VIDEO = "video"
    SOUND = "sound"
    PAPER = "paper"


class Kind(StrEnum):
    """The files that are taken, by their media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"
    AVIF = "image/avif"
    TIFF = "image/tiff"
    GIF = "image/gif"
    MP4 = "video/mp4"
    MOV = "video/quicktime"
    GPP = "video/3gpp"
    WEBM = "video/webm"
    MKV = "video/x-matroska"
    M4A = "audio/mp4"
    GPP_SOUND = "audio/3gpp"
    WEBM_SOUND = "audio/webm"
    MKV_SOUND = "audio/x-matroska"
    MP3 = "audio/mpeg"
    OGG = "audio/ogg"
    WAV = "audio/wav"
    AMR = "audio/amr"
    PDF = "application/pdf"

    @property
    def medium(self) -> Medium:
        """What one does with it."""
        match self.value.partition("/")[0]:
            case "image":
                return Medium.PICTURE
            case "video":
                return Medium.VIDEO
            case "audio":
                return Medium.SOUND
            case _:
                return Medium.PAPER


#: The ending of a file of each kind, for those who take an original with them.
ENDINGS = {
    Kind.JPEG: ".jpg",
    Kind.PNG: ".png",
    Kind.WEBP: ".webp",
    Kind.HEIC: ".heic",
    Kind.AVIF: ".avif",
    Kind.TIFF: ".tif",
    Kind.GIF: ".gif",
    Kind.MP4: ".mp4",
    Kind.MOV: ".mov",
    Kind.GPP: ".3gp",
    Kind.WEBM: ".webm",
    Kind.MKV: ".mkv",
    Kind.M4A: ".m4a",
    Kind.GPP_SOUND: ".3gp",
    Kind.WEBM_SOUND: ".webm",
    Kind.MKV_SOUND: ".mka",
    Kind.MP3: ".mp3",
    Kind.OGG: ".ogg",
    Kind.WAV: ".wav",
    Kind.AMR: ".amr",
    Kind.PDF: ".pdf",
}
#: What a file is that has the form of a video and holds nothing but sound.
SOUND_OF = {
    Kind.MP4: Kind.M4A,
    Kind.MOV: Kind.M4A,
    Kind.GPP: Kind.GPP_SOUND,
    Kind.WEBM: Kind.WEBM_SOUND,
    Kind.MKV: Kind.MKV_SOUND,
}
#: How much of a file's beginning ``kind_of`` wants to see.
HEAD = 4096
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}
_AVIF_BRANDS = {b"avif", b"avis"}
#: Forms with boxes that are no films: raw pictures of Canon, JPEG 2000, pictures whose pixels we cannot read.
_NO_FILM = {b"crx ", b"jp2 ", b"jpx ", b"jpm ", b"mif1", b"msf1", b"miaf"}
#: What the boxes of a film may begin with that has no brand, as the first cameras wrote them.
_FIRST_BOXES = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_BOXES = {b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"wide", b"free", b"skip", b"uuid", b"meta", b"udta"}
#: BMP, Photoshop, FLAC; JPEG XL in two forms, ZIP, film of Windows.
_OTHERS = (b"BM", b"8BPS", b"fLaC", b"\xff\x0a", b"\0\0\0\x0cJXL ", b"PK\x03\x04", b"RIFF")
_WINDOWS_FILM = b"0&\xb2u\x8ef\xcf\x11"


def kind_of(head: bytes) -> Kind | None:
    """The kind of file that begins like this, or None.

    Of one that can hold films and sound alike it says the film.
    """
    return _picture(head) or _recording(head) or (Kind.PDF if b"%PDF-" in head[:1024] else None)


def _picture(head: bytes) -> Kind | None:
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


def _recording(head: bytes) -> Kind | None:
    if head[4:8] == b"ftyp":
        return _film_of(head[8:12])
    if head[4:8] in _FIRST_BOXES:
        return Kind.MOV
    if head.startswith(b"\x1aE\xdf\xa3"):
        return Kind.WEBM if b"webm" in head[:64] else Kind.MKV
    if head.startswith(b"OggS"):
        return Kind.OGG
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return Kind.WAV
    if head.startswith((b"#!AMR\n", b"#!AMR-WB\n")):
        return Kind.AMR
    # Without a tag before it, a frame of layer III tells itself by its first eleven bits and the layer.
    is_frame = len(head) > 3 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[2] & 0xF0 != 0xF0
    return Kind.MP3 if is_frame or head.startswith(b"ID3") else None


def _film_of(brand: bytes) -> Kind | None:
    if brand in _NO_FILM:
        return None
    if brand.startswith((b"3gp", b"3g2")):
        return Kind.GPP
    return Kind.MOV if brand == b"qt  " else Kind.MP4


def _by_brands(head: bytes) -> Kind | None:
    length = min(int.from_bytes(head[:4]), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, length - 3, 4))}
    if brands & _AVIF_BRANDS:
        return Kind.AVIF
    return Kind.HEIC if brands & _HEIC_BRANDS else None


def is_known_other(head: bytes) -> bool:
    """Whether this is something well known that is not taken: a drawing, an archive, a raw picture."""
    text = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_drawing = text.startswith(b"<svg") or (text.startswith((b"<?xml", b"<!doctype", b"<!--")) and b"<svg" in text)
    is_other_box = head[4:8] == b"ftyp" or head.startswith(_WINDOWS_FILM)
    is_raw = head.startswith((b"II*\0", b"MM\0*")) and head[8:10] == b"CR"
    return head.startswith(_OTHERS) or is_drawing or is_other_box or is_raw


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


def film_ends(descriptor: int, size: int) -> bool:
    """Whether no box of a film runs past the end of its file. What may follow the last one is let be."""
    at = 0
    while at + 8 <= size:
        head = os.pread(descriptor, 16, at)
        length = int.from_bytes(head[:4])
        if length == 1:
            length = int.from_bytes(head[8:16])
        if length == 0 or head[4:8] not in _BOXES:
            return True
        if length < 8 or at + length > size:
            return False
        at += length
    return True
