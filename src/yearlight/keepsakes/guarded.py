"""How well the process is guarded that opens what strangers send: found by trying on this machine, said in one sentence."""

import json
import subprocess
import sys
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yearlight.keepsakes.confine import Standing
from yearlight.keepsakes.walls import stand, walled

_PROGRAM = """
import json
from dataclasses import asdict
from yearlight.keepsakes import confine
confine.confine(megabytes=512)
print(json.dumps(asdict(confine.standing())))
"""
_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Guard:
    """What holds, in words; and whether it is all that is meant to."""

    sentence: str
    is_whole: bool


def guard() -> Guard:
    """Begin such a process, have it try what is not to be possible, and say what was found."""
    found = _tried()
    if found is None or not found.has_limits:
        return Guard(
            _(
                "Files from outside: the process that opens them could not be begun or limited, so none can be taken. "
                "Look into the log."
            ),
            is_whole=False,
        )
    if found.reaches_files or found.reaches_network:
        return Guard(
            _(
                "Files from outside are opened with limits alone (on time, room and writing): this machine has neither bubblewrap "
                "nor Landlock. Install bubblewrap, so that a faulty file can reach nothing."
            ),
            is_whole=False,
        )
    if stand():
        return Guard(
            _(
                "Files from outside are opened behind walls (bubblewrap), without network or files, and with limits on "
                "time and room."
            ),
            is_whole=True,
        )
    return Guard(
        _(
            "Files from outside are opened by a process that has given up network and files by itself (Landlock), with "
            "limits on time and room."
        ),
        is_whole=True,
    )


def _tried() -> Standing | None:
    try:
        done = subprocess.run(
            walled([sys.executable, "-I", "-c", _PROGRAM]),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        )
        return Standing(**json.loads(done.stdout))
    except (OSError, ValueError, TypeError, subprocess.SubprocessError):
        return None
