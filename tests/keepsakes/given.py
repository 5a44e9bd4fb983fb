"""Files as the upload leaves them."""

import hashlib
from itertools import count
from pathlib import Path

from yearlight.core.files import Incoming

_numbers = count()

#: What tests hand to actions and to the vault.
Given = Incoming


def given(home: Path, data: bytes, name: str = "file.jpg") -> Incoming:
    """These bytes, received."""
    folder = home / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{next(_numbers)}"
    path.write_bytes(data)
    return Incoming(
        path=path, size=len(data), sha256=hashlib.sha256(data).hexdigest(), name=name, media_type_claimed=""
    )
