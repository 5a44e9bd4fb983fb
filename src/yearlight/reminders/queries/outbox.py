"""The outbox as a page shows it, where no mail server is set.

It is seen by whoever made the first account: they had the link that is printed
on the machine itself, and nobody else could carry a message on to whom it is
for. What stands in others' messages is theirs: for those there is an address,
a time and a subject, and no text. Where a subject may name a day of theirs, it
is the one that names none.
"""

import email
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from yearlight.people import queries as people
from yearlight.people.viewer import Viewer
from yearlight.reminders.ways import message_named

_MOST, _LONGEST = 100, 256 * 1024


@dataclass(frozen=True, slots=True)
class Letter:
    """One message in the outbox. Its text is there if it is to whoever looks."""

    to: str
    at: datetime
    subject: str
    text: str = ""


def is_seen_by(viewer: Viewer) -> bool:
    """Whether there is an outbox, and this viewer looks after it."""
    return not settings.SENDS_MAIL and viewer.account_id is not None and viewer.account_id == people.first_account_id()


def letters(viewer: Viewer) -> list[Letter]:
    """The newest messages, newest first; none for anybody else."""
    if not is_seen_by(viewer):
        return []
    own = people.email_of(viewer)
    return sorted((_letter(path, own) for path in _newest()), key=lambda one: one.at, reverse=True)


def _newest() -> Iterator[Path]:
    folder = Path(settings.OUTBOX)
    paths = [path for path in folder.glob("*.eml") if not path.name.startswith(".")] if folder.is_dir() else []
    yield from sorted(paths, key=lambda path: path.stat().st_mtime, reverse=True)[:_MOST]


def _letter(path: Path, own: str) -> Letter:
    with path.open("rb") as file:
        read = email.message_from_bytes(file.read(_LONGEST), policy=default)
    to, subject, at = str(read["To"] or ""), str(read["Subject"] or ""), _sent_at(path, read)
    if to.strip().lower() == own.lower():
        return Letter(to, at, subject, _text(read))
    return Letter(to, at, _("A day in your year") if _is_about_days(read) else subject)


def _is_about_days(read: EmailMessage) -> bool:
    """Whether it is a message about days: its subject may say whose, and what that day is."""
    return message_named(str(read["Message-ID"] or "")) is not None


def _sent_at(path: Path, read: EmailMessage) -> datetime:
    try:
        return parsedate_to_datetime(str(read["Date"])).astimezone(UTC)
    except ValueError:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _text(read: EmailMessage) -> str:
    body = read.get_body(("plain",))
    return str(body.get_content()) if body is not None else ""
