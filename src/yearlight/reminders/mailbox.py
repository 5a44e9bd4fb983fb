"""A mailbox that is looked into by IMAP. What was taken is marked as read, and nothing is removed."""

import contextlib
import imaplib
import logging
import re
import ssl
from collections.abc import Callable, Iterator
from typing import NamedTuple

logger = logging.getLogger(__name__)

_TIMEOUT_SECONDS = 30
#: So many messages at one look; the rest at the next.
_MOST = 200
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class Mailbox(NamedTuple):
    """Where it is. ``security`` is ``tls``, ``starttls`` or ``none``."""

    host: str
    port: int
    user: str
    password: str
    security: str
    folder: str


class MailboxFault(Exception):  # noqa: N818
    """The mailbox could not be looked into. The text names no address and no password."""


def look_into(mailbox: Mailbox, take: Callable[[bytes], object], *, most_bytes: int) -> int:
    """Hand every unread message to ``take``, and mark it as read when that returns; returns how many.

    A message for which it raises stays unread, and is there at the next look.
    One that is larger than ``most_bytes`` is marked as read and flagged.
    Raises ``MailboxFault``.
    """
    taken = 0
    with _opened(mailbox) as box:
        for uid in _unread(box):
            if _size(box, uid) > most_bytes:
                logger.warning("A message in the mailbox is larger than is taken; it was flagged and left there.")
                _mark(box, uid, r"(\Seen \Flagged)")
                continue
            data = _message(box, uid)
            try:
                if data is not None:
                    take(data)
            except Exception:
                logger.exception("A message in the mailbox could not be taken now; it stays unread.")
                continue
            _mark(box, uid, r"(\Seen)")
            taken += 1
    return taken


@contextlib.contextmanager
def _opened(mailbox: Mailbox) -> Iterator[imaplib.IMAP4]:
    try:
        box = _connected(mailbox)
        try:
            box.login(mailbox.user, mailbox.password)
            code, _found = box.select(f'"{mailbox.folder}"')
            if code != "OK":
                raise MailboxFault("no such folder")
            yield box
        finally:
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                box.logout()
    except (OSError, imaplib.IMAP4.error) as fault:
        raise MailboxFault(type(fault).__name__) from fault


def _connected(mailbox: Mailbox) -> imaplib.IMAP4:
    if mailbox.security == "tls":
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(mailbox.host, mailbox.port, ssl_context=context, timeout=_TIMEOUT_SECONDS)
    box = imaplib.IMAP4(mailbox.host, mailbox.port, timeout=_TIMEOUT_SECONDS)
    if mailbox.security == "starttls":
        box.starttls(ssl.create_default_context())
    return box


def _unread(box: imaplib.IMAP4) -> list[str]:
    _code, found = box.uid("SEARCH", "UNSEEN")
    return [uid.decode("ascii") for uid in (found[0] or b"").split()[:_MOST]]


def _size(box: imaplib.IMAP4, uid: str) -> int:
    _code, found = box.uid("FETCH", uid, "(RFC822.SIZE)")
    sizes = [_SIZE.search(one if isinstance(one, bytes) else one[0]) for one in found if one]
    return next((int(size[1]) for size in sizes if size), 0)


def _message(box: imaplib.IMAP4, uid: str) -> bytes | None:
    # A look that does not mark it as read: that is done once it is taken.
    _code, found = box.uid("FETCH", uid, "(BODY.PEEK[])")
    return next((one[1] for one in found if isinstance(one, tuple)), None)


def _mark(box: imaplib.IMAP4, uid: str, flags: str) -> None:
    box.uid("STORE", uid, "+FLAGS", flags)
