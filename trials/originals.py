"""What is kept of originals over months, at random: given, put away, swept, harmed by the disk, read again, mended.

The process dies before any call to the disk. After every step a plain model is asked: no original that a row names has
gone, each that the disk harmed is named and no other, and what the second copy has is mended (``tests/keepsakes/originals``).

    python -m trials.originals --histories 10000

Prints one line of JSON; exit code 0 where nothing differs.
"""

import argparse
import json
import sys
import tempfile
import time
import traceback

from trials.sharing import set_up

_AT_ONCE = 100


def main() -> int:
    """Live through the histories, and tell what differed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--histories", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yearlight-originals-") as home:
        set_up(home)
        return _live(given.histories, given.seed)


def _live(histories: int, seed: int) -> int:
    # They need the settings.
    from hypothesis import HealthCheck, Phase, settings  # noqa: PLC0415
    from hypothesis import seed as seeded  # noqa: PLC0415
    from hypothesis.stateful import run_state_machine_as_test  # noqa: PLC0415
    from tests.keepsakes.originals import Originals  # noqa: PLC0415

    how = settings(
        max_examples=_AT_ONCE,
        stateful_step_count=40,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    began, differs = time.process_time(), ""
    Originals.done.clear()
    while not differs and Originals.done["histories"] < histories:
        one = seeded(seed * 10**6 + Originals.done["histories"])(type("Originals", (Originals,), {}))
        try:
            run_state_machine_as_test(one, settings=how)  # type: ignore[no-untyped-call]
        except Exception:
            differs = traceback.format_exc(limit=-4)
    cpu = round(time.process_time() - began)
    print(
        json.dumps(
            {"trial": "originals", **Originals.done, "cpu_seconds": cpu, "bad": bool(differs), "example": differs}
        )
    )
    return int(bool(differs))


if __name__ == "__main__":
    sys.exit(main())
