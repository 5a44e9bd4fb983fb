"""Messages through Debian's Postfix, read over IMAP from Dovecot: does each arrive as it was written?

    python -m trials.mail.delivered

Three receivers are told of a day in Latin, Hebrew and Japanese letters. What lies in their mailboxes is read as a mail
program reads it: its headers, its text, and the link by which a mail program stops everything (RFC 8058), which is
pressed at the running server. A fourth has an address that Postfix refuses, a fifth one that it takes and returns: what
it returns is taken as it comes, and counted once.

Prints one line of JSON. Exit code 0: all is so. 1: something is not. 3: this machine lacks something; a sentence says what.
"""

import email
import http.client
import imaplib
import json
import os
import sys
import tempfile
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from trials.mail.asking import asked, hold
from trials.mail.house import AWAY, DOMAIN, PASSWORD, House, lacking
from trials.running import Running

_ADDRESS = "https://remember.example.org"
_NAMES = {"latin": "Jonah", "hebrew": "יונה", "japanese": "ヨナ"}
_SENDER = "days@house.example"
_ONE_CLICK = "List-Unsubscribe=One-Click"


def main() -> int:
    """Run the trial; returns the exit code."""
    lacks = lacking()
    if lacks:
        print(lacks, file=sys.stderr)
        return 3
    bad: list[str] = []
    with tempfile.TemporaryDirectory(prefix="yearlight-post-") as temporary:
        folder = Path(temporary)
        mailboxes = [f"{script}@{DOMAIN}" for script in _NAMES]
        with House(folder / "house", [*mailboxes, _SENDER]) as house:
            told = _told(folder, house, bad)
    print(json.dumps({"trial": "mail.delivered", **told, "bad": bad}, ensure_ascii=False))
    return 1 if bad else 0


def _told(folder: Path, house: House, bad: list[str]) -> dict[str, Any]:
    running = Running(folder / "home", environment=_settings(house))
    to = [f"{name}@{DOMAIN}" for name in _NAMES] + [f"nobody@{DOMAIN}", f"someone@{AWAY}"]
    moment = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0)
    ledger = asked(running, "trials.mail.send", moment.isoformat(), *to)
    sent = {address: "refused" if address.startswith("nobody@") else "sent" for address in to}
    hold(bad, "ledger", {one: outcome for one, (outcome, _id) in ledger.items()}, sent)
    read = {}
    for script, name in _NAMES.items():
        hold(bad, f"{script} delivered", house.until_delivered(1, to=script), True)
        read[script] = _mailbox(house, script)
        _look_at(read[script], name, script, bad)
    with running:
        _press(running, read["hebrew"], bad)
    return {"ledger": ledger, "returned": _returned(running, house, f"someone@{AWAY}", bad)}


def _look_at(message: EmailMessage, name: str, script: str, bad: list[str]) -> None:
    """As a mail program reads it."""
    hold(bad, f"{script} subject", message["Subject"], f"The day {name} died")
    hold(bad, f"{script} from", message["From"], f"Yearlight <{_SENDER}>")
    hold(bad, f"{script} kind", message.get_content_type(), "text/plain")
    hold(bad, f"{script} defects", [str(one) for one in message.defects], [])
    hold(bad, f"{script} auto", message["Auto-Submitted"], "auto-generated")
    hold(bad, f"{script} one click", message["List-Unsubscribe-Post"], _ONE_CLICK)
    hold(bad, f"{script} returns to", message["Return-Path"], f"<{_SENDER}>")
    lines = message.get_content().splitlines()
    hold(bad, f"{script} first line", name in lines[0], True)
    links = [line.rpartition(" ")[2] for line in lines if f"{_ADDRESS}/r/" in line]
    hold(bad, f"{script} links", len(links), 3)


def _press(running: Running, message: EmailMessage, bad: list[str]) -> None:
    """What a mail program does at one press: a POST without a cookie, to the address in the header."""
    link = str(message["List-Unsubscribe"]).strip("<>")
    for method, stopped in (("GET", 0), ("POST", 1)):
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=20)
        headers = {"Host": urlsplit(_ADDRESS).netloc, "X-Forwarded-Proto": "https"}
        body = None
        if method == "POST":
            headers["Content-Type"], body = "application/x-www-form-urlencoded", _ONE_CLICK
        connection.request(method, urlsplit(link).path, body, headers)
        hold(bad, f"{method} answers", connection.getresponse().status, 200)
        connection.close()
        counts = running.command("reminders").stdout
        hold(bad, f"stopped after {method}", counts.count("Nothing goes to one receiver"), stopped)


def _returned(running: Running, house: House, address: str, bad: list[str]) -> str:
    """What Postfix wrote about the message that it could not deliver, taken twice."""
    hold(bad, "a message came back", house.until_delivered(1, to="days"), True)
    data = bytes(_mailbox(house, "days"))
    for taken in ("counted", "not_ours"):
        found = asked(running, "trials.mail.returned", data=data)
        hold(bad, "taken as", found["taken"], taken)
        hold(bad, "counted", found["returned"].get(address), 1)
    return str(_mailbox(house, "days")["Subject"])


def _mailbox(house: House, name: str) -> EmailMessage:
    """The first message in a mailbox, over IMAP."""
    with imaplib.IMAP4("127.0.0.1", house.imap_port, timeout=20) as mailbox:
        mailbox.login(f"{name}@{DOMAIN}", PASSWORD)
        mailbox.select("INBOX", readonly=True)
        _kind, parts = mailbox.fetch("1", "(RFC822)")
        assert isinstance(parts[0], tuple)
        return email.message_from_bytes(parts[0][1], policy=default)


def _settings(house: House) -> dict[str, str]:
    return {
        "YEARLIGHT_ADDRESS": _ADDRESS,
        "YEARLIGHT_PROXIES": "1",
        "YEARLIGHT_SMTP_HOST": "127.0.0.1",
        "YEARLIGHT_SMTP_PORT": str(house.smtp_port),
        "YEARLIGHT_SMTP_SECURITY": "none",
        "YEARLIGHT_MAIL_FROM": _SENDER,
    }


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main())
