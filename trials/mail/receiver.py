"""A mail server that writes down what it took, and now and then breaks a connection off. Run as a process of its own.

    python -m trials.mail.receiver --port 2525 --log FILE --drops 0.05

A line of the log is one message that it took, by its Message-ID, or one connection that it broke off. Breaking off
comes in three kinds, by chance: before the message, at the dot without having taken it, and at the dot after having
taken it. Only the last two leave a sender in doubt.
"""

import argparse
import asyncio
import os
import random
import re
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

_MESSAGE_ID = re.compile(rb"(?im)^Message-ID: <([^@\r\n]+)@")


class Ledger:
    """One file, written a line at a time; what is in it outlives this process."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def write(self, what: str, name: str = "-") -> None:
        os.write(self._file, f"{what} {name}\n".encode())


class Hall:
    """What is done with each message."""

    def __init__(self, ledger: Ledger, drops: float, seed: int) -> None:
        self._ledger, self._drops, self._random = ledger, drops, random.Random(seed)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        if self._random.random() < self._drops / 3:
            self._ledger.write("broke_before")
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        found = _MESSAGE_ID.search(envelope.content)
        name = found[1].decode() if found else "without-a-name"
        chance = self._random.random()
        if chance < self._drops / 3:
            self._ledger.write("broke_untaken", name)
            server.transport.abort()
            return "451 never heard"
        self._ledger.write("taken", f"{name} {envelope.rcpt_tos[0]}")
        if chance < self._drops * 2 / 3:
            self._ledger.write("broke_taken", name)
            server.transport.abort()
        else:
            # A server writes to its disk before it answers; a sender killed meanwhile is what is looked for.
            await asyncio.sleep(self._random.expovariate(1 / 0.004))
        return "250 2.0.0 taken"


async def serve(port: int, log: Path, drops: float, seed: int) -> None:
    """Take messages until the process is ended."""
    hall, loop = Hall(Ledger(log), drops, seed), asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(hall, hostname="receiver.example", loop=loop), "127.0.0.1", port)
    print("ready", flush=True)
    async with server:
        await server.serve_forever()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument(
        "--drops", type=float, default=0.05, help="how many of a hundred connections break off, as 0.05"
    )
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    asyncio.run(serve(given.port, given.log, given.drops, given.seed))


if __name__ == "__main__":
    main()
