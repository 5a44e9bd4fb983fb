"""Writes the lock files anew: every package by its version and checksums, and no index's address.

``python tools/lock.py``, with the project's own Python, after a change to the dependencies in ``pyproject.toml``. ``uv.lock``
names the index it was made with in every line, so it stays out of the repository.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).parent / "uv"
FILES = {
    "requirements.lock": ["--no-default-groups"],
    "requirements-build.lock": ["--only-group", "build"],
    "requirements-dev.lock": ["--all-groups"],
}
_PLAIN = ["--frozen", "--no-emit-project", "--no-header", "--no-annotate", "--quiet"]


def main() -> None:
    """Resolve, then write each file."""
    subprocess.run([UV, "lock", *sys.argv[1:]], cwd=ROOT, check=True)
    for name, which in FILES.items():
        subprocess.run([UV, "export", *_PLAIN, *which, "--output-file", name], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
