"""What the trials that use a real mail server ask of the folder, and how they say what is not so."""

import json
import subprocess
import sys
from typing import Any

from trials.running import ROOT, Running


def asked(running: Running, module: str, *words: str, data: bytes = b"") -> Any:
    """What another process says of the folder, with its settings."""
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env=running.environment,
        input=data,
        capture_output=True,
        check=False,
        timeout=120,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    return json.loads(done.stdout.decode().splitlines()[-1])


def hold(bad: list[str], what: str, found: object, wanted: object) -> None:
    """Note it where something was found that is not what was wanted."""
    if found != wanted:
        bad.append(f"{what}: {found!r}, and not {wanted!r}")
