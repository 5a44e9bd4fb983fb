"""Taking rights away from this very process, before it reads what a stranger sent.

Every step is tried on its own: a kernel or a machine that knows one of them
not is left with the others. The limits of memory, time and written bytes
hold on every Unix.
"""

import contextlib
import ctypes
import os
import resource
import socket
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

_NO_NEW_PRIVS = 38
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_ENFORCE = 444, 445, 446
_EXECUTE, _READ_FILE, _READ_FOLDER = 1, 4, 8
#: The file rights that each version of Landlock knows, as a count of bits.
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NET_FROM = 4


def confine(*, megabytes: int, writes: int = 0) -> None:
    """Give up what decoding a file does not need: memory, files, the network, new rights.

    ``writes`` is how many megabytes a file may have that was handed over to be written.
    """
    _limit(resource.RLIMIT_AS, megabytes << 20)
    _limit(resource.RLIMIT_FSIZE, writes << 20)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, 64)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.unshare(_NEW_USER | _NEW_NET)
        own = (Path(sys.prefix), Path(sys.base_prefix), Path(__file__).parents[1])
        _see_only(libc, (*own, Path("/usr"), Path("/lib"), Path("/lib64")))


@dataclass(frozen=True, slots=True)
class Standing:
    """What was found by trying, from inside: whether files of the machine can be opened, and other machines reached."""

    reaches_files: bool
    reaches_network: bool
    has_limits: bool


def standing() -> Standing:
    """Try what is not to be possible, and tell what was."""
    return Standing(
        reaches_files=any(_opens(path) for path in ("/etc/passwd", "/etc/hostname", "/proc/self/environ")),
        reaches_network=_has_network(),
        has_limits=resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY,
    )


def _opens(path: str) -> bool:
    try:
        os.close(os.open(path, os.O_RDONLY))
    except OSError:
        return False
    return True


def _has_network() -> bool:
    """Whether an address beyond this machine has a way to it. Nothing is sent: the socket only asks for the way."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.connect(("192.0.2.1", 9))
    except OSError:
        return False
    return True


def allow_seconds(seconds: int) -> None:
    """From now on, so much processor time and no more; beyond it the process is ended."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))


def _limit(what: int, value: int) -> None:
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(what, (value, value))


def _see_only(libc: ctypes.CDLL, folders: tuple[Path, ...]) -> None:
    """By Landlock: nothing is read outside these folders, nothing written, no connection made."""
    version = libc.syscall(_LANDLOCK_CREATE, None, 0, 1)
    if version < 1:
        return
    rights = (1 << _RIGHTS.get(version, 16)) - 1
    rules = struct.pack("QQ", rights, 3) if version >= _NET_FROM else struct.pack("Q", rights)
    ruleset = libc.syscall(_LANDLOCK_CREATE, rules, len(rules), 0)
    if ruleset < 0:
        return
    for folder in folders:
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_PATH | os.O_CLOEXEC)
            rule = struct.pack("=Qi", _EXECUTE | _READ_FILE | _READ_FOLDER, descriptor)
            libc.syscall(_LANDLOCK_ADD, ruleset, 1, rule, 0)
            os.close(descriptor)
    libc.syscall(_LANDLOCK_ENFORCE, ruleset, 0)
    os.close(ruleset)
