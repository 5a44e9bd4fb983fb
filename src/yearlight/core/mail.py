"""Messages as they leave: what is handed over, what comes back, and the outbox where no mail server is set.

In the outbox each message is a file, readable by its owner alone.
"""

import os
import secrets
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Protocol, Self

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from yearlight.core import clock
from yearlight.core.files import durable_write, fsync_folder


class Parcel(NamedTuple):
    """A message as it is handed over: the addresses on its envelope, its bytes with CRLF, and a name that is its own."""

    sender: str
    to: str
    data: bytes
    name: str


class Came(StrEnum):
    """What came of handing a message over."""

    TAKEN = "taken"
    #: It was certainly not taken, and may be another time.
    AGAIN = "again"
    #: It was certainly not taken, and will not be.
    REFUSED = "refused"
    #: Nobody can know.
    UNSURE = "unsure"
    #: Whoever sends it said at the last moment that it shall not go.
    WITHHELD = "withheld"


class Reply(NamedTuple):
    """What came of it, and what the other side said, without addresses."""

    came: Came
    said: str = ""


class NotReached(Exception):  # noqa: N818
    """There is nobody to hand anything to: nothing was said of any message. The text holds no address."""


class Taker(Protocol):
    """Whoever takes messages: a mail server, or the outbox."""

    def hand_over(self, parcel: Parcel, before_last: Callable[[], bool]) -> Reply:
        """Hand one message over; ``before_last`` is asked once, just before it could be taken, and False withholds it."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Outbox:
    """The outbox folder as one that takes messages. A name is given once: what lies there is never written again."""

    def hand_over(self, parcel: Parcel, before_last: Callable[[], bool]) -> Reply:
        """Write the message down for good. Raises ``NotReached`` where the disk refuses."""
        folder = _outbox()
        path, beside = folder / f"{parcel.name}.eml", folder / f".{parcel.name}.{secrets.token_hex(4)}"
        try:
            try:
                _write(beside, parcel.data)
            except OSError as fault:
                raise NotReached(type(fault).__name__) from fault
            return _named(beside, path) if before_last() else Reply(Came.WITHHELD)
        finally:
            beside.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


class OutboxBackend(BaseEmailBackend):
    """Keeps every message as an ``.eml`` file, readable by its owner alone, named so that names sort by time.

    What it says is printed too: whoever looks after the machine finds a
    sign-in code in the window where they started Yearlight.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = _outbox()
        for message in email_messages:
            name = f"{clock.now():%Y%m%dT%H%M%S.%f}-{secrets.token_hex(4)}.eml"
            durable_write(folder / name, message.message().as_bytes())
            sys.stdout.write(f"\n--- {', '.join(message.to)}: {message.subject}\n{message.body}\n---\n")
            sys.stdout.flush()
        return len(email_messages)


def _outbox() -> Path:
    folder = Path(settings.OUTBOX)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(descriptor)


def _named(beside: Path, path: Path) -> Reply:
    """Give it its name in one step; where that is taken, the same message lies there already."""
    try:
        os.link(beside, path)
    except FileExistsError:
        return Reply(Came.TAKEN)
    except OSError as fault:
        return Reply(Came.AGAIN, type(fault).__name__)
    try:
        fsync_folder(path.parent)
    except OSError as fault:
        return Reply(Came.UNSURE, type(fault).__name__)
    return Reply(Came.TAKEN)
