"""Somebody without an account, in a browser that came by their personal link."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from yearlight.core.uploads import Limit, allow

#: Under this the session keeps the link's id.
KEY = "personal_link"
_View = TypeVar("_View", bound=Callable[..., Any])
_Response = TypeVar("_Response", bound=HttpResponseBase)


def open_to_guests(view: _View) -> _View:
    """Mark a view that guests may ask: it answers them by the same gate as everybody. All others are closed to them."""
    view.is_open_to_guests = True  # type: ignore[attr-defined]
    return view


def is_open_to_guests(view: object) -> bool:
    return bool(getattr(view, "is_open_to_guests", False))


def takes_files(limit: Limit) -> Callable[[_View], _View]:
    """Mark a view that takes files within this limit, from guests too where it is open to them."""

    def mark(view: _View) -> _View:
        view.upload_limit = limit  # type: ignore[attr-defined]
        return view

    return mark


def allow_files(request: HttpRequest, view: object) -> None:
    """Let the form of this request bring what the view takes; said at the door, before anything of it is read."""
    limit = getattr(view, "upload_limit", None)
    if limit is not None:
        allow(request, limit)


def let_in(request: HttpRequest, link_id: str) -> None:
    """Remember by which link this browser came: its id alone, no right. Each request looks the link up."""
    request.session.cycle_key()
    request.session[KEY] = link_id


def leave(request: HttpRequest) -> None:
    """Forget it on this device."""
    request.session.pop(KEY, None)


def link_id(request: HttpRequest) -> str:
    """The link this browser came by, or nothing."""
    session = getattr(request, "session", None)
    return str(session.get(KEY, "")) if session is not None else ""


def no_longer_open(request: HttpRequest) -> HttpResponse:
    """Closed, renewed, over, or never a link: nobody is told which, or whose."""
    return forget_pictures(render(request, "people/no_longer_open.html", status=404))


def forget_pictures(response: _Response) -> _Response:
    """Have the browser drop what it keeps of this site's pages and pictures, once they are no longer for it.

    Its store stays: letters that are not kept yet may lie there, of somebody else who uses the same browser.
    """
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
