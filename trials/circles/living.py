"""Life after life of a family that shares, until there were enough steps, or something differed."""

import sys
import traceback
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis import seed as seeded
from hypothesis.stateful import run_state_machine_as_test

from trials.circles.asking import gates
from trials.circles.machine import Sharing
from trials.circles.wrong import plant


def live(
    steps: int, *, seed: int, pages_each: int, wrong: str = "", a_life: int = 100, at_once: int = 20
) -> dict[str, Any]:
    """So many steps; with ``wrong`` a wrong rule is in the program meanwhile. Tells what differed first.

    A life has ``a_life`` steps at the most; after ``at_once`` lives it is said how far it is.
    """
    gates.forget()
    take_out = plant(wrong) if wrong else None
    Sharing.pages_each, done = pages_each, Sharing.done
    done.clear()
    differs = ""
    try:
        while not differs and done["steps"] < steps:
            differs = _lives(at_once, seed * 10**6 + done["lives"], a_life)
            print(f"{done['steps']} steps", file=sys.stderr, flush=True)
    finally:
        if take_out is not None:
            take_out()
    return {**done, "differs": differs}


def _lives(count: int, seed: int, a_life: int) -> str:
    """So many lives; what differed in one of them, or nothing."""
    how = settings(
        max_examples=count,
        stateful_step_count=a_life,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
        report_multiple_bugs=False,
    )
    try:
        run_state_machine_as_test(seeded(seed)(type("Sharing", (Sharing,), {})), settings=how)
    except Exception:
        # Whatever was raised is told as text, with the steps that led to it: another process waits for it.
        return traceback.format_exc(limit=-4)
    return ""
