"""Anniversaries: a family's page, and a million Yahrzeits beside those of others, in one run.

    python tools/oracles.py FOLDER
    FOLDER/bin/python bench/customs.py [--count 1000000] [--rounds 5] [--json FILE]

The page: 12 persons, ten years, every custom on, computed anew for each
person. The Yahrzeits: the same random deaths of 1900 to 2018, in one Hebrew
year. @hebcal/hdate and the rule on pyluach are given Hebrew dates; ours begins
with day numbers and converts them too. All answers are compared. Processor
time, the middle of some rounds.
"""

# ruff: noqa: E402
import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from array import array
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

import numpy as np
import pyluach.dates

from yearlight.calendars import day as days
from yearlight.calendars import edtf, hebrew
from yearlight.calendars.customs import CUSTOMS, jewish
from yearlight.calendars.customs.options import choose
from yearlight.calendars.many import anniversaries
from yearlight.calendars.occurrences import Anchor, Kept, occurrences_of_many

YEAR = 5787
PERSONS, YEARS = 12, 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    figures = {"page": page(asked.rounds), "yahrzeits": yahrzeits(asked.count, asked.rounds)}
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1) + "\n")


def page(rounds: int) -> dict[str, float]:
    """The days of a family, each round with dates of its own, so that nothing is found ready but the days of the year."""
    chance = random.Random(1)
    first, last = days.number(2026, 1, 1), days.number(2026 + YEARS - 1, 12, 31)
    seconds, count = [], 0
    for _ in range(rounds * 4):
        kept = [(person, one) for person in range(PERSONS) for one in _everything(chance.randint(730000, 739000))]
        begun = time.process_time()
        count = len(occurrences_of_many(kept, first, last).days)
        seconds.append(time.process_time() - begun)
    middle, least = 1000 * statistics.median(seconds), 1000 * min(seconds)
    print(
        f"page of {PERSONS} persons, {YEARS} years, {len(CUSTOMS)} customs: {count} days, {middle:.1f} ms ({least:.1f} at best)"
    )
    return {"days": count, "milliseconds": middle, "least": least}


def _everything(died_on: int) -> list[Kept]:
    anchor = Anchor(edtf.from_day(died_on))
    answers = {"mothers-day": {"country": "fr"}, "fathers-day": {"country": "fr"}}
    return [Kept(one, choose(one, answers.get(key, {})), anchor) for key, one in CUSTOMS.items()]


def yahrzeits(count: int, rounds: int) -> dict[str, float]:
    """Ours in numpy, ours one by one, @hebcal/hdate, and the rule on pyluach."""
    died = np.random.default_rng(1).integers(days.number(1900, 1, 1), days.number(2018, 12, 31), count, dtype=np.int32)
    dates = [hebrew.from_day(day) for day in died.tolist()]
    found = anniversaries.yahrzeits(died, YEAR)
    total = int(found.sum(dtype=np.int64))

    def one_by_one() -> int:
        return sum(jewish.yahrzeits(hebrew.from_day(day), YEAR)[0][0] for day in died.tolist())

    def at_once() -> int:
        return int(anniversaries.yahrzeits(died, YEAR).sum(dtype=np.int64))

    figures = {
        "ours, numpy": _seconds(at_once, total, rounds),
        "@hebcal/hdate": _node(dates, total, rounds),
        "ours, one by one": _seconds(one_by_one, total, 1),
        "rule on pyluach": _pyluach(dates[:20_000]) * count / 20_000,
    }
    least = figures["ours, numpy"]
    for name, seconds in figures.items():
        print(f"{name:20} {seconds:8.3f} s for {count}  ({seconds / least:.1f} times ours)")
    return figures


def _seconds(work: Callable[[], int], total: int, rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        begun = time.process_time()
        assert work() == total
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def _node(dates: list[tuple[int, int, int]], total: int, rounds: int) -> float:
    packed = array("i", [part for date in dates for part in date]).tobytes()
    taken = []
    for _ in range(rounds):
        command = ["node", ROOT / "bench/customs.mjs", sys.prefix, str(YEAR)]
        seconds, answer = subprocess.run(command, input=packed, capture_output=True, check=True).stdout.split()
        assert int(answer) == total, "the answers differ"
        taken.append(float(seconds))
    return statistics.median(taken)


def _pyluach(dates: list[tuple[int, int, int]]) -> float:
    """The rule of jewish.py written on pyluach's dates, without its odd cases: the least that it can cost."""
    begun = time.process_time()
    for year, month, day in dates:
        died = pyluach.dates.HebrewDate(year, month, day)
        try:
            died.replace(year=YEAR).to_greg()
        except ValueError:
            died.add(years=YEAR - year).to_greg()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
