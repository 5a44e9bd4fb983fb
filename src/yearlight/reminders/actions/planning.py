"""The nightly work: what has come to be due is written down as a message, or as what became of it.

Only wishes whose ``due_on`` has come are looked at, each receiver in a
transaction of their own. Any number of planners may do so at once: that a day
is told once for a lead, and that there is one message a day, the database
holds. Whoever changes what a wish depends on calls ``touch``.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from yearlight.core import queue
from yearlight.memorials import queries as memorials
from yearlight.reminders import due
from yearlight.reminders.actions import messages
from yearlight.reminders.due import Due
from yearlight.reminders.models import HowTold, Look, Receiver, Wish
from yearlight.reminders.queries import due as queries
from yearlight.reminders.queries.due import Standing
from yearlight.reminders.queries.receivers import contact, known_zone

logger = logging.getLogger(__name__)

#: A wish with this day is looked at as soon as possible, and for nothing before the day that it is then.
AT_ONCE = date.min
#: A wish with nothing near is looked at again after so many days; one whose receiver does not see the days, after fewer.
FURTHEST, UNSEEN = 370, 7
_SEND = "yearlight.reminders.jobs.send"
_DAYS_CHANGED = "days changed"
#: Changes are looked for from so long before the last look: their transactions may have ended after it.
_OVERLAP = timedelta(hours=1)
_SLICE = 500


def plan(now: datetime, *, most: int = 5000, goes_on: bool = False) -> int:
    """Look at what has come to be due, at so many receivers at most; returns at how many. Safe to repeat, and to end anywhere.

    One that goes on where another had come to its most leaves out what that one did for all.
    """
    if not goes_on:
        _notice_changed_days(now)
        messages.keep_in_step(now)
    opening: set[datetime] = set()
    looked = 0
    for receiver_id in _come(now, most):
        looked += 1
        try:
            opening |= look(receiver_id, now)
        except (ValueError, ArithmeticError, LookupError, IntegrityError):
            # One receiver shall not keep the others back. What another planner wrote meanwhile is found at the next look.
            logger.exception("What is due to receiver %s could not be planned.", receiver_id)
    for moment in sorted(opening):
        queue.put_in_once(_SEND, key=f"{_SEND} {moment:%Y-%m-%dT%H:%M}", run_at=moment, now=now)
    return looked


def look(receiver_id: int, now: datetime) -> set[datetime]:
    """Look at the wishes of one receiver whose day has come; returns when the messages open that are to be sent."""
    with transaction.atomic():
        rows = Receiver.objects.select_for_update(of=("self",)).select_related("account", "word_link")
        receiver = rows.filter(pk=receiver_id).first()
        if receiver is None:
            return set()
        today = due.local_day(now, contact(receiver).zone)
        come = Wish.objects.select_for_update().filter(receiver=receiver, due_on__lte=date.fromordinal(today))
        wishes = list(come.order_by("pk"))
        if not wishes:
            return set()
        stands = queries.standing(receiver)
        found = [(wish, one) for wish in wishes for one in _due(stands, wish, today, now)]
        written = messages.write(stands, found, today, now)
        for wish in wishes:
            wish.due_on = date.fromordinal(today) if wish.pk in written.again else _next(stands, wish, today)
        Wish.objects.bulk_update(wishes, ["due_on"])
    return written.opening


def touch(wishes: Iterable[Wish], now: datetime) -> None:
    """Let these wishes be looked at by the next look: what they depend on has changed.

    One whose day has come is left as it is, since it is looked at anyway, and
    then for everything that was due since that day.
    """
    for slice_ in _slices([one.pk for one in wishes]):
        # As they are now: whoever holds a row may have read it before the last look.
        rows = Wish.objects.filter(pk__in=slice_).select_related("receiver__account")
        later = [one.pk for one in rows if one.due_on is None or one.due_on > _today(one, now)]
        Wish.objects.filter(pk__in=later).update(due_on=AT_ONCE)


def touch_all(receiver: Receiver, now: datetime) -> None:
    """The same for everything that a receiver wishes: their hours or their ways have changed."""
    touch(Wish.objects.filter(receiver=receiver).exclude(leads=""), now)


def _come(now: datetime, most: int) -> list[int]:
    """The receivers with a wish whose day has come where they live, each once. A zone is up to 14 hours ahead."""
    latest = now.date() + timedelta(days=1)
    rows = Wish.objects.filter(due_on__lte=latest).order_by("due_on").values_list(
        "receiver_id", "due_on", "receiver__account_id", "receiver__account__time_zone", "receiver__time_zone"
    )  # fmt: skip
    days: dict[str, date] = {}
    # All ids first: no cursor stays open while rows are written.
    found: dict[int, None] = {}
    for receiver_id, due_on, account_id, of_account, of_receiver in rows.iterator(chunk_size=2000):
        zone = (of_account if account_id else of_receiver) or ""
        today = days.get(zone) or days.setdefault(zone, _day_in(zone, now))
        if due_on is not None and due_on <= today:
            found[receiver_id] = None
            if len(found) == most:
                break
    return list(found)


def _due(stands: Standing, wish: Wish, today: int, now: datetime) -> list[Due]:
    """What has come to be due of a wish since its day, without what was over before anybody could have wished it."""
    assert wish.due_on is not None  # noqa: S101  only those with a day are looked at
    if stands.has_no_way:
        return []
    first = today if wish.due_on == AT_ONCE else wish.due_on.toordinal()
    found = queries.dues_of(stands, wish, first, today)
    return [one for one in found if not _was_over_before(stands, wish, one, now)]


def _was_over_before(stands: Standing, wish: Wish, one: Due, now: datetime) -> bool:
    """Whether a due's time had ended when the wish was changed, or when the days it counts from were.

    A wish that waited for just this day did not come to it by a change of days.
    """
    if due.was_over(one, stands.hours, min(wish.changed_at, now)):
        return True
    source = stands.sources.get(wish.pk)
    changed_at = source.person.days_changed_at if source and source.person else None
    if changed_at is None or (wish.due_on and one.on == wish.due_on.toordinal()):
        return False
    return due.was_over(one, stands.hours, min(changed_at, now))


def _next(stands: Standing, wish: Wish, today: int) -> date | None:
    """The next day on which to look at a wish; none where it asks for no message."""
    if not wish.leads or wish.told == HowTold.NEVER:
        return None
    if wish.pk not in stands.sources:
        return date.fromordinal(today + UNSEEN)
    return date.fromordinal(queries.next_due(stands, wish, today, FURTHEST) or today + FURTHEST)


def _notice_changed_days(now: datetime) -> None:
    """Touch the wishes for persons whose days changed since the last look. A clock that was ahead makes none be missed."""
    look, is_new = Look.objects.get_or_create(name=_DAYS_CHANGED, defaults={"until": now})
    persons = memorials.persons_with_days_changed(min(look.until, now) - _OVERLAP)
    for slice_ in _slices(persons):
        theirs = Q(person__in=slice_) | Q(date__person__in=slice_)
        touch(Wish.objects.filter(theirs).exclude(leads=""), now)
    if not is_new and not now - _OVERLAP < look.until <= now:
        Look.objects.filter(pk=look.pk).update(until=now)


def _today(wish: Wish, now: datetime) -> date:
    return date.fromordinal(due.local_day(now, contact(wish.receiver).zone))


def _day_in(zone: str, now: datetime) -> date:
    return date.fromordinal(due.local_day(now, known_zone(zone)))


def _slices(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), _SLICE):
        yield ids[start : start + _SLICE]
