"""What a video or a sound is, told by its form and by the first of it that can be decoded.

Runs in the press's child; knows no Django.
"""

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import av
from av.container import InputContainer
from av.error import FFmpegError

from yearlight.keepsakes import camera
from yearlight.keepsakes.kinds import SOUND_OF, Kind, Medium, film_ends

#: The one reader that each kind is opened with: none is guessed.
_READERS = {
    Kind.MP4: "mov",
    Kind.MOV: "mov",
    Kind.GPP: "mov",
    Kind.M4A: "mov",
    Kind.GPP_SOUND: "mov",
    Kind.WEBM: "matroska",
    Kind.MKV: "matroska",
    Kind.WEBM_SOUND: "matroska",
    Kind.MKV_SOUND: "matroska",
    Kind.MP3: "mp3",
    Kind.OGG: "ogg",
    Kind.WAV: "wav",
    Kind.AMR: "amr",
}
_SEEN = {"h264", "hevc", "h263", "mpeg4", "mjpeg", "prores", "vp8", "vp9", "libdav1d", "libvpx", "libvpx-vp9"}
_HEARD = {"aac", "mp3", "mp3float", "opus", "libopus", "vorbis", "alac", "flac", "amrnb", "amrwb"}
_HEARD |= {"libopencore_amrnb", "libopencore_amrwb", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", "pcm_s32le"}
_HEARD |= {"pcm_u8", "pcm_f32le", "pcm_alaw", "pcm_mulaw", "adpcm_ima_wav", "adpcm_ms", "adpcm_ima_qt"}
_DECODERS = ",".join(sorted(_SEEN | _HEARD))
_BUFFER = 1 << 18
_ATTACHED = 0x0400
_PLACE = re.compile(r"([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)")
_LOCAL = re.compile(r"(.{19})(?:\.\d+)?(?:(Z)|([+-]\d\d):?(\d\d))?$")
_APPLE = "com.apple.quicktime."
_LONGEST_ID = 40


class Unreadable(Exception):  # noqa: N818
    """Why a recording cannot be taken or played, as a code: unsupported, bomb, too_long or broken."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Opened:
    """An open file for the library, read at its own place: other readers of it do not move it."""

    name = "recording"

    def __init__(self, descriptor: int) -> None:
        self._descriptor, self._at, self._size = descriptor, 0, os.fstat(descriptor).st_size

    def read(self, size: int) -> bytes:
        data = os.pread(self._descriptor, size, self._at)
        self._at += len(data)
        return data

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        return self._at

    def tell(self) -> int:
        return self._at

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        """The descriptor is its owner's."""


@contextlib.contextmanager
def opened(descriptor: int, kind: Kind) -> Iterator[InputContainer]:
    """The recording, opened by the reader of its kind and with the decoders we take. Raises ``Unreadable``."""
    try:
        with av.open(
            Opened(descriptor),
            format=_READERS[kind],
            buffer_size=_BUFFER,
            options={"codec_whitelist": _DECODERS, "protocol_whitelist": "", "format_whitelist": _READERS[kind]},
        ) as container:
            yield container  # type: ignore[misc]  # one opened without a mode is read
    except (FFmpegError, EOFError) as error:
        raise Unreadable("broken") from error


def film_in(container: InputContainer) -> Any:
    """Its first stream of moving pictures that can be decoded, or None; a picture on a sleeve is none."""
    for stream in container.streams.video:
        is_sleeve = bool(int(getattr(stream, "disposition", 0)) & _ATTACHED)
        if not is_sleeve and stream.codec_context is not None and stream.codec_context.name in _SEEN:
            # One for each processor, as is usual, would ask for more room than the press has on a large machine.
            stream.codec_context.thread_count = 1
            return stream
    return None


def sound_in(container: InputContainer) -> Any:
    """Its first stream of sound that can be decoded, or None."""
    for stream in container.streams.audio:
        if stream.codec_context is not None and stream.codec_context.name in _HEARD:
            return stream
    return None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a recording is: its kind, its pixels as seen (none of a sound), how long it lasts, what is written in it."""

    media_type: str
    width: int
    height: int
    duration_ms: int
    asset_id: str
    written: camera.Written


def look(descriptor: int, kind: Kind, *, pixels: int, seconds: int, today: date) -> Recorded:
    """What this recording is. Raises ``Unreadable``: unsupported, bomb, too_long or broken."""
    if _READERS[kind] == "mov" and not film_ends(descriptor, os.fstat(descriptor).st_size):
        raise Unreadable("broken")
    with opened(descriptor, kind) as container:
        film, sound = film_in(container), sound_in(container)
        if film is None and (sound is None or (container.streams.video and kind.medium is Medium.VIDEO)):
            raise Unreadable("unsupported")
        if film is not None and film.codec_context.width * film.codec_context.height > pixels:
            raise Unreadable("bomb")
        frame = _first(container, film or sound)
        width, height = seen_size(film, frame) if film is not None else (0, 0)
        metadata = {**container.metadata}
        duration = _duration(container)
    if not 0 <= duration <= seconds:
        raise Unreadable("too_long")
    is_film = film is not None
    return Recorded(
        media_type=(kind if is_film else SOUND_OF.get(kind, kind)).value,
        width=width,
        height=height,
        duration_ms=round(1000 * duration),
        asset_id=metadata.get(f"{_APPLE}content.identifier", "")[:_LONGEST_ID] if is_film else "",
        written=_written(metadata, today),
    )


def seen_size(film: Any, frame: Any) -> tuple[int, int]:
    """How wide and high a frame of a film is when it is shown: with square pixels, and upright."""
    ratio = film.sample_aspect_ratio
    width, height = frame.width, frame.height
    if ratio and ratio > 0 and ratio != 1:
        width = max(1, round(width * ratio))
    return (height, width) if frame.rotation % 180 else (width, height)


def _first(container: InputContainer, stream: Any) -> Any:
    try:
        return next(container.decode(stream))
    except StopIteration as error:
        raise Unreadable("broken") from error


def _duration(container: InputContainer) -> float:
    """In seconds. What a browser recorded does not say it, so such a file is read to its end."""
    if container.duration is not None:
        return container.duration / av.time_base
    container.seek(0)
    last = 0.0
    for packet in container.demux():
        if packet.pts is not None:
            last = max(last, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    return last


def _written(metadata: dict[str, str], today: date) -> camera.Written:
    """When and where it was recorded, as far as the file tells. The device is not read at all."""
    place = _PLACE.match(metadata.get(f"{_APPLE}location.ISO6709") or metadata.get("location", ""))
    latitude, longitude = (float(place[1]), float(place[2])) if place else (None, None)
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        latitude = longitude = None
    text = metadata.get(f"{_APPLE}creationdate") or metadata.get("creation_time", "")
    moment = camera.moment_of(text, today=today)
    if moment is None:
        return camera.Written(latitude=latitude, longitude=longitude)
    said = _LOCAL.match(text)
    zone = "" if said is None else "+00:00" if said[2] else f"{said[3]}:{said[4]}" if said[3] else ""
    return camera.Written(moment.isoformat() + zone, moment.date().isoformat(), latitude, longitude)
