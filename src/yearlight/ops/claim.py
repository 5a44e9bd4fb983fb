"""The one-time link with which the first keeper of a new instance comes in."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from yearlight.ops.serve import address
from yearlight.people import actions


def link(*, now: datetime) -> str | None:
    """A fresh link, in place of an earlier one that nobody used; None once there is a keeper."""
    token = actions.first_keeper_link(now)
    return address() + reverse("people:come", args=[token]) if token else None


def sentence(made: str) -> str:
    """What is printed with the link."""
    return _(
        "Whoever opens this link first becomes the first keeper. It works once, for seven days:\n\n    %(link)s\n"
    ) % {"link": made}
