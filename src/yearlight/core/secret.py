"""The secret keys of an instance: made on first start, kept in its folder."""

import base64
import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec


def kept_secret(path: Path, *, make: Callable[[], str]) -> str:
    """The text in ``path``; made, and durably written for its owner alone, when there is none yet.

    Two starts at once agree on one key: the file is linked into place, never replaced.
    """
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not by the process's number: two containers on one folder are both number 1.
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, make().encode())
            os.fsync(handle)
        finally:
            os.close(handle)
        with contextlib.suppress(FileExistsError):
            os.link(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return path.read_text(encoding="utf-8").strip()


def new_push_key() -> str:
    """A private key of the curve P-256, as push services know it: 32 bytes in base64url."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64.urlsafe_b64encode(number.to_bytes(32)).rstrip(b"=").decode()


def is_push_key(text: str) -> bool:
    """Whether this is such a key."""
    try:
        number = base64.urlsafe_b64decode(text + "=")
        ec.derive_private_key(int.from_bytes(number), ec.SECP256R1())
        return len(number) == 32
    except ValueError:
        return False
