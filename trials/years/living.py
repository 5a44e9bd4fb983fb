"""The years themselves: a clock that goes from event to event, and the machine with its faults."""

import heapq
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from django.db.models import Min, Q

from trials.years.doing import Doings
from trials.years.hands import Death, Died, Hands
from trials.years.people import Maker
from trials.years.reference import Faults, Key, Life, Owed, day_in, dues_on, first_moment, is_held, owed, window
from yearlight.reminders import ways
from yearlight.reminders.actions import brake, planning, sending
from yearlight.reminders.models import Delivery, Message, Outcome, Told, Wish

BEGIN = datetime(2026, 1, 1, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
#: How long after a death the lease of what was held is over, and it is tried again.
_AFTER_DEATH = 25 * MINUTE


class Years:
    """One machine with everybody on it."""

    def __init__(self, people: int, years: float, seed: int, faults: float) -> None:
        self._chance, self._likely = Random(seed), faults
        self.true, self.skew = BEGIN, timedelta(0)
        self.end = BEGIN + years * 365.25 * DAY
        self._events: list[tuple[datetime, int, Callable[[], None]]] = []
        self._is_off_until, self._last_plan, self._last_send = BEGIN, BEGIN - DAY, BEGIN - DAY
        self.is_touched = False
        self.faults, self.steps = Faults(), Faults()
        self._death, self.hands = Death(), Hands(self._chance, self.took, faults)
        self.counts: Counter[str] = Counter()
        self.bad: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self._delivered: set[Key] = set()
        self._days: set[tuple[int, int]] = set()
        maker = Maker(self._chance, BEGIN)
        made = [maker.person(number) for number in range(people)]
        self.lives: dict[int, Life] = {receiver.pk: life for receiver, life in made}
        self.doings = Doings(self, maker, self._chance)
        for receiver, _life in made:
            self.doings.schedule(receiver.pk)

    def now(self) -> datetime:
        """What the machine takes for the time."""
        return self.true + self.skew

    def at(self, moment: datetime, do: Callable[[], None]) -> None:
        """Let something happen at a moment."""
        heapq.heappush(self._events, (moment, self._chance.getrandbits(60), do))

    @property
    def is_disturbed(self) -> bool:
        """Whether nobody can do anything now, or only with a wrong clock."""
        return self.true < self._is_off_until or bool(self.skew)

    def live(self) -> None:
        """From the first day to the last."""
        ways.mail = lambda: self.hands
        for fault, days in ((self._off, 60), (self._step, 150), (self._no_mail, 40)):
            self._again(fault, days)
        while True:
            tick, is_plan = self._next_tick()
            tick = max(tick, self._is_off_until, self.true)
            if min(tick, self._events[0][0]) >= self.end:
                break
            if self._events[0][0] <= tick:
                moment, _number, do = heapq.heappop(self._events)
                self.true = max(self.true, moment)
                do()
            else:
                self.true = tick
                self._tick(is_plan=is_plan)

    # --- the machine ---

    def _next_tick(self) -> tuple[datetime, bool]:
        """When the worker does something next, and whether that is a plan. Plans come every ten minutes, when there is cause."""
        now = self.now()
        plans = [now] if self.is_touched else [self._first_of_a_day(now)]
        planned = Message.objects.filter(outcome=Outcome.PLANNED).aggregate(at=Min("closes_at"))["at"]
        if planned is not None:
            plans.append(planned)
        sends = Delivery.objects.filter(reached__in=["waiting", "claimed", "handing"]).aggregate(
            tried=Min("try_at", filter=Q(reached="waiting")), held=Min("leased_until", filter=~Q(reached="waiting"))
        )
        plan = max(min(plans), self._last_plan + 10 * MINUTE)
        send = min((one for one in sends.values() if one is not None), default=now + 2 * DAY)
        send = max(send, self._last_send + (MINUTE if self.hands.is_reached else 10 * MINUTE))
        return (plan - self.skew, True) if plan <= send else (send - self.skew, False)

    def _first_of_a_day(self, now: datetime) -> datetime:
        """When the next day begins, where somebody lives, on which something is to be looked at."""
        near = Wish.objects.filter(due_on__lte=(now + 2 * DAY).date()).distinct()
        begins = [
            first_moment(zone, due_on.toordinal(), 0) if due_on != planning.AT_ONCE else now
            for due_on, zone in near.values_list("due_on", "receiver__account__time_zone")
        ]
        return min(begins, default=now + DAY)

    def _tick(self, *, is_plan: bool) -> None:
        after = self._chance.randint(1, 40) if self._chance.random() < self._likely else None
        try:
            with self._death.waits(after):
                if is_plan:
                    self._last_plan = self.now()
                    planning.plan(self.now())
                    self.is_touched = False
                else:
                    self._last_send = self.now()
                    self.counts["sendings"] += 1
                    sending.send_due(self.now)
        except Died:
            self.counts["deaths"] += 1
            self.faults.add(self.now(), self.now() + _AFTER_DEATH)
            if is_plan:
                self._last_plan -= 9 * MINUTE
        self.counts["plans"] += is_plan
        if brake.host.braked_at() is not None:
            self.counts["brakes"] += 1
            brake.release(self.now())

    # --- what goes wrong with it ---

    def _again(self, fault: Callable[[], None], days: float) -> None:
        def do() -> None:
            if not self.is_disturbed:
                fault()
            self._again(fault, days)

        self.at(self.true + self._chance.expovariate(1 / days) * DAY, do)

    def _off(self) -> None:
        """The machine is off, mostly for minutes, sometimes for weeks."""
        lasts = self._chance.choice((10 * MINUTE, HOUR, 5 * HOUR, 14 * HOUR, 3 * DAY, 20 * DAY)) * self._chance.random()
        self._is_off_until = self.true + lasts
        self._last_plan = self.now() - HOUR
        self.is_touched = True
        self.faults.add(self.now(), self.now() + lasts + 11 * MINUTE)
        self.counts["times off"] += 1

    def _step(self) -> None:
        """The clock is wrong for a while, by hours or days, forward or back."""
        self.skew = (
            self._chance.choice((-1, 1, 1))
            * self._chance.choice((HOUR, 6 * HOUR, DAY, 4 * DAY))
            * self._chance.random()
        )
        lasts = 6 * HOUR * self._chance.random()
        wrong = (min(self.true, self.true + self.skew), max(self.true + lasts, self.true + lasts + self.skew) + HOUR)
        self.faults.add(*wrong)
        self.steps.add(*wrong)
        self._last_plan = self._last_send = self.now() - HOUR
        self.is_touched = True
        self.counts["clock steps"] += 1
        self.at(self.true + lasts, self._step_back)

    def _step_back(self) -> None:
        self.skew = timedelta(0)
        self._last_plan = self._last_send = self.now() - HOUR
        self.is_touched = True

    def _no_mail(self) -> None:
        lasts = self._chance.choice((HOUR, 8 * HOUR, 30 * HOUR)) * self._chance.random()
        self.hands.is_reached = False
        self.faults.add(self.now(), self.now() + lasts + 16 * MINUTE)
        self.counts["times without mail"] += 1

        def reach() -> None:
            self.hands.is_reached = True

        self.at(self.true + lasts, reach)

    # --- what came, and what was owed ---

    def took(self, name: str, wishes: set[int]) -> None:
        """A message was really taken: hold it against the life of its receiver as it is now."""
        with self._death.looks_away():
            message = Message.objects.get(public_id=name)
            told = Told.objects.filter(message=message, outcome="").values_list("wish_id", "occurrence", "lead")
            keys: set[Key] = set(told)
        state, now = self.lives[message.receiver_id].now, self.now()
        on = day_in(state.zone, now)
        opens, closes = window(state, on, [lead for _wish, _occurrence, lead in keys])
        words = f"{name} {now:%Y-%m-%d %H:%M} {state.zone} {sorted(keys)}"
        self._hold(on == message.on.toordinal(), "on another local date", words)
        self._hold(opens <= now < closes or opens == closes, "outside the hours", words)
        self._hold(keys <= {(w.pk, name, lead) for w, name, lead in dues_on(state, on)}, "not due", words)
        self._hold({wish for wish, _occurrence, _lead in keys} == wishes, "tells another wish", words)
        self._hold(not is_held(state, on), "in a pause", words)
        self._hold(not keys & self._delivered, "told twice", words)
        self._hold((message.receiver_id, on) not in self._days, "two a day", words)
        self._delivered |= keys
        self._days.add((message.receiver_id, on))
        self.counts["messages taken"] += 1

    def _hold(self, is_so: bool, what: str, words: str) -> None:
        if not is_so:
            self.bad[what] += 1
            self.examples.setdefault(what, words)

    def told(self) -> dict[str, Any]:
        """Hold everything that was owed against the ledger; returns the figures."""
        self.faults.settle()
        rows = Told.objects.values_list(
            "wish_id", "occurrence", "lead", "outcome", "message__outcome", "message__on", "message__public_id"
        )
        ledger = {(wish, name, lead): rest for wish, name, lead, *rest in rows}
        owed_in_all: Counter[str] = Counter()
        for life in self.lives.values():
            for one in owed(life, self.end):
                words = self._account(one, ledger.get(one.key))
                owed_in_all[words or "silent"] += 1
                self._hold(bool(words), "neither told nor explained", f"{one} {ledger.get(one.key)}")
        return {
            **self.counts,
            "died while handing over": self.hands.deaths,
            "owed": sum(owed_in_all.values()),
            "of these": dict(owed_in_all),
            "changes by people": dict(self.doings.counts),
            "bad": dict(self.bad),
            "examples": self.examples,
        }

    def _account(self, one: Owed, row: list[Any] | None) -> str:
        """How something owed was met, or why it was not; empty where neither is so."""
        if one.key in self._delivered:
            return "told"
        if row is None:
            return ""
        own, of_message, on, name = row
        outcome = own or of_message
        if on < one.on and outcome != Outcome.WITHDRAWN:
            return "decided before it was moved"
        if self.steps.touch(one.opens - DAY, one.closes + DAY):
            return f"{outcome} while the clock was wrong"
        is_explained = self.faults.explain(one.opens, one.closes)
        match outcome:
            case Outcome.PAUSED | Outcome.QUIET:
                return outcome if one.is_held else ""
            case Outcome.MISSED:
                return outcome if is_explained else ""
            case Outcome.UNSURE:
                return outcome if name in self.hands.in_doubt else ""
            case Outcome.REFUSED:
                return outcome if name in self.hands.refused else ""
        return ""
