"""A family for the benches: one place with 120 pictures, 40 letters and 200 kind words, and a relative who may see it.

Run with the folder's settings, once its tables are there: ``python bench/family.py``. Prints the address's part as JSON.
"""

# ruff: noqa: E402 -- tables can only be imported once the settings are read
import json
import os
import random
from datetime import date, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yearlight.config.settings")
django.setup()

from allauth.account.models import EmailAddress

from yearlight.core import clock
from yearlight.entries.models import Entry
from yearlight.keepsakes.models import Original, Picture
from yearlight.keepsakes.sizes import RECIPE
from yearlight.memorials.models import Person, PersonDate
from yearlight.people.models import Account, Circle, Family, Member, Membership
from yearlight.people.roles import CIRCLES, CircleKind, Role

KEEPER, RELATIVE, PASSWORD = "mara@example.org", "ilse@example.org", "rowan-lake-tram"
PICTURES, LETTERS, KIND_WORDS = 120, 40, 200
#: Everything counts from these two days, and all chance has one seed: two runs draw the same place.
_FIRST, _LAST = date(2018, 11, 14), date(2026, 11, 2)
_WORDS = ("snow", "lake", "rowan", "home", "your name", "bread for two", "we walked", "in the morning", "and", "again")
_chance = random.Random(8)


def main() -> None:
    """Make them all, and print where they are."""
    family = Family.objects.create(made_at=clock.now())
    for kind in (CircleKind.KEEPERS, CircleKind.FAMILY, CircleKind.FRIENDS):
        Circle.objects.create(family=family, kind=kind)
    keeper = _member(family, KEEPER, "Mara", Role.KEEPER)
    _member(family, RELATIVE, "Ilse", Role.RELATIVE)
    person = Person.objects.create(
        family=family,
        audience=family.circles.get(kind=CircleKind.FAMILY),
        name="Jonah",
        relation="Our son, and brother to Ada",
        told=_text(80),
        made_at=clock.now(),
    )
    PersonDate.objects.create(person=person, kind="died", **_on(_FIRST))
    for what, count, longest in (("letter", LETTERS, 700), ("kind_word", KIND_WORDS, 60)):
        Entry.objects.bulk_create(_entry(person, keeper, what, number, longest) for number in range(count))
    pictures = [_picture(person, keeper, number) for number in range(PICTURES)]
    Person.objects.filter(pk=person.pk).update(cover=pictures[0])
    print(json.dumps({"slug": person.public_id}))


def _member(family: Family, email: str, name: str, role: Role) -> Member:
    account = Account.objects.create_user(email, PASSWORD, name=name)
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    member = Member.objects.create(family=family, account=account, name=name, role=role, joined_at=clock.now())
    for circle in family.circles.filter(kind__in=CIRCLES[role]):
        Membership.objects.create(member=member, circle=circle)
    return member


def _entry(person: Person, writer: Member, kind: str, number: int, longest: int) -> Entry:
    moment = clock.now()
    return Entry(
        family_id=person.family_id,
        person=person,
        writer=writer,
        audience=person.audience,
        kind=kind,
        state="kept",
        title=_text(3) if kind == "letter" else "",
        body=_text(_chance.randint(longest // 2, longest)),
        is_chosen=kind == "kind_word" and number < 10,
        revision=1,
        made_at=moment,
        kept_at=moment,
        changed_at=moment,
        **_on(_some_day()),
    )


def _picture(person: Person, writer: Member, number: int) -> Picture:
    """The rows of a picture with its sizes made. No page that lists pictures reads their files."""
    original = Original.objects.create(
        family_id=person.family_id,
        sha256=f"{number:064x}",
        size=3_000_000,
        media_type="image/jpeg",
        width=6000,
        height=4000,
        kept_at=clock.now(),
        recipe=RECIPE,
    )
    return Picture.objects.create(
        family_id=person.family_id,
        person=person,
        original=original,
        writer=writer,
        audience=person.audience,
        caption=_text(5),
        description=_text(12),
        added_at=clock.now(),
        **_on(_some_day()),
    )


def _some_day() -> date:
    return _FIRST + timedelta(days=_chance.randint(0, (_LAST - _FIRST).days))


def _on(day: date) -> dict[str, object]:
    return {"happened_on": day.isoformat(), "first_on": day, "last_on": day}


def _text(words: int) -> str:
    """So many words, in paragraphs of sixty."""
    chosen = [_chance.choice(_WORDS) for _ in range(words)]
    return "\n\n".join(" ".join(chosen[at : at + 60]) for at in range(0, words, 60)).capitalize()


if __name__ == "__main__":
    main()
