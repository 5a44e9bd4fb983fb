"""Who lives through the years: each with a family, one or two dates, customs of some calendar, wishes, hours and a zone."""

from datetime import date, datetime
from random import Random

from trials.years.reference import Life, State, Wished, day_in, days_of
from yearlight.calendars.customs import CUSTOMS
from yearlight.calendars.customs.declined import Declined
from yearlight.calendars.customs.rule import Kind, Recurrence
from yearlight.core import clock
from yearlight.memorials.models import KeptCustom, Person, PersonDate
from yearlight.people.models import Account, Circle, Family, Member, Membership
from yearlight.people.roles import CircleKind, Role
from yearlight.reminders import due
from yearlight.reminders.models import Receiver, Wish

#: Where something odd happens to days or clocks, so that it happens often here.
ODD_ZONES = (
    "Africa/Casablanca", "America/New_York", "America/Santiago", "Asia/Gaza", "Atlantic/Azores", "Australia/Lord_Howe",
    "Europe/Berlin", "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "America/St_Johns",
)  # fmt: skip
_OFTEN = (Recurrence.WEEKLY, Recurrence.MONTHLY)
_LEADS = ("0m", "0m", "0m", "1e", "1e", "1e", "7m", "0e", "-1m", "30m", "366m", "7m,1e,0m", "1e,-1m")


class Maker:
    """Makes people, and what they choose."""

    def __init__(self, chance: Random, begin: datetime) -> None:
        self._chance, self._begin = chance, begin
        self._zones = clock.zones()
        customs = [one for one in CUSTOMS.values() if Kind.DIED in one.anchors]
        self._customs = [one.key for one in customs if one.recurrence not in _OFTEN and self._comes(one.key)]
        self._often = [one.key for one in customs if one.recurrence in _OFTEN and self._comes(one.key)]

    def person(self, number: int) -> tuple[Receiver, Life]:
        """One receiver with everything that stands behind them."""
        family = Family.objects.create(made_at=self._begin)
        circle = Circle.objects.create(family=family, kind=CircleKind.KEEPERS)
        account = Account.objects.create(email=f"{number}@example.org", name=f"Person {number}", time_zone=self.zone())
        member = Member.objects.create(
            family=family, account=account, name=account.name, role=Role.KEEPER, joined_at=self._begin
        )
        Membership.objects.create(member=member, circle=circle)
        person = Person.objects.create(family=family, audience=circle, name="Jonah", made_at=self._begin)
        morning, evening = self.hours()
        receiver = Receiver.objects.create(
            account=account, made_at=self._begin, morning_from=morning[0], morning_until=morning[1],
            evening_from=evening[0], evening_until=evening[1],
        )  # fmt: skip
        wishes = tuple(self._wish(receiver, person) for _ in range(self._chance.choice((1, 1, 1, 1, 1, 2))))
        return receiver, Life([(self._begin, State(account.time_zone, morning, evening, wishes))])

    def zone(self) -> str:
        return self._chance.choice(ODD_ZONES if self._chance.random() < 0.3 else self._zones)

    def hours(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Some keep what there is without a choice; others choose any hours, down to one and a half."""
        if self._chance.random() < 0.5:
            return (480, 840), (1080, 1260)
        cuts = sorted(self._chance.sample(range(16), 4))
        return (cuts[0] * 90, cuts[1] * 90), (cuts[2] * 90, cuts[3] * 90)

    def leads(self) -> str:
        return due.code(due.leads(self._chance.choice(_LEADS)))

    def died(self) -> date:
        """Most long ago, some on 29 February, some just now."""
        if self._chance.random() < 0.05:
            return date(self._chance.choice((1996, 2004, 2016, 2020)), 2, 29)
        last = self._begin.date().toordinal()
        return date.fromordinal(self._chance.randint(last - 12_000, last + 20))

    def _wish(self, receiver: Receiver, person: Person) -> Wished:
        happened_on, custom = self.died(), self._chance.choice(self._customs)
        if self._often and self._chance.random() < 0.002:
            custom = self._chance.choice(self._often)
        kind = "died" if not person.dates.exists() else "own"
        row = PersonDate.objects.create(
            person=person, kind=kind, happened_on=happened_on.isoformat(), first_on=happened_on, last_on=happened_on
        )
        if custom != "civil-yearly" or kind == "own":
            KeptCustom.objects.create(person=person, date=row, custom=custom, made_at=self._begin)
        wish = Wish.objects.create(
            receiver=receiver, person=person, date=row, custom=custom, leads=self.leads(), changed_at=self._begin,
            due_on=date.fromordinal(day_in(receiver.account.time_zone, self._begin)),  # type: ignore[union-attr]
        )  # fmt: skip
        return Wished(wish.pk, custom, row.happened_on, wish.leads)

    def _comes(self, custom: str) -> bool:
        try:
            return bool(days_of(custom, "2001-03-05"))
        except (Declined, KeyError, ValueError):
            return False
