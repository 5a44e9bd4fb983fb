"""What is said in a recording, as a family types it: one line after the other, some with a time before them.

``0:05 Look at him`` is shown while it is said; a line without a time is only read. Knows no Django.
"""

import re
from dataclasses import dataclass

_TIMED = re.compile(r"\s*\[?(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)\]?\s+(\S.*)")
#: A line stays until the next one, but no longer than anybody reads at it.
_LONGEST_MS = 7_000
_SHORTEST_MS = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, and when it begins, if that was typed."""

    words: str
    begins_ms: int | None = None


def lines(transcript: str) -> list[Line]:
    """The lines of a transcript that have words, in the order they were typed."""
    return [_line(text) for text in transcript.splitlines() if text.strip()]


def captions(transcript: str, *, duration_ms: int) -> str:
    """The timed lines as WebVTT; empty where none has a time within the recording."""
    timed = [(one.begins_ms, one.words) for one in lines(transcript) if one.begins_ms is not None]
    timed = sorted(one for one in timed if one[0] < duration_ms)
    if not timed:
        return ""
    cues = []
    for at, (begins, words) in enumerate(timed):
        following = timed[at + 1][0] if at + 1 < len(timed) else duration_ms
        ends = min(begins + _LONGEST_MS, max(following, begins + _SHORTEST_MS))
        cues.append(f"{_clock(begins)} --> {_clock(ends)}\n{_escaped(words)}\n")
    return "WEBVTT\n\n" + "\n".join(cues)


def length(duration_ms: int) -> str:
    """How long something lasts, as players write it: 0:32, 1:04:05."""
    seconds = max(1, round(duration_ms / 1000))
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}" if minutes >= 60 else f"{minutes}:{seconds:02}"


def _line(text: str) -> Line:
    found = _TIMED.fullmatch(text.rstrip())
    if found is None:
        return Line(text.strip())
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    return Line(found[4].strip(), 1000 * (3600 * hours + 60 * minutes + seconds))


def _clock(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
