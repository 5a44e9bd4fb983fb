"""Who is looking, from a request."""

from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.http import HttpRequest

from yearlight.core import clock
from yearlight.people import childrens_view, guests, queries
from yearlight.people.viewer import STRANGER, Viewer

if TYPE_CHECKING:
    from yearlight.people.models import Account


def viewer(request: HttpRequest) -> Viewer:
    """The viewer of this request: who is signed in, or else who came by a personal link; looked up once.

    While the children's view is open it is nobody: what is not written for the view shows nothing in it.
    """
    found = getattr(request, "_viewer", None)
    if found is None:
        found = STRANGER if childrens_view.is_open(request) else _viewer(request)
        request._viewer = found  # type: ignore[attr-defined]
    return cast("Viewer", found)


def adult(request: HttpRequest) -> Viewer:
    """Whoever opened the children's view in this browser, for the view's own pages alone. Without it, nobody."""
    return _viewer(request) if childrens_view.is_open(request) else STRANGER


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
