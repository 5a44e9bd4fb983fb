"""Handing messages to a mail server, so that it is known at every moment whether one may have been taken.

A server takes a message when it has read the dot after it, and not before.
Everything up to that dot is said first; then whoever sends is asked for the
last time, writes down that it is being handed over, and only then the dot is
sent. A connection that breaks before the dot has handed nothing over; after
it, nobody can know until the server has answered.
"""

import contextlib
import re
import smtplib
import ssl
from collections.abc import Callable
from types import TracebackType
from typing import Self

from django.conf import settings
from django.utils.encoding import punycode

from yearlight.core.mail import Came, NotReached, Parcel, Reply

#: A server may think for a long time after the dot; giving up early would leave more in doubt than need be.
_AFTER_DOT_SECONDS = 120.0
_ADDRESS = re.compile(r"[^\s<>()\"]+@[^\s<>()\"]+")
_LONGEST_SAID = 200
_Fault = (OSError, smtplib.SMTPException)


class MailServer:
    """The mail server of the settings. One connection serves several messages; it is opened for the first."""

    def __init__(self) -> None:
        self._open: smtplib.SMTP | None = None

    def hand_over(self, parcel: Parcel, before_last: Callable[[], bool]) -> Reply:
        """Hand one message over; ``before_last`` is asked just before the dot, and False withholds it.

        Raises ``NotReached`` where there is no server to speak with, before anything was said of the message.
        """
        server = self._connected()
        try:
            reply = _envelope(server, parcel) or _content(server, parcel)
        except _Fault as fault:
            self._drop()
            return Reply(Came.AGAIN, type(fault).__name__)
        if reply is not None:
            self._begin_anew(server, reply)
            return reply
        if not before_last():
            # Nothing else takes back what was said since DATA.
            self._drop()
            return Reply(Came.WITHHELD)
        return self._last_dot(server)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._open is not None and kind is None:
            with contextlib.suppress(*_Fault):
                self._open.quit()
        self._drop()

    def _connected(self) -> smtplib.SMTP:
        if self._open is None:
            try:
                self._open = _connect()
            except _Fault as fault:
                raise NotReached(_words(fault)) from fault
        return self._open

    def _last_dot(self, server: smtplib.SMTP) -> Reply:
        try:
            if server.sock is not None:
                server.sock.settimeout(_AFTER_DOT_SECONDS)
            server.send(b"\r\n.\r\n")
            code, said = server.getreply()
            if server.sock is not None:
                server.sock.settimeout(settings.EMAIL_TIMEOUT)
        except _Fault as fault:
            self._drop()
            return Reply(Came.UNSURE, type(fault).__name__)
        if 200 <= code < 300:
            return Reply(Came.TAKEN, said_of(code, said))
        reply = _not_taken(code, said)
        if code == 421:
            self._drop()
        return reply

    def _begin_anew(self, server: smtplib.SMTP, reply: Reply) -> None:
        """Leave the connection ready for the next message, or end it."""
        if reply.said.startswith("421"):
            self._drop()
            return
        try:
            server.rset()
        except _Fault:
            self._drop()

    def _drop(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


def said_of(code: int, said: bytes) -> str:
    """What a server answered, short and without anybody's address."""
    words = said.decode("utf-8", "replace").replace("\n", " ")
    return _ADDRESS.sub("…", f"{code} {words}")[:_LONGEST_SAID]


def _connect() -> smtplib.SMTP:
    host, port, seconds = settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT
    # It greets by the domain that messages come from; the machine's own name is nobody's concern.
    domain = punycode(settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")) or "localhost"
    context = ssl.create_default_context()
    if settings.EMAIL_USE_SSL:
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, domain, timeout=seconds, context=context)
    else:
        server = smtplib.SMTP(host, port, domain, timeout=seconds)
    try:
        if settings.EMAIL_USE_TLS:
            server.starttls(context=context)
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        server.ehlo_or_helo_if_needed()
    except BaseException:
        server.close()
        raise
    return server


def _envelope(server: smtplib.SMTP, parcel: Parcel) -> Reply | None:
    """Who sends it and to whom; None where both are taken."""
    code, said = server.mail(parcel.sender)
    if code != 250:
        # It is the sender that is not taken, which says nothing about the receiver: the host can mend it in time.
        return Reply(Came.AGAIN, said_of(code, said))
    code, said = server.rcpt(parcel.to)
    return None if code in (250, 251) else _not_taken(code, said)


def _content(server: smtplib.SMTP, parcel: Parcel) -> Reply | None:
    """The whole message without the dot after it; None where it was listened to."""
    code, said = server.docmd("DATA")
    if code != 354:
        return _not_taken(code, said)
    data = parcel.data.removesuffix(b"\r\n")
    server.send(re.sub(rb"(?m)^\.", b"..", data))
    return None


def _not_taken(code: int, said: bytes) -> Reply:
    return Reply(Came.REFUSED if 500 <= code < 600 else Came.AGAIN, said_of(code, said))


def _words(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        return said_of(fault.smtp_code, fault.smtp_error if isinstance(fault.smtp_error, bytes) else b"")
    return type(fault).__name__
