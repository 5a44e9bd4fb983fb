"""What is never written to a log: the part of an address that opens something."""

import logging
import re

_SECRET = re.compile(r"/(feed|come|g|r|wait|recover|reset/key|word/confirm|word)/[^/\s?\"']+")


class WithoutSecrets(logging.Filter):
    """Puts a sign in place of the token of a feed, of a link that lets in or back in, or of one in a message, whatever a line says."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _SECRET.sub(r"/\1/***", record.getMessage()), None
        return True
