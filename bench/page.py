"""What a person's place costs the server, beside a bare Django view that returns ready bytes, in one run.

    python bench/page.py [--rounds 9] [--requests 40] [--json FILE]

A signed-in relative opens a place with 120 pictures, 40 letters and 200 kind
words, over HTTP and from the real server: as it lies ready, right after a
change, and beside both the bare view of ``bench/bare.py``, which checks session
and right and returns the same bytes. The three take turns, so that a busy
minute meets all alike. What counts is processor time of everything that serves
them; wall time says little on a shared machine.
"""

# ruff: noqa: E402 -- the checkout's own folders are found from here
import argparse
import gzip
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from trials.running import Running, family_of
from trials.visitor import Visitor

KEEPER, RELATIVE, PASSWORD = "mara@example.org", "ilse@example.org", "rowan-lake-tram"
#: In milliseconds of processor time for one request.
READY_AT_MOST, CHANGED_AT_MOST = 8, 50
COMPRESSED_AT_MOST = 60_000


def spent(running: Running) -> float:
    """Processor seconds that a server has used so far, with everything it started and that still lives."""
    return sum(time.clock_gettime(_clock_of(pid)) for pid in family_of(running.pid))


def _clock_of(pid: int) -> int:
    """The number of a process's processor clock, as Linux makes it of the process's own."""
    return (~pid << 3) | 2


def furnish(site: Running) -> str:
    """Make the family; returns the part of the address that names the place."""
    made = subprocess.run(
        [sys.executable, ROOT / "bench/family.py"], env=site.environment, capture_output=True, text=True, check=True
    )
    return str(json.loads(made.stdout)["slug"])


def measured(
    site: Running, bare: Running, relative: Visitor, slug: str, *, rounds: int, requests: int
) -> dict[str, list[float]]:
    """Milliseconds of processor time for one request, round by round; the first round warms up and is not counted."""
    address = f"/p/{slug}/"
    at_bare = Visitor(bare.url, dict(relative.cookies))
    found: dict[str, list[float]] = {"ready": [], "bare": [], "changed": []}
    for _round in range(rounds + 1):
        found["ready"].append(cost(site, relative, address, requests))
        found["bare"].append(cost(bare, at_bare, address, requests))
        found["changed"].append(cost(site, relative, address, requests // 4, first=lambda: change(site.home)))
    return {name: times[1:] for name, times in found.items()}


def cost(
    running: Running, visitor: Visitor, address: str, requests: int, *, first: Callable[[], None] = lambda: None
) -> float:
    """The mean of some requests; ``first`` is done before each and not counted."""
    total = 0.0
    for _ in range(requests):
        first()
        before = spent(running)
        answer = visitor.get(address)
        total += spent(running) - before
        if answer.status != 200:
            raise SystemExit(f"The page answered {answer.status}.\n{running.printed()[-2000:]}")
    return 1000 * total / requests


def change(home: Path) -> None:
    """Raise the version of every person, as each change of what a page could show does."""
    with sqlite3.connect(home / "yearlight.sqlite3", timeout=20) as database:
        database.execute("UPDATE memorials_person SET version = version + 1")
    database.close()


def told(figures: dict[str, float], file: Path | None) -> int:
    """Print the figures and what they are held to; 0 where all hold."""
    print(f"bare view: {figures['bare']:.2f} ms of processor time for one request")
    print(f"the place beside it: {figures['ready'] / figures['bare']:.2f} times as much")
    print(f"bytes of the page: {figures['bytes']:.0f}, compressed {figures['compressed']:.0f}")
    bounds = {
        "ready": ("the place as it lies ready, in ms", READY_AT_MOST),
        "changed": ("the place right after a change, in ms", CHANGED_AT_MOST),
        "compressed": ("its bytes, compressed", COMPRESSED_AT_MOST),
    }
    for name, (words, most) in bounds.items():
        print(f"{words}: {figures[name]:.2f} (at most {most}){'' if figures[name] <= most else '   NOT HELD'}")
    if file is not None:
        file.write_text(json.dumps(figures, indent=1))
    return 0 if all(figures[name] <= most for name, (_words, most) in bounds.items()) else 1


def main() -> int:
    """Measure, print, and tell by the exit code whether the figures hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--requests", type=int, default=40, help="in one round, of each kind")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yearlight-bench-") as name:
        folder = Path(name)
        with Running(folder / "home") as site:
            slug = furnish(site)
            relative = Visitor(site.url)
            relative.sign_in(RELATIVE, PASSWORD)
            page = relative.get(f"/p/{slug}/").body
            (folder / "ready.html").write_bytes(page)
            # The same program with other settings: so it is served alike, down to the worker beside it.
            alike = {"DJANGO_SETTINGS_MODULE": "bench.bare_settings", "BENCH_READY": str(folder / "ready.html")}
            with Running(folder / "home", environment=alike) as bare:
                found = measured(site, bare, relative, slug, rounds=options.rounds, requests=options.requests)
    figures = {name: statistics.median(times) for name, times in found.items()}
    figures["bytes"], figures["compressed"] = len(page), len(gzip.compress(page, 6))
    return told(figures, options.json)


if __name__ == "__main__":
    sys.exit(main())
