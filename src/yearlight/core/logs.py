"""What is never written to a log: the part of an address that opens something."""

import logging
import re

_SECRET = re.compile(r"/(feed|come|r|word/confirm|word)/[^/\s?\"']+")


class WithoutSecrets(logging.Filter):
    """Puts a sign in place of the token of a feed, an invitation or a link in a message, in whatever a line says."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _SECRET.sub(r"/\1/***", record.getMessage()), None
        return True
