"""The ways that a message goes, each with the same answer; and the name a message has in the world of mail."""

import re
from collections.abc import Callable
from email.utils import formataddr, parseaddr
from typing import NamedTuple

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.encoding import punycode

from yearlight.core.mail import Came, Outbox, Parcel, Taker
from yearlight.core.smtp import MailServer
from yearlight.reminders.bounces import is_of_the_address
from yearlight.reminders.compose import Text, written
from yearlight.reminders.models import Reached

_SITE = "Yearlight"
_NAME = re.compile(r"([0-9a-z]{16})\.([0-9a-f]{40})")
_MESSAGE_ID = re.compile(r"<?([^\s<>@]+)@[^\s<>@]+>?")
#: The code of a refusal, and the three numbers that servers of today say behind it.
_REFUSAL = re.compile(r"5\d\d[ -](5\.\d{1,3}\.\d{1,3})?")


class Answer(NamedTuple):
    """How far a delivery came: ``waiting`` means again later. ``said`` is what the other side answered, without addresses."""

    reached: Reached
    said: str = ""

    @property
    def is_about_the_address(self) -> bool:
        """Whether it was refused because there is nobody at that address."""
        found = _REFUSAL.match(self.said)
        if self.reached is not Reached.REFUSED or found is None:
            return False
        return is_of_the_address(found[1]) if found[1] else True


_REACHED = {
    Came.TAKEN: Reached.SENT,
    Came.AGAIN: Reached.WAITING,
    Came.REFUSED: Reached.REFUSED,
    Came.UNSURE: Reached.UNSURE,
    Came.WITHHELD: Reached.WAITING,
}


def mail() -> Taker:
    """Whoever takes messages by e-mail: the mail server of the settings, or the outbox where there is none."""
    return MailServer() if settings.SENDS_MAIL else Outbox()


def by_mail(taker: Taker, text: Text, *, to: str, public_id: str, before_last: Callable[[], bool]) -> Answer:
    """Hand a message over by e-mail. ``before_last`` is asked just before it could be taken; False withholds it.

    Raises ``core.mail.NotReached`` where nothing can be handed over now.
    """
    envelope = in_ascii(to)
    if envelope is None:
        return Answer(Reached.REFUSED, "550 5.1.3 no such form of an address")
    reply = taker.hand_over(Parcel(_sender()[1], envelope, written(text), name_of(public_id)), before_last)
    return Answer(_REACHED[reply.came], reply.said)


def sender() -> str:
    """Whom messages come from, as a reader sees it: the name of the site, unless the host chose another."""
    name, address = _sender()
    return formataddr((name or _SITE, address))


def message_id(public_id: str) -> str:
    """What a message is called among mail servers: the same at every try, and made by nobody else."""
    domain = _sender()[1].rpartition("@")[2] or "localhost"
    return f"<{name_of(public_id)}@{domain}>"


def name_of(public_id: str) -> str:
    """The name of a message without its domain: its public id, and a keyed hash that shows it was made here."""
    return f"{public_id}.{salted_hmac('yearlight.reminders.message', public_id, algorithm='sha256').hexdigest()[:40]}"


def message_named(text: str) -> str | None:
    """The public id of the message that this Message-ID was made for here; None for any other."""
    outside = _MESSAGE_ID.fullmatch(text.strip()[:200])
    name = _NAME.fullmatch(outside[1]) if outside else None
    if name is None or not constant_time_compare(name_of(name[1]), name[0]):
        return None
    return name[1]


def in_ascii(address: str) -> str | None:
    """The address in the letters that every server takes; None where it cannot be written in them."""
    local, _at, domain = address.rpartition("@")
    try:
        found = f"{local}@{punycode(domain)}"
    except UnicodeError:
        return None
    return found if found.isascii() and found.isprintable() and local and " " not in found else None


def _sender() -> tuple[str, str]:
    """The name and the address that messages come from."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return name, in_ascii(address) or address
