"""The messages that people send: an invitation, a personal link, or a code for its door, as plain text."""

import logging
import smtplib

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


def invitation(*, to: str, link: str, line: str, invited_by: str) -> bool:
    """Send a link to whom it is for; whether the mail server took it. The subject names nobody."""
    return _send(_("An invitation"), "people/invitation.txt", to=to, link=link, line=line, invited_by=invited_by)


def personal_link(*, to: str, link: str, line: str, invited_by: str) -> bool:
    """The same for somebody who needs no account."""
    return _send(_("A link for you"), "people/personal_link.txt", to=to, link=link, line=line, invited_by=invited_by)


def code(*, to: str, code: str) -> bool:
    """A code for the door of a personal link. The subject says nothing of what it opens."""
    return _send(_("A code"), "people/code.txt", to=to, code=code)


def _send(subject: str, template: str, *, to: str, **context: str) -> bool:
    try:
        EmailMessage(subject, render_to_string(template, context), to=[to]).send()
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("A link could not be sent: %s", type(error).__name__)
        return False
    return True
