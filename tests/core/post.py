"""A mail server on this machine that can be told to misbehave: real SMTP, over a real connection."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django.fixtures import Settings


class Hall:
    """What the server took, and how it shall answer. ``answers`` maps a command to what is said instead of its 250."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.connections = 0
        self.answers: dict[str, list[str]] = {}
        #: Whether the connection breaks at the end of the message: "before" it is taken, or "after".
        self.breaks = ""

    def says(self, command: str, otherwise: str) -> str:
        lines = self.answers.get(command, [])
        return lines.pop(0) if lines else otherwise

    async def handle_EHLO(  # noqa: N802 - named by aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.says("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = self.says("RCPT", "250 OK")
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.breaks == "before":
            _break_off(server)
            return "451 never heard"
        said = self.says("DOT", "250 2.0.0 queued as 7A")
        if said.startswith("250"):
            self.taken.append(envelope)
        if self.breaks == "after":
            _break_off(server)
        return said


def _break_off(server: Any) -> None:
    server.transport.abort()


class _Served(Controller):
    """On a port of the system's choice, so that several tests may run at once."""

    def __init__(self, hall: Hall, **words: Any) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        super().__init__(hall, hostname="127.0.0.1", port=port, loop=asyncio.new_event_loop(), **words)


@contextmanager
def mail_server(settings: Settings, tls: ssl.SSLContext | None = None) -> Iterator[Hall]:
    """A server that the settings lead to; over TLS from the start or by STARTTLS where a context is given."""
    hall = Hall()
    served = _Served(hall, tls_context=tls, require_starttls=tls is not None)
    served.start()
    settings.SENDS_MAIL = True
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", served.port
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL, settings.EMAIL_TIMEOUT = tls is not None, False, 5
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.DEFAULT_FROM_EMAIL = "Yearlight <days@house.example>"
    try:
        yield hall
    finally:
        served.stop()
        if served.loop is not None and not served.loop.is_closed():
            served.loop.close()
