"""The frames of a video as they are to be seen: upright, with square pixels, within the range of an ordinary screen.

Runs in the press's child; knows no Django.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import av
import pyvips
from av.error import FFmpegError
from av.filter import Graph

from yearlight.keepsakes import derive
from yearlight.keepsakes.kinds import Kind
from yearlight.keepsakes.recordings import Unreadable, film_in, opened, seen_size
from yearlight.keepsakes.sizes import MOMENTS, Size, sizes_of

#: What a frame says of its light where it is brighter than an ordinary screen (PQ, HLG), and of colours wider than its.
_BRIGHT, _WIDE = (16, 18), 9
#: Its light and colours are folded into those of an ordinary screen, so that what was bright keeps its drawing.
_FOLDED = "out_color_matrix=bt709:out_transfer=bt709:out_primaries=bt709:intent=perceptual"
_TURNS = {90: ("transpose=clock",), 180: ("hflip", "vflip"), 270: ("transpose=cclock",)}
#: The moments of a video that can stand for it, as parts of its length.
_MOMENTS = (0.05, 0.25, 0.45, 0.65, 0.8, 0.95)


class Upright:
    """Turns, scales and converts frames of one film. ``width`` and ``height`` are of what comes out."""

    def __init__(self, film: Any, frame: Any, *, width: int, height: int, form: str) -> None:
        self.width, self.height = width, height
        self._graph = Graph()
        self._graph.threads = 2
        first = self._graph.add_buffer(
            width=frame.width, height=frame.height, format=frame.format.name, time_base=film.time_base
        )
        steps = [*_TURNS.get(-frame.rotation % 360, ()), self._scale(frame, form), f"format={form}", "setsar=1"]
        last = first
        for step in steps:
            name, _equals, arguments = step.partition("=")
            following = self._graph.add(name, arguments or None)
            last.link_to(following)
            last = following
        sink = self._graph.add("buffersink")
        last.link_to(sink)
        self._graph.configure()

    def __call__(self, frame: Any) -> Any:
        """The same frame, as it is to be seen."""
        self._graph.push(frame)
        return self._graph.pull()

    def _scale(self, frame: Any, form: str) -> str:
        options = [f"scale={self.width}:{self.height}"]
        if form.startswith("yuv"):
            options.append("out_range=tv")
        if is_wider_than_a_screen(frame):
            options.append(_FOLDED)
        return ":".join(options)


def is_wider_than_a_screen(frame: Any) -> bool:
    """Whether a frame has more light or more colours than an ordinary screen shows."""
    return int(frame.color_trc) in _BRIGHT or int(frame.color_primaries) == _WIDE


def frames(packets: Any) -> Iterator[Any]:
    """The frames of some packets; what is damaged on the way is left out, as players do."""
    for packet in packets:
        try:
            yield from packet.decode()
        except av.error.InvalidDataError:
            continue


def stills(descriptor: int, *, kind: Kind, width: int, height: int) -> Iterator[tuple[int, Size, str, bytes]]:
    """Each size of each moment that can stand for a video, with the number of its moment. Raises ``Unreadable``."""
    sizes = sizes_of(width, height)
    try:
        with opened(descriptor, kind) as container:
            film, upright = film_in(container), None
            if film is None:
                raise Unreadable("broken")
            for moment in range(MOMENTS):
                frame = _frame_at(container, film, _MOMENTS[moment])
                if upright is None:
                    upright = Upright(film, frame, width=sizes[-1].width, height=sizes[-1].height, form="rgb24")
                pixels = upright(frame).to_ndarray()
                image = pyvips.Image.new_from_memory(pixels.tobytes(), pixels.shape[1], pixels.shape[0], 3, "uchar")
                for size, ending, data in derive.written(image.copy(interpretation="srgb"), sizes):
                    yield moment, size, ending, data
    except (pyvips.Error, FFmpegError) as error:
        raise Unreadable("broken") from error


def _frame_at(container: Any, film: Any, part: float) -> Any:
    """The frame shown at this part of the length; of what cannot be reached, the one nearest before it."""
    begins = film.start_time or 0
    duration = Fraction(container.duration or 0, av.time_base)
    at = begins + int(duration * Fraction(part) / film.time_base)
    container.seek(at, stream=film, backward=True)
    found = None
    for frame in frames(container.demux(film)):
        found = frame
        if frame.pts is None or frame.pts >= at:
            break
    if found is None:
        raise Unreadable("broken")
    return found


def fitting(film: Any, frame: Any, *, longest: int) -> tuple[int, int]:
    """Width and height of a film within a longest side, never enlarged; even, as its colours are shared by two."""
    width, height = seen_size(film, frame)
    share = min(1.0, longest / max(width, height))
    return max(2, round(width * share / 2) * 2), max(2, round(height * share / 2) * 2)
