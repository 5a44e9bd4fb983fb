"""Paper: a typst template of ours and some data, set as a PDF in a process of its own.

The data reaches the template as JSON and is never part of its markup, so nothing that somebody wrote can be read as a
command. The process has limits, and sees a folder that holds the template, the data and nothing else.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from yearlight.core.errors import YearlightError

#: Where the typefaces lie that ``tools/assets.py`` fetches. Without them typst sets Latin letters with its own.
TYPEFACES = Path(__file__).parent / "typefaces"
_LONGEST_SECONDS = 60


class NotSet(YearlightError):  # noqa: N818
    """A sheet that could not be made."""

    code = "not_set"


def pdf(
    template: Path, data: Mapping[str, Any], *, files: Mapping[str, bytes] | None = None, tagged: bool = True
) -> bytes:
    """The PDF that a template makes of the data, which it reads as ``data.json``; ``files`` lie beside it by their names.

    ``tagged``: as PDF/UA-1, which screen readers can read in order; typst refuses what does not keep that standard.
    Raises ``NotSet`` with the reason for whoever looks after the machine.
    """
    with tempfile.TemporaryDirectory(prefix="yearlight-sheet-") as folder:
        root = Path(folder)
        (root / "main.typ").write_bytes(template.read_bytes())
        (root / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for name, content in (files or {}).items():
            (root / name).write_bytes(content)
        return _run(root, tagged=tagged)


def _run(root: Path, *, tagged: bool) -> bytes:
    command = [
        sys.executable,
        "-m",
        "yearlight.core.typeset_child",
        str(root),
        str(TYPEFACES),
        *(["tagged"] if tagged else []),
    ]
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=_LONGEST_SECONDS, env={"PATH": ""})
    except subprocess.TimeoutExpired as error:
        raise NotSet("It took longer than a minute.") from error
    if done.returncode:
        raise NotSet(done.stderr.decode(errors="replace")[-2000:].strip())
    return done.stdout
