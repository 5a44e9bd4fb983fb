"""What a night costs: a million wishes of which a day's worth is due, and the same day among fewer.

    python bench/nightly.py [--sizes 10000,100000,1000000] [--due 2740] [--database sqlite,postgresql]

Each size is made anew in a folder of its own, and planned by a process of its
own, so that its peak of memory is its own too. The same number is due each
time: what a night costs is to grow with that, and not with what exists. An
empty look, right after it, is measured as well. PostgreSQL is used where its
``initdb`` and psycopg are installed.
"""

# ruff: noqa: PLC0415 -- tables can only be imported once the settings are read; all SQL is written here
import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NIGHT = datetime(2026, 11, 14, 0, 30, tzinfo=UTC)
#: Of each family: the wishes for a death, a birth, a day to be remembered, and the Yahrzeit of the death.
EACH = 4


def main() -> int:
    """Measure each size on each database, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--due", type=int, default=2740, help="a 365th of a million")
    parser.add_argument("--database", default="sqlite,postgresql")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(_measure(options.measure, options.due)))
        return 0
    for name in options.database.split(","):
        if name == "postgresql" and (lacking := _lacking()):
            print(f"postgresql: not measured, since {lacking}.")
            continue
        for size in options.sizes.split(","):
            print(_line(name, int(size), options.due), flush=True)
    return 0


def _line(database: str, size: int, due: int) -> str:
    with tempfile.TemporaryDirectory(prefix="yearlight-night-") as folder:
        Path(folder).chmod(0o755)
        environment = {
            **os.environ, "YEARLIGHT_HOME": folder, "DJANGO_SETTINGS_MODULE": "bench.nightly_settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]),
        }  # fmt: skip
        words = [sys.executable, __file__, "--measure", str(size), "--due", str(due)]
        if database == "sqlite":
            ran = subprocess.run(words, env=environment, stdout=subprocess.PIPE, text=True, check=True)
        else:
            with _postgresql(Path(folder) / "server") as socket:
                environment["BENCH_POSTGRES"] = socket
                ran = subprocess.run(words, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(ran.stdout)
    return (
        f"{database}: {size} wishes, {found['planned']} due: {found['wall']:.1f} s, {found['cpu']:.1f} s of processor "
        f"time, {1000 * found['cpu'] / due:.1f} ms each, peak {found['peak']:.0f} MiB ({found['before']:.0f} before); "
        f"an empty look {found['empty']:.1f} ms"
    )


def _measure(size: int, due: int) -> dict[str, Any]:
    """Make the rows and plan the night, in this process."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    _fill(size // EACH, due)
    from yearlight.reminders.actions import planning
    from yearlight.reminders.models import Message

    before = _peak()
    wall, cpu = time.perf_counter(), time.process_time()
    planning.plan(NIGHT, most=size)
    spent = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    planned, peak = Message.objects.count(), _peak()
    # What is planned is sent by others; a look of later finds it decided.
    Message.objects.update(outcome="sent")
    begun = time.perf_counter()
    for minute in range(10, 20):
        planning.plan(NIGHT + timedelta(minutes=minute))
    empty = (time.perf_counter() - begun) * 100
    return {**spent, "planned": planned, "before": before, "peak": peak, "empty": empty}


def _fill(families: int, due: int) -> None:
    """So many families with one account each. In the first ``due`` of them the death is remembered today."""
    from django.db import connection

    from yearlight.memorials.models import KeptCustom, Person, PersonDate
    from yearlight.people.models import Account, Circle, Family, Member, Membership
    from yearlight.reminders.models import Receiver, Wish

    made = NIGHT - timedelta(days=400)
    family = Family(pk=1, made_at=made)
    circle = Circle(pk=1, family=family, kind="keepers")
    account = Account(pk=1, email="1", name="Mara", time_zone="UTC", joined_at=made)
    member = Member(pk=1, family=family, account=account, name="Mara", role="keeper", joined_at=made)
    person = Person(pk=1, family=family, audience=circle, name="Jonah", made_at=made)
    receiver = Receiver(pk=1, account=account, made_at=made)
    same = {"id": "i", "public_id": "CAST(i AS text)", "family_id": "i"}
    whole = {**same, "audience_id": "i", "account_id": "i", "circle_id": "i", "member_id": "i", "person_id": "i"}
    far = "date('2026-11-17', '+' || (i %% 350) || ' days')"
    if connection.vendor == "postgresql":
        far = "(date '2026-11-17' + (i %% 350)::int)"
    with connection.cursor() as cursor:
        for row, more in (
            (family, {}), (circle, {}), (account, {"email": "i || '@example.org'"}), (member, {}),
            (Membership(pk=1, member=member, circle=circle), {}), (person, {}), (receiver, {}),
        ):  # fmt: skip
            _copies(cursor, row, families, {**whole, **more})
        for number, (kind, custom) in enumerate(
            (("died", "civil-yearly"), ("born", "civil-yearly"), ("remembered", "civil-yearly"), ("died", "yahrzeit"))
        ):
            date_id = f"i * {EACH} + {number if custom != 'yahrzeit' else 0}"
            if custom != "yahrzeit":
                days = {"died": "2018-11-14", "born": "2018-06-01", "remembered": "2019-02-03"}
                row = PersonDate(
                    pk=1, person=person, kind=kind, happened_on=days[kind], first_on=days[kind], last_on=days[kind]
                )
                _copies(cursor, row, families, {**whole, "id": date_id, "public_id": f"'{kind}' || i"})
            else:
                kept = KeptCustom(pk=1, person=person, date_id=1, custom=custom, made_at=made)
                _copies(cursor, kept, families, {**whole, "date_id": date_id})
            wish = Wish(pk=1, receiver=receiver, person=person, date_id=1, custom=custom, leads="0m", changed_at=made)
            when = f"CASE WHEN i <= {due} THEN {_today(connection.vendor)} ELSE {far} END" if number == 0 else far
            _copies(
                cursor, wish, families,
                {**whole, "id": f"i * {EACH} + {number}", "receiver_id": "i", "date_id": date_id, "due_on": when},
            )  # fmt: skip
        cursor.execute("ANALYZE")


def _today(vendor: str) -> str:
    return "date '2026-11-14'" if vendor == "postgresql" else "'2026-11-14'"


def _copies(cursor: Any, row: Any, count: int, own: dict[str, str]) -> None:
    """Insert so many copies of a row, in which some columns are worked out from their number ``i``."""
    from django.db import connection

    names, values, given = [], [], []
    for field in row._meta.concrete_fields:
        names.append(f'"{field.column}"')
        if field.column in own:
            values.append(own[field.column])
        else:
            values.append("%s")
            given.append(field.get_db_prep_save(field.pre_save(row, add=False), connection))
    table = row._meta.db_table
    cursor.execute(
        f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
        f'INSERT INTO "{table}" ({", ".join(names)}) SELECT {", ".join(values)} FROM n',
        given,
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _lacking() -> str:
    """Why PostgreSQL cannot be measured here; empty where it can."""
    if _programs() is None:
        return "its initdb is not installed here (apt-get install postgresql)"
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed here"
    return ""


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).resolve().parent if named else None


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    """A server of its own on a socket, with Debian's settings; it refuses to run as root, so then it is the user postgres."""
    programs = _programs()
    assert programs is not None
    folder.mkdir()
    who: dict[str, Any] = {"user": "postgres"} if os.getuid() == 0 else {}
    if who:
        shutil.chown(folder, "postgres")
        shutil.chown(folder.parent, "postgres")
    data = folder / "data"
    quiet: dict[str, Any] = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder, **who}
    subprocess.run([programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"], **quiet)
    server = f"-k {folder} -c listen_addresses="
    subprocess.run([programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", server, "start"], **quiet)
    try:
        yield str(folder)
    finally:
        subprocess.run([programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], **quiet)


if __name__ == "__main__":
    sys.exit(main())
