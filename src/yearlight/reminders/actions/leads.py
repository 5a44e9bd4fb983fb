"""When messages about a day come, and how it is told: by whoever looks, or by the link in one of their messages."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from yearlight.people.viewer import Viewer
from yearlight.reminders import due
from yearlight.reminders.actions import planning
from yearlight.reminders.actions.notes import note
from yearlight.reminders.actions.receivers import receiver_for
from yearlight.reminders.due import Lead
from yearlight.reminders.models import HowTold, Receiver, Wish
from yearlight.reminders.queries.sources import Source


def set_leads(viewer: Viewer, *, source: Source, leads: Iterable[Lead], now: datetime) -> Wish:
    """When messages about the days of this source come to whoever looks; without a lead none do.

    Raises ValueError for a lead that there cannot be. What was due before now
    is not made up for.
    """
    code = due.code(leads)
    with transaction.atomic():
        wish = wish_for(receiver_for(viewer, now=now), source, now)
        keep(wish, now, leads=code)
    return wish


def change_wish(wish: Wish, *, told: str, year: int | None, leads: Iterable[Lead], now: datetime) -> None:
    """How the days of a wish are told, and when messages come: for whoever has the link of one. ``year`` is that of "not this year"."""
    code = due.code(leads)
    with transaction.atomic():
        keep(wish, now, told=told, year=year if told == HowTold.NOT_THIS_YEAR else None, leads=code)


def stop_wish(wish: Wish, *, now: datetime) -> None:
    """No more messages about the days of a wish. How its pages tell them stays."""
    with transaction.atomic():
        keep(wish, now, leads="")


def wish_for(receiver: Receiver, source: Source, now: datetime) -> Wish:
    """The receiver's wish for a source. One for a date is found by the date, whether or not it names the person too."""
    person_id = source.person.pk if source.person else None
    if source.date is None:
        found = {"person_id": person_id, "date": None}
        more = {}
    else:
        found = {"date_id": source.date.pk}
        more = {"person_id": person_id}
    return Wish.objects.get_or_create(
        receiver=receiver, custom=source.custom, **found, defaults={"changed_at": now, **more}
    )[0]


def keep(wish: Wish, now: datetime, **values: object) -> None:
    """Keep what was chosen of a wish, within the caller's transaction, and let it be looked at anew."""
    for name, value in values.items():
        setattr(wish, name, value)
    wish.changed_at = now
    wish.save(update_fields=[*values, "changed_at"])
    if wish.leads:
        planning.touch([wish], now)
    else:
        Wish.objects.filter(pk=wish.pk).update(due_on=None)
    note(wish.receiver.account_id, "change", "wish", now=now)
