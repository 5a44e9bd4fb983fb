"""The links in a message, which work without signing in: signed, for one receiver, and ended all at once.

What a link holds is signed and not hidden: ids and a number, nobody's name.
Its number is the receiver's own (``Receiver.links``); once that is raised,
every link that was sent before leads nowhere.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.core import signing
from django.urls import reverse

if TYPE_CHECKING:
    from yearlight.reminders.models import Receiver

_SALT = "yearlight.reminders.links"
#: Longer than any link of ours: what comes from outside is not read without a bound.
_LONGEST = 2000


class Held(NamedTuple):
    """What a link holds: its receiver by public id, the number of the receiver's links, and the wishes it is about."""

    receiver: str
    number: int
    wishes: tuple[int, ...]


def change(receiver: "Receiver", wishes: Iterable[int]) -> str:
    """Where it is chosen how these days are told, and when messages about them come."""
    return _address("reminders:link", receiver, wishes)


def stop(receiver: "Receiver", wishes: Iterable[int]) -> str:
    """Where messages about these days are stopped."""
    return _address("reminders:link-stop", receiver, wishes)


def pause(receiver: "Receiver") -> str:
    """Where everything is paused, until a day or until it is undone."""
    return _address("reminders:link-pause", receiver, ())


def one_click(receiver: "Receiver") -> str:
    """Where a mail program stops all e-mail for its reader, by a single POST (RFC 8058)."""
    return _address("reminders:link-everything", receiver, ())


def token(receiver: "Receiver", wishes: Iterable[int] = ()) -> str:
    """The part of the address that is the key."""
    return _signer().sign_object([receiver.public_id, receiver.links, *wishes])


def read(token: str) -> Held | None:
    """What this link holds; None where it was not signed here. Whether it is still open, the rows say."""
    if len(token) > _LONGEST:
        return None
    try:
        public_id, number, *wishes = _signer().unsign_object(token)
    except signing.BadSignature:
        return None
    return Held(public_id, number, tuple(wishes))


def _signer() -> signing.Signer:
    # A dot parts the signature: mail programs end an address at a colon sooner than at a dot within it.
    return signing.Signer(sep=".", salt=_SALT)


def _address(name: str, receiver: "Receiver", wishes: Iterable[int]) -> str:
    """Whole, since it is read elsewhere; without an address of the site, on this machine."""
    base = settings.YEARLIGHT_ADDRESS or f"http://localhost:{settings.PORT}"
    return str(base + reverse(name, args=[token(receiver, wishes)]))
