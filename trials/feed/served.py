"""The feed of the demo family from the running server: fetched as a calendar fetches it, and as vdirsyncer and khal read it."""

import os
import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import icalendar

from trials.running import Running
from trials.visitor import Visitor

_VDIRSYNCER = """[general]
status_path = "{folder}/status/"
[pair days]
a = "here"
b = "there"
collections = null
[storage here]
type = "filesystem"
path = "{folder}/days/"
fileext = ".ics"
[storage there]
type = "http"
url = "{url}"
"""
_KHAL = """[calendars]
[[days]]
path = {folder}/days
readonly = True
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
[sqlite]
path = {folder}/khal.db
"""


@dataclass(frozen=True, slots=True)
class Served:
    """A feed as it was handed out, twice, and what was found beside it."""

    body: bytes
    again: bytes
    is_listed_by_khal: bool
    is_token_in_log: bool


def served(folder: Path, programs: Path) -> Served:
    """Start the server on the demo family, make a feed on its page, and read it by programs that are not signed in."""
    running = Running(folder / "home")
    demo = running.command("demo", "--small", "--pictures-each-year", "1", seconds=300).stdout
    with running:
        address = _made(running.url, demo)
        body, again = (_fetched(running.url, address) for _ in range(2))
        held = _days(body)
        listed = _read_by_others(folder, programs, running.url + address, held)
        token = address.removeprefix("/feed/").removesuffix(".ics")
        is_logged = token in running.printed()
    return Served(body, again, bool(held) and Counter(held) == Counter(listed), is_logged)


def _made(url: str, demo: str) -> str:
    """The address of a feed that the first of the demo family makes on the page, with titles told and alarms."""
    [password] = re.findall(r"password (\S+)", demo)
    visitor = Visitor(url)
    visitor.sign_in(re.findall(r"\S+@\S+", demo)[0], password)
    visitor.get("/me/feed/")
    answer = visitor.post("/me/feed/", {"do": "make", "name": "", "titles": "told", "alarm": "morning"})
    [address] = re.findall(r"/feed/[\w-]{43}\.ics", answer.text)
    return str(address)


def _fetched(url: str, address: str) -> bytes:
    answer = Visitor(url).get(address, accept="text/calendar")
    assert answer.status == 200, answer.status
    assert "set-cookie" not in answer.headers, answer.headers
    return answer.body


def _days(body: bytes) -> list[tuple[str, str]]:
    """Each day's date and title."""
    events = icalendar.Calendar.from_ical(body.decode()).walk("VEVENT")
    return [(_date(event.decoded("dtstart")).isoformat(), str(event["summary"])) for event in events]


def _date(begins: date) -> date:
    return begins.date() if isinstance(begins, datetime) else begins


def _read_by_others(folder: Path, programs: Path, url: str, days: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What khal lists of what vdirsyncer fetched, in the form of ``_days``."""
    (folder / "vdirsyncer.conf").write_text(_VDIRSYNCER.format(folder=folder, url=url))
    (folder / "khal.conf").write_text(_KHAL.format(folder=folder))
    fetch = [programs / "vdirsyncer", "-c", folder / "vdirsyncer.conf"]
    _run([*fetch, "discover"], folder)
    _run([*fetch, "sync"], folder)
    first = min(date.fromisoformat(day) for day, _title in days)
    form = "{start-date}\t{title}"
    words = ["list", "--notstarted", "--format", form, "--day-format", "", f"{first.year}-01-01", "3000d"]
    lines = _run([programs / "khal", "-c", folder / "khal.conf", *words], folder).splitlines()
    return [(day, title) for day, _tab, title in (line.strip().partition("\t") for line in lines if "\t" in line)]


def _run(command: list[object], folder: Path) -> str:
    done = subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        input="y\n",
        env={**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
