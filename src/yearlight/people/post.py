"""The messages of people, as plain text: an invitation, a personal link, a code for its door, and of what waits."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from yearlight.people.waiting import Party, State
from yearlight.people.waits_told import Told

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


def waits(*, to: list[str], told: Told, state: State, party: Party, token: str, name: str) -> None:
    """Tell that something waits, or how it ended. The subject says nothing of what it is. Raises what mail raises.

    ``name`` makes the message the same one for mail servers, should it be handed over twice.
    """
    context = {
        "asked": told.asked(party),
        "told": told,
        "is_open": state is State.OPEN,
        "ended": told.ended(state),
        "link": address(reverse("people:stop", args=[token])) if token else "",
        "page": address(reverse("people:ways")),
    }
    subject = _("Something waits, and you can stop it") if state is State.OPEN and token else _("Something to know")
    headers = {"Message-ID": f"<wait.{name}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}>"}
    EmailMessage(subject, render_to_string("people/waits.txt", context), to=to, headers=headers).send()


def said(*, to: list[str], sentence: str) -> None:
    """Tell an account one sentence about its ways in. The subject says nothing of what it is."""
    for one in to:
        _send(_("Something to know"), "people/said.txt", to=one, sentence=sentence)


def address(path: str) -> str:
    """A whole address, since it is read elsewhere; without an address of the site, on this machine."""
    return (settings.YEARLIGHT_ADDRESS or f"http://localhost:{settings.PORT}") + path


def _send(subject: str, template: str, *, to: str, **context: str) -> bool:
    try:
        EmailMessage(subject, render_to_string(template, context), to=[to]).send()
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("A link could not be sent: %s", type(error).__name__)
        return False
    return True
