"""Makes the virtual environment and installs what the lock files name, each file by its checksum.

``python3 tools/environment.py make|product|develop FOLDER``, called by ``make``. ``product`` installs what the site runs
on and the command ``yearlight``; ``develop`` also what tests and checks need.
"""

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LEAST = (3, 11)
_LOCKS = {"product": "requirements.lock", "develop": "requirements-dev.lock"}


def main() -> None:
    """Do the one thing asked for."""
    task, folder = sys.argv[1], ROOT / sys.argv[2]
    if sys.version_info[:2] < _LEAST:
        sys.exit(
            f"Yearlight needs Python 3.11 or newer; this is {sys.version.split()[0]}. Name one: make run PYTHON=python3.12"
        )
    if task == "make":
        make(folder)
    else:
        install(folder, _LOCKS[task])


def make(folder: Path) -> None:
    """An empty environment with pip in it."""
    print("Making a virtual environment.", flush=True)
    try:
        venv.create(folder, with_pip=True, clear=folder.exists())
    except (OSError, subprocess.CalledProcessError):
        sys.exit("A virtual environment could not be made. On Debian and Ubuntu, install python3-venv, then try again.")


def install(folder: Path, lock: str) -> None:
    """Everything that a lock file names, then the project itself as it lies here."""
    print("Installing what Yearlight stands on. The first time this takes a minute.", flush=True)
    locked = ["--require-hashes", "--no-build-isolation", "--requirement", lock]
    own = ["--no-deps", "--no-build-isolation", "--editable", "."]
    # One package comes as source: what builds it is pinned too, and comes first.
    is_done = _pip(folder, "--require-hashes", "--requirement", "requirements-build.lock")
    # uv takes seconds where pip takes a minute; where only pip knows the way out, pip does it.
    is_done = is_done and (_uv(folder, *locked) or _pip(folder, *locked)) and _pip(folder, *own)
    if not is_done:
        sys.exit(
            "Not everything could be installed. What was there stays as it is; try again when the network is there."
        )


def _pip(folder: Path, *words: str) -> bool:
    pip = [folder / "bin/python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    return subprocess.run([*pip, *words], cwd=ROOT, check=False).returncode == 0


def _uv(folder: Path, *words: str) -> bool:
    uv = [folder / "bin/uv", "pip", "install", "--quiet", "--no-config", "--python", folder / "bin/python"]
    return subprocess.run([*uv, *words], cwd=ROOT, check=False, stderr=subprocess.DEVNULL).returncode == 0


if __name__ == "__main__":
    main()
