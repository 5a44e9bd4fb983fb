"""Readers that others wrote: each is a program of its own that is handed the file and tells the days as JSON."""

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from trials.feed.hard import Told

HERE = Path(__file__).resolve().parent
#: What a reader's program ends with where that reader is not there; its sentence says what is lacking.
NOT_HERE = 3


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader, and how to ask it."""

    name: str
    command: tuple[str, ...]


class ReaderIsNotHere(Exception):  # noqa: N818
    """The machine has no such reader; the text is a sentence."""


def readers(programs: Path) -> Iterator[Reader]:
    """Everybody who is asked. ``programs`` is the folder of executables of an environment that holds the Python ones."""
    for name in ("icalendar", "recurring-ical-events", "ical", "vobject"):
        yield Reader(name, (str(programs / "python"), str(HERE / "by_python.py"), name))
    yield Reader("libical", (shutil.which("python3", path="/usr/bin") or "", str(HERE / "by_libical.py")))
    yield Reader("ical.js", (shutil.which("node") or "", str(HERE / "by_ical_js.mjs"), str(programs.parent)))


def read(reader: Reader, file: Path) -> list[Told]:
    """What a reader finds in a file, by the names of the days. Raises ``ReaderIsNotHere``."""
    if not reader.command[0] or not Path(reader.command[0]).exists():
        raise ReaderIsNotHere(f"{reader.name} is left out: there is no program to run it with.")
    done = subprocess.run(
        [*reader.command, str(file)], capture_output=True, text=True, encoding="utf-8", timeout=300, check=False
    )
    if done.returncode == NOT_HERE:
        raise ReaderIsNotHere(f"{reader.name} is left out: {done.stderr.strip()}")
    assert done.returncode == 0, f"{reader.name} refuses the file: {done.stderr}"
    return sorted((_told(one) for one in json.loads(done.stdout)), key=lambda one: one.uid)


def differences(expected: list[Told], found: list[Told]) -> int:
    """How many days are lacking, there too often, or told otherwise."""
    here, there = Counter(expected), Counter(found)
    return max((here - there).total(), (there - here).total())


def _told(one: dict[str, object]) -> Told:
    """Alarms come as seconds from the begin of an event, as a reader understood them."""
    begins = datetime.fromisoformat(str(one["begins"]))
    seconds: list[int] = one.pop("rings")  # type: ignore[assignment]
    rings = tuple((begins + timedelta(seconds=each)).isoformat() for each in seconds)
    return Told(**one, rings=rings)  # type: ignore[arg-type]
