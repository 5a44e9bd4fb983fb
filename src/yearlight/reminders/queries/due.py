"""What a receiver is to be told now: reckoned anew each time it is asked, from the rows as they stand.

The planner asks when a day has come, and whoever sends asks once more at the
last moment. Between the two anything may have changed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yearlight.calendars.customs.rule import Occurrence
from yearlight.calendars.occurrences import identity
from yearlight.memorials import queries as memorials
from yearlight.people import queries as people
from yearlight.people.quiet import was_quiet
from yearlight.reminders import due
from yearlight.reminders.due import Day, Due, Hours, Lead, Verdict, Window
from yearlight.reminders.models import Message, Outcome, Pause, PushDevice, Receiver, Told, Wish
from yearlight.reminders.queries.receivers import hours_of
from yearlight.reminders.queries.sources import Source, sources

_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class ToldDay:
    """One day that a message tells of."""

    source: Source
    on: int
    occurrence: Occurrence
    lead: Lead
    is_softer: bool

    @property
    def key(self) -> tuple[int, str, str]:
        """What of the ledger it is: its wish, its occurrence, and the lead."""
        assert self.source.wish is not None  # noqa: S101  nothing is told that nobody wished for
        assert self.source.kept is not None  # noqa: S101  a source that cannot be read has no days
        return self.source.wish.pk, identity(self.source.kept.custom, self.occurrence), due.code([self.lead])


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with a receiver at one moment: their hours, their ways, and what gives them days, by wish."""

    receiver: Receiver
    hours: Hours
    sources: dict[int, Source]
    pauses: Sequence[Pause]
    devices: Sequence[int]

    @property
    def by_mail(self) -> bool:
        return self.receiver.by_mail and self.receiver.stopped_at is None

    @property
    def has_no_way(self) -> bool:
        """Whether messages were never to come: neither by e-mail nor to a device. Nothing is then planned or noted."""
        return not self.devices and not self.receiver.by_mail

    @property
    def is_stopped(self) -> bool:
        """Whether messages were to come, and cannot, since nothing goes to the address any more."""
        return not self.devices and self.receiver.stopped_at is not None

    def held_at(self, moment: datetime) -> Outcome | None:
        """Whether a message of this moment is thrown away, since its receiver had paused or said "Not today"."""
        day = date.fromordinal(due.local_day(moment, self.hours.zone))
        if any(_holds(one, moment, day) for one in self.pauses):
            return Outcome.PAUSED
        account = self.receiver.account
        return Outcome.QUIET if account is not None and was_quiet(account, moment, day) else None

    def days(self, wish: Wish, first: int, last: int) -> list[tuple[Day, Occurrence]]:
        """The days of a wish that are told at all; none where its receiver does not see them."""
        source = self.sources.get(wish.pk)
        if source is None or source.kept is None:
            return []
        found = source.days(first, last)
        rule = source.kept.custom
        return [
            (Day(identity(rule, one), on, one.starts_evening_before), one)
            for on, one in found
            if not source.is_left_out(on)
        ]

    def since(self, wish: Wish) -> int:
        """The day that the days of a wish are counted from: up to it nothing is due. 0 where there is none."""
        source = self.sources.get(wish.pk)
        anchor = source.kept.anchor if source is not None and source.kept is not None else None
        return (anchor.date.last or 0) if anchor is not None and anchor.date is not None else 0

    def outcome_when_over(self, between: Window) -> Outcome:
        """What became of a message that nobody sent in its time: how it stood at its last moment."""
        if self.is_stopped:
            return Outcome.STOPPED
        return self.held_at(max(between.opens, between.closes - _MOMENT)) or Outcome.MISSED


def standing(receiver: Receiver) -> Standing:
    """How it stands with a receiver, in as many queries for one wish as for a hundred."""
    devices = PushDevice.objects.filter(receiver=receiver.pk, ended_at=None).order_by("pk") if receiver.by_push else ()
    return Standing(
        receiver=receiver,
        hours=hours_of(receiver),
        sources={one.wish.pk: one for one in _sources(receiver) if one.wish is not None},
        pauses=list(Pause.objects.filter(receiver=receiver.pk)),
        devices=[one.pk for one in devices],
    )


def days_of(message: Message, now: datetime) -> list[ToldDay] | Outcome:
    """What a message is to tell at this moment; or what became of it, and then it is not sent.

    ``Outcome.PLANNED`` says that its time has not come. Whoever sends asks
    this just before it hands over.
    """
    stands = standing(message.receiver)
    found = remaining(stands, message.on.toordinal(), Told.objects.filter(message=message.pk).select_related("wish"))
    if not found:
        return Outcome.WITHDRAWN
    between = due.window(message.on.toordinal(), [one.lead.part for one in found], stands.hours)
    match due.verdict(message.on.toordinal(), between, stands.hours, now):
        case Verdict.WAIT:
            return Outcome.PLANNED
        case Verdict.MISSED:
            return stands.outcome_when_over(between)
        case Verdict.SEND:
            return Outcome.STOPPED if stands.is_stopped else stands.held_at(now) or found


def remaining(stands: Standing, on: int, tells: Iterable[Told]) -> list[ToldDay]:
    """Those days of a message on a local day that are due on it as the rows stand now, in order."""
    found = [day for told in tells if not told.outcome and (day := _told_day(stands, on, told))]
    return sorted(found, key=lambda one: (one.on, one.source.rule(), one.lead))


def _told_day(stands: Standing, on: int, told: Told) -> ToldDay | None:
    (lead,) = due.leads(told.lead)
    source = stands.sources.get(told.wish_id)
    if source is None or source.wish is None or lead not in due.leads(source.wish.leads):
        return None
    for day, one in stands.days(source.wish, on + lead.days, on + lead.days):
        if day.occurrence == told.occurrence and on > stands.since(source.wish):
            return ToldDay(source, day.on, one, lead, source.is_softer(day.on))
    return None


def dues_of(stands: Standing, wish: Wish, first: int, last: int) -> list[Due]:
    """What is due of a wish from one local day of its receiver to another."""
    leads = due.leads(wish.leads)
    days = [day for day, _one in stands.days(wish, *due.span(leads, first, last))]
    return due.dues(days, leads, first, last, since=stands.since(wish))


def next_due(stands: Standing, wish: Wish, after: int, within: int) -> int | None:
    """The next local day after one, within so many days, on which something of a wish is due."""
    leads = due.leads(wish.leads)
    days = [day for day, _one in stands.days(wish, *due.span(leads, after + 1, after + within))]
    return due.next_due(days, leads, after, since=stands.since(wish))


def _sources(receiver: Receiver) -> list[Source]:
    """What gives a receiver days: all that their account sees, or the days of the link at which they asked."""
    if receiver.account is not None:
        return sources(people.viewer_of(receiver.account_id)) if receiver.account.is_active else []
    link = receiver.word_link
    if link is None or link.closed_at is not None or receiver.confirmed_at is None:
        return []
    wishes = {(one.date_id, one.custom): one for one in Wish.objects.filter(receiver=receiver.pk)}
    named = memorials.series_named(link.person_id, set(link.days))
    return [
        Source(one.custom, one.kept, one, wishes.get((one.date.pk if one.date else None, one.custom))) for one in named
    ]


def _holds(pause: Pause, moment: datetime, day: date) -> bool:
    """A pause with an end opens with the first minute of that day where its receiver lives."""
    has_ended = pause.ended_at is not None and pause.ended_at <= moment
    return pause.since <= moment and not has_ended and (pause.until is None or day < pause.until)
