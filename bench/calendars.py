"""Conversions of days, ours beside those of others, in one run.

    python tools/oracles.py FOLDER
    FOLDER/bin/python bench/calendars.py [--rounds 5] [--json FILE]

The same random days of 1900 to 2100, as far as a calendar goes, are turned
into its dates ("from") and back ("to"). A peer gets what it takes best: civil
dates, or day numbers where it knows them; our single calls begin with the
civil date like the Python peers', and end with it on the way back. Processor
time is compared, the middle of some rounds taken turn by turn, as ratios
within this run; rates alone say little on a shared machine.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import convertdate.hebrew
import convertdate.islamic
import hijridate
import korean_lunar_calendar
import lunar_vn
import lunarcalendar
import lunardate
import numpy as np
import pyluach.dates
from borax.calendars.lunardate import LunarDate as BoraxDate

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from yearlight.calendars import gregorian, hebrew, tabular, umm_al_qura  # noqa: E402
from yearlight.calendars.lunisolar import CHINA, KOREA, VIETNAM  # noqa: E402
from yearlight.calendars.many import hebrew as many_hebrew  # noqa: E402
from yearlight.calendars.many import lunisolar as many_lunisolar  # noqa: E402
from yearlight.calendars.many import tabular as many_tabular  # noqa: E402
from yearlight.calendars.many import umm_al_qura as many_umm_al_qura  # noqa: E402

FOLDER = Path(sys.prefix)
BATCH = 1_000_000
#: How long one measurement of single calls may take, in seconds.
LONG_ENOUGH = 0.25
#: What is held: single calls beside the fastest Python peer, batches beside the fastest of any language.
SINGLE, MANY = 2.0, 5.0

Call = Callable[..., object]


class Measure(NamedTuple):
    """One kind of work: ours for one and for a million, and the peers that do the same.

    ``inputs`` are the arguments of a single call, ``arrays`` those of a batch.
    A peer of node is named as in ``calendars.mjs``, with the columns of 32-bit
    numbers that it reads, and the most calls it gets.
    """

    name: str
    single: Call
    many: Call
    inputs: list[tuple[Any, ...]]
    arrays: tuple[Any, ...]
    peers: dict[str, Call]
    node: dict[str, tuple[str, tuple[Any, ...], int]]


# --- what is measured


def measures() -> Iterator[Measure]:
    yield from conversions()
    # Anniversaries of customs come here: one Measure each.


class Days(NamedTuple):
    """Random days of a calendar's range, as numbers and as civil dates."""

    numbers: Any
    civil: list[tuple[int, int, int]]

    @property
    def columns(self) -> tuple[Any, ...]:
        return tuple(np.array(self.civil).T)


def days_of(first: int, last: int) -> Days:
    span = max(first, date(1900, 2, 1).toordinal()), min(last, date(2100, 12, 31).toordinal())
    numbers = np.random.default_rng(5779).integers(*span, BATCH)
    return Days(numbers, [gregorian.from_day(number) for number in numbers.tolist()])


def conversions() -> Iterator[Measure]:
    whole = days_of(1, gregorian.LAST_DAY)
    printed = days_of(umm_al_qura.FIRST_DAY, umm_al_qura.LAST_DAY)
    korean = days_of(KOREA.first_day, date(2050, 12, 31).toordinal())
    one = korean_lunar_calendar.KoreanLunarCalendar()
    yield from both(
        "Hebrew",
        (hebrew, many_hebrew, whole),
        {
            "pyluach": lambda y, m, d: pyluach.dates.GregorianDate(y, m, d).to_heb(),
            "convertdate": convertdate.hebrew.from_gregorian,
        },
        {
            "pyluach": lambda y, m, d: pyluach.dates.HebrewDate(y, m, d).to_greg(),
            "convertdate": convertdate.hebrew.to_gregorian,
        },
        {"@hebcal/hdate": ("hdate", True, BATCH)},
    )
    yield from both(
        "tabular",
        (tabular, many_tabular, whole),
        {"convertdate": convertdate.islamic.from_gregorian},
        {"convertdate": convertdate.islamic.to_gregorian},
        {},
    )
    yield from both(
        "Umm al-Qura",
        (umm_al_qura, many_umm_al_qura, printed),
        {"hijridate": lambda y, m, d: hijridate.Gregorian(y, m, d).to_hijri()},
        {"hijridate": lambda y, m, d: hijridate.Hijri(y, m, d).to_gregorian()},
        {"@umalqura/core": ("umalqura", False, BATCH)},
    )
    yield from both(
        "Chinese",
        (CHINA, many_lunisolar.CHINA, whole),
        {
            "lunardate": lunardate.LunarDate.from_solar_date,
            "LunarCalendar": lambda y, m, d: lunarcalendar.Converter.Solar2Lunar(lunarcalendar.Solar(y, m, d)),
            "borax": lambda y, m, d: BoraxDate.from_solar(date(y, m, d)),
        },
        {
            "lunardate": lambda y, m, d, leap: lunardate.LunarDate(y, m, d, leap).to_solar_date(),
            "LunarCalendar": lambda y, m, d, leap: lunarcalendar.Converter.Lunar2Solar(
                lunarcalendar.Lunar(y, m, d, isleap=leap)
            ),
            "borax": lambda y, m, d, leap: BoraxDate(y, m, d, leap).to_solar_date(),
        },
        {"lunar-javascript": ("lunar", False, 300)},
    )
    yield from both(
        "Korean",
        (KOREA, many_lunisolar.KOREA, korean),
        {"korean_lunar_calendar": one.setSolarDate},
        {"korean_lunar_calendar": one.setLunarDate},
        {"korean-lunar-calendar": ("korean", False, BATCH)},
    )
    yield from both(
        "Vietnamese",
        (VIETNAM, many_lunisolar.VIETNAM, days_of(date(1968, 2, 1).toordinal(), gregorian.LAST_DAY)),
        {"lunar-vn": lambda y, m, d: lunar_vn.convert_solar_to_lunar(d, m, y)},
        {"lunar-vn": lambda y, m, d, leap: lunar_vn.convert_lunar_to_solar(d, m, y, leap)},
        {},
    )


def both(
    name: str,
    ours: tuple[Any, Any, Days],
    peers_from: dict[str, Call],
    peers_to: dict[str, Call],
    node: dict[str, tuple[str, bool, int]],
) -> Iterator[Measure]:
    """The two directions of a calendar; of a peer of node, whether it takes day numbers, and its most calls."""
    calendar, many, days = ours
    from_day, to_day, number, civil = calendar.from_day, calendar.to_day, gregorian.to_day, gregorian.from_day
    of_node = {
        peer: (f"{key} from", (days.numbers,) if is_number else days.columns, count)
        for peer, (key, is_number, count) in node.items()
    }
    yield Measure(
        f"{name}, from",
        lambda y, m, d: from_day(number(y, m, d)),
        many.from_day,
        days.civil,
        (days.numbers,),
        peers_from,
        of_node,
    )
    dates = many.from_day(days.numbers)
    yield Measure(
        f"{name}, to",
        lambda *parts: civil(to_day(*parts)),
        many.to_day,
        list(zip(*(part.tolist() for part in dates), strict=True)),
        dates,
        peers_to,
        {peer: (f"{key} to", dates, count) for peer, (key, _, count) in node.items() if key != "lunar"},
    )


# --- measuring


def singly(call: Call, inputs: list[tuple[Any, ...]]) -> float:
    """Seconds of processor time for one call."""
    begun = time.process_time()
    for parts in inputs:
        call(*parts)
    return (time.process_time() - begun) / len(inputs)


def taken(call: Call, inputs: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """So many of the inputs that a peer takes that calling it for them is long enough to measure."""
    fit: list[tuple[Any, ...]] = []
    spent = time.process_time()
    for parts in inputs:
        try:
            call(*parts)
        except Exception:  # A peer's own limits, of whatever kind, are not measured here.
            continue
        fit.append(parts)
        if len(fit) >= 500 and time.process_time() - spent > LONG_ENOUGH:
            break
    return fit


def batch(call: Call, arrays: tuple[Any, ...]) -> float:
    begun = time.process_time()
    for _ in range(5):
        call(*arrays)
    return (time.process_time() - begun) / 5 / BATCH


def by_node(peer: str, columns: tuple[Any, ...], count: int) -> float:
    numbers = np.stack([np.asarray(column, np.int32) for column in columns], axis=1).tobytes()
    command = ["node", Path(__file__).with_suffix(".mjs"), FOLDER, peer, str(count)]
    return float(subprocess.run(command, input=numbers, capture_output=True, check=True).stdout)


def measured(one: Measure, rounds: int) -> dict[str, float]:
    """Seconds a call for each way, the middle of the rounds."""
    ways: dict[str, Callable[[], float]] = {"ours many": partial(batch, one.many, one.arrays)}
    for name, call in {"ours": one.single, **one.peers}.items():
        ways[name] = partial(singly, call, taken(call, one.inputs))
    if (FOLDER / "node_modules").is_dir():
        ways |= {name: partial(by_node, *how) for name, how in one.node.items()}
    told: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            told[name].append(way())
    return {name: statistics.median(found) for name, found in told.items()}


def told(one: Measure, found: dict[str, float]) -> bool:
    """Print a measure's lines; whether what is held of it holds."""
    single = min(found[name] for name in one.peers) / found["ours"]
    fastest = min(seconds for name, seconds in found.items() if name not in {"ours", "ours many"})
    many = fastest / found["ours many"]
    is_held = single >= SINGLE and many >= MANY
    print(f"{one.name}{'' if is_held else '   NOT HELD'}")
    print(f"  single calls {1 / found['ours']:>12,.0f} a second, {single:.1f} times the fastest Python peer")
    print(
        f"  a million at once {1 / found['ours many']:>12,.0f} a second, {many:.1f} times the fastest of any language"
    )
    for name in (*one.peers, *one.node):
        if name in found:
            ratio = found[name] / found["ours"], found[name] / found["ours many"]
            print(f"    {name:22} {1 / found[name]:>12,.0f} a second; ours {ratio[0]:.1f} and {ratio[1]:.1f} times")
    return is_held


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    held, figures = True, {}
    for one in measures():
        figures[one.name] = measured(one, options.rounds)
        held &= told(one, figures[one.name])
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))
    print(f"Python {sys.version.split()[0]}, numpy {np.__version__}, {os.cpu_count()} processors; all held: {held}.")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
