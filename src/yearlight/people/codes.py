"""A code by e-mail, before the door of a personal link opens on another device.

The code lies in the session of the browser that asked, as a sum: in another
browser, later, or after too many tries it opens nothing.
"""

import hmac
import secrets
from datetime import datetime, timedelta

from django.http import HttpRequest

from yearlight.people.queries import hashed

GOOD_FOR = timedelta(minutes=15)
#: So many tries, of a million codes.
TRIES = 5
_KEY = "personal_link_code"
_DIGITS = 6


def begin(request: HttpRequest, link_id: str, *, now: datetime) -> str:
    """A fresh code for this link in this browser; the one before opens nothing any more."""
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
    request.session[_KEY] = {
        "link": link_id,
        "sum": _sum(link_id, code),
        "until": (now + GOOD_FOR).isoformat(),
        "tries": 0,
    }
    return code


def is_asked(request: HttpRequest, link_id: str, *, now: datetime) -> bool:
    """Whether a code for this link could be written in this browser now."""
    told = request.session.get(_KEY)
    if not told or told["link"] != link_id or told["tries"] >= TRIES:
        return False
    return now < datetime.fromisoformat(told["until"])


def is_right(request: HttpRequest, link_id: str, code: str, *, now: datetime) -> bool:
    """Whether this is the code; it opens once, and each try counts."""
    if not is_asked(request, link_id, now=now):
        return False
    told = request.session[_KEY]
    request.session[_KEY] = {**told, "tries": told["tries"] + 1}
    if not hmac.compare_digest(told["sum"], _sum(link_id, "".join(code.split()))):
        return False
    del request.session[_KEY]
    return True


def _sum(link_id: str, code: str) -> str:
    return hashed(f"{link_id} {code}")
