"""Real file systems on files: made, mounted, taken down; and the recorded drive."""

import contextlib
import ctypes.util
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trials.running import ROOT


@dataclass(frozen=True, slots=True)
class FileSystem:
    """How one kind of file system is made, and what a start of the machine does where its journal does not put it right."""

    name: str
    package: str
    make: tuple[str, ...]
    repair: tuple[str, ...] = ()
    #: The smallest disk that it takes.
    mib: int = 192


FILE_SYSTEMS = {
    one.name: one
    for one in (
        FileSystem("ext4", "e2fsprogs", ("mkfs.ext4", "-q", "-F"), ("e2fsck", "-fy")),
        # Nothing is repaired at a start on these two: what their own log does not put right is not mounted.
        FileSystem("xfs", "xfsprogs", ("mkfs.xfs", "-q", "-f"), mib=320),
        FileSystem("btrfs", "btrfs-progs", ("mkfs.btrfs", "-q", "-f"), mib=320),
    )
}
_TOOLS = {
    "fusermount3": "fuse3",
    "losetup": "mount",
    "unshare": "util-linux",
}


class DiskFault(Exception):  # noqa: N818
    """A program that makes or mounts a disk said no."""


def lacking(system: FileSystem) -> str:
    """What this machine lacks for recorded disks, as a sentence; empty if nothing."""
    needed = _TOOLS | {words[0]: system.package for words in (system.make, system.repair) if words}
    tools = sorted({package for tool, package in needed.items() if not _tool(tool)})
    if os.geteuid() != 0:
        return "This trial mounts disks, so it needs root."
    if not Path("/dev/fuse").exists() or not Path("/dev/loop-control").exists():
        return "This trial needs /dev/fuse and loop devices, which this machine does not offer."
    if tools:
        return f"This trial needs the packages {', '.join(tools)}."
    if importlib.util.find_spec("mfusepy") is None or not ctypes.util.find_library("fuse3"):
        return "This trial needs mfusepy (pip install --require-hashes -r trials/requirements.txt) and the library of fuse3."
    return ""


def can(module: str, system: FileSystem) -> bool:
    """Whether this machine can make such disks, which a sentence says where it cannot; if so, go on in mounts of one's own."""
    if lacks := lacking(system):
        print(lacks, file=sys.stderr)
        return False
    in_own_mounts(module)
    return True


def in_own_mounts(module: str) -> None:
    """Go on, as this module, in a mount namespace of one's own: what is mounted there is seen by nobody and ends with the process."""
    if os.environ.get("TRIAL_MOUNTS") != "own":
        words = [
            "unshare",
            "--mount",
            "--propagation",
            "private",
            sys.executable,
            "-m",
            module,
            *sys.argv[1:],
        ]
        os.execvpe(words[0], words, {**os.environ, "TRIAL_MOUNTS": "own"})


@contextlib.contextmanager
def recorded(folder: Path, system: FileSystem, *, mib: int) -> Iterator[tuple[Path, Path]]:
    """A new file system on a drive that is recorded into ``folder/record``; gives where to mark, and where it is mounted."""
    mount, disk = folder / "drive", folder / "recorded"
    mount.mkdir()
    disk.mkdir()
    words = ["--mount", str(mount), "--record", str(folder / "record"), "--mib", str(mib)]
    recorder = subprocess.Popen([sys.executable, "-m", "trials.recorder", *words], cwd=ROOT)
    try:
        _wait_for(mount / "disk", recorder)
        device = _run("losetup", "--find", "--show", str(mount / "disk"))
        try:
            _run(*system.make, device)
            _run("mount", "-t", system.name, device, str(disk))
            try:
                yield mount, disk
            finally:
                _take_down("umount", str(disk))
        finally:
            _run("losetup", "--detach", device)
    finally:
        _take_down("fusermount3", "-u", str(mount))
        recorder.wait(20)


@contextlib.contextmanager
def made(folder: Path, system: FileSystem, *words: str, mib: int) -> Iterator[Path]:
    """A new file system of so many megabytes, made with these further words; gives where it is mounted."""
    image, disk = folder / "disk.img", folder / "disk"
    disk.mkdir()
    with image.open("wb") as file:
        file.truncate(mib << 20)
    _run(*system.make, *words, str(image))
    _run("mount", "-t", system.name, "-o", "loop", str(image), str(disk))
    try:
        yield disk
    finally:
        _take_down("umount", str(disk))


@contextlib.contextmanager
def mounted(image: Path, folder: Path, system: FileSystem) -> Iterator[bool]:
    """The file system in a file, mounted as a start of the machine mounts it; gives whether it needed a repair first."""
    folder.mkdir(exist_ok=True)
    needed_repair = False
    words = ("mount", "-t", system.name, "-o", "loop", str(image), str(folder))
    try:
        _run(*words)
    except DiskFault:
        if not system.repair:
            raise
        # What a start does with a disk that its journal does not put right.
        needed_repair = True
        tool, *options = system.repair
        subprocess.run([_tool(tool) or tool, *options, image], capture_output=True, check=False)
        _run(*words)
    try:
        yield needed_repair
    finally:
        _take_down("umount", str(folder))


def _tool(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def _run(tool: str, *words: str) -> str:
    done = subprocess.run([_tool(tool) or tool, *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise DiskFault(f"{tool} {' '.join(words)}: {done.stderr.strip()[-300:]}")
    return done.stdout.strip()


def _take_down(tool: str, *words: str) -> None:
    """Unmount. What was killed a moment ago may hold it until the system has taken it apart."""
    until = time.monotonic() + 20
    while True:
        try:
            _run(tool, *words)
            return
        except DiskFault:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def _wait_for(path: Path, recorder: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 20
    while not path.exists():
        if recorder.poll() is not None or time.monotonic() > until:
            raise DiskFault("The recorded disk did not come up.")
        time.sleep(0.02)
