"""A recording made into what every telephone plays, in steps that can each be done again.

A film is encoded a stretch at a time, from one of its key frames to another,
into packets laid one after the other in a file; then its sound; then both are
put together. What one step wrote stays when the next one is broken off. Runs
in the press's child, which is handed open files and nothing else; knows no
Django.
"""

import heapq
import json
import os
import struct
import time
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

import av
from av.codec.context import Flags
from av.error import FFmpegError

from yearlight.keepsakes.frames import Upright, fitting, frames
from yearlight.keepsakes.kinds import Kind
from yearlight.keepsakes.recordings import Opened, Unreadable, film_in, opened, sound_in

#: The longest side of a film as it is played.
LONGEST = 1280
_FILM = {"preset": "veryfast", "crf": "23", "profile": "high"}
#: Bits a second of a voice, and of more than one channel.
_BITS = {"aac": (96_000, 128_000), "libopus": (64_000, 96_000)}
_CODECS = {"m4a": ("aac", "mp4"), "opus": ("libopus", "ogg")}
_RATE = 48_000
#: Time is counted in these.
TICKS = 90_000
_TIME_BASE = Fraction(1, TICKS)
#: A stretch ends at the first key frame after so many seconds of the film, of the processor, or of the clock;
#: and where none comes, at any frame after so many more.
_STRETCH, _WORK, _WAIT = 30 * TICKS, 60.0, 120.0
_MOST_WORK, _MOST_WAIT = 240.0, 300.0
#: No more than sixty frames a second are kept.
_CLOSEST = TICKS // 62
#: An encoder of sound begins with so much silence, which players leave out.
_PRIMING = 1024 * TICKS // _RATE
_RECORD = struct.Struct(">qqI?")
_THREADS = 2


class Record(NamedTuple):
    """One packet as it lies in a file of packets; its times are in ticks."""

    dts: int
    pts: int
    is_key: bool
    data: bytes


class Written(Opened):
    """An open file that the library writes, and reads again to move its index before the rest."""

    name = "played.mp4"

    def write(self, data: bytes) -> int:
        written = os.pwrite(self._descriptor, data, self._at)
        self._at += written
        self._size = max(self._size, self._at)
        return written


# --- the steps ---


def film(source: int, parts: int, *, kind: Kind, at: int, start: int | None) -> dict[str, Any]:
    """Encode one stretch from ``start``, or from the beginning, and lay its packets down at ``at``.

    Returns where the next stretch starts, or None where the film is over, and how long the file is then.
    Raises ``Unreadable``.
    """
    os.ftruncate(parts, at)
    os.lseek(parts, at, os.SEEK_SET)
    stretch = _Stretch(start)
    with opened(source, kind) as container, os.fdopen(os.dup(parts), "wb") as file:
        stream = film_in(container)
        if stream is None:
            raise Unreadable("broken")
        stream.thread_type, stream.codec_context.thread_count = "AUTO", _THREADS
        if start is not None:
            container.seek(int(start * _TIME_BASE / stream.time_base), stream=stream, backward=True)
        encoder, upright = None, None
        for frame in stretch.frames(container, stream):
            if encoder is None or upright is None:
                width, height = fitting(stream, frame, longest=LONGEST)
                upright = Upright(stream, frame, width=width, height=height, form="yuv420p")
                told = _told(stream, upright, shown := upright(frame))
                if at == 0:
                    _write(file, Record(0, 0, True, json.dumps(told).encode()))
                encoder = av.CodecContext.create("libx264", "w")
                encoder.flags |= Flags.global_header
                _set_up_film(encoder, told)
            else:
                shown = upright(frame)
            shown.pts, shown.time_base = stretch.last, _TIME_BASE
            shown.pict_type = 0
            for packet in encoder.encode(shown):
                _write(file, _record(packet))
        for packet in encoder.encode(None) if encoder else ():
            _write(file, _record(packet))
        length = file.tell()
    return {"next": stretch.end, "length": length}


def sound(source: int, parts: int, *, kind: Kind) -> dict[str, Any]:
    """Encode the whole sound of a film into packets; nothing where it has none. Raises ``Unreadable``."""
    os.ftruncate(parts, 0)
    os.lseek(parts, 0, os.SEEK_SET)
    with opened(source, kind) as container, os.fdopen(os.dup(parts), "wb") as file:
        stream = sound_in(container)
        if stream is not None:
            told = {"layout": _layout(stream)}
            encoder = av.CodecContext.create("aac", "w")
            encoder.flags |= Flags.global_header
            _set_up_sound(encoder, "aac", told)
            _write(file, Record(0, 0, True, json.dumps(told).encode()))
            for packet in _encoded(container, stream, encoder):
                _write(file, _record(packet))
        return {"length": file.tell()}


def join(film_parts: int, sound_parts: int, out: int, *, length: int) -> dict[str, Any]:
    """Put a film and its sound together, with the index before the rest. Raises ``Unreadable``.

    ``length`` is how much of the film's packets counts.
    """
    os.ftruncate(film_parts, length)
    os.ftruncate(out, 0)
    seen, heard = _read(film_parts), _read(sound_parts)
    first = next(seen, None)
    if first is None:
        raise Unreadable("broken")
    try:
        with _container(out, "mp4", "+faststart") as container:
            stream: Any = container.add_stream("libx264")
            _set_up_film(stream.codec_context, json.loads(first.data))
            streams = [stream]
            if (first_heard := next(heard, None)) is not None:
                streams.append(container.add_stream("aac"))
                _set_up_sound(streams[1].codec_context, "aac", json.loads(first_heard.data))
            container.start_encoding()
            _mux(container, streams, seen, heard)
    except (FFmpegError, ValueError) as error:
        raise Unreadable("broken") from error
    return {"length": os.fstat(out).st_size}


def voice(source: int, out: int, *, kind: Kind, ending: str) -> dict[str, Any]:
    """Encode a sound that is no film's into one form. Raises ``Unreadable``."""
    os.ftruncate(out, 0)
    codec, form = _CODECS[ending]
    with opened(source, kind) as container:
        stream = sound_in(container)
        if stream is None:
            raise Unreadable("broken")
        with _container(out, form, "+faststart" if form == "mp4" else "") as written:
            heard: Any = written.add_stream(codec)
            _set_up_sound(heard.codec_context, codec, {"layout": _layout(stream)})
            for packet in _encoded(container, stream, heard):
                written.mux(packet)
    return {"length": os.fstat(out).st_size}


# --- films ---


class _Stretch:
    """The frames of one stretch, in order; ``last`` is the time of the newest, ``end`` where the next stretch starts."""

    def __init__(self, start: int | None) -> None:
        self.last = -(1 << 62)
        self.end: int | None = None
        self._start = start
        self._worked, self._waited = time.process_time(), time.monotonic()

    def frames(self, container: Any, stream: Any) -> Iterator[Any]:
        begun: int | None = None
        for frame in frames(self._packets(container, stream)):
            at = self._time_of(frame, stream)
            if self._start is not None and at < self._start:
                continue
            if begun is None:
                self._begun = begun = at
            if self.end is None and self._is_enough(_MOST_WORK, _MOST_WAIT) and at > begun:
                self.end = at
            if self.end is not None and at >= self.end:
                return
            if at - self.last >= _CLOSEST:
                self.last = at
                yield frame
        # The film is over, and what was to be the start of another stretch never came.
        self.end = None

    _begun: int | None = None

    def _packets(self, container: Any, stream: Any) -> Iterator[Any]:
        for packet in container.demux(stream):
            if self.end is None and packet.is_keyframe and packet.pts is not None and self._begun is not None:
                at = round(packet.pts * stream.time_base / _TIME_BASE)
                if at > self._begun and (at - self._begun >= _STRETCH or self._is_enough(_WORK, _WAIT)):
                    self.end = at
            yield packet

    def _is_enough(self, work: float, wait: float) -> bool:
        return time.process_time() - self._worked >= work or time.monotonic() - self._waited >= wait

    def _time_of(self, frame: Any, stream: Any) -> int:
        """Its time in ticks; a frame without one follows the one before it."""
        if frame.pts is None:
            return max(0, self.last + TICKS // 30)
        at: int = round(frame.pts * stream.time_base / _TIME_BASE)
        return at


def _told(stream: Any, upright: Upright, frame: Any) -> dict[str, Any]:
    """What every stretch and the whole of a film have to agree on."""
    rate = min(Fraction(60), Fraction(stream.average_rate or 30).limit_denominator(1001))
    colours = [int(frame.color_primaries), int(frame.color_trc), int(frame.colorspace)]
    return {"width": upright.width, "height": upright.height, "rate": str(rate), "colours": colours}


def _set_up_film(encoder: Any, told: dict[str, Any]) -> None:
    encoder.width, encoder.height, encoder.pix_fmt = told["width"], told["height"], "yuv420p"
    encoder.time_base, encoder.framerate = _TIME_BASE, Fraction(told["rate"])
    encoder.color_primaries, encoder.color_trc, encoder.colorspace = told["colours"]
    encoder.color_range = 1
    encoder.options, encoder.thread_count = dict(_FILM), _THREADS


# --- sound ---


def _layout(stream: Any) -> str:
    return "mono" if stream.codec_context.channels == 1 else "stereo"


def _set_up_sound(encoder: Any, codec: str, told: dict[str, Any]) -> None:
    encoder.sample_rate, encoder.layout = _RATE, told["layout"]
    encoder.format = "fltp" if codec == "aac" else "s16"
    encoder.bit_rate = _BITS[codec][told["layout"] != "mono"]
    encoder.time_base = Fraction(1, _RATE)


def _encoded(container: Any, stream: Any, encoder: Any) -> Iterator[Any]:
    for frame in frames(container.demux(stream)):
        yield from encoder.encode(frame)
    yield from encoder.encode(None)


# --- packets ---


def _record(packet: Any) -> Record:
    pts, dts = (round(one * packet.time_base / _TIME_BASE) for one in (packet.pts, packet.dts))
    return Record(dts, pts, packet.is_keyframe, bytes(packet))


def _write(file: Any, record: Record) -> None:
    file.write(_RECORD.pack(record.pts, record.dts, len(record.data), record.is_key))
    file.write(record.data)


def _read(descriptor: int) -> Iterator[Record]:
    os.lseek(descriptor, 0, os.SEEK_SET)
    with os.fdopen(os.dup(descriptor), "rb", buffering=1 << 18) as file:
        while head := file.read(_RECORD.size):
            pts, dts, length, is_key = _RECORD.unpack(head)
            yield Record(dts, pts, is_key, file.read(length))


def _container(out: int, form: str, flags: str) -> Any:
    """A file of this form; its index is moved by reading what was written, at a place of its own."""
    file = Written(out)
    options = {"movflags": flags} if flags else {}
    return av.open(file, "w", format=form, options=options, io_open=lambda *_asked: Written(out))


def _mux(container: Any, streams: list[Any], seen: Iterator[Record], heard: Iterator[Record]) -> None:
    """Write both in the order of their times. Each begins where it did beside the other."""
    first_seen, first_heard = next(seen, None), next(heard, None)
    if first_seen is None:
        raise Unreadable("broken")
    zero = min(first_seen.pts, first_heard.pts + _PRIMING) if first_heard else first_seen.pts
    both = [_numbered(0, first_seen, seen), _numbered(1, first_heard, heard)]
    last = [-(1 << 62), -(1 << 62)]
    for dts, number, record in heapq.merge(*both, key=lambda one: one[:2]):
        # Two stretches of a film may overlap by a few ticks in the order of decoding, never in that of showing.
        last[number] = max(dts, last[number] + 1)
        packet = av.Packet(record.data)
        packet.stream, packet.time_base = streams[number], _TIME_BASE
        packet.pts, packet.dts, packet.is_keyframe = record.pts - zero, last[number] - zero, record.is_key
        container.mux(packet)


def _numbered(number: int, first: Record | None, rest: Iterator[Record]) -> Iterator[tuple[int, int, Record]]:
    if first is not None:
        yield first.dts, number, first
        for record in rest:
            yield record.dts, number, record
