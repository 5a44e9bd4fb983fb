"""Where originals lie: one small interface, and the two that have it, a folder and an S3-compatible bucket."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol

from yearlight.core.files import Incoming


class Changed(Exception):  # noqa: N818
    """The bytes of a received file are not those that were received."""


class Away(OSError):  # noqa: N818
    """The store did not do what it was asked: it is away, it refused, or it gave other bytes. It says nothing of what is in it."""


class Store(Protocol):
    """Originals by their SHA-256, each written once and never altered.

    Whatever cannot be asked or done raises ``OSError``: a store that is away is never taken for one that has nothing.
    """

    def keep(self, incoming: Incoming) -> None:
        """Make a received file durable. When it returns, the bytes outlast a power cut at that instant.

        What is here already is read and hashed again before it counts as kept; should it have rotted, it is laid aside and
        the good bytes take its place. Raises ``Changed`` if the received bytes are not what they were.
        """

    def has(self, sha256: str) -> bool:
        """Whether it is here; its bytes are not read."""

    def size(self, sha256: str) -> int:
        """Its bytes. Raises ``FileNotFoundError`` where there is none."""

    def is_sound(self, sha256: str) -> bool:
        """Whether it is here and its bytes, all read, are those its name tells."""

    def file(self, sha256: str) -> Path:
        """A file of this machine that holds it, to be read only; where there is none, nothing lies at that path."""

    def all(self) -> Iterator[tuple[str, int]]:
        """The name and length of everything that is here, in order of the names."""

    def start_waiting(self, sha256: str, *, now: datetime) -> None:
        """Nothing will name it any more: its grace begins now."""

    def waits_since(self, sha256: str, *, now: datetime) -> float:
        """When it was last given, or began to wait, in seconds since 1970; ``now`` where nothing tells. Asked only of what nothing names."""

    def remove(self, sha256: str) -> None:
        """Remove it for good."""
