"""Messages where no mail server is set: each one a file in the outbox folder, and printed where Yearlight runs."""

import secrets
import sys
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from yearlight.core import clock
from yearlight.core.files import durable_write


class OutboxBackend(BaseEmailBackend):
    """Keeps every message as an ``.eml`` file, readable by its owner alone, named so that names sort by time.

    What it says is printed too: whoever looks after the machine finds a
    sign-in code in the window where they started Yearlight.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.OUTBOX)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for message in email_messages:
            name = f"{clock.now():%Y%m%dT%H%M%S.%f}-{secrets.token_hex(4)}.eml"
            durable_write(folder / name, message.message().as_bytes())
            sys.stdout.write(f"\n--- {', '.join(message.to)}: {message.subject}\n{message.body}\n---\n")
            sys.stdout.flush()
        return len(email_messages)
