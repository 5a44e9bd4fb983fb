"""One file handed out: ranges, conditions, and the headers that keep it harmless."""

from pathlib import Path
from typing import Any

import pytest
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory, override_settings

from yearlight.web.downloads import send_file

TEN = b"0123456789"


@pytest.fixture
def ten(tmp_path: Path) -> Path:
    path = tmp_path / "ten"
    path.write_bytes(TEN)
    return path


def sent(path: Path, *, method: str = "get", name: str | None = None, **headers: str) -> Any:
    request = getattr(RequestFactory(), method)(
        "/", headers={key.replace("_", "-"): value for key, value in headers.items()}
    )
    return send_file(request, path, media_type="image/jpeg", etag="abc", name=name)


def body(response: Any) -> bytes:
    return response.getvalue() if isinstance(response, StreamingHttpResponse) else response.content


@pytest.mark.parametrize(
    ("asked", "status", "content", "content_range"),
    [
        ("", 200, TEN, None),
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=-30", 206, TEN, "bytes 0-9/10"),
        ("bytes=9-9", 206, b"9", "bytes 9-9/10"),
        ("bytes=5-500", 206, b"56789", "bytes 5-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=99-100", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
        ("bytes=7-3", 200, TEN, None),
        ("bytes=0-1,4-5", 200, TEN, None),
        ("bytes=-", 200, TEN, None),
        ("items=0-3", 200, TEN, None),
        ("bytes=a-b", 200, TEN, None),
    ],
)
def test_range_is_answered_as_the_standard_says(
    asked: str, status: int, content: bytes, content_range: str | None, ten: Path
) -> None:
    response = sent(ten, Range=asked)
    assert (response.status_code, body(response), response.headers.get("Content-Range")) == (
        status,
        content,
        content_range,
    )
    if status != 416:
        assert response["Content-Length"] == str(len(content))


@pytest.mark.parametrize(
    ("if_range", "status"), [('"abc"', 206), ('"other"', 200), ('W/"abc"', 200), ("Tue, 03 Nov 2026 19:00:00 GMT", 200)]
)
def test_range_of_bytes_that_changed_is_answered_whole(if_range: str, status: int, ten: Path) -> None:
    assert sent(ten, Range="bytes=0-3", If_Range=if_range).status_code == status


@pytest.mark.parametrize(
    ("known", "status"),
    [('"abc"', 304), ('W/"abc"', 304), ('"x", "abc"', 304), ("*", 304), ('"x"', 200), ("abc", 200), ("", 200)],
)
def test_what_the_browser_has_is_not_sent_again(known: str, status: int, ten: Path) -> None:
    response = sent(ten, If_None_Match=known, Range="")
    assert response.status_code == status
    assert response["ETag"] == '"abc"'
    assert response["Cache-Control"] == "private, max-age=600"


def test_head_tells_the_length_without_the_bytes(ten: Path) -> None:
    response = sent(ten, method="head", Range="bytes=0-3")
    assert (response.status_code, response.content, response["Content-Length"]) == (200, b"", "10")


@pytest.mark.django_db  # closing an answer looks after connections
def test_large_file_is_sent_in_pieces_and_closed(tmp_path: Path) -> None:
    path = tmp_path / "large"
    content = bytes(range(256)) * 4096
    path.write_bytes(content)
    response = sent(path, Range="bytes=1000-")
    assert isinstance(response, StreamingHttpResponse)
    assert b"".join(response) == content[1000:]  # type: ignore[arg-type]
    half_heard = sent(path)
    next(iter(half_heard))
    half_heard.close()


def test_missing_file_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Http404):
        sent(tmp_path / "none")


def test_file_can_do_nothing_in_a_browser(ten: Path) -> None:
    response = sent(ten)
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Content-Disposition" not in response


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("lake.jpg", 'attachment; filename="lake.jpg"'),
        ('a"b.jpg', 'attachment; filename="a\\"b.jpg"'),
        ("a\r\nSet-Cookie: x.jpg", 'attachment; filename="aSet-Cookie: x.jpg"'),
        ("../../etc/passwd.jpg", 'attachment; filename="....etcpasswd.jpg"'),
        ("gpj.\u202eekal.jpg", 'attachment; filename="gpj.ekal.jpg"'),
        ("Vätterns strand.jpg", "attachment; filename*=utf-8''V%C3%A4tterns%20strand.jpg"),
        ("x" * 4096 + ".jpg", f'attachment; filename="{"x" * 120}.jpg"'),
    ],
)
def test_name_of_a_saved_file_cannot_break_the_header(name: str, header: str, ten: Path) -> None:
    assert sent(ten, name=name)["Content-Disposition"] == header


def test_server_in_front_carries_the_file_when_told_to(tmp_path: Path) -> None:
    path = tmp_path / "renditions" / "a b"
    path.parent.mkdir()
    path.write_bytes(TEN)
    with override_settings(YEARLIGHT_SEND_FILES="x-accel-redirect", YEARLIGHT_HOME=tmp_path):
        response = sent(path)
        assert response["X-Accel-Redirect"] == "/protected/renditions/a%20b"
        assert isinstance(response, HttpResponse)
        assert response.content == b""
        assert sent(path, If_None_Match='"abc"').status_code == 304
    with override_settings(YEARLIGHT_SEND_FILES="x-sendfile", YEARLIGHT_HOME=tmp_path):
        assert sent(path)["X-Sendfile"] == str(path)
