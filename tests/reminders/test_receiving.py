"""The two doors through which messages come in: LMTP, and a mailbox by IMAP."""

import asyncio
import re
import smtplib
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from yearlight.ops import receiving
from yearlight.reminders import jobs
from yearlight.reminders.actions import arriving
from yearlight.reminders.mailbox import Mailbox, MailboxFault, look_into
from yearlight.reminders.private_address import address_of, new_key

MESSAGE = b"From: mara@example.org\r\nSubject: Re\r\n\r\n.He laughed\r\n"


@pytest.fixture(autouse=True)
def addresses(settings: Settings) -> None:
    settings.YEARLIGHT_ANSWERS_ADDRESS = "yearlight+{key}@example.org"
    settings.DEFAULT_FROM_EMAIL = "Yearlight <yearlight@example.org>"


@contextmanager
def door(where: str) -> Iterator[None]:
    """The LMTP door, open in a thread of its own."""
    listens, is_over = threading.Event(), asyncio.Event()
    loops: list[asyncio.AbstractEventLoop] = []

    async def stand_open() -> None:
        loops.append(asyncio.get_running_loop())
        async with await receiving.listen(where):
            listens.set()
            await is_over.wait()
            # Whoever just left is seen off before the loop ends.
            await asyncio.sleep(0)

    thread = threading.Thread(target=lambda: asyncio.run(stand_open()), daemon=True)
    thread.start()
    assert listens.wait(10)
    try:
        yield
    finally:
        loops[0].call_soon_threadsafe(is_over.set)
        thread.join(10)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[bytes, tuple[str, ...]]]:
    """What came through the door; what becomes of it is tried elsewhere."""
    came: list[tuple[bytes, tuple[str, ...]]] = []

    def take(data: bytes, *, now: object, envelope: tuple[str, ...]) -> None:
        if b"refuse me" in data:
            raise OSError("the disk is full")
        came.append((data, envelope))

    monkeypatch.setattr(arriving, "take", take)
    monkeypatch.setattr(receiving, "close_old_connections", lambda: None)
    return came


def test_the_door_takes_a_message_whole(taken: list[tuple[bytes, tuple[str, ...]]], tmp_path: Path) -> None:
    to = str(address_of(new_key()))
    with door(str(tmp_path / "lmtp")), smtplib.LMTP(str(tmp_path / "lmtp")) as client:
        assert client.sendmail("mara@example.org", [to], MESSAGE) == {}
    assert taken == [(MESSAGE, (to,))]


def test_the_door_answers_for_each_address(taken: list[tuple[bytes, tuple[str, ...]]], tmp_path: Path) -> None:
    private, ours, other = str(address_of(new_key())), "YEARLIGHT@example.org", "somebody@example.org"
    with door(str(tmp_path / "lmtp")), socket.socket(socket.AF_UNIX) as line:
        line.connect(str(tmp_path / "lmtp"))
        said = line.makefile("rwb")

        def say(text: str) -> str:
            said.write(text.encode() + b"\r\n")
            said.flush()
            return _reply(said)

        assert _reply(said).startswith("220")
        assert say("LHLO x").startswith("250")
        assert say("MAIL FROM:<>").startswith("250")
        assert [say(f"RCPT TO:<{one}>")[:3] for one in (private, other, ours)] == ["250", "550", "250"]
        assert say("DATA").startswith("354")
        assert say(MESSAGE.decode().replace("\r\n.", "\r\n..") + ".").startswith("250")
        assert _reply(said).startswith("250")
    assert taken == [(MESSAGE, (private, ours))]


def _reply(said: object) -> str:
    while True:
        line = said.readline().decode()  # type: ignore[attr-defined]
        if line[3:4] != "-":
            return str(line)


def test_what_cannot_be_taken_now_is_left_with_the_mail_server(
    taken: list[tuple[bytes, tuple[str, ...]]], tmp_path: Path
) -> None:
    to = str(address_of(new_key()))
    with door(str(tmp_path / "lmtp")), smtplib.LMTP(str(tmp_path / "lmtp")) as client:
        with pytest.raises(smtplib.SMTPDataError) as refused:
            client.sendmail("mara@example.org", [to], b"Subject: x\r\n\r\nrefuse me\r\n")
        assert refused.value.smtp_code == 451
        assert client.sendmail("mara@example.org", [to], MESSAGE) == {}
    assert taken == [(MESSAGE, (to,))]


@dataclass
class Kept:
    """A mailbox of a scripted server: messages by number, and their flags."""

    messages: dict[int, bytes]
    flags: dict[int, str] = field(default_factory=dict)


class _Imap(socketserver.StreamRequestHandler):
    """As much of IMAP as a look into a mailbox takes."""

    kept: Kept

    def handle(self) -> None:
        self._say("* OK ready")
        for line in iter(self.rfile.readline, b""):
            tag, *words = line.decode().split()
            if not self._answer(tag, " ".join(words)):
                return

    def _answer(self, tag: str, asked: str) -> bool:
        kept, done = self.kept, "OK done"
        if asked.startswith("CAPABILITY"):
            self._say("* CAPABILITY IMAP4rev1")
        elif asked.startswith("LOGIN"):
            done = "OK in" if asked.endswith('"secret"') else "NO no"
        elif asked.startswith("SELECT"):
            self._say(f"* {len(kept.messages)} EXISTS")
            done = "OK in" if '"INBOX"' in asked else "NO there is none"
        elif asked == "UID SEARCH UNSEEN":
            unseen = [str(uid) for uid in kept.messages if r"\Seen" not in kept.flags.get(uid, "")]
            self._say("* SEARCH " + " ".join(unseen))
        elif found := re.match(r"UID FETCH (\d+) \(RFC822.SIZE\)", asked):
            self._say(f"* 1 FETCH (UID {found[1]} RFC822.SIZE {len(kept.messages[int(found[1])])})")
        elif found := re.match(r"UID FETCH (\d+) \(BODY.PEEK\[\]\)", asked):
            data = kept.messages[int(found[1])]
            self.wfile.write(f"* 1 FETCH (UID {found[1]} BODY[] {{{len(data)}}}\r\n".encode() + data + b")\r\n")
        elif found := re.match(r"UID STORE (\d+) \+FLAGS \((.*)\)", asked):
            kept.flags[int(found[1])] = found[2]
        self._say(f"{tag} {done}")
        return not asked.startswith("LOGOUT")

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


@contextmanager
def mailbox(kept: Kept, password: str = "secret", folder: str = "INBOX") -> Iterator[Mailbox]:
    handler = type("Handler", (_Imap,), {"kept": kept})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = int(server.server_address[1])
        yield Mailbox("127.0.0.1", port, "y", password, security="none", folder=folder)
        server.shutdown()


def test_a_mailbox_is_read_and_what_was_taken_is_marked() -> None:
    kept, came = Kept({7: MESSAGE, 9: b"broken", 12: b"x" * 200}), []

    def take(data: bytes) -> None:
        if data == b"broken":
            raise OSError
        came.append(data)

    with mailbox(kept) as box:
        assert look_into(box, take, most_bytes=100) == 1
        assert came == [MESSAGE]
        assert kept.flags == {7: r"\Seen", 12: r"\Seen \Flagged"}
        assert look_into(box, came.append, most_bytes=100) == 1
    assert came == [MESSAGE, b"broken"]


@pytest.mark.parametrize("fields", [{"password": "wrong"}, {"folder": "Elsewhere"}])
def test_a_mailbox_that_cannot_be_looked_into_is_a_fault(fields: dict[str, str]) -> None:
    with mailbox(Kept({}), **fields) as box, pytest.raises(MailboxFault):
        look_into(box, print, most_bytes=100)


def test_the_worker_looks_into_the_mailbox_of_the_settings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    came: list[bytes] = []
    monkeypatch.setattr(arriving, "take", lambda data, *, now: came.append(data))
    jobs.look_into_mailbox.func()
    with mailbox(Kept({7: MESSAGE})) as box:
        settings.YEARLIGHT_IMAP_HOST, settings.YEARLIGHT_IMAP_PORT = box.host, box.port
        settings.YEARLIGHT_IMAP_USER, settings.YEARLIGHT_IMAP_PASSWORD = box.user, box.password
        settings.YEARLIGHT_IMAP_SECURITY = "none"
        jobs.look_into_mailbox.func()
        assert came == [MESSAGE]
    # Nobody answers there any more: that is no fault of the work.
    jobs.look_into_mailbox.func()
    assert came == [MESSAGE]
