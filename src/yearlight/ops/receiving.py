"""A door for the mail server of the host: messages are handed in by LMTP, and answered once they are taken for good."""

import asyncio
import logging
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import Envelope, Session
from django.conf import settings
from django.db import close_old_connections

from yearlight.core import clock
from yearlight.reminders.actions import arriving
from yearlight.reminders.private_address import key_in

logger = logging.getLogger(__name__)


class Door:
    """Takes what is for a private address, or comes back to the sender of our own messages, and nothing else."""

    async def handle_RCPT(  # noqa: N802  the library's name
        self, server: LMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not is_for_us(address):
            return "550 5.1.1 There is nobody at this address"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: LMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """One answer for each address, as LMTP wants it; they are one message, and taken or not together."""
        data = envelope.original_content or b""
        said = await asyncio.to_thread(_taken, data, tuple(envelope.rcpt_tos))
        return "\r\n".join([said] * len(envelope.rcpt_tos))


def is_for_us(address: str) -> bool:
    """Whether messages to this address are taken: a private one, or that which messages come from."""
    return key_in(address) is not None or address.lower() == parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower()


async def listen(where: str) -> asyncio.Server:
    """Begin to listen: at the path of a socket, or at ``host:port``. Raises ``OSError``."""
    loop = asyncio.get_running_loop()

    def session() -> LMTP:
        return LMTP(
            Door(),
            data_size_limit=arriving.most_bytes(),
            hostname="yearlight",
            ident="Yearlight",
            enable_SMTPUTF8=True,
            decode_data=False,
            timeout=300,
            loop=loop,
        )

    if "/" in where:
        Path(where).unlink(missing_ok=True)
        server = await loop.create_unix_server(session, where)
        Path(where).chmod(0o660)
        return server
    host, _colon, port = where.rpartition(":")
    return await loop.create_server(session, host.strip("[]") or "127.0.0.1", int(port))


def receive(where: str, *, begun: Callable[[], Any]) -> None:
    """Take messages until the process is told to end; ``begun`` is called once it listens."""

    async def go_on() -> None:
        server = await listen(where)
        begun()
        async with server:
            await server.serve_forever()

    asyncio.run(go_on())


def _taken(data: bytes, envelope: tuple[str, ...]) -> str:
    close_old_connections()
    try:
        arriving.take(data, now=clock.now(), envelope=envelope)
    except Exception:
        # The mail server keeps it, and comes again.
        logger.exception("A message that came in could not be taken now.")
        return "451 4.3.0 It could not be taken now, try again later"
    finally:
        close_old_connections()
    return "250 2.0.0 OK"
