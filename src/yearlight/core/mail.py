"""Messages where no mail server is set: each one a file in the outbox folder."""

import secrets
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from yearlight.core import clock
from yearlight.core.files import durable_write


class OutboxBackend(BaseEmailBackend):
    """Keeps every message as an ``.eml`` file, readable by its owner alone, named so that names sort by time."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.OUTBOX)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for message in email_messages:
            name = f"{clock.now():%Y%m%dT%H%M%S.%f}-{secrets.token_hex(4)}.eml"
            durable_write(folder / name, message.message().as_bytes())
        return len(email_messages)
