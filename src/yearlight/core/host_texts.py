"""What whoever looks after the machine wrote for the people on it: rules of the house, and words on the help page."""

from datetime import datetime
from enum import StrEnum

from yearlight.core.models import HostText

#: Some four printed pages.
LONGEST = 10_000


class Name(StrEnum):
    """Where such a text stands."""

    RULES = "rules"
    HELP = "help"


def text(name: Name) -> str:
    """The text as it was written; empty where there is none. One query."""
    return HostText.objects.filter(name=name).values_list("body", flat=True).first() or ""


def keep(name: Name, *, body: str, now: datetime) -> None:
    """Write it in place of the one before; an empty one takes it away."""
    body = body.replace("\r\n", "\n").strip()
    if not body:
        HostText.objects.filter(name=name).delete()
        return
    HostText.objects.update_or_create(name=name, defaults={"body": body[:LONGEST], "changed_at": now})
