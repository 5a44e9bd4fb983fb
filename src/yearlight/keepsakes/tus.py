"""The tus protocol, 1.0.0: what its headers say, and what is answered. Knows neither rows nor files.

Core, and of the extensions creation, termination, checksum and expiration. See https://tus.io/protocols/resumable-upload.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import http_date

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,checksum,expiration"
PART_TYPE = "application/offset+octet-stream"
#: "Checksum Mismatch", a status of the protocol's own.
MISMATCH = 460
ALGORITHMS: dict[str, "Callable[[], hashlib._Hash]"] = {"sha256": hashlib.sha256, "sha1": hashlib.sha1}
_LONGEST_METADATA = 4096
_MOST_DIGITS = 15

View = Callable[..., HttpResponseBase]


class Misread(Exception):  # noqa: N818
    """A header that is missing or says nothing; its text says which, for whoever writes a client."""


class OtherVersion(Exception):  # noqa: N818
    """The client speaks another version of the protocol, or does not say which."""


@dataclass(frozen=True, slots=True)
class Checksum:
    """What the bytes of one request are to have for a checksum."""

    algorithm: str
    digest: bytes

    def agrees(self, data: "hashlib._Hash") -> bool:
        return data.digest() == self.digest


def resumable(view: View) -> View:
    """For views of the protocol: our version stands on each answer, and what cannot be read is told."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except OtherVersion:
            response = HttpResponse(status=412, headers={"Tus-Version": VERSION})
        except Misread as error:
            response = HttpResponse(f"{error}\n", status=400, content_type="text/plain")
        response.headers["Tus-Resumable"] = VERSION
        return response

    return answer


def ask_version(request: HttpRequest) -> None:
    """Raise ``OtherVersion`` where it is not ours; a request that only reads need not say it."""
    said = request.headers.get("Tus-Resumable", "")
    if said != VERSION and (said or request.method not in ("GET", "HEAD", "OPTIONS")):
        raise OtherVersion


def method_of(request: HttpRequest) -> str:
    """What is asked for: some proxies let no PATCH through, so a POST may say that it is one."""
    if request.method == "POST":
        return request.headers.get("X-HTTP-Method-Override", "POST").upper()
    return request.method or ""


def options(largest: int) -> HttpResponse:
    """What this server can do."""
    headers = {"Tus-Version": VERSION, "Tus-Extension": EXTENSIONS, "Tus-Max-Size": str(largest)}
    return HttpResponse(status=204, headers={**headers, "Tus-Checksum-Algorithm": ",".join(ALGORITHMS)})


def whole_number(request: HttpRequest, header: str) -> int:
    """A header that is a number of bytes. Raises ``Misread``."""
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise Misread(f"{header} must be a whole number.")
    return int(text)


def metadata(request: HttpRequest) -> dict[str, str]:
    """``Upload-Metadata``: keys, each with a value in base64. Raises ``Misread``."""
    text = request.headers.get("Upload-Metadata", "")
    if len(text) > _LONGEST_METADATA:
        raise Misread("Upload-Metadata is too long.")
    found: dict[str, str] = {}
    for pair in filter(None, text.split(",")):
        key, _space, value = pair.strip().partition(" ")
        if not key or key in found:
            raise Misread("Upload-Metadata must have keys, each once.")
        found[key] = _decoded(value.strip()).decode("utf-8", "replace").replace("\0", "")
    return found


def written(found: dict[str, str]) -> str:
    """The same as a header."""
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}".strip() for key, value in found.items())


def checksum(request: HttpRequest) -> Checksum | None:
    """``Upload-Checksum``, where it is sent. Raises ``Misread``."""
    text = request.headers.get("Upload-Checksum", "")
    if not text:
        return None
    algorithm, _space, value = text.partition(" ")
    if algorithm not in ALGORITHMS:
        raise Misread(f"Upload-Checksum must be one of {', '.join(ALGORITHMS)}.")
    return Checksum(algorithm, _decoded(value))


def place(*, offset: int, expires_at: datetime) -> dict[str, str]:
    """The headers that say how much of an upload is here, and until when it is waited for."""
    return {"Upload-Offset": str(offset), "Upload-Expires": http_date(expires_at.timestamp())}


def _decoded(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Misread("A value is not in base64.") from error
