"""What people do in the years, most often close to a day: each by the action that a page would call."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from trials.years.people import Maker
from trials.years.reference import State, Wished, day_in, days_of, first_moment
from yearlight.calendars.customs.declined import Declined
from yearlight.memorials.models import Person, PersonDate
from yearlight.people import queries as people
from yearlight.people.models import Account
from yearlight.reminders import due
from yearlight.reminders.actions import leads, pauses, receivers
from yearlight.reminders.models import Receiver, Wish

if TYPE_CHECKING:
    from trials.years.living import Years

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


class Doings:
    """Lets everybody do something now and then."""

    def __init__(self, years: "Years", maker: Maker, chance: Random) -> None:
        self._years, self._maker, self._chance = years, maker, chance
        self.counts: Counter[str] = Counter()
        self._all = (
            self._move, self._choose_hours, self._pause, self._not_today, self._correct, self._correct,
            self._choose_leads, self._choose_told,
        )  # fmt: skip

    def schedule(self, receiver_id: int) -> None:
        """Let this one do something, at any time or close to a day of theirs."""
        state = self._years.lives[receiver_id].now
        at = self._years.true + self._chance.uniform(1, 900) * _DAY
        wish = self._chance.choice(state.wishes)
        if self._chance.random() < 0.5:
            after = at.toordinal()
            day = next((one for one in days_of(wish.custom, wish.happened_on) if one > after), None)
            if day is not None:
                lead = int((wish.leads or "0m").split(",")[0][:-1])
                at = max(
                    self._years.true + _HOUR,
                    first_moment(state.zone, day - lead, state.morning[0]) + self._chance.uniform(-40, 16) * _HOUR,
                )
        self._years.at(at, lambda: self._do(receiver_id))

    def _do(self, receiver_id: int) -> None:
        if self._years.is_disturbed:
            self._years.at(self._years.true + self._chance.uniform(0.5, 9) * _HOUR, lambda: self._do(receiver_id))
            return
        life = self._years.lives[receiver_id]
        receiver = Receiver.objects.select_related("account").get(pk=receiver_id)
        what = self._chance.choice(self._all)
        life.change(self._years.now(), what(receiver, life.now))
        self.counts[what.__name__.strip("_")] += 1
        self._years.is_touched = True
        self.schedule(receiver_id)

    def _move(self, receiver: Receiver, state: State) -> State:
        zone = self._maker.zone()
        Account.objects.filter(pk=receiver.account_id).update(time_zone=zone)
        return replace(state, zone=zone)

    def _choose_hours(self, receiver: Receiver, state: State) -> State:
        morning, evening = self._maker.hours()
        receivers.change(
            people.viewer_of(receiver.account_id), now=self._years.now(), morning_from=morning[0],
            morning_until=morning[1], evening_from=evening[0], evening_until=evening[1],
        )  # fmt: skip
        return replace(state, morning=morning, evening=evening)

    def _pause(self, receiver: Receiver, state: State) -> State:
        now, today = self._years.now(), self._today(state)
        until = today + timedelta(days=self._chance.randint(1, 60)) if self._chance.random() < 0.5 else None
        pauses.pause(receiver, until=until, today=today, now=now)
        if until is None:
            self._later(receiver, self._end_pause)
        return replace(state, paused_until=until or date.max)

    def _end_pause(self, receiver: Receiver, state: State) -> State:
        pauses.end_pause(receiver, now=self._years.now())
        return replace(state, paused_until=None)

    def _not_today(self, receiver: Receiver, state: State) -> State:
        until = (
            self._today(state) + timedelta(days=self._chance.randint(1, 20)) if self._chance.random() < 0.5 else None
        )
        Account.objects.filter(pk=receiver.account_id).update(quiet_since=self._years.now(), quiet_until=until)
        if until is None:
            self._later(receiver, self._open_again)
        return replace(state, quiet_until=until or date.max)

    def _open_again(self, receiver: Receiver, state: State) -> State:
        Account.objects.filter(pk=receiver.account_id).update(quiet_since=None, quiet_until=None)
        return replace(state, quiet_until=None)

    def _correct(self, receiver: Receiver, state: State) -> State:
        """Another date: most often a few days off."""
        wish = self._chance.choice(state.wishes)
        old = date.fromisoformat(wish.happened_on)
        new = old + timedelta(days=self._chance.randint(-20, 20)) if self._chance.random() < 0.8 else self._maker.died()
        try:
            days_of(wish.custom, new.isoformat())
        except Declined:
            return state
        row = Wish.objects.get(pk=wish.pk)
        PersonDate.objects.filter(pk=row.date_id).update(happened_on=new.isoformat(), first_on=new, last_on=new)
        Person.objects.filter(pk=row.person_id).update(days_changed_at=self._years.now())
        return _with(state, replace(wish, happened_on=new.isoformat()))

    def _choose_leads(self, receiver: Receiver, state: State) -> State:
        wish = self._chance.choice(state.wishes)
        chosen = self._maker.leads() if self._chance.random() < 0.9 else ""
        return self._keep(state, replace(wish, leads=chosen))

    def _choose_told(self, receiver: Receiver, state: State) -> State:
        wish = self._chance.choice(state.wishes)
        told = self._chance.choice(("as_it_is", "softer", "never", "not_this_year"))
        year = self._today(state).year if told == "not_this_year" else None
        return self._keep(state, replace(wish, told=told, year=year))

    def _keep(self, state: State, wish: Wished) -> State:
        row = Wish.objects.select_related("receiver__account").get(pk=wish.pk)
        leads.change_wish(row, told=wish.told, year=wish.year, leads=due.leads(wish.leads), now=self._years.now())
        return _with(state, wish)

    def _later(self, receiver: Receiver, what: "object") -> None:
        """Let what has no end be undone some day, whatever else is done meanwhile."""

        def undo() -> None:
            if self._years.is_disturbed:
                self._years.at(self._years.true + 5 * _HOUR, undo)
                return
            life = self._years.lives[receiver.pk]
            row = Receiver.objects.select_related("account").get(pk=receiver.pk)
            life.change(self._years.now(), what(row, life.now))  # type: ignore[operator]
            self._years.is_touched = True

        self._years.at(self._years.true + self._chance.uniform(0.2, 150) * _DAY, undo)

    def _today(self, state: State) -> date:
        return date.fromordinal(day_in(state.zone, self._years.now()))


def _with(state: State, wish: Wished) -> State:
    return replace(state, wishes=tuple(wish if one.pk == wish.pk else one for one in state.wishes))
