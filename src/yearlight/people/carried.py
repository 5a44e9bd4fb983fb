"""The link that a browser carries while its person signs in or makes an account.

It is carried for an hour: a link that was begun and left must not let in
whoever uses the same browser on another day. The link itself begins it anew.
"""

from datetime import datetime, timedelta

from django.http import HttpRequest

from yearlight.core import clock
from yearlight.people import queries
from yearlight.people.queries import Welcome

LASTS = timedelta(hours=1)
_KEY = "invitation"


def carry(request: HttpRequest, token: str) -> None:
    """Remember the link in the session, so that it need not stand in further addresses."""
    request.session[_KEY] = {"token": token, "until": (clock.now() + LASTS).isoformat()}


def put_down(request: HttpRequest) -> None:
    """Forget it."""
    request.session.pop(_KEY, None)


def token_of(request: HttpRequest) -> str:
    """The link carried, or nothing."""
    told = request.session.get(_KEY)
    if not isinstance(told, dict) or datetime.fromisoformat(told["until"]) <= clock.now():
        return ""
    return str(told["token"])


def open_welcome(request: HttpRequest) -> Welcome | None:
    """What the link carried offers, or None where there is none or it lets nobody in any more."""
    token = token_of(request)
    return queries.invitation(token, now=clock.now()) if token else None
