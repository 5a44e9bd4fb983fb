"""Who is looking, from a request."""

from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.http import HttpRequest

from yearlight.core import clock
from yearlight.people import guests, queries
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.people.models import Account


def viewer(request: HttpRequest) -> Viewer:
    """The viewer of this request: who is signed in, or else who came by a personal link; looked up once."""
    found = getattr(request, "_viewer", None)
    if found is None:
        found = _viewer(request)
        request._viewer = found  # type: ignore[attr-defined]
    return cast("Viewer", found)


def _viewer(request: HttpRequest) -> Viewer:
    signed_in = account(request)
    if signed_in is not None:
        return queries.viewer_of(signed_in.pk)
    return queries.guest_of(guests.link_id(request), now=clock.now())


def absolute(request: HttpRequest, path: str) -> str:
    """The whole address of a path of this site, as it is handed to people."""
    return settings.YEARLIGHT_ADDRESS + path if settings.YEARLIGHT_ADDRESS else request.build_absolute_uri(path)


def account(request: HttpRequest) -> "Account | None":
    """The account that is signed in, or None."""
    user = getattr(request, "user", None)
    return cast("Account", user) if user is not None and user.is_authenticated else None
