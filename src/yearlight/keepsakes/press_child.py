"""The press's child: reads one request a line, answers each. Decodes what strangers send, so it is confined first.

A request is a line of JSON with open files beside it: first the one that is
looked at, then those that something is written into. An answer is a line of
JSON followed by the bytes it announces. The child is given no path, and can
open no file.
"""

import json
import os
import select
import socket
import sys
from dataclasses import asdict
from datetime import date
from typing import Any

from yearlight.keepsakes import confine

_LONGEST_LINE = 65536
#: The file that is read, and three that are written.
_MOST_FILES = 4

Answer = tuple[dict[str, Any], list[bytes]]


def main() -> None:
    """Serve requests from the socket at standard input until it closes or stays idle."""
    settings = json.loads(sys.argv[1])
    confine.confine(megabytes=settings["megabytes"], writes=settings["writes"])
    os.nice(settings["nice"])
    # Read only now: even loading the libraries happens under the limits.
    from yearlight.keepsakes import probe  # noqa: PLC0415

    probe.prepare()
    line = socket.socket(fileno=os.dup(0))
    while select.select([line], [], [], settings["idle"])[0]:
        message, descriptors, _, _ = socket.recv_fds(line, _LONGEST_LINE, _MOST_FILES)
        if not message:
            return
        confine.allow_seconds(settings["seconds"])
        parts: list[bytes] = []
        try:
            told, parts = _answer(json.loads(message), descriptors)
        except probe.Fault as fault:
            told = {"fault": fault.code}
        except MemoryError:
            told = {"fault": "too_heavy"}
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        line.sendall(b"".join([json.dumps(told).encode(), b"\n", *parts]))


def _answer(request: dict[str, Any], files: list[int]) -> Answer:
    from yearlight.keepsakes import derive, probe  # noqa: PLC0415
    from yearlight.keepsakes.kinds import Kind  # noqa: PLC0415

    match request["do"]:
        case "look":
            today = date.fromisoformat(request["today"])
            limits = {name: request[name] for name in ("pixels", "seconds", "takes") if name in request}
            return asdict(probe.look(files[0], today=today, **limits)), []
        case "sizes":
            made = derive.make(files[0], kind=Kind(request["kind"]), width=request["width"], height=request["height"])
            return _parts([(0, *one) for one in made])
        case _:
            return _answer_of_recording(request, files)


def _answer_of_recording(request: dict[str, Any], files: list[int]) -> Answer:
    from yearlight.keepsakes import encode, frames, probe, recordings  # noqa: PLC0415
    from yearlight.keepsakes.kinds import Kind  # noqa: PLC0415

    try:
        match request["do"]:
            case "stills":
                size = {"width": request["width"], "height": request["height"]}
                return _parts(list(frames.stills(files[0], kind=Kind(request["kind"]), **size)))
            case "film":
                place = {"at": request["at"], "start": request["start"]}
                return encode.film(files[0], files[1], kind=Kind(request["kind"]), **place), []
            case "sound":
                return encode.sound(files[0], files[1], kind=Kind(request["kind"])), []
            case "voice":
                return encode.voice(files[0], files[1], kind=Kind(request["kind"]), ending=request["ending"]), []
            case _:
                return encode.join(files[1], files[2], files[3], length=request["length"]), []
    except recordings.Unreadable as fault:
        raise probe.Fault(fault.code) from fault


def _parts(made: list[tuple[int, Any, str, bytes]]) -> Answer:
    names = [[moment, size.name, ending, len(data)] for moment, size, ending, data in made]
    return {"parts": names}, [data for *_name, data in made]


if __name__ == "__main__":
    main()
