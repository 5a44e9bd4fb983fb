"""A family that shares, closes and moves people at random, and at every step: who sees what?

    python -m trials.sharing [--steps 100000] [--seed 1] [--processes 2] [--wrong closed-link-opens]

The actions, gates and pages are the real ones, on a database in memory. Beside
them ``circles.rule`` says in ten lines of plain Python who sees what. After
every step everybody is asked for at the gate: both keepers, a relative, two
guests, a keeper and a guest of another family, a stranger; and after some a page
is read as one of them: lists, the place, a year, each thing, the search, the
feed. ``--wrong`` puts a wrong rule into the program, and the trial is to find it.
Prints one line of JSON; exit code 0 where nothing differs.
"""

import argparse
import gc
import json
import logging
import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import django


def main(arguments: list[str] | None = None) -> int:
    """Live through the steps, and tell what differed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--steps", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--pages-each", type=int, default=5, help="a page is read after each so many steps")
    parser.add_argument("--wrong", default="", help="the wrong rule to put in")
    options = parser.parse_args(arguments)
    steps = -(-options.steps // options.processes)
    with ProcessPoolExecutor(options.processes, mp_context=get_context("spawn")) as pool:
        rest = [
            (steps, options.seed * 1000 + one, options.pages_each, options.wrong) for one in range(options.processes)
        ]
        told = list(pool.map(_run, *zip(*rest, strict=True)))
    counts = {
        name: sum(one.get(name, 0) for one in told)
        for name in ("steps", "lives", "allowed", "refused", "pages", "cpu_seconds")
    }
    differs = [one["differs"] for one in told if one["differs"]]
    print(json.dumps({**vars(options), **counts, "bad": len(differs), "examples": differs}))
    return 1 if differs else 0


def _run(steps: int, seed: int, pages_each: int, wrong: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="yearlight-sharing-") as home:
        set_up(home)
        # It needs the settings, so it comes after them.
        from trials.circles.living import live  # noqa: PLC0415

        begun = time.process_time()
        told = live(steps, seed=seed, pages_each=pages_each, wrong=wrong)
    return {**told, "cpu_seconds": round(time.process_time() - begun)}


def set_up(home: str) -> None:
    """The program on a database in memory and a folder of its own, in this process."""
    os.environ["YEARLIGHT_HOME"] = home
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yearlight.config.settings")
    os.environ.setdefault("YEARLIGHT_ALSO_HOSTS", "testserver")
    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    settings.DATABASES["default"]["NAME"] = ":memory:"
    settings.DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA foreign_keys=ON"
    # Nobody is refused for knocking often, and no file of styles is looked for by its checksum.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    logging.disable(logging.CRITICAL)
    call_command("migrate", verbosity=0)
    gc.freeze()


if __name__ == "__main__":
    sys.exit(main())
