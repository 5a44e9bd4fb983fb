"""The private address of a receiver, where an answer becomes a draft of theirs: its key stands in the address of the settings."""

import re
from email.utils import parseaddr

from django.conf import settings

from yearlight.core.ids import ALPHABET, LENGTH, public_id

#: Two ids: about 155 random bits, in small letters and numbers alone, since mail servers may change the case of an address.
_LENGTH = 2 * LENGTH
_MARK = "{key}"


def is_offered() -> bool:
    """Whether answers by e-mail are taken at all on this machine."""
    return bool(settings.YEARLIGHT_ANSWERS_ADDRESS)


def new_key() -> str:
    """The key of a private address."""
    return public_id() + public_id()


def address_of(key: str | None) -> str | None:
    """The private address with this key; None where answers are not taken, or not by this receiver."""
    return str(settings.YEARLIGHT_ANSWERS_ADDRESS).replace(_MARK, key) if key and is_offered() else None


def key_in(address: str) -> str | None:
    """The key in an address, or None where it is no private address of this machine."""
    if not is_offered():
        return None
    before, after = str(settings.YEARLIGHT_ANSWERS_ADDRESS).lower().split(_MARK)
    form = f"{re.escape(before)}([{ALPHABET}]{{{_LENGTH}}}){re.escape(after)}"
    found = re.fullmatch(form, parseaddr(address)[1].lower())
    return found[1] if found else None
