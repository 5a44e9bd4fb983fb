"""Families of whom each member wished for a message about one day. Imported once the settings are read."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from yearlight.memorials.models import Person, PersonDate
from yearlight.people.models import Account, Circle, Family, Member, Membership
from yearlight.people.roles import CIRCLES, CircleKind, Role
from yearlight.reminders.models import Receiver, Subject, Wish

#: Members of one family.
_EACH = 4
_DIED = date(2018, 11, 14)


def receivers(
    count: int, *, on: date, now: datetime, names: Sequence[str] = ("Jonah",), each: int = _EACH
) -> list[str]:
    """Make so many receivers who are told of a day on the morning of ``on``; returns their addresses.

    So many of ``each`` are of one family. The persons are named in turn by ``names``; subjects say what the day is.
    """
    addresses: list[str] = []
    for number in range(0, count, each):
        name = names[(number // each) % len(names)]
        addresses += _family(min(each, count - number), number, name, on, now)
    return addresses


def _family(size: int, first: int, name: str, on: date, now: datetime) -> Iterator[str]:
    family = Family.objects.create(made_at=now)
    circles = {kind: Circle.objects.create(family=family, kind=kind) for kind in CIRCLES[Role.KEEPER]}
    person = Person.objects.create(family=family, audience=circles[CircleKind.KEEPERS], name=name, made_at=now)
    died = PersonDate.objects.create(
        person=person, kind="died", happened_on=_day(on), first_on=_died(on), last_on=_died(on)
    )
    for number in range(first, first + size):
        address = f"r{number}@example.org"
        account = Account.objects.create(email=address, name=f"R{number}", password="", time_zone="UTC")
        member = Member.objects.create(
            family=family, account=account, role=Role.KEEPER, name=account.name, joined_at=now
        )
        Membership.objects.bulk_create(Membership(member=member, circle=one) for one in circles.values())
        receiver = Receiver.objects.create(account=account, made_at=now, subject=Subject.TOLD)
        Wish.objects.create(
            receiver=receiver, person=person, date=died, custom="civil-yearly", leads="0m", due_on=on, changed_at=now
        )
        yield address


def _died(on: date) -> date:
    return date(_DIED.year, on.month, min(on.day, 28) if on.month == 2 else on.day)


def _day(on: date) -> str:
    return _died(on).isoformat()
