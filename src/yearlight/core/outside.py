"""Requests that we send to servers of others: over https, to the hosts the caller names, never into one's own network."""

import contextlib
import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

_LONGEST, _PORT = 2048, 443


class NotAllowed(Exception):  # noqa: N818
    """Nothing is sent to this address."""


class NotReached(Exception):  # noqa: N818
    """There was no connection, so nothing was handed over."""


class NoAnswer(Exception):  # noqa: N818
    """The connection broke off after everything was sent: nobody knows what became of it."""


class Withheld(Exception):  # noqa: N818
    """Whoever sends took it back before anything was handed over."""


class Reply(NamedTuple):
    """What a server answered: its number, and the short word that stands beside it."""

    status: int
    word: str


def checked(url: str, hosts: Collection[str]) -> SplitResult:
    """The parts of an address that may be written to. Raises ``NotAllowed``.

    A host that begins with a dot in ``hosts`` stands for everything below it.
    """
    if len(url) > _LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        raise NotAllowed("its form")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as fault:
        raise NotAllowed("its form") from fault
    if settings.OUTSIDE_MAY_BE_HERE and host == "127.0.0.1" and parts.scheme == "http":
        return parts
    if parts.scheme != "https" or port not in (None, _PORT) or parts.username is not None or not parts.path:
        raise NotAllowed("its form")
    if not any(host == one or (one.startswith(".") and host.endswith(one)) for one in hosts):
        raise NotAllowed("its host")
    return parts


def post(
    parts: SplitResult, headers: Mapping[str, str], body: bytes, *, before_body: Callable[[], bool], seconds: float
) -> Reply:
    """Send one POST; the answer is the first that comes, and no redirect is followed.

    ``before_body`` is asked after the head is sent and before the body is, and False withholds it. Raises ``NotAllowed``,
    ``NotReached``, ``Withheld``, or ``NoAnswer`` where it cannot be known any more what became of it.
    """
    connection = _connection(parts, seconds)
    with contextlib.closing(connection):
        try:
            connection.connect()
            connection.putrequest("POST", f"{parts.path}?{parts.query}" if parts.query else parts.path)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                connection.putheader(name, value)
            connection.endheaders()
        except (OSError, http.client.HTTPException) as fault:
            raise NotReached(type(fault).__name__) from fault
        if not before_body():
            raise Withheld
        try:
            connection.send(body)
            answer = connection.getresponse()
            return Reply(answer.status, answer.reason)
        except (OSError, http.client.HTTPException) as fault:
            raise NoAnswer(type(fault).__name__) from fault


def _connection(parts: SplitResult, seconds: float) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "http":
        return http.client.HTTPConnection(host, parts.port or 80, timeout=seconds)
    return _ToAddresses(host, _public_addresses(host), seconds)


class _ToAddresses(http.client.HTTPSConnection):
    """Over TLS for the host's name, to the addresses that were looked at: a name may lead elsewhere the next moment."""

    def __init__(self, host: str, addresses: list[str], seconds: float) -> None:
        context = ssl.create_default_context()
        super().__init__(host, _PORT, timeout=seconds, context=context)
        self._addresses, self._tls = addresses, context

    def connect(self) -> None:
        self.sock = self._tls.wrap_socket(self._plain(), server_hostname=self.host)

    def _plain(self) -> socket.socket:
        """The first that answers: a machine may have one of the two kinds of address and no way to the other."""
        *others, last = self._addresses
        for one in others:
            with contextlib.suppress(OSError):
                return socket.create_connection((one, self.port), self.timeout)
        return socket.create_connection((last, self.port), self.timeout)


def _public_addresses(host: str) -> list[str]:
    """Where this host is on the internet. Raises ``NotReached`` where it is nowhere, ``NotAllowed`` where a network is."""
    try:
        found = [one[4][0] for one in socket.getaddrinfo(host, _PORT, type=socket.SOCK_STREAM)]
    except OSError as fault:
        raise NotReached(type(fault).__name__) from fault
    if not found or not all(ipaddress.ip_address(str(one).partition("%")[0]).is_global for one in found):
        raise NotAllowed("its network")
    return list(dict.fromkeys(str(one) for one in found))
