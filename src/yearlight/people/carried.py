"""The link that a browser carries while its person signs in or makes an account."""

from django.http import HttpRequest

from yearlight.core import clock
from yearlight.people import queries
from yearlight.people.queries import Welcome

_KEY = "invitation"


def carry(request: HttpRequest, token: str) -> None:
    """Remember the link in the session, so that it need not stand in further addresses."""
    request.session[_KEY] = token


def put_down(request: HttpRequest) -> None:
    """Forget it."""
    request.session.pop(_KEY, None)


def token_of(request: HttpRequest) -> str:
    """The link carried, or nothing."""
    return str(request.session.get(_KEY, ""))


def open_welcome(request: HttpRequest) -> Welcome | None:
    """What the link carried offers, or None where there is none or it lets nobody in any more."""
    token = token_of(request)
    return queries.invitation(token, now=clock.now()) if token else None
