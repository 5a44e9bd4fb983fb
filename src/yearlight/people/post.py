"""The one message that people send: an invitation, as plain text."""

import logging
import smtplib

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


def invitation(*, to: str, link: str, line: str, invited_by: str) -> bool:
    """Send a link to whom it is for; whether the mail server took it. The subject names nobody."""
    context = {"link": link, "line": line, "invited_by": invited_by}
    body = render_to_string("people/invitation.txt", context)
    try:
        EmailMessage(_("An invitation"), body, to=[to]).send()
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("An invitation could not be sent: %s", type(error).__name__)
        return False
    return True
