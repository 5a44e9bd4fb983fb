"""What a year of 5,000 photographs costs beside a year of 50, side by side in one run.

    python bench/album.py [--photographs 5000] [--rounds 15] [--json FILE]

In one process and in a folder of its own: the page of a year is asked for as a browser asks, first, middle and last of its
pages, each in every round. Then the same, each with nothing lying ready, as right after a change. What counts is processor
time until the first bytes are there; the middle of some rounds.
"""

# ruff: noqa: E402 -- tables can only be imported once the settings are read
import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
_HOME = tempfile.TemporaryDirectory(prefix="yearlight-bench-")
os.environ["YEARLIGHT_HOME"] = _HOME.name
os.environ["DJANGO_SETTINGS_MODULE"] = "yearlight.config.settings"

import django

django.setup()

from django.core.management import call_command
from django.test import Client

from yearlight.core import clock
from yearlight.core.ids import public_id
from yearlight.keepsakes.models import Original, Picture
from yearlight.keepsakes.queries import A_PAGE
from yearlight.memorials.models import Person
from yearlight.people.models import Account, Circle, Family, Member, Membership
from yearlight.people.roles import CIRCLES, CircleKind, Role
from yearlight.web import ready

#: A year of many beside a year of few.
AT_MOST = 1.2
FEW = 50
_YEAR = 2018


def place(photographs: int) -> tuple[Client, str]:
    """A keeper's browser, and the address of a year of so many photographs."""
    now = clock.now()
    family = Family.objects.create(made_at=now)
    for kind in (CircleKind.KEEPERS, CircleKind.FAMILY, CircleKind.FRIENDS):
        Circle.objects.create(family=family, kind=kind)
    account = Account.objects.create_user(f"mara{photographs}@example.org", "rowan-lake-tram", name="Mara")
    keeper = Member.objects.create(family=family, account=account, name="Mara", role=Role.KEEPER, joined_at=now)
    for circle in family.circles.filter(kind__in=CIRCLES[Role.KEEPER]):
        Membership.objects.create(member=keeper, circle=circle)
    shown_to = family.circles.get(kind=CircleKind.FAMILY)
    person = Person.objects.create(family=family, audience=shown_to, name="Jonah", made_at=now)
    originals = Original.objects.bulk_create(
        Original(
            family=family,
            sha256=f"{photographs:08x}{number:056x}",
            size=1000,
            media_type="image/jpeg",
            width=1600,
            height=1067,
            kept_at=now,
            recipe=1,
        )
        for number in range(photographs)
    )
    days = [date(_YEAR, 1, 1) + timedelta(days=number * 365 // photographs) for number in range(photographs)]
    Picture.objects.bulk_create(
        Picture(
            public_id=public_id(),
            family=family,
            person=person,
            original=original,
            writer=keeper,
            audience=shown_to,
            caption="The lake",
            happened_on=day.isoformat(),
            first_on=day,
            last_on=day,
            added_at=now,
        )
        for original, day in zip(originals, days, strict=True)
    )
    client = Client(SERVER_NAME="localhost")
    client.force_login(account)
    return client, f"/p/{person.public_id}/photos/?year={_YEAR}"


def milliseconds(client: Client, address: str, *, is_after_change: bool = False) -> float:
    """Processor time until the page is there; ``is_after_change``: nothing lies ready."""
    if is_after_change:
        ready.forget()
    began = time.process_time()
    answer = client.get(address)
    spent = (time.process_time() - began) * 1000
    assert answer.status_code == 200, answer.status_code
    return spent


def measured(asked: dict[str, tuple[Client, str]], rounds: int, *, is_after_change: bool) -> dict[str, float]:
    """The middle of some rounds for each address."""
    for one in asked.values():
        milliseconds(*one)
    times: dict[str, list[float]] = {name: [] for name in asked}
    for _round in range(rounds):
        for name, one in asked.items():
            times[name].append(milliseconds(*one, is_after_change=is_after_change))
    return {name: statistics.median(found) for name, found in times.items()}


def main() -> int:
    """Measure, print, and tell whether it is as promised."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photographs", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    call_command("migrate", verbosity=0)
    few, many = place(FEW), place(given.photographs)
    last = -(-given.photographs // A_PAGE)
    asked = {"few": few, "many": many}
    asked |= {f"many, page {page}": (many[0], f"{many[1]}&page={page}") for page in (last // 2, last)}
    middle, ratios = {}, {}
    for is_after_change in (False, True):
        told = ", right after a change" if is_after_change else ""
        found = measured(asked, given.rounds, is_after_change=is_after_change)
        for name, spent in found.items():
            middle[name + told] = spent
            if name != "few":
                ratios[name + told] = spent / found["few"]
    for name, spent in middle.items():
        beside = f", {ratios[name]:.2f} of the year of {FEW}" if name in ratios else ""
        print(f"{name:40} {spent:6.1f} ms{beside}")
    is_bad = any(ratio > AT_MOST for ratio in ratios.values())
    print(f"{'above' if is_bad else 'within'} {AT_MOST}")
    if given.json:
        given.json.write_text(json.dumps({"milliseconds": middle, "ratios": ratios}))
    return int(is_bad)


if __name__ == "__main__":
    sys.exit(main())
