"""The press: a child process that looks at files and makes from them what is shown and played.

Decoders are where strangers' bytes meet a million lines of C, so they run in a
process that may be thrown away: it has little memory, little time, no network,
no files but those it is handed, and nothing to steal. It lives for a batch and
ends when idle, so that a resting server holds no decoder. If it dies, only the
file it held is concerned: that one is tried once more alone, and then has a
fault.
"""

import atexit
import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

from yearlight.keepsakes.kinds import Medium
from yearlight.keepsakes.sizes import FORMATS, LONGEST, MOMENTS
from yearlight.keepsakes.walls import walled

_LONGEST_LINE = 65536
_MOST_BYTES = 64 << 20


class PressFault(Exception):  # noqa: N818
    """A file that cannot be taken, shown or played, as a code.

    From looking: empty, not_a_picture, unsupported, bomb, too_long, broken. From
    all: too_heavy (memory), slow (time), crashed (the decoder died twice).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Gone(Exception):  # noqa: N818
    """The child ended before it answered; ``code`` says why, or is empty where it only was idle."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Press:
    """One child at a time, started when first needed; safe to call from several threads."""

    def __init__(
        self,
        *,
        megabytes: int = 1536,
        seconds: int = 60,
        patience: int = 0,
        idle: float = 10.0,
        batch: int = 200,
        writes: int = 0,
        nice: int = 0,
        program: str = "",
    ) -> None:
        self._settings = {"megabytes": megabytes, "seconds": seconds, "idle": idle, "writes": writes, "nice": nice}
        self._patience = patience or seconds + 5
        self._batch = batch
        self._program = program or "from yearlight.keepsakes.press_child import main; main()"
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._count = 0
        self._owner = 0

    def look(
        self,
        path: Path,
        *,
        megapixels: int,
        today: date,
        takes: Collection[Medium] = (Medium.PICTURE,),
        minutes: int = 0,
    ) -> dict[str, Any]:
        """What this file is, of the media that are taken: the fields of ``probe.Found``. Raises ``PressFault``."""
        request = {"do": "look", "pixels": megapixels * 1_000_000, "today": today.isoformat()}
        request |= {"takes": [one.value for one in takes], "seconds": minutes * 60}
        return self._ask([path], request)[0]

    def sizes(self, path: Path, *, kind: str, width: int, height: int) -> dict[tuple[int, str], bytes]:
        """Every size of a picture, by its name and format. Raises ``PressFault``."""
        made = self._made([path], {"do": "sizes", "kind": kind, "width": width, "height": height})
        return {(name, ending): data for (_moment, name, ending), data in made.items()}

    def stills(self, path: Path, *, kind: str, width: int, height: int) -> dict[tuple[int, int, str], bytes]:
        """The same of every moment that can stand for a video, by its number too. Raises ``PressFault``."""
        return self._made([path], {"do": "stills", "kind": kind, "width": width, "height": height})

    def encode(self, step: str, paths: list[Path], **request: Any) -> dict[str, Any]:
        """One step of ``encode``: the file that is read, and those that are written. Raises ``PressFault``."""
        return self._ask(paths, {"do": step, **request})[0]

    def close(self) -> None:
        """End the child, if there is one."""
        with self._lock:
            self._end()

    def _made(self, paths: list[Path], request: dict[str, Any]) -> dict[tuple[int, int, str], bytes]:
        told, data = self._ask(paths, request)
        made: dict[tuple[int, int, str], bytes] = {}
        at = 0
        for moment, name, ending, length in told["parts"]:
            if moment not in range(MOMENTS) or name not in LONGEST or ending not in FORMATS:
                raise PressFault("crashed")
            made[moment, name, ending] = data[at : at + length]
            at += length
        return made

    def _ask(self, paths: list[Path], request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        with self._lock, contextlib.ExitStack() as files:
            read, *written = paths
            descriptors = [files.enter_context(read.open("rb")).fileno()]
            descriptors += [files.enter_context(path.open("r+b")).fileno() for path in written]
            tries = 0
            while True:
                try:
                    told, data = self._once(request, descriptors)
                    break
                except _Gone as gone:
                    self._end()
                    # A child that ended because it was idle has not seen the file.
                    tries += 1 if gone.code else 0
                    if tries == 2:
                        raise PressFault(gone.code) from gone
        if "fault" in told:
            raise PressFault(str(told["fault"]))
        return told, data

    def _once(self, request: dict[str, Any], descriptors: list[int]) -> tuple[dict[str, Any], bytes]:
        line = self._ready()
        until = time.monotonic() + self._patience
        try:
            socket.send_fds(line, [json.dumps(request).encode() + b"\n"], descriptors)
            head, rest = self._read_line(line, until)
            told = json.loads(head)
            length = sum(int(part[-1]) for part in told.get("parts", ()))
            if not 0 <= length <= _MOST_BYTES:
                raise _Gone("crashed")
            return told, self._read(line, length, rest, until)
        except TimeoutError as error:
            raise _Gone("slow") from error
        except (OSError, EOFError) as error:
            raise _Gone(self._why_it_ended()) from error
        except (ValueError, TypeError, AttributeError, LookupError) as error:
            raise _Gone("crashed") from error

    def _ready(self) -> socket.socket:
        """The line to a living child, started anew after a batch or in a new process."""
        if self._owner != os.getpid():
            self._child = self._line = None
        if self._count >= self._batch:
            self._end()
        line = self._line or self._start()
        self._count += 1
        return line

    def _start(self) -> socket.socket:
        line, theirs = socket.socketpair()
        with theirs:
            self._child = subprocess.Popen(
                walled([sys.executable, "-I", "-c", self._program, json.dumps(self._settings)]),
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "VIPS_CONCURRENCY": "1", "MALLOC_ARENA_MAX": "1"},
            )
        self._line, self._count, self._owner = line, 0, os.getpid()
        return line

    def _end(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._child is not None and self._owner == os.getpid():
            with contextlib.suppress(OSError):
                self._child.kill()
            self._child.wait()
        self._child = self._line = None
        self._count = 0

    def _why_it_ended(self) -> str:
        try:
            return "" if self._child and self._child.wait(timeout=5) == 0 else "crashed"
        except subprocess.TimeoutExpired:
            return "crashed"

    def _read_line(self, line: socket.socket, until: float) -> tuple[bytes, bytes]:
        data = b""
        while b"\n" not in data:
            data += self._some(line, until)
            if len(data) > _LONGEST_LINE + _MOST_BYTES:
                raise ValueError
        head, _, rest = data.partition(b"\n")
        return head, rest

    def _read(self, line: socket.socket, length: int, begun: bytes, until: float) -> bytes:
        parts, have = [begun], len(begun)
        while have < length:
            parts.append(self._some(line, until))
            have += len(parts[-1])
        return b"".join(parts)

    def _some(self, line: socket.socket, until: float) -> bytes:
        line.settimeout(max(0.001, until - time.monotonic()))
        data = line.recv(1 << 20)
        if not data:
            raise EOFError
        return data


#: The press of this process.
press = Press()
#: The press for what takes long: it makes a stretch of a film at a time, behind everything else.
encoder = Press(megabytes=3072, seconds=480, patience=570, batch=20, writes=16_384, nice=10)
atexit.register(press.close)
atexit.register(encoder.close)
