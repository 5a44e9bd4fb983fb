"""Thirty years of reminders for a thousand people, with everything that goes wrong in them.

    python -m trials.thirty_years [--people 1000] [--years 30] [--seed 1]

The planner, the sender and the ledger are the real ones, on a database in
memory. The clock goes from event to event. People move, choose other hours,
correct dates, pause, change wishes, most often close to a day. The machine is
off for minutes or for weeks, its clock is put forward and back, the mail
server is away, and the process dies at any question to the database and
before, in and after the last dot. ``years.reference`` says what must have
happened. Prints one line of JSON; exit code 0 where nothing is bad.
"""

import argparse
import json
import logging
import os
import sys
import tempfile
import time

import django


def main(arguments: list[str] | None = None) -> int:
    """Live through the years, and tell what was bad."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--years", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=float, default=0.01, help="how likely a death or a refusal is at each turn")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="yearlight-years-") as home:
        _set_up(home)
        # It needs the settings, so it comes after them.
        from trials.years.living import Years  # noqa: PLC0415

        begun = time.process_time()
        years = Years(options.people, options.years, options.seed, options.faults)
        years.live()
        told = years.told()
    print(json.dumps({**vars(options), "cpu_seconds": round(time.process_time() - begun), **told}))
    return 1 if told["bad"] else 0


def _set_up(home: str) -> None:
    os.environ["YEARLIGHT_HOME"] = home
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yearlight.config.settings")
    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    settings.DATABASES["default"]["NAME"] = ":memory:"
    settings.DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA foreign_keys=ON"
    logging.disable(logging.CRITICAL)
    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
