"""What a search costs in a family that keeps a million texts, and in one of many families that keep as much together.

    python bench/search.py [--entries 1000000] [--rounds 9] [--json FILE]

In one process and in a folder of its own. Words are drawn as they fall in a language: the tenth is a tenth as frequent as
the first. What counts is processor time, the middle of some rounds: of the whole page as a browser asks for it, and of the
index alone.
"""

# ruff: noqa: E402 -- tables can only be imported once the settings are read
import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
_HOME = tempfile.TemporaryDirectory(prefix="yearlight-bench-")
os.environ["YEARLIGHT_HOME"] = _HOME.name
os.environ["DJANGO_SETTINGS_MODULE"] = "yearlight.config.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import transaction
from django.test import Client

from yearlight.core import clock, search
from yearlight.entries.models import Entry, EntryTerms
from yearlight.memorials.models import Person
from yearlight.people.models import Account, Circle, Family, Member, Membership
from yearlight.people.roles import CIRCLES, CircleKind, Role

AT_MOST_MS = 50
#: Of a million texts the first of these words stands in nearly all, the last in a few.
_WORDS = [
    f"{one}{two}{three}"
    for one in "bdfgklmnprst"
    for two in ("a", "e", "o", "au")
    for three in ("l", "m", "nd", "r", "st", "t", "x")
]
_A_TEXT = 40
_AT_ONCE = 5_000


def family(email: str) -> tuple[Account, Person]:
    """A keeper, and whom they remember."""
    now = clock.now()
    made = Family.objects.create(made_at=now)
    for kind in (CircleKind.KEEPERS, CircleKind.FAMILY, CircleKind.FRIENDS):
        Circle.objects.create(family=made, kind=kind)
    account = Account.objects.create_user(email, "rowan-lake-tram", name="Mara")
    keeper = Member.objects.create(family=made, account=account, name="Mara", role=Role.KEEPER, joined_at=now)
    for circle in made.circles.filter(kind__in=CIRCLES[Role.KEEPER]):
        Membership.objects.create(member=keeper, circle=circle)
    audience = made.circles.get(kind=CircleKind.FAMILY)
    return account, Person.objects.create(family=made, audience=audience, name="Jonah", made_at=now)


def fill(persons: list[Person], count: int) -> float:
    """So many texts, shared out among these persons; returns how many seconds their index took."""
    chance = random.Random(5)
    weights = [1 / (rank + 1) for rank in range(len(_WORDS))]
    circles = {one.pk: one.audience_id for one in persons}
    now = clock.now()

    def entries() -> Iterator[Entry]:
        for number in range(count):
            person = persons[number % len(persons)]
            body = " ".join(chance.choices(_WORDS, weights, k=_A_TEXT))
            yield Entry(
                family_id=person.family_id, person=person, kind="letter", state="kept", audience_id=circles[person.pk],
                body=body, revision=1, made_at=now, changed_at=now, kept_at=now,
            )  # fmt: skip

    made = entries()
    while batch := list(islice(made, _AT_ONCE)):
        with transaction.atomic():
            Entry.objects.bulk_create(batch)
    begun = time.process_time()
    search.index_missing(Entry)
    return time.process_time() - begun


def spent(do: Callable[[], object], rounds: int) -> float:
    """Milliseconds of processor time, the middle of some rounds."""
    found = []
    for _round in range(rounds + 1):
        begun = time.process_time()
        do()
        found.append(1000 * (time.process_time() - begun))
    return statistics.median(found[1:])


def asked(account: Account, person: Person, rounds: int) -> dict[str, tuple[float, float]]:
    """For words of every frequency what the page and what the index alone takes."""
    client = Client(headers={"host": "localhost"})
    client.force_login(account)
    queries = {
        "in nearly all": _WORDS[0],
        "two that are frequent": f"{_WORDS[0]} {_WORDS[3]}",
        "the beginning of many": _WORDS[0][:3],
        "rare": _WORDS[-1],
        "two that are rare": f"{_WORDS[-1]} {_WORDS[-2]}",
        "nowhere": "zzz",
    }
    return {
        name: (
            spent(lambda q=query: client.get("/find/", {"q": q}), rounds),
            spent(lambda q=query: list(search.matching(EntryTerms, [person.family_id], q, most=4000)), rounds),
        )
        for name, query in queries.items()
    }


def main() -> int:
    """Measure, print, and tell by the exit code whether the figures hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    whole = family("one@example.org")
    many = [family(f"many{number}@example.org") for number in range(1000)]
    half = options.entries
    seconds = fill([whole[1]], half) + fill([person for _account, person in many], half)
    size = Path(_HOME.name, "yearlight.sqlite3").stat().st_size / 1e6
    print(
        f"{2 * half:,} texts of {_A_TEXT} words, indexed in {seconds:.0f} s of processor time; the database has {size:,.0f} MB"
    )
    figures = {
        f"one family of {half:,}": asked(*whole, options.rounds),
        f"one of 1,000 families of {half // 1000:,}": asked(*many[500], options.rounds),
    }
    is_held = True
    for name, found in figures.items():
        print(name)
        for query, (page, index) in found.items():
            is_here = page <= AT_MOST_MS
            is_held = is_held and is_here
            print(
                f"    {query}: {page:.1f} ms (at most {AT_MOST_MS}), of it the index {index:.1f}{'' if is_here else '   NOT HELD'}"
            )
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))
    return 0 if is_held else 1


if __name__ == "__main__":
    sys.exit(main())
