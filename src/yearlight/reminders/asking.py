"""What somebody without an account asked for, carried by the link that confirms their address.

Until it is confirmed nothing of it is kept: a stranger's address, typed by
somebody else, is in no table.
"""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.core import signing

_SALT = "yearlight.reminders.asking"
#: How long a message that asks for the confirmation is good for.
OPEN_FOR = timedelta(days=7)
_LONGEST = 4000


class Asked(NamedTuple):
    """What was asked for at a link: days by their names, and leads by their code. ``link`` is its public id."""

    link: str
    email: str
    name: str
    zone: str
    language: str
    days: tuple[str, ...]
    leads: str
    asked_at: datetime


def token(asked: Asked) -> str:
    """The part of the confirming address that is the key."""
    values = [*asked[:5], list(asked.days), asked.leads, int(asked.asked_at.timestamp())]
    return _signer().sign_object(values)


def read(token: str, *, now: datetime) -> Asked | None:
    """What was asked for; None where it was not signed here, or too long ago."""
    if len(token) > _LONGEST:
        return None
    try:
        link, email, name, zone, language, days, leads, at = _signer().unsign_object(token)
    except signing.BadSignature:
        return None
    asked = Asked(link, email, name, zone, language, tuple(days), leads, datetime.fromtimestamp(at, UTC))
    return asked if now - OPEN_FOR <= asked.asked_at else None


def _signer() -> signing.Signer:
    return signing.Signer(sep=".", salt=_SALT)
