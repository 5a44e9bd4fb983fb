"""Who is told of days."""

from typing import NamedTuple

from django.conf import settings

from yearlight.core import clock
from yearlight.people.viewer import Viewer
from yearlight.reminders.due import Hours
from yearlight.reminders.models import Receiver


class Contact(NamedTuple):
    """Where somebody is reached, and how they read: language and zone are always ones that this machine knows."""

    email: str
    name: str
    language: str
    zone: str


def own_receiver(viewer: Viewer) -> Receiver | None:
    """The receiver that whoever looks is, or None where nothing was ever wished."""
    if viewer.account_id is None:
        return None
    return Receiver.objects.select_related("account").filter(account=viewer.account_id).first()


def receiver_or_new(viewer: Viewer) -> Receiver:
    """The same, or, where nothing was chosen, one that holds what is so without a choice and is not kept."""
    return own_receiver(viewer) or Receiver(account_id=viewer.account_id)


def contact(receiver: Receiver) -> Contact:
    """What is said of a receiver's account, or, without one, of the receiver; the site's language and zone for unknown ones."""
    told = receiver.account or receiver
    return Contact(
        email=told.email,
        name=told.name,
        language=told.language if told.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE,
        zone=known_zone(told.time_zone),
    )


def known_zone(name: str) -> str:
    """This time zone, or the site's where this machine knows none of that name."""
    return name if clock.zone(name) else settings.TIME_ZONE


def hours_of(receiver: Receiver) -> Hours:
    """When messages may come to a receiver, where they live."""
    morning = receiver.morning_from, receiver.morning_until
    return Hours(contact(receiver).zone, morning, (receiver.evening_from, receiver.evening_until))
