"""What a link in a message opens."""

from dataclasses import dataclass
from datetime import date

from yearlight.reminders import links
from yearlight.reminders.models import HowTold, Receiver, Subject, Wish
from yearlight.reminders.queries.due import standing
from yearlight.reminders.queries.wished import Wished, discreet, wished_of


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


def days_opened(found: Opened, today: date) -> list[Wished]:
    """What the wishes of a link are about, as far as their receiver sees it now; by name only where they chose so."""
    seen = standing(found.receiver).sources
    days = [wished_of(seen[wish.pk], today) for wish in found.wishes if wish.pk in seen]
    is_told = found.receiver.subject == Subject.TOLD
    return [one if is_told and one.told != HowTold.SOFTER else discreet(one) for one in days]
