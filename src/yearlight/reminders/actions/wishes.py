"""Wishing how days are told."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yearlight.core.errors import YearlightError
from yearlight.people.viewer import Viewer
from yearlight.reminders import due
from yearlight.reminders.actions.leads import change_wish, wish_for
from yearlight.reminders.actions.receivers import receiver_for
from yearlight.reminders.models import HowTold, SharedDay, Wish
from yearlight.reminders.queries.days import Day


class NoSuchDay(YearlightError):  # noqa: N818
    """The day is not there, or not this viewer's to wish anything of."""

    code = "no_such_day"


def set_wish(viewer: Viewer, day: Day, *, told: str, now: datetime) -> Wish:
    """Wish how the days like this one are told to whoever looks, and to nobody else.

    "Not this year" is the civil year of ``day``. A wish is changed and never
    taken back: choosing again is enough. When messages come stays as it was.
    Raises ``NoSuchDay``.
    """
    chosen = HowTold(told)
    _check(viewer, day)
    with transaction.atomic():
        wish = wish_for(receiver_for(viewer, now=now), day.source, now)
        change_wish(wish, told=chosen.value, year=day.year, leads=due.leads(wish.leads), now=now)
    return wish


def _check(viewer: Viewer, day: Day) -> None:
    person = day.source.person
    if person is not None:
        is_there = viewer.seat_in(person.family_id) is not None
    else:
        is_there = SharedDay.objects.filter(account=viewer.account_id, custom=day.source.custom).exists()
    if viewer.account_id is None or not is_there:
        raise NoSuchDay(_("This page is not here."))
