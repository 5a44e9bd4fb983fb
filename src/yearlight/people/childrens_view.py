"""The children's view, as this browser's session holds it: while it is open, nothing else is there.

The session says by which code it closes, as a sum, and from when it is. It says nothing of what is shown: the view's own
pages ask that at each request, with the rights of the adult who opened it.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest

#: Under this the session keeps the sum of the code.
KEY = "childrens_view"
#: What answers as always: nothing of it shows a place.
_OPEN_BESIDE = frozenset({"pages:help", "pages:robots", "pages:healthz", "pages:worker"})
_View = TypeVar("_View", bound=Callable[..., Any])


def open_to_children(view: _View) -> _View:
    """Mark a page of the children's view. While the view is open in a browser, every other address is not there."""
    view.is_open_to_children = True  # type: ignore[attr-defined]
    return view


def is_open_to_children(view: object, name: str) -> bool:
    return bool(getattr(view, "is_open_to_children", False)) or name in _OPEN_BESIDE


def begin(request: HttpRequest, code: str) -> None:
    """Open the view in this browser: from its next request on there is nothing else in it.

    The session gets another key, so that browsers throw away the pages they keep for going back.
    """
    request.session.cycle_key()
    request.session[KEY] = make_password(code)


def end(request: HttpRequest) -> None:
    """Close the view: this browser is its adult's again."""
    request.session.pop(KEY, None)
    request.session.cycle_key()


def is_open(request: HttpRequest) -> bool:
    """Whether this browser shows the children's view and nothing else."""
    session = getattr(request, "session", None)
    return session is not None and bool(session.get(KEY))


def is_code(request: HttpRequest, code: str) -> bool:
    """Whether this is the code that closes the view in this browser."""
    return is_open(request) and check_password(code, request.session[KEY])
