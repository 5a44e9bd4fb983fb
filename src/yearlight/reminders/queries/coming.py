"""When messages come to somebody next, and why none does: reckoned for their page as it is asked for, and kept nowhere."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yearlight.people.quiet import is_quiet
from yearlight.reminders import due
from yearlight.reminders.models import Message, Outcome, Pause, Receiver
from yearlight.reminders.queries.due import Standing, dues_of, standing
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
    """Whether anything comes at all. ``why_not`` is a word for the page: unasked, no_way, stopped, paused, quiet, or none."""

    why_not: str
    coming: Sequence[Coming] = ()


def outlook(receiver: Receiver, days: Iterable[Wished], *, pause: Pause | None, now: datetime) -> Outlook:
    """Whether messages come to a receiver, and the next of them, as whoever sends them reckons."""
    asked = [one for one in days if one.sends]
    if not asked:
        return Outlook("unasked")
    stands = standing(receiver)
    if stands.has_no_way:
        return Outlook("no_way")
    if stands.is_stopped:
        return Outlook("stopped")
    if receiver.account is not None and is_quiet(receiver.account):
        return Outlook("quiet")
    begins = pause.until if pause is not None else date.min
    if begins is None:
        return Outlook("paused")
    return Outlook("paused" if pause else "", list(_next(stands, asked, begins, now)))


def _next(stands: Standing, days: Sequence[Wished], begins: date, now: datetime) -> Iterator[Coming]:
    """The next messages from a day on, in order."""
    first = due.local_day(now, stands.hours.zone)
    found = {
        one: day.words
        for day in days
        if day.wish is not None
        for one in dues_of(stands, day.wish, first, first + _AHEAD)
        if one.on >= begins.toordinal()
    }
    of_today = Message.objects.filter(receiver=stands.receiver.pk, on=date.fromordinal(first))
    is_decided = of_today.exclude(outcome=Outcome.PLANNED).exists()
    told = 0
    for message in due.joined(found, stands.hours):
        opens, closes = message.window
        if closes <= now or opens == closes or (is_decided and message.on == first):
            continue
        words = dict.fromkeys(found[one] for one in message.dues)
        yield Coming(date.fromordinal(message.on), opens, closes, tuple(words))
        told += 1
        if told == _MOST:
            return
