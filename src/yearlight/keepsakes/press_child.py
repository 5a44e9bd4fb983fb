"""The press's child: reads one request a line, answers each. Decodes what strangers send, so it is confined first.

A request is a line of JSON with the picture's open file beside it; an answer
is a line of JSON followed by the bytes it announces. The child is given no
path and can write no file.
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


def main() -> None:
    """Serve requests from the socket at standard input until it closes or stays idle."""
    settings = json.loads(sys.argv[1])
    confine.confine(megabytes=settings["megabytes"])
    # Read only now: even loading the libraries happens under the limits.
    from yearlight.keepsakes import derive, probe  # noqa: PLC0415
    from yearlight.keepsakes.kinds import Kind  # noqa: PLC0415

    def answer(request: dict[str, Any], descriptor: int) -> tuple[dict[str, Any], list[bytes]]:
        if request["do"] == "look":
            today = date.fromisoformat(request["today"])
            return asdict(probe.look(descriptor, pixels=request["pixels"], today=today)), []
        made = list(
            derive.make(descriptor, kind=Kind(request["kind"]), width=request["width"], height=request["height"])
        )
        names = [[size.name, ending, len(data)] for size, ending, data in made]
        return {"parts": names}, [data for _, _, data in made]

    probe.prepare()
    line = socket.socket(fileno=os.dup(0))
    while select.select([line], [], [], settings["idle"])[0]:
        message, descriptors, _, _ = socket.recv_fds(line, _LONGEST_LINE, 1)
        if not message:
            return
        confine.allow_seconds(settings["seconds"])
        parts: list[bytes] = []
        try:
            told, parts = answer(json.loads(message), descriptors[0])
        except probe.Fault as fault:
            told = {"fault": fault.code}
        except MemoryError:
            told = {"fault": "too_heavy"}
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        line.sendall(b"".join([json.dumps(told).encode(), b"\n", *parts]))


if __name__ == "__main__":
    main()
