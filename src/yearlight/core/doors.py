"""How often each door may be knocked at, by account and by network: the one table. Knows no Django.

A limit reads ``so many/in this time/by what``. ``ip`` is the network address
somebody comes from, ``user`` the account that is signed in, ``key`` what is
knocked for: an e-mail address, a link, a member.

A family behind one address shall get in, all of them on one evening: limits by
network leave room for a hundred people at once, and what guards one account or
one link counts by that alone.
"""

from dataclasses import dataclass
from enum import StrEnum


class Door(StrEnum):
    """A way in, or a way to leave something, as the host sees it counted."""

    SIGN_IN = "sign-in"
    SIGN_UP = "sign-up"
    CODES = "codes"
    LINKS = "links"
    WORDS = "words"
    UPLOADS = "uploads"
    DEVICES = "devices"


@dataclass(frozen=True, slots=True)
class Limit:
    """At which door it stands, and how often is too often."""

    door: Door
    rates: str


LIMITS: dict[str, Limit] = {
    # Those that the library of signing in asks for, by its names.
    "login": Limit(Door.SIGN_IN, "120/m/ip"),
    "login_failed": Limit(Door.SIGN_IN, "40/m/ip,5/5m/key"),
    "reauthenticate": Limit(Door.SIGN_IN, "10/m/user"),
    "change_password": Limit(Door.SIGN_IN, "5/m/user"),
    "manage_email": Limit(Door.SIGN_IN, "10/m/user"),
    "signup": Limit(Door.SIGN_UP, "60/m/ip"),
    "reset_password": Limit(Door.CODES, "60/m/ip,5/m/key"),
    "reset_password_from_key": Limit(Door.CODES, "60/m/ip"),
    "request_login_code": Limit(Door.CODES, "60/m/ip,3/m/key"),
    "confirm_email": Limit(Door.CODES, "1/10s/key"),
    # Ours: addresses that are open without signing in, or that make us ask others.
    "door_code": Limit(Door.CODES, "5/h/key"),
    # Beside the few tries of each browser: many browsers at once have no more together.
    "door_try": Limit(Door.CODES, "20/h/key"),
    # By the browser: a child who tries digits must not find the code.
    "childrens_view": Limit(Door.CODES, "10/h/key"),
    "recover": Limit(Door.CODES, "20/h/ip,5/h/key"),
    # Only links that open nothing are counted: whoever has one that does is never refused.
    "link": Limit(Door.LINKS, "60/m/ip"),
    "message_link": Limit(Door.LINKS, "20/m/key"),
    "yearly_word": Limit(Door.WORDS, "10/m/ip,3/h/key"),
    "kind_word": Limit(Door.WORDS, "20/m/key,100/d/key,120/m/ip,1000/d/ip"),
    "upload": Limit(Door.UPLOADS, "3000/h/user,10000/h/ip"),
    "device": Limit(Door.DEVICES, "20/h/user"),
}

#: As the library of signing in takes them.
RATES: dict[str, str] = {name: limit.rates for name, limit in LIMITS.items()}
