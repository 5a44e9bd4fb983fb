"""A form whose connection broke off is not read as if it were whole."""

from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http.request import UnreadablePostError

from yearlight.core.whole import WholeInput, whole

_FORM = b"title=Eight&body=Dear+Jonah%2C+it+snowed+in+the+night"


class _Slow:
    """A connection that gives a few bytes at a time."""

    def __init__(self, data: bytes) -> None:
        self._data = BytesIO(data)

    def read(self, size: int) -> bytes:
        return self._data.read(min(size, 7))


def _request(sent: bytes, length: int) -> WSGIRequest:
    given: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(length),
        "wsgi.input": _Slow(sent),
    }
    seen: list[dict[str, Any]] = []

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.append(environ)
        return []

    whole(application)(given, None)
    return WSGIRequest(seen[0])


def test_a_whole_form_is_read() -> None:
    assert _request(_FORM, len(_FORM)).POST["body"] == "Dear Jonah, it snowed in the night"


@pytest.mark.parametrize("came", [0, 20, len(_FORM) - 1])
def test_a_form_that_broke_off_is_not_read(came: int) -> None:
    with pytest.raises(UnreadablePostError):
        _request(_FORM[:came], len(_FORM)).POST  # noqa: B018


def test_nothing_is_read_beyond_the_end() -> None:
    source = WholeInput(_Slow(b"one\ntwo\nthree"), 8)
    assert (source.readline(), source.read(99), source.read(1), source.readline()) == (b"one\n", b"two\n", b"", b"")
