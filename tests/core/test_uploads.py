"""Receiving files: straight to the disk, hashed on the way, and nothing left of what broke off."""

import gc
import hashlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from yearlight.core import uploads
from yearlight.core.uploads import IncomingFile
from yearlight.people.models import Account

_PICTURE = b"\xff\xd8picture" * 200_000


@pytest.fixture(autouse=True)
def incoming(tmp_path: Path, settings: Settings) -> Path:
    settings.YEARLIGHT_HOME = tmp_path
    return tmp_path / "incoming"


def _request(*files: bytes, user: Any = None) -> HttpRequest:
    named = [BytesIO(one) for one in files]
    for number, one in enumerate(named):
        one.name = f"IMG_{number}.jpg"
    request = RequestFactory().post("/", {"pictures": named, "word": "kept"})
    request.user = user or Account(email="mara@example.org")
    return request


def _received(request: HttpRequest) -> list[IncomingFile]:
    return [one for one in request.FILES.getlist("pictures") if isinstance(one, IncomingFile)]


def _left(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.exists() else []


def test_files_are_streamed_and_hashed(incoming: Path) -> None:
    files = _received(_request(_PICTURE, b"small"))
    first = files[0].incoming
    assert first is not None
    assert (first.size, first.sha256) == (len(_PICTURE), hashlib.sha256(_PICTURE).hexdigest())
    assert (first.name, first.media_type_claimed) == ("IMG_0.jpg", "image/jpeg")
    assert first.path.read_bytes() == _PICTURE
    assert len(_left(incoming)) == 2


def test_what_nobody_kept_goes_when_the_request_is_over(incoming: Path) -> None:
    request = _request(_PICTURE)
    assert _received(request)
    request.close()
    assert _left(incoming) == []


def test_nothing_is_taken_from_a_stranger(incoming: Path) -> None:
    request = _request(_PICTURE, user=AnonymousUser())
    assert _received(request) == []
    assert request.POST["word"] == "kept"
    assert _left(incoming) == []


def test_one_file_that_is_too_large_does_not_stop_the_others(incoming: Path, settings: Settings) -> None:
    settings.YEARLIGHT_PICTURE_MB = 1
    large, small = _received(_request(_PICTURE, b"small"))
    assert (large.refused, large.incoming) == ("too_large", None)
    assert (small.refused, small.size) == ("", 5)
    assert len(_left(incoming)) == 1


def test_no_file_is_taken_where_space_is_short(incoming: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "is_short_of_space", lambda folder: True)
    assert [one.refused for one in _received(_request(_PICTURE))] == ["no_space"]
    assert _left(incoming) == []


def test_a_disk_that_fills_up_on_the_way_refuses_the_file_alone(
    incoming: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_open = Path.open

    def full_after_one(path: Path, *args: Any, **kwargs: Any) -> Any:
        file = really_open(path, *args, **kwargs)
        if path.parent == incoming:
            file.close()
            return _Full(file)
        return file

    monkeypatch.setattr(Path, "open", full_after_one)
    assert [one.refused for one in _received(_request(_PICTURE))] == ["no_space"]
    assert _left(incoming) == []


@pytest.mark.parametrize("with_error", [True, False])
def test_a_request_that_breaks_off_leaves_nothing(with_error: bool, incoming: Path) -> None:
    """Servers tell of it by an error, or by nothing more to read: neither may look like a whole file."""
    request = _request(b"small", _PICTURE)
    sent = request._stream.read()
    request._stream = _Broken(sent[: len(_PICTURE) // 2], with_error=with_error)  # type: ignore[assignment]
    with pytest.raises((OSError, MultiPartParserError)):
        _received(request)
    del request
    gc.collect()
    assert _left(incoming) == []


class _Full:
    """A file on a disk that has no room any more."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def write(self, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    def close(self) -> None:
        self._file.close()


class _Broken:
    """A connection that ends in the middle."""

    def __init__(self, data: bytes, *, with_error: bool) -> None:
        self._pieces = iter([data[at : at + 65536] for at in range(0, len(data), 65536)])
        self._with_error = with_error

    def read(self, size: int = -1) -> bytes:
        piece = next(self._pieces, b"")
        if not piece and self._with_error:
            raise OSError("the connection is gone")
        return piece

    def readline(self, size: int = -1) -> bytes:
        return self.read(size)


def test_what_was_allowed_is_taken_from_somebody_without_an_account_and_no_more(incoming: Path) -> None:
    request = _request(b"small", _PICTURE, user=AnonymousUser())
    uploads.allow(request, uploads.Limit(files=1, megabytes=1))
    assert [one.size for one in _received(request)] == [5]
    assert len(_left(incoming)) == 1


def test_a_limit_holds_for_whoever_is_signed_in_too(incoming: Path) -> None:
    request = _request(_PICTURE)
    uploads.allow(request, uploads.Limit(files=1, megabytes=1))
    assert [(one.refused, one.incoming) for one in _received(request)] == [("too_large", None)]
    assert _left(incoming) == []
