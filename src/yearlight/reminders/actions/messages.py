"""The rows of what is due: messages, what they tell, and the ways they go. Written by planners, and kept in step until they are decided."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from yearlight.reminders import due
from yearlight.reminders.due import Due, Part, Window
from yearlight.reminders.models import Delivery, Message, Outcome, Reached, Told, Way, Wish
from yearlight.reminders.queries import due as queries
from yearlight.reminders.queries.due import Standing, ToldDay
from yearlight.reminders.queries.receivers import hours_of

Dues = Sequence[tuple[Wish, Due]]

#: After a fault of weeks so many days are noted one by one; all before them in one message, from its first to its last.
MOST_SINGLY = 30
#: Nothing of these was handed over: what falls due later on the same day opens them again.
_OPENS_AGAIN = (Outcome.WITHDRAWN, Outcome.PAUSED, Outcome.QUIET, Outcome.STOPPED)
_WENT_OUT = (Outcome.SENT, Outcome.UNSURE, Outcome.REFUSED)
_OPEN = (Reached.WAITING, Reached.CLAIMED)
_SLICE = 200


@dataclass(slots=True)
class Written:
    """When the messages open that wait to be sent, and the wishes to be looked at again since their message is just going out."""

    opening: set[datetime] = field(default_factory=set)
    again: set[int] = field(default_factory=set)


def write(stands: Standing, found: Dues, today: int, now: datetime) -> Written:
    """Write down what is due: as the message of today, or, where its time is over, as what became of it.

    To be called in a transaction that holds the receiver's row.
    """
    ledger = _Ledger(stands, found, now)
    over: list[tuple[int, Dues]] = []
    for on, of_day in ledger.fresh():
        if on < today or now >= ledger.window(of_day).closes:
            over.append((on, of_day))
        else:
            ledger.plan(on, of_day)
    earlier = over[: -MOST_SINGLY or None] if len(over) > MOST_SINGLY else []
    if earlier:
        ledger.note_stretch(earlier)
    for on, of_day in over[len(earlier) :]:
        ledger.note(on, of_day)
    Told.objects.bulk_create(ledger.tells)
    Delivery.objects.bulk_create(ledger.deliveries)
    return ledger.written


class _Ledger:
    """What is written of one receiver at one look: everything is read first, in as many queries for one due as for many."""

    def __init__(self, stands: Standing, found: Dues, now: datetime) -> None:
        self.stands, self.found, self.now = stands, found, now
        self.written = Written()
        self.tells: list[Told] = []
        self.deliveries: list[Delivery] = []
        self._known = self._told_before() if found else {}
        days = {date.fromordinal(one.on) for _wish, one in found}
        rows = Message.objects.select_for_update().filter(receiver=stands.receiver, on__in=days) if found else ()
        self._messages = {one.on.toordinal(): one for one in rows}
        self._going: dict[int, list[Delivery]] = defaultdict(list)
        if self._messages:
            # Held, so that no sender takes a message while something is added to what it tells.
            of_them = Delivery.objects.select_for_update().filter(message__in=self._messages.values())
            for delivery in of_them.order_by("pk"):
                self._going[delivery.message_id].append(delivery)

    def fresh(self) -> Iterator[tuple[int, Dues]]:
        """The dues that were not told before and are not planned, by local day and in order."""
        days: dict[int, list[tuple[Wish, Due]]] = defaultdict(list)
        for wish, one in self.found:
            told = self._known.get(_key(wish, one))
            if told is None or _is_withdrawn(told):
                days[one.on].append((wish, one))
        yield from sorted(days.items())

    def window(self, of_day: Dues) -> Window:
        return due.window(of_day[0][1].on, [one.lead.part for _wish, one in of_day], self.stands.hours)

    def plan(self, on: int, of_day: Dues) -> None:
        """Let these be told on a local day whose time is not over."""
        message = self._messages.get(on)
        if message is None:
            self._begin(on, of_day)
        elif any(one.reached in (Reached.CLAIMED, Reached.HANDING) for one in self._going[message.pk]):
            self.written.again |= {wish.pk for wish, _one in of_day}
        elif message.outcome == Outcome.PLANNED:
            self._add(message, of_day)
        elif message.outcome in _OPENS_AGAIN:
            self._open_again(message, of_day)
        else:
            self._tell(message, of_day, _beside(message))

    def note(self, on: int, of_day: Dues) -> None:
        """Write down that a local day is over on which these were due."""
        between = self.window(of_day)
        message = self._messages.get(on)
        if message is None:
            message = self._decided(on, between, self.stands.outcome_when_over(between))
        self._tell(message, of_day, _beside(message))

    def note_stretch(self, earlier: list[tuple[int, Dues]]) -> None:
        """The same for many days in one message of their last day: of each wish and lead the last one is named."""
        on, last = earlier[-1]
        between = Window(self.window(earlier[0][1]).opens, self.window(last).closes)
        named = {(wish.pk, one.lead): (wish, one) for _on, of_day in earlier for wish, one in of_day}
        message = self._messages.get(on) or self._decided(on, between, self.stands.outcome_when_over(between))
        self._tell(message, list(named.values()), _beside(message))

    def _begin(self, on: int, of_day: Dues) -> None:
        opens, closes = self.window(of_day)
        message = Message.objects.create(
            receiver=self.stands.receiver, on=date.fromordinal(on), opens_at=opens, closes_at=closes
        )
        self._tell(message, of_day, "")
        receiver = self.stands.receiver
        if receiver.by_mail and (self.stands.by_mail or not self.stands.devices):
            self.deliveries.append(Delivery(message=message, way=Way.MAIL, try_at=opens))
        self.deliveries += [
            Delivery(message=message, way=Way.PUSH, device_id=pk, try_at=opens) for pk in self.stands.devices
        ]
        self.written.opening.add(opens)

    def _add(self, message: Message, of_day: Dues) -> None:
        """One more day for a message that waits; the earliest part of all says when it comes."""
        parts = [_part(told) for told in Told.objects.filter(message=message, outcome="")]
        self._tell(message, of_day, "")
        between = due.window(
            message.on.toordinal(), [*parts, *(one.lead.part for _w, one in of_day)], self.stands.hours
        )
        _move(message, between)
        self.written.opening.add(between.opens)

    def _open_again(self, message: Message, of_day: Dues) -> None:
        """What it was to tell before stays decided as it was."""
        Told.objects.filter(message=message, outcome="").update(outcome=message.outcome)
        Message.objects.filter(pk=message.pk).update(outcome=Outcome.PLANNED, decided_at=None)
        self._tell(message, of_day, "")
        between = self.window(of_day)
        message.deliveries.filter(reached=Reached.ENDED).update(reached=Reached.WAITING, at=None, attempts=0)
        _move(message, between)
        self.written.opening.add(between.opens)

    def _decided(self, on: int, between: Window, outcome: Outcome) -> Message:
        return Message.objects.create(
            receiver=self.stands.receiver,
            on=date.fromordinal(on),
            opens_at=between.opens,
            closes_at=between.closes,
            outcome=outcome,
            decided_at=self.now,
        )

    def _tell(self, message: Message, of_day: Dues, outcome: str) -> None:
        """Put these with a message. One that was withdrawn from another comes over to this one."""
        for wish, one in of_day:
            values = {"message": message, "day": date.fromordinal(one.day.on), "outcome": outcome}
            told = self._known.get(_key(wish, one))
            if told is not None:
                Told.objects.filter(pk=told.pk).update(**values)
                continue
            self.tells.append(Told(wish=wish, occurrence=one.day.occurrence, lead=due.code([one.lead]), **values))

    def _told_before(self) -> dict[tuple[int, str, str], Told]:
        rows = Told.objects.filter(
            wish__in={wish.pk for wish, _one in self.found},
            occurrence__in={one.day.occurrence for _w, one in self.found},
        )
        return {(one.wish_id, one.occurrence, one.lead): one for one in rows.select_related("message")}


def keep_in_step(now: datetime) -> None:
    """Move the messages that wait to the hours and the zone their receivers have now, and decide those whose time is over."""
    # In the order of the index that holds these alone: the ledger grows, and what waits does not.
    ids = list(Message.objects.filter(outcome=Outcome.PLANNED).order_by("closes_at").values_list("pk", flat=True))
    for start in range(0, len(ids), _SLICE):
        rows = Message.objects.filter(pk__in=ids[start : start + _SLICE], outcome=Outcome.PLANNED)
        for message in rows.select_related("receiver__account").prefetch_related("tells"):
            parts = [_part(told) for told in message.tells.all() if not told.outcome]
            between = due.window(message.on.toordinal(), parts, hours_of(message.receiver))
            if now >= between.closes:
                _end(message, between, now)
            elif between != (message.opens_at, message.closes_at):
                _move(message, between)


def leave_out(message: Message, told: Sequence[ToldDay]) -> None:
    """Note that a message goes out without the days that are not due any more: they can fall due on another day."""
    goes = {one.key for one in told}
    for row in Told.objects.filter(message=message.pk, outcome=""):
        if (row.wish_id, row.occurrence, row.lead) not in goes:
            Told.objects.filter(pk=row.pk).update(outcome=Outcome.WITHDRAWN)


def _end(message: Message, between: Window, now: datetime) -> None:
    """Decide a message that nobody sent in its time. One that is just being handed over is left to its sender."""
    with transaction.atomic():
        row = Message.objects.select_for_update(of=("self",)).select_related("receiver__account", "receiver__word_link")
        held = row.filter(pk=message.pk, outcome=Outcome.PLANNED).first()
        if held is None or any(_is_busy(one, now) for one in held.deliveries.select_for_update()):
            return
        stands = queries.standing(held.receiver)
        told = held.tells.select_related("wish")
        is_due = queries.remaining(stands, held.on.toordinal(), told)
        held.outcome = stands.outcome_when_over(between) if is_due else Outcome.WITHDRAWN
        held.decided_at = now
        held.opens_at, held.closes_at = between
        held.save(update_fields=["outcome", "decided_at", "opens_at", "closes_at"])
        held.deliveries.filter(reached__in=_OPEN).update(reached=Reached.ENDED, leased_until=None, at=now)


def _is_busy(delivery: Delivery, now: datetime) -> bool:
    if delivery.reached == Reached.HANDING:
        return True
    is_leased = delivery.leased_until is not None and delivery.leased_until > now
    return delivery.reached == Reached.CLAIMED and is_leased


def _move(message: Message, between: Window) -> None:
    """Other moments for a message that waits. What was tried already keeps its own next try, unless that is earlier now."""
    Message.objects.filter(pk=message.pk).update(opens_at=between.opens, closes_at=between.closes)
    waiting = Delivery.objects.filter(message=message.pk, reached=Reached.WAITING)
    waiting.filter(attempts=0).update(try_at=between.opens)
    waiting.filter(try_at__lt=between.opens).update(try_at=between.opens)


def _beside(message: Message) -> str:
    """What becomes of a day that falls due when the day's message is decided."""
    return Outcome.TOO_LATE if message.outcome in _WENT_OUT else ""


def _is_withdrawn(told: Told) -> bool:
    return (told.outcome or told.message.outcome) == Outcome.WITHDRAWN


def _part(told: Told) -> Part:
    (lead,) = due.leads(told.lead)
    return lead.part


def _key(wish: Wish, one: Due) -> tuple[int, str, str]:
    return wish.pk, one.day.occurrence, due.code([one.lead])
