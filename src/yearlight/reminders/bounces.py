"""Reading a message that mail servers write when another did not arrive (RFC 3464). Knows no table, and never raises."""

import email
import re
from collections.abc import Iterator
from email.message import Message
from email.policy import compat32
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

#: What comes back holds the whole message that was sent, and ours are short.
_LONGEST = 256 * 1024
_MOST_PARTS, _MOST_IDS = 50, 10
_STATUS = re.compile(r"([45])\.(\d{1,3})\.\d{1,3}")
_MESSAGE_ID = re.compile(rb"(?im)^message-id:\s*(<[^\s<>]{1,200}>)")
#: Failures for good that say nothing of the address: the system, the way to it, the protocol, the content, whom it trusts.
_NOT_THE_ADDRESS = frozenset("34567")


class Kind(StrEnum):
    """What a server says of the message."""

    #: It tries on.
    DELAYED = "delayed"
    #: It gave up, and the next message may arrive.
    NOT_ARRIVED = "not_arrived"
    #: There is nobody at that address.
    NO_SUCH_ADDRESS = "no_such_address"


class Bounce(NamedTuple):
    """One message about another: what is said of it, its status in three numbers, and every Message-ID it may be about."""

    kind: Kind
    status: str
    message_ids: tuple[str, ...]


def bounce_in(data: bytes) -> Bounce | None:
    """What a server says of a message that did not arrive; None for anything else."""
    try:
        return _read(data[:_LONGEST])
    except Exception:
        # The library stumbles in ways of its own over what comes in from outside. What it cannot read is not believed.
        return None


def is_of_the_address(status: str) -> bool:
    """Whether this status says for good that there is nobody at the address."""
    found = _STATUS.fullmatch(status)
    return found is not None and found[1] == "5" and found[2] not in _NOT_THE_ADDRESS


def _read(data: bytes) -> Bounce | None:
    whole = email.message_from_bytes(data, policy=compat32)
    is_report = whole.get_content_type() == "multipart/report"
    if not is_report or str(whole.get_param("report-type", "")).lower() != "delivery-status":
        return None
    parts = list(islice(whole.walk(), _MOST_PARTS))
    said = next((found for part in parts for group in _groups(part) if (found := _said(group))), None)
    if said is None:
        return None
    return Bounce(*said, tuple(islice(dict.fromkeys(_message_ids(parts[1:])), _MOST_IDS)))


def _groups(part: Message) -> list[Message]:
    """What is said of each receiver, and of the message as a whole."""
    held = part.get_payload()
    is_status = part.get_content_type() == "message/delivery-status" and isinstance(held, list)
    return [one for one in held if isinstance(one, Message)] if is_status else []


def _said(group: Message) -> tuple[Kind, str] | None:
    """What a group says, or None where it is not about a message that did not arrive."""
    action = str(group.get("Action", "")).strip().lower()
    found = _STATUS.search(str(group.get("Status", "")))
    status = found[0] if found else ""
    if action == "delayed":
        return Kind.DELAYED, status
    if action != "failed":
        return None
    # Without a status it may be anything.
    return (Kind.NO_SUCH_ADDRESS if is_of_the_address(status) else Kind.NOT_ARRIVED), status


def _message_ids(parts: list[Message]) -> Iterator[str]:
    """Those of the message that came back: it lies behind, whole or with its headers alone."""
    for part in parts:
        if part.get("Message-ID"):
            yield str(part["Message-ID"]).strip()
        if part.get_content_type() == "text/rfc822-headers":
            held = part.get_payload(decode=True)
            for one in _MESSAGE_ID.findall(held if isinstance(held, bytes) else b""):
                yield one.decode("ascii", "replace")
