"""Someone at a browser, as far as a trial needs one: cookies, forms, files, over plain HTTP."""

import http.client
import json
import secrets
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

CSRF_COOKIE = "yearlight-csrf"


class NoAnswer(Exception):  # noqa: N818
    """The server went away before its whole answer was here, so nothing was promised."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def goes_to(self) -> str:
        return self.headers.get("location", "")

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Visitor:
    """One browser. Safe for one thread; give each thread its own with ``again``."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None

    def again(self) -> "Visitor":
        """The same person at another device: the same cookies, a connection of its own."""
        return Visitor(self.url, dict(self.cookies))

    def close(self) -> None:
        """End the connection; the next request makes another."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def get(self, path: str, *, accept: str = "text/html") -> Answer:
        return self._send("GET", path, {"Accept": accept}, b"")

    def post(
        self,
        path: str,
        fields: dict[str, Any],
        *,
        files: list[tuple[str, str, bytes]] | None = None,
        accept: str = "text/html",
    ) -> Answer:
        """Send a form as a browser does. ``files`` are field, name, bytes."""
        fields = {"csrfmiddlewaretoken": self.cookies.get(CSRF_COOKIE, ""), **fields}
        if files is None:
            kind, body = "application/x-www-form-urlencoded", urlencode(fields, doseq=True).encode()
        else:
            kind, body = _multipart(fields, files)
        return self._send("POST", path, {"Accept": accept, "Content-Type": kind}, body)

    def send(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> Answer:
        """Send anything, with the mark of the forms."""
        return self._send(method, path, {"X-CSRFToken": self.cookies.get(CSRF_COOKIE, ""), **headers}, body)

    def sign_in(self, email: str, password: str) -> None:
        """Sign in with a password. Raises ``AssertionError`` if the place does not let one in."""
        self.get("/accounts/login/")
        answer = self.post("/accounts/login/", {"login": email, "password": password})
        assert answer.status == 302, f"not signed in: {answer.status}\n{answer.text[:2000]}"

    def _send(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        host = urlsplit(self.url).netloc
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection(host, timeout=60)
            self._connection.request(method, path, body or None, {"Cookie": cookies, **headers})
            response = self._connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise NoAnswer(f"{method} {path}") from error
        for line in response.headers.get_all("Set-Cookie") or ():
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
        return Answer(response.status, {name.lower(): value for name, value in response.headers.items()}, content)


def _multipart(fields: dict[str, Any], files: list[tuple[str, str, bytes]]) -> tuple[str, bytes]:
    edge = secrets.token_hex(16)
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, file_name, data in files:
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
        parts.append(head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + data + b"\r\n")
    return f"multipart/form-data; boundary={edge}", b"".join([*parts, f"--{edge}--\r\n".encode()])
