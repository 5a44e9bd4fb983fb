"""The calendar feed, as the rules want it and as programs of others read it.

    python -m venv FOLDER
    FOLDER/bin/pip install --require-hashes -r trials/feed-requirements.txt
    npm install --ignore-scripts --prefix FOLDER ical.js@2.2.1
    apt-get install gir1.2-ical-3.0 python3-gi
    python -m trials.feed --programs FOLDER/bin

Two kinds of feed are looked at: three of days that are hard to carry (``hard``),
without alarms, with those of the day before, and with those of the morning; and
that of the demo family, fetched twice from the running server. Each must keep
RFC 5545, and icalendar, recurring-ical-events, ical, vobject, libical and
ical.js must all find the days that were put in, with their words, hours and
alarms. Of the server's feed, khal must list what vdirsyncer fetched. A reader
that is not on this machine is left out, which a sentence says. Prints one line
of JSON; the exit code is 1 where something differs.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from trials.feed import hard
from trials.feed.hard import Told
from trials.feed.readers import Reader, ReaderIsNotHere, differences, read, readers
from trials.feed.rules import faults
from trials.feed.served import served
from yearlight.reminders.feed import Alarm, Frame, compose


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--programs", type=Path, required=True, help="the folder that holds vdirsyncer, khal and python"
    )
    # The path as it is given: resolved, a Python of an environment would be that of the machine.
    programs = parser.parse_args().programs.absolute()
    for name in ("vdirsyncer", "khal"):
        if not (programs / name).exists():
            parser.error(f"{programs} has no {name}; the lines above say how it comes there")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        here = list(_those_here(folder, programs))
        found = {f"hard, alarm {alarm}": _hard(folder, here, alarm) for alarm in Alarm}
        found["the demo family's"] = _served(folder, programs, here)
    agrees = all(one["agrees"] for one in found.values())
    print(json.dumps({**found, "agrees": agrees}))
    return int(not agrees)


def _those_here(folder: Path, programs: Path) -> Iterator[Reader]:
    """The readers that can tell of an empty feed; of each other one, a sentence."""
    file = folder / "empty.ics"
    file.write_bytes(compose(Frame("Days"), []))
    for reader in readers(programs):
        try:
            read(reader, file)
            yield reader
        except ReaderIsNotHere as left_out:
            print(left_out, file=sys.stderr)


def _hard(folder: Path, here: list[Reader], alarm: Alarm) -> dict[str, object]:
    body = compose(Frame("Days; ours,\nand “both” of them, " * 4, alarm), hard.days())
    return _looked_at(folder / "hard.ics", here, body, hard.told(alarm))


def _served(folder: Path, programs: Path, here: list[Reader]) -> dict[str, object]:
    one = served(folder, programs)
    found = _looked_at(folder / "served.ics", here, one.body, None)
    beside = {
        "same_bytes_twice": one.body == one.again,
        "listed_by_khal": one.is_listed_by_khal,
        "token_not_in_log": not one.is_token_in_log,
    }
    return {**found, **beside, "agrees": bool(found["agrees"]) and all(beside.values())}


def _looked_at(file: Path, here: list[Reader], body: bytes, expected: list[Told] | None) -> dict[str, object]:
    """What the rules and every reader say of a feed; where nothing is expected, all must say the same."""
    file.write_bytes(body)
    wrong = faults(body)
    otherwise: dict[str, int] = {}
    for reader in here:
        told = read(reader, file)
        expected = told if expected is None else expected
        otherwise[reader.name] = differences(expected, told)
    days = len(expected or [])
    agrees = days > 0 and not wrong and bool(otherwise) and not any(otherwise.values())
    return {"days": days, "bytes": len(body), "faults": wrong, "told_otherwise_by": otherwise, "agrees": agrees}


if __name__ == "__main__":
    sys.exit(main())
