"""What the year's page costs a family of two persons, one of twelve, and one of twelve with every custom there is.

    python bench/year.py [--persons 12] [--rounds 9] [--profile] [--json FILE]

In one process and in a folder of its own: the page is asked for as a browser
asks, and its parts are measured beside it, each anew in every round. What
counts is processor time; the middle of some rounds. ``--profile`` shows where
it goes.
"""

# ruff: noqa: E402 -- tables can only be imported once the settings are read
import argparse
import cProfile
import json
import logging
import os
import pstats
import random
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
_HOME = tempfile.TemporaryDirectory(prefix="yearlight-bench-")
os.environ["YEARLIGHT_HOME"] = _HOME.name
os.environ["DJANGO_SETTINGS_MODULE"] = "yearlight.config.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from yearlight.calendars.customs import CUSTOMS
from yearlight.core import clock
from yearlight.memorials.models import KeptCustom, Person, PersonDate
from yearlight.pages.listing import listing
from yearlight.pages.year import year_page
from yearlight.pages.year_days import owner_year
from yearlight.people import queries as people
from yearlight.people.models import Account, Circle, Family, Member, Membership
from yearlight.people.roles import CIRCLES, CircleKind, Role
from yearlight.reminders.actions import shared
from yearlight.reminders.queries.days import days_of
from yearlight.reminders.queries.sources import sources
from yearlight.web import ready

YEAR = 2027
#: In milliseconds of processor time: as it lies ready, right after a change to one person's days, and with nothing ready
#: at all, for two persons, for twelve with three customs each and every shared day, and for twelve with every custom
#: there is, which is more than anybody keeps.
READY_AT_MOST, CHANGED_AT_MOST, ANEW_AT_MOST = 30, (30, 30, 30), (30, 50, 250)
_chance = random.Random(8)


def furnish(persons: int, *, has_everything: bool, has_shared: bool, email: str) -> Account:
    """A family of so many persons, and the account that keeps it."""
    family = Family.objects.create(made_at=clock.now())
    for kind in (CircleKind.KEEPERS, CircleKind.FAMILY, CircleKind.FRIENDS):
        Circle.objects.create(family=family, kind=kind)
    account = Account.objects.create_user(email, "rowan-lake-tram", name="Mara")
    keeper = Member.objects.create(family=family, account=account, name="Mara", role=Role.KEEPER, joined_at=clock.now())
    for circle in family.circles.filter(kind__in=CIRCLES[Role.KEEPER]):
        Membership.objects.create(member=keeper, circle=circle)
    for number in range(persons):
        _person(family, f"Child {number}", has_everything=has_everything)
    if has_shared:
        _all_shared(account)
    return account


def _person(family: Family, name: str, *, has_everything: bool) -> None:
    audience = family.circles.get(kind=CircleKind.FAMILY)
    one = Person.objects.create(family=family, audience=audience, name=name, counts_years=True, made_at=clock.now())
    born = date(2018, 1, 1) + timedelta(days=_chance.randint(0, 2500))
    dates = {"born": born, "died": born + timedelta(days=3), "funeral": born + timedelta(days=9)}
    rows = {
        kind: PersonDate.objects.create(person=one, kind=kind, happened_on=day.isoformat(), first_on=day, last_on=day)
        for kind, day in dates.items()
    }
    keys = (
        [key for key in CUSTOMS if key != "none"] if has_everything else ["civil-yearly", "yahrzeit", "civil-monthly"]
    )
    for key in keys:
        of = next((rows[kind] for kind in ("died", "born", "funeral") if kind in CUSTOMS[key].anchors), None)
        country = {"country": "fr"} if key in ("mothers-day", "fathers-day") else {}
        KeptCustom.objects.create(person=one, date=of, custom=key, options=country, made_at=clock.now())


def _all_shared(account: Account) -> None:
    viewer = people.viewer_of(account.pk)
    for key, custom in CUSTOMS.items():
        if not custom.anchors:
            country = {"country": "fr"} if key in ("mothers-day", "fathers-day") else {}
            shared.take_part(viewer, custom=key, options=country, now=clock.now())


def measured(account: Account, rounds: int) -> dict[str, float]:
    """Milliseconds of the whole page and of its parts, and how often the database is asked."""
    client, viewer = Client(headers={"host": "localhost"}), people.viewer_of(account.pk)
    client.force_login(account)
    address = reverse("pages:whole-year-of", args=[YEAR])
    shown = listing(str(YEAR), clock.today(timezone.get_current_timezone_name()))
    assert shown is not None
    first, last = shown.first.toordinal(), shown.last.toordinal()
    found: dict[str, list[float]] = {
        name: [] for name in ("ready", "changed", "anew", "asking", "finding", "drawing", "composing")
    }
    one = Person.objects.filter(family__members__account=account)[0]
    for _round in range(rounds + 1):
        ready.forget()
        with spent(found["anew"]):
            page = client.get(address)
        # What each change to a person's days does.
        Person.objects.filter(pk=one.pk).update(version=F("version") + 1)
        with spent(found["changed"]):
            client.get(address)
        with spent(found["ready"]):
            client.get(address)
        with spent(found["asking"]):
            many = sources(viewer)
        with spent(found["finding"]):
            days = days_of(many, first, last).days
        with spent(found["drawing"]):
            owner = owner_year(many, shown, today=shown.first, has_several=True)
        with spent(found["composing"]):
            year_page([owner], shown, today=shown.first, latitude=50)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    figures = {name: statistics.median(times[1:]) for name, times in found.items()}
    rows = page.content.count(b'<li id="d-')
    return {**figures, "days": len(days), "rows": rows, "bytes": len(page.content), "queries": len(asked)}


@contextmanager
def spent(into: list[float]) -> Any:
    """Adds the processor time that was spent meanwhile."""
    begun = time.process_time()
    yield
    into.append(1000 * (time.process_time() - begun))


def profiled(account: Account) -> None:
    client = Client(headers={"host": "localhost"})
    client.force_login(account)
    address = reverse("pages:whole-year-of", args=[YEAR])
    client.get(address)
    ready.forget()
    profile = cProfile.Profile()
    profile.runcall(client.get, address)
    pstats.Stats(profile).sort_stats("tottime").print_stats(28)


def main() -> int:
    """Measure, print, and tell by the exit code whether the figures hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--persons", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    # Some of these customs have no days for some of these dates, which the page says and the log too.
    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)
    usual = furnish(2, has_everything=False, has_shared=False, email="two@example.org")
    large = furnish(asked.persons, has_everything=False, has_shared=True, email="twelve@example.org")
    full = furnish(asked.persons, has_everything=True, has_shared=True, email="everything@example.org")
    families = {"usual": usual, "large": large, "full": full}
    figures = {name: measured(account, asked.rounds) for name, account in families.items()}
    is_held = True
    for name, changed, anew in zip(families, CHANGED_AT_MOST, ANEW_AT_MOST, strict=True):
        one = figures[name]
        most = {"ready": READY_AT_MOST, "changed": changed, "anew": anew}
        is_here = all(one[part] <= limit for part, limit in most.items())
        is_held = is_held and is_here
        told = ", ".join(f"{part} {one[part]:.1f} (at most {limit})" for part, limit in most.items())
        parts = ", ".join(f"{part} {one[part]:.1f}" for part in ("asking", "finding", "drawing", "composing"))
        print(
            f"{name}: {one['days']} days in {one['rows']} rows, {one['bytes'] / 1000:.0f} kB, {one['queries']} queries;\n"
            f"    milliseconds: {told}, of it {parts}{'' if is_here else '   NOT HELD'}"
        )
    if asked.profile:
        profiled(full)
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1))
    return 0 if is_held else 1


if __name__ == "__main__":
    sys.exit(main())
