"""What a link in a message opens."""

from dataclasses import dataclass

from yearlight.reminders import links
from yearlight.reminders.models import Receiver, Wish


@dataclass(frozen=True, slots=True)
class Opened:
    """A receiver, as the link of one of their messages opens it, with those of its wishes that are there."""

    receiver: Receiver
    wishes: list[Wish]


def opened(token: str) -> Opened | None:
    """What this link opens; None where it was not made here, or its receiver is gone or has ended all older links."""
    held = links.read(token)
    if held is None:
        return None
    rows = Receiver.objects.select_related("account", "word_link")
    receiver = rows.filter(public_id=held.receiver, links=held.number).first()
    if receiver is None or (receiver.account is not None and not receiver.account.is_active):
        return None
    wishes = Wish.objects.filter(receiver=receiver, pk__in=held.wishes).select_related("person", "date")
    return Opened(receiver, list(wishes.order_by("pk")))
