"""The calendar feed of the demo family, read by two programs of others from the running server.

    python -m venv FOLDER
    FOLDER/bin/pip install --require-hashes -r trials/feed-requirements.txt
    python -m trials.feed --programs FOLDER/bin

vdirsyncer fetches the feed over HTTP and stores each day as a file; khal reads
these and lists the days. What khal lists must be what the feed holds, day by
day. The feed is fetched twice and must be the same bytes. Prints one line of
JSON; the exit code is 1 where something differs.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=Path, required=True, help="the folder that holds vdirsyncer and khal")
    programs = parser.parse_args().programs.resolve()
    with tempfile.TemporaryDirectory() as name:
        found = _try(Path(name), programs)
    print(json.dumps(found))
    return int(not found["agrees"])


def _try(folder: Path, programs: Path) -> dict[str, object]:
    running = Running(folder / "home")
    demo = running.command("demo", "--small", "--pictures-each-year", "1", seconds=300).stdout
    with running:
        address = _made(running.url, demo)
        body, again = (_fetched(running.url, address) for _ in range(2))
        synced = _read_by_others(folder, programs, running.url + address, _days(body))
        token = address.removeprefix("/feed/").removesuffix(".ics")
        is_logged = token in running.printed()
    held = Counter(_days(body))
    listed = Counter(synced)
    return {
        "days": sum(held.values()),
        "bytes": len(body),
        "listed_by_khal": sum(listed.values()),
        "same_bytes_twice": body == again,
        "token_in_log": is_logged,
        "agrees": held == listed and bool(held) and body == again and not is_logged,
    }


def _made(url: str, demo: str) -> str:
    """The address of a feed that the first of the demo family makes on the page, with titles told."""
    [password] = re.findall(r"password (\S+)", demo)
    visitor = Visitor(url)
    visitor.sign_in(re.findall(r"\S+@\S+", demo)[0], password)
    visitor.get("/me/feed/")
    answer = visitor.post("/me/feed/", {"do": "make", "name": "", "titles": "told", "alarm": "none"})
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


if __name__ == "__main__":
    sys.exit(main())
