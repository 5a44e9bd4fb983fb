"""Walls around the press's child, where this machine can put them up: bubblewrap shows it the libraries and nothing else.

Where it cannot, the child still gives up by itself what ``confine`` can. Which of them stands is said at the start.
"""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

_SHOWN = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/etc/ld.so.cache", "/nix/store")
_TRIED_SECONDS = 10


def walled(command: list[str]) -> list[str]:
    """The same command inside the walls, where there are any."""
    return [*_walls(), *command]


def stand() -> bool:
    """Whether there are walls on this machine."""
    return bool(_walls())


@cache
def _walls() -> tuple[str, ...]:
    """What stands before a command; tried once, since a machine may have the program and forbid what it does."""
    program = shutil.which("bwrap", path="/usr/bin:/bin:/usr/local/bin")
    if program is None:
        return ()
    walls = (program, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", *_shown(), "--")
    try:
        tried = subprocess.run(
            [*walls, sys.executable, "-I", "-c", ""], capture_output=True, timeout=_TRIED_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return walls if tried.returncode == 0 else ()


def _shown() -> list[str]:
    """Folders of the system, of this Python and of these programs, to be read; an empty ``/dev`` and nothing else."""
    own = (sys.prefix, sys.base_prefix, str(Path(__file__).parents[1]))
    shown = ["--dev", "/dev"]
    for path in dict.fromkeys((*_SHOWN, *own, *(os.path.realpath(one) for one in own))):
        if Path(path).is_symlink():
            shown += ["--symlink", str(Path(path).readlink()), path]
        elif Path(path).exists():
            shown += ["--ro-bind", path, path]
    return shown
