"""What the whole program needs of memory while nobody is there, and how soon it answers after a start.

    python bench/start.py [--starts 5] [--json FILE]

``yearlight run`` is started on a folder that is set up. Memory is the
proportional share (PSS) of every process that belongs to it, so that what they
share counts once: when it has come to rest after its start, and again after a
relative has opened some pages and a keeper has added a picture.
"""

# ruff: noqa: E402 -- the checkout's own folders are found from here
import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from trials.load import shots
from trials.running import Running, family_of
from trials.visitor import Visitor

from bench.page import KEEPER, PASSWORD, RELATIVE, furnish, spent

MEMORY_AT_MOST, START_AT_MOST = 170, 1.5
#: The first later work of a start is over by then, and the press, which rests for ten seconds after a picture, has ended.
_REST_SECONDS = 13.0


def memory(running: Running) -> dict[str, float]:
    """The share of each process in MB, by what it was started as."""
    return {f"{pid} {_name(pid)}": _share(pid) for pid in family_of(running.pid)}


def _share(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("Pss:"))) / 1024


def _name(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text().strip()


def use(running: Running, slug: str) -> None:
    """What a family does: some pages, and a picture."""
    relative, keeper = Visitor(running.url), Visitor(running.url)
    relative.sign_in(RELATIVE, PASSWORD)
    for page in ("", "letters/", "photos/", "2025/"):
        relative.get(f"/p/{slug}/{page}")
    keeper.sign_in(KEEPER, PASSWORD)
    answer = keeper.post(
        f"/p/{slug}/photos/add/",
        {"audience": "me", "caption": "", "description": ""},
        files=[("pictures", "view.jpg", shots(1)())],
        accept="application/json",
    )
    if answer.status not in (200, 201):
        raise SystemExit(f"The picture was answered with {answer.status}.")


def main() -> int:
    """Measure, print, and tell by the exit code whether the figures hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yearlight-bench-") as name:
        site = Running(Path(name) / "home")
        first = site.start()
        slug = furnish(site)
        site.kill()
        starts, worked = [], []
        for _ in range(options.starts):
            starts.append(site.start())
            worked.append(spent(site))
            time.sleep(0.5)
            site.stop()
        site.start()
        time.sleep(_REST_SECONDS)
        idle = memory(site)
        use(site, slug)
        time.sleep(_REST_SECONDS)
        used = memory(site)
        site.stop()
    for title, shares in (("after the start", idle), ("after some use", used)):
        print(f"{title}: " + ", ".join(f"{name} {share:.1f} MB" for name, share in shares.items()))
    print(f"processor time of all processes until the first answer: {statistics.median(worked):.2f} s")
    print(f"the first start of all, which makes the database: {first:.2f} s")
    figures = [
        ("memory at rest after the start, in MB", sum(idle.values()), MEMORY_AT_MOST),
        ("memory at rest after some use, in MB", sum(used.values()), MEMORY_AT_MOST),
        ("start to first answer, in seconds", statistics.median(starts), START_AT_MOST),
    ]
    for words, figure, most in figures:
        print(f"{words}: {figure:.2f} (at most {most}){'' if figure <= most else '   NOT HELD'}")
    if options.json:
        options.json.write_text(json.dumps({words: figure for words, figure, _most in figures}, indent=1))
    return 0 if all(figure <= most for _words, figure, most in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
