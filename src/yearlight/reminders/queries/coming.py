"""When messages come to somebody next, and why none does: reckoned for their page as it is asked for, and kept nowhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from yearlight.reminders import due
from yearlight.reminders.due import Day, Due, Hours
from yearlight.reminders.models import Message, Outcome, Pause, Receiver
from yearlight.reminders.queries.receivers import contact
from yearlight.reminders.queries.wished import Wished

#: So many of the next messages are told, and none that is further away than about a year.
_MOST, _AHEAD = 3, 400


@dataclass(frozen=True, slots=True)
class Coming:
    """One message that will come: its local day, between which moments, and what it tells of."""

    on: date
    opens: datetime
    closes: datetime
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """Whether anything comes at all. ``why_not`` is a word for the page: paused, stopped, quiet, unasked, or no_way."""

    why_not: str
    coming: tuple[Coming, ...] = ()


def hours_of(receiver: Receiver) -> Hours:
    """When messages may come to a receiver, where they live."""
    morning = receiver.morning_from, receiver.morning_until
    return Hours(contact(receiver).zone, morning, (receiver.evening_from, receiver.evening_until))


def outlook(
    receiver: Receiver, days: Iterable[Wished], *, pause: Pause | None, is_quiet: bool, has_devices: bool, now: datetime
) -> Outlook:
    """Whether messages come to a receiver, and the next of them."""
    asked = [one for one in days if one.sends]
    if not asked:
        return Outlook("unasked")
    if receiver.stopped_at is not None:
        return Outlook("stopped")
    if not receiver.by_mail and not (receiver.by_push and has_devices):
        return Outlook("no_way")
    coming = tuple(_next(receiver, asked, now))
    if pause is not None:
        return Outlook("paused", tuple(one for one in coming if pause.until is not None and one.on >= pause.until))
    return Outlook("quiet" if is_quiet else "", () if is_quiet else coming)


def _next(receiver: Receiver, days: list[Wished], now: datetime) -> Iterator[Coming]:
    hours = hours_of(receiver)
    first = due.local_day(now, hours.zone)
    found = sorted(
        ((one, words.words) for words in days for one in _dues(words, first)), key=lambda pair: (pair[0].on, pair[0])
    )
    is_decided = Message.objects.filter(receiver=receiver.pk, on=date.fromordinal(first)).exclude(
        outcome=Outcome.PLANNED
    )
    told = 0
    for on, pairs in groupby(found, key=lambda pair: pair[0].on):
        of_day = list(pairs)
        between = due.window(on, [one.lead.part for one, _words in of_day], hours)
        if between.closes <= now or between.opens == between.closes or (on == first and is_decided.exists()):
            continue
        yield Coming(date.fromordinal(on), between.opens, between.closes, tuple(words for _one, words in of_day))
        told += 1
        if told == _MOST:
            return


def _dues(one: Wished, first: int) -> list[Due]:
    last = first + _AHEAD
    days = (
        Day("", on, occurrence.starts_evening_before)
        for on, occurrence in one.source.days(*due.span(one.leads, first, last))
        if not one.source.is_left_out(on)
    )
    return due.dues(days, one.leads, first, last)
