"""Answers through Debian's Postfix: from a mailbox by IMAP, and by LMTP through a door that is not always open.

    python -m trials.mail.answered

Two keepers answer with a picture, above the message they answer as a mail program repeats it. The first answer lies in
Dovecot's mailbox and is taken from there, twice looked for. The second is handed in by LMTP: before the door is open at
all, and again after whoever held it open was killed. Each is one draft of its writer's own, word for word, with the
picture byte for byte. What a stranger writes to the same addresses becomes nothing.

Prints one line of JSON. Exit code 0: all is so. 1: something is not. 3: this machine lacks something; a sentence says what.
"""

import hashlib
import json
import os
import smtplib
import subprocess
import sys
import tempfile
import time
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from tests.keepsakes import draw

from trials.mail.asking import asked, hold
from trials.mail.house import DOMAIN, DOOR, PASSWORD, House, lacking
from trials.running import ROOT, Running

_WRITER = "trials.mail.writer"
_BOX = f"answers@{DOMAIN}"
_WRITTEN = "הוא צחק בחשמלית.\n\nHe laughed in the tram.\n  And then he slept."
_REPEATED = (
    "\n\nOn Wed, 14 Nov 2026 at 08:00, Yearlight <days@house.example> wrote:\n\n> A day in your year\n> Change it\n"
)


def main() -> int:
    """Run the trial; returns the exit code."""
    lacks = lacking()
    if lacks:
        print(lacks, file=sys.stderr)
        return 3
    bad: list[str] = []
    with tempfile.TemporaryDirectory(prefix="yearlight-post-") as temporary:
        folder = Path(temporary)
        with House(folder / "house", [_BOX]) as house:
            _by_mailbox(folder, house, bad)
            waited = _by_door(folder, house, bad)
    print(json.dumps({"trial": "mail.answered", "waited_at_the_door_s": waited, "bad": bad}, ensure_ascii=False))
    return 1 if bad else 0


def _by_mailbox(folder: Path, house: House, bad: list[str]) -> None:
    running = Running(folder / "by-mailbox", environment=_settings(house, f"answers+{{key}}@{DOMAIN}"))
    to = asked(running, _WRITER, "make", "mara@example.org")["to"]["mara@example.org"]
    picture = _answer(house, "mara@example.org", to)
    _answer(house, "else@example.org", to)
    hold(bad, "delivered", house.until_delivered(2, to="answers"), True)
    for _look in range(2):
        _held(bad, "mailbox", asked(running, _WRITER, "look")["drafts"], "mara@example.org", [picture])


def _by_door(folder: Path, house: House, bad: list[str]) -> float:
    """Returns how many seconds the answer waited for the door to be opened again."""
    running = Running(folder / "by-door", environment=_settings(house, f"{{key}}@{DOOR}"))
    to = asked(running, _WRITER, "make", "peter@example.org")["to"]["peter@example.org"]
    first = _answer(house, "peter@example.org", to)
    _answer(house, "else@example.org", to)
    door = _open(running)
    _held(bad, "door", _until(running, 1), "peter@example.org", [first])
    door.kill()
    door.wait()
    second = _answer(house, "peter@example.org", to)
    time.sleep(3)
    _held(bad, "door shut", asked(running, _WRITER, "read")["drafts"], "peter@example.org", [first])
    opened = time.monotonic()
    door = _open(running)
    _held(bad, "door again", _until(running, 2), "peter@example.org", [first, second])
    waited = time.monotonic() - opened
    door.terminate()
    door.wait(20)
    return round(waited, 1)


def _answer(house: House, sender: str, to: str) -> str:
    """Send an answer with a picture of its own; returns the picture's checksum."""
    picture = draw.saved(draw.quarters(640, 427), quality=60 + os.urandom(1)[0] % 30)
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, "Re: A day in your year"
    message["Message-ID"] = f"<{os.urandom(8).hex()}@example.org>"
    message.set_content(_WRITTEN + _REPEATED)
    message.add_attachment(picture, maintype="image", subtype="jpeg", filename="tram.jpg")
    with smtplib.SMTP("127.0.0.1", house.smtp_port, timeout=20) as server:
        server.send_message(message)
    return hashlib.sha256(picture).hexdigest()


def _held(bad: list[str], what: str, drafts: list[dict[str, Any]], writer: str, pictures: list[str]) -> None:
    wanted = [{"writer": writer, "text": _WRITTEN, "pictures": [one]} for one in pictures]
    hold(bad, what, drafts, wanted)


def _until(running: Running, count: int, *, seconds: float = 60) -> list[dict[str, Any]]:
    until = time.monotonic() + seconds
    drafts: list[dict[str, Any]] = []
    while len(drafts) < count and time.monotonic() < until:
        time.sleep(1)
        drafts = asked(running, _WRITER, "read")["drafts"]
    return drafts


def _open(running: Running) -> subprocess.Popen[bytes]:
    """The door, held open by a process of its own, once it listens."""
    words = [sys.executable, "-m", "yearlight", "receive"]
    door = subprocess.Popen(words, cwd=ROOT, env=running.environment, stdout=subprocess.PIPE)
    assert door.stdout is not None
    door.stdout.readline()
    return door


def _settings(house: House, address: str) -> dict[str, str]:
    return {
        "YEARLIGHT_ANSWERS_ADDRESS": address,
        "YEARLIGHT_IMAP_HOST": "127.0.0.1",
        "YEARLIGHT_IMAP_PORT": str(house.imap_port),
        "YEARLIGHT_IMAP_USER": _BOX,
        "YEARLIGHT_IMAP_PASSWORD": PASSWORD,
        "YEARLIGHT_IMAP_SECURITY": "none",
        "YEARLIGHT_LMTP_LISTEN": f"127.0.0.1:{house.door_port}",
        "YEARLIGHT_MAIL_FROM": "days@house.example",
    }


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main())
