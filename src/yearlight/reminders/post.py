"""The message that confirms an address. It names nobody: somebody else may have typed it."""

import logging
import smtplib

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


def confirmation(*, to: str, link: str) -> bool:
    """Send it; whether the mail server took it."""
    body = render_to_string("reminders/confirm.txt", {"link": link})
    try:
        EmailMessage(_("Confirm your address"), body, to=[to]).send()
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("A confirmation could not be sent: %s", type(error).__name__)
        return False
    return True
