"""Videos and sounds made by hand: a second or two of plain colours and a plain tone, in every form that is taken."""

import io
import math
import struct
from array import array
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import av
import numpy as np

RED, BLUE = (220, 30, 30), (30, 30, 220)
_RATE = 25


def video(
    form: str = "mp4",
    *,
    codec: str = "libx264",
    sound: str = "aac",
    seconds: float = 1.0,
    size: tuple[int, int] = (64, 48),
    key_every: int = 10,
    metadata: Mapping[str, str] | None = None,
    colours: tuple[int, int, int] | None = None,
) -> bytes:
    """Red at first, blue in its second half, with a tone. ``colours`` are the codes of primaries, transfer and matrix."""
    file = io.BytesIO()
    with av.open(file, "w", format=form, options={"movflags": "use_metadata_tags"} if metadata else {}) as container:
        container.metadata.update(metadata or {})
        seen: Any = container.add_stream(codec, rate=_RATE)
        seen.width, seen.height = size
        seen.pix_fmt = "yuv420p10le" if colours else "yuv420p"
        seen.codec_context.gop_size = key_every
        if colours:
            context = seen.codec_context
            context.color_primaries, context.color_trc, context.colorspace = colours
            context.options = {"x265-params": "log-level=none"}
        heard: Any = container.add_stream(sound, rate=_rate_of(sound), layout="mono") if sound else None
        _draw(container, seen, round(seconds * _RATE), size)
        if heard is not None:
            _sing(container, heard, seconds)
    return file.getvalue()


def sound(form: str = "mp3", *, codec: str = "mp3", seconds: float = 1.0) -> bytes:
    """A tone."""
    file = io.BytesIO()
    with av.open(file, "w", format=form) as container:
        _sing(container, container.add_stream(codec, rate=_rate_of(codec), layout="mono"), seconds)
    return file.getvalue()


def amr() -> bytes:
    """A second of silence as old telephones wrote it: fifty frames of the lowest kind."""
    return b"#!AMR\n" + (b"\x04" + bytes(12)) * 50


def turned(data: bytes, degrees: int) -> bytes:
    """The same MP4 or MOV, held by the camera so that it has to be turned so far clockwise."""
    one, zero = struct.pack(">i", 1 << 16), bytes(4)
    less, end = struct.pack(">i", -(1 << 16)), struct.pack(">i", 1 << 30)
    upright = one + zero * 3 + one + zero * 3 + end
    matrix = {
        90: zero + one + zero + less + zero * 4 + end,
        180: less + zero * 3 + less + zero * 3 + end,
        270: zero + less + zero + one + zero * 4 + end,
    }[degrees]
    # The first is the film's as a whole; each track has its own, and players turn by that.
    at = data.index(upright, data.index(b"tkhd"))
    return data[:at] + matrix + data[at + len(matrix) :]


def paper() -> bytes:
    """One empty page."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
        b"0000000009 00000 n \n0000000054 00000 n \n0000000105 00000 n \n"
        b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n170\n%%EOF\n"
    )


def opened(data: bytes) -> Any:
    """What was made, opened to be looked into."""
    return av.open(io.BytesIO(data))


def frames(data: bytes) -> list[Any]:
    """The frames of what was made, as pixels."""
    with opened(data) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def loudness(data: bytes) -> float:
    """How loud what was made is in its middle, from 0 to 1."""
    with opened(data) as container:
        samples = np.concatenate([frame.to_ndarray().mean(axis=0) for frame in container.decode(audio=0)])
    middle = samples[len(samples) // 4 : 3 * len(samples) // 4]
    return float(np.abs(middle / (32768 if middle.dtype.kind == "i" or np.abs(middle).max() > 2 else 1)).max())


def _rate_of(codec: str) -> int:
    return 8000 if codec == "amr_nb" else 48_000


def _draw(container: Any, stream: Any, count: int, size: tuple[int, int]) -> None:
    for number in range(count):
        pixels = np.zeros((size[1], size[0], 3), dtype=np.uint8)
        pixels[:] = RED if number < count // 2 else BLUE
        frame = av.VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format=stream.pix_fmt)
        frame.pts, frame.time_base = number, Fraction(1, _RATE)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def _sing(container: Any, stream: Any, seconds: float) -> None:
    rate = stream.codec_context.sample_rate
    tone = array("h", (round(9000 * math.sin(at * 440 * math.tau / rate)) for at in range(round(seconds * rate))))
    frame = av.AudioFrame.from_ndarray(np.array(tone, dtype=np.int16).reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
    for one in av.AudioResampler(
        stream.codec_context.format, "mono", rate, stream.codec_context.frame_size or None
    ).resample(frame):
        container.mux(stream.encode(one))
    container.mux(stream.encode(None))
