"""Handing out one file, to somebody who was already found to be allowed to have it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header, parse_etags

_PIECE = 1 << 16
#: Up to here a file is read at once: one system call instead of a generator.
_SMALL = 1 << 18
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_LONGEST_NAME = 120


def send_file(
    request: HttpRequest, path: Path, *, media_type: str, etag: str, name: str | None = None, max_age: int = 600
) -> HttpResponseBase:
    """The file as an answer: whole, a range of it, or "you have it already".

    ``etag`` names these very bytes. With ``name`` the browser saves the file
    under it; otherwise it shows the file. Raises ``Http404`` where there is none.
    """
    try:
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise Http404 from error
    quoted = f'"{etag}"'
    if _has_it(request, quoted):
        response: HttpResponseBase = HttpResponse(status=304)
        del response.headers["Content-Type"]
    elif settings.YEARLIGHT_SEND_FILES != "self":
        response = _by_server_in_front(path, media_type)
    else:
        response = _by_ourselves(request, path, size, quoted, media_type)
    response.headers["ETag"] = quoted
    # Without an age the browser may keep it and asks each time whether it is this viewer's to see as yet.
    response.headers["Cache-Control"] = f"private, max-age={max_age}" if max_age else "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if name is not None:
        response.headers["Content-Disposition"] = content_disposition_header(True, _safe(name)) or "attachment"
    return response


def _has_it(request: HttpRequest, etag: str) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return known == ["*"] or etag in (one.removeprefix("W/") for one in known)


def _by_server_in_front(path: Path, media_type: str) -> HttpResponse:
    """An empty answer that tells the server in front which file to carry; it does ranges itself."""
    response = HttpResponse(content_type=media_type)
    if settings.YEARLIGHT_SEND_FILES == "x-accel-redirect":
        inside = path.resolve().relative_to(Path(settings.YEARLIGHT_HOME).resolve())
        response.headers["X-Accel-Redirect"] = quote(f"/protected/{inside.as_posix()}")
    else:
        response.headers["X-Sendfile"] = str(path.resolve())
    return response


def _by_ourselves(request: HttpRequest, path: Path, size: int, etag: str, media_type: str) -> HttpResponseBase:
    try:
        wanted = _range(request, size, etag)
    except _Outside:
        outside = HttpResponse(status=416, content_type=media_type)
        outside.headers["Content-Range"] = f"bytes */{size}"
        return outside
    first, last = wanted if wanted else (0, size - 1)
    length = last - first + 1
    if request.method == "HEAD":
        response: HttpResponseBase = HttpResponse(content_type=media_type)
    elif length <= _SMALL:
        with path.open("rb") as file:
            file.seek(first)
            response = HttpResponse(file.read(length), content_type=media_type)
    else:
        response = StreamingHttpResponse(_Pieces(path.open("rb"), first, length), content_type=media_type)
    if wanted:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    response.headers["Content-Length"] = str(length)
    response.headers["Accept-Ranges"] = "bytes"
    return response


class _Outside(Exception):  # noqa: N818
    """A range that begins after the end."""


def _range(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """The one range asked for, or None for the whole file. Raises ``_Outside``.

    Several ranges at once, or what is no range at all, get the whole file, as
    the standard allows. A range of bytes that have changed does so too.
    """
    if request.method != "GET" or request.headers.get("If-Range", etag) != etag:
        return None
    found = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if found is None or found.groups() == ("", ""):
        return None
    begin, end = found.groups()
    if not begin:
        if not int(end) or not size:
            raise _Outside
        return max(0, size - int(end)), size - 1
    first, last = int(begin), min(int(end or size - 1), size - 1)
    if end and int(end) < first:
        return None
    if first >= size:
        raise _Outside
    return first, last


class _Pieces:
    """Part of a file, piece by piece; closes it at the end or when nobody listens any more."""

    def __init__(self, file: BinaryIO, first: int, length: int) -> None:
        self._file = file
        self._file.seek(first)
        self._left = length

    def __iter__(self) -> Iterator[bytes]:
        while self._left > 0 and (piece := self._file.read(min(_PIECE, self._left))):
            self._left -= len(piece)
            yield piece
        self.close()

    def close(self) -> None:
        self._file.close()


def _safe(name: str) -> str:
    """A file name without anything that could end a header or turn a name around."""
    kept = "".join(letter for letter in name if letter.isprintable() and letter not in "/\\")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{ending[:16]}" if stem else kept[:_LONGEST_NAME]
