"""Somebody without an account, in a browser that came by their personal link."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

#: Under this the session keeps the link's id.
KEY = "personal_link"
_View = TypeVar("_View", bound=Callable[..., Any])


def open_to_guests(view: _View) -> _View:
    """Mark a view that guests may ask: it answers them by the same gate as everybody. All others are closed to them."""
    view.is_open_to_guests = True  # type: ignore[attr-defined]
    return view


def is_open_to_guests(view: object) -> bool:
    return bool(getattr(view, "is_open_to_guests", False))


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
    return render(request, "people/no_longer_open.html", status=404)
