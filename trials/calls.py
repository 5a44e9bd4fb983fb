"""The program, killed at every system call by which it writes; then told at each of them that the disk says no.

What a person does is done in one process, by the program's own code from the
request to the answer: a picture comes in two parts and is kept, a letter is
kept, another is put away, and what was put away long ago is removed. strace
stops the process at one call, and at the next one the next time. After each,
rows and files are held against every answer that had been given, ``yearlight
check`` is asked, and the file is sent to its end as a browser would.

    python -m trials.calls --kill
    python -m trials.calls --errors ENOSPC,EIO

Prints one line of JSON. The exit code is 1 if anything answered is not there,
and 3 where strace cannot be used.
"""

import argparse
import contextlib
import hashlib
import json
import mmap
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from trials.kill import seed
from trials.load import Ledger, Sending, body_of, report, shots
from trials.offline import in_folder
from trials.reading import Verdict, compare
from trials.running import Running
from trials.seed import EMAIL, PASSWORD
from trials.visitor import Visitor

CANNOT = 3
#: Calls that write, name or flush; of those that open only what opens to write counts.
CALLS = (
    *("openat", "write", "pwrite64", "fsync", "fdatasync", "link", "rename", "unlink"),
    *("mkdir", "ftruncate", "chmod", "utimensat", "utime", "flock", "fcntl"),
)
#: Those of them at which a disk can say no.
WRITES = ("openat", "write", "pwrite64", "fsync", "fdatasync", "link", "rename", "unlink", "mkdir", "ftruncate")
_TUS = {"Tus-Resumable": "1.0.0"}
_PART = "application/offset+octet-stream"
_KEYS = {"kept": "a1", "after": "b2", "away": "c3"}


def main() -> int:
    """Run the trial as the arguments say; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kill", action="store_true", help="SIGKILL at every call")
    parser.add_argument("--errors", default="", help="what every call is told, such as ENOSPC,EIO")
    parser.add_argument("--only", default="", help="only these calls")
    parser.add_argument("--most", type=int, default=0, help="so many points, chosen at random; 0 for all")
    parser.add_argument("--folder", type=Path, help="where to work: memory is fastest; a temporary folder otherwise")
    given = parser.parse_args()
    if shutil.which("strace") is None:
        print("This trial needs the package strace.", file=sys.stderr)
        return CANNOT
    with tempfile.TemporaryDirectory(prefix="yearlight-calls-", dir=given.folder) as folder:
        return Trial(given, Path(folder)).run()


class Acks:
    """Answers noted in memory that outlives the process that notes them, without a system call."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 1 << 16)

    def clear(self) -> None:
        self._memory[:8] = bytes(8)

    def note(self, what: str, thing: str, content: str) -> None:
        line = json.dumps([what, thing, content]).encode() + b"\n"
        end = int.from_bytes(self._memory[:8])
        self._memory[8 + end : 8 + end + len(line)] = line
        self._memory[:8] = (end + len(line)).to_bytes(8)

    def all(self) -> list[list[str]]:
        end = int.from_bytes(self._memory[:8])
        return [json.loads(line) for line in self._memory[8 : 8 + end].splitlines()]


class Trial:
    """One folder as it was before, a copy of it for each point, and what was answered."""

    def __init__(self, given: argparse.Namespace, folder: Path) -> None:
        self._given, self._folder = given, folder
        self._base, self._home = folder / "base", folder / "home"
        self._acks = Acks()
        self._verdict = Verdict()
        self._figures, self._points = Counter[str](), Counter[str]()
        self._data = shots(1)()

    def run(self) -> int:
        """Count the calls, then stop at each; returns the exit code."""
        began = time.monotonic()
        self._prepare()
        points = list(self._all_points())
        if self._given.most and len(points) > self._given.most:
            points = random.Random(1).sample(points, self._given.most)
        for call, number, error in points:
            self._point(call, number, error)
        report(
            trial="calls",
            seconds=round(time.monotonic() - began),
            points=sum(self._points.values()),
            points_by_call=dict(self._points),
            **dict(self._figures),
            bad=dict(self._verdict.counts),
            examples=self._verdict.examples,
        )
        return 1 if self._verdict.is_bad else 0

    def _prepare(self) -> None:
        """A family with a letter to be put away and a picture that was; and the program, loaded into this process."""
        running = Running(self._base)
        with running:
            self._slug = seed(running)
            visitor = Visitor(running.url)
            visitor.sign_in(EMAIL, PASSWORD)
            base = f"/p/{self._slug}/"
            self._away = _letter(visitor, base, _KEYS["away"])
            files = [("pictures", "old.jpg", shots(2)())]
            made = visitor.post(f"{base}photos/add/", {"audience": "me"}, files=files, accept="application/json").json()
            away = visitor.post(f"{made['files'][0]['address']}put-away/", {})
            assert away.status == 302, (made, away.status)
            running.stop()
        self._cookies = visitor.cookies
        shutil.copytree(self._base, self._home)
        os.environ.update(running.environment, YEARLIGHT_HOME=str(self._home))
        _load(self._look)

    def _look(self) -> None:
        """Everything once, so that what is read from files only at first is read."""
        self._steps()
        self._acks.clear()

    def _all_points(self) -> Iterator[tuple[str, int, str]]:
        """Every call that writes: its name, which one of that name it is, and what it is told."""
        seen = self._traced(["-e", f"trace={','.join(CALLS)}"])
        assert self._acks.all()[-1][0] == "end", "the steps do not come to their end by themselves"
        counts = Counter[str]()
        for line in seen:
            call = re.match(r"(?:\d+ +)?(\w+)\(", line)
            if call is None:
                continue
            name = call[1]
            counts[name] += 1
            if self._given.only and name not in self._given.only.split(","):
                continue
            if name == "openat" and not re.search(r"O_(WRONLY|RDWR|CREAT)", line):
                continue
            if self._given.kill:
                yield name, counts[name], ""
            for error in filter(None, self._given.errors.split(",")):
                if name in WRITES:
                    yield name, counts[name], error

    def _point(self, call: str, number: int, error: str) -> None:
        told = f"error={error}" if error else "signal=SIGKILL"
        log = self._traced(["-e", f"trace={call}", "-e", f"inject={call}:{told}:when={number}"])
        self._points[call] += 1
        answers = self._acks.all()
        self._figures["answers"] += len(answers)
        self._figures["ended" if answers and answers[-1][0] == "end" else "died"] += 1
        self._figures["hit"] += any("INJECTED" in line or "SIGKILL" in line for line in log)
        before = len(self._verdict.examples), sum(self._verdict.counts.values())
        self._hold(answers)
        self._goes_on(answers)
        if sum(self._verdict.counts.values()) > before[1]:
            self._verdict.examples[before[0] :] = [
                f"{call} {number} {error or 'kill'}: {one}" for one in self._verdict.examples[before[0] :]
            ]

    def _hold(self, answers: list[list[str]]) -> None:
        """Rows and files against every answer."""
        ledger = Ledger(self._folder / "ledger")
        ledger.tried |= {hashlib.sha256(self._data).hexdigest(), *_KEYS.values()}
        gone = {thing for what, thing, _content in answers if what == "gone"}
        for what, thing, content in answers:
            if thing in gone:
                continue
            if what in ("part", "begin"):
                ledger.sendings.setdefault(thing, Sending(thing, self._data))
            if what in ("part", "picture", "kept"):
                ledger.promised(what, thing, content)
        found = in_folder(self._home, self._slug)
        # What was there before belongs to nobody's answer here.
        found.pictures = {key: one for key, one in found.pictures.items() if one in ledger.tried or not one}
        self._add(compare(ledger, ledger.told, found))

    def _goes_on(self, answers: list[list[str]]) -> None:
        """The program's own check finds nothing, and what was begun comes to its end."""
        self._acks.clear()
        gone = {one[1] for one in answers if one[0] == "gone"}
        told = [one[1] for one in answers if one[0] == "begin" and one[1] not in gone]
        pid = _forked(lambda: self._finish_or_tell(told[0] if told else ""))
        os.waitpid(pid, 0)
        for what, thing, content in self._acks.all():
            if what == "bad":
                self._verdict.add(thing, content)
        if not self._acks.all() or self._acks.all()[-1][0] != "end":
            self._verdict.add("does not go on", str(self._acks.all())[-300:])

    def _finish_or_tell(self, address: str) -> None:
        try:
            self._finish(address)
        except Exception:
            self._acks.note("bad", "does not go on", traceback.format_exc()[-900:])

    def _finish(self, address: str) -> None:
        from yearlight.ops import check, prepare  # noqa: PLC0415 - it needs the settings

        # What each start does.
        prepare.open_doors()
        for one in check.check(check.Count()):
            if one.is_fault:
                self._acks.note("bad", "check", one.sentence)
        client = self._client()
        if address and client.head(address).status_code != 200:
            self._acks.note("bad", "lost uploads", address)
        # With an error before, it may have been given up, which whoever sent it was told.
        address = address or self._begin(client)
        offset = int(client.head(address).headers["Upload-Offset"])
        if offset < len(self._data):
            self._part(client, address, offset, len(self._data))
        files = self._keep(client, address)
        if not files or not files[0]["kept"]:
            self._acks.note("bad", "does not go on", f"{offset} {files}")
        if not self._write(client, _KEYS["after"]):
            self._acks.note("bad", "does not go on", "no letter is kept")
        self._acks.note("end", "", "")

    # --- what a person does

    def _steps(self) -> None:
        client = self._client()
        address = self._begin(client)
        if address:
            self._acks.note("begin", address, "")
            half = len(self._data) // 2
            for begin, end in ((0, half), (half, len(self._data))):
                if self._part(client, address, begin, end):
                    self._acks.note("part", address, str(end))
            files = self._keep(client, address)
            if files and files[0]["kept"]:
                self._acks.note("picture", files[0]["address"], hashlib.sha256(self._data).hexdigest())
        letter = self._write(client, _KEYS["kept"])
        if letter:
            self._acks.note("kept", letter, _KEYS["kept"])
        client.post(f"/p/{self._slug}/letters/{self._away}/put-away/")
        with contextlib.suppress(Exception):
            self._remove_what_is_over()
        self._acks.note("end", "", "")

    def _remove_what_is_over(self) -> None:
        from datetime import timedelta  # noqa: PLC0415 - as below

        from yearlight.core import clock  # noqa: PLC0415 - it needs the settings
        from yearlight.keepsakes import actions  # noqa: PLC0415

        for days in (31, 40):
            actions.sweep(now=clock.now() + timedelta(days=days))

    def _client(self) -> Any:
        from django.test import Client  # noqa: PLC0415 - it needs the settings

        client = Client(raise_request_exception=False, headers=_TUS, SERVER_NAME="127.0.0.1")
        for name, value in self._cookies.items():
            client.cookies[name] = value
        return client

    def _begin(self, client: Any) -> str:
        headers = {"Upload-Length": str(len(self._data))}
        answer = client.post(f"/p/{self._slug}/uploads/", headers=headers, content_type=_PART)
        return str(answer.headers["Location"]) if answer.status_code == 201 else ""

    def _part(self, client: Any, address: str, begin: int, end: int) -> bool:
        headers = {"Upload-Offset": str(begin)}
        answer = client.patch(address, self._data[begin:end], headers=headers, content_type=_PART)
        if answer.status_code == 507:
            # A disk that did not write through once may have lost what it wrote before: the whole upload is given up,
            # and whoever sends it is told so.
            self._acks.note("gone", address, "")
        return bool(answer.status_code == 204)

    def _keep(self, client: Any, address: str) -> Any:
        answer = client.post(f"{address}keep/", {"audience": "me"})
        return answer.json()["files"] if answer.status_code in (201, 422) else []

    def _write(self, client: Any, key: str) -> str:
        fields = {"title": "", "body": body_of(key), "audience": "me", "window": f"w{key}", "base_revision": 0}
        answer = client.post(f"/p/{self._slug}/letters/write/", {**fields, "saves": 1, "do": "keep"})
        found = re.search(r"/letters/(\w+)/", answer.headers.get("Location", ""))
        return found[1] if answer.status_code == 302 and found else ""

    # --- how it is stopped

    def _traced(self, words: list[str]) -> list[str]:
        """Do the steps on a new copy of the folder, watched by strace; returns what it saw."""
        shutil.rmtree(self._home)
        shutil.copytree(self._base, self._home)
        self._acks.clear()
        pid = _forked(self._steps, stops=True)
        os.waitpid(pid, os.WUNTRACED)
        log = self._folder / "trace"
        strace = subprocess.Popen(["strace", "-p", str(pid), "-o", str(log), *words], stderr=subprocess.PIPE, text=True)
        assert strace.stderr is not None
        line = strace.stderr.readline()
        assert "attached" in line, line
        os.kill(pid, signal.SIGCONT)
        os.waitpid(pid, 0)
        strace.wait(20)
        return log.read_text(errors="replace").splitlines()

    def _add(self, verdict: Verdict) -> None:
        self._verdict.counts.update(verdict.counts)
        self._verdict.examples = [*self._verdict.examples, *verdict.examples][:8]


def _forked(work: Callable[[], None], *, stops: bool = False) -> int:
    """Another process that does this, quietly; its id."""
    pid = os.fork()
    if pid:
        return pid
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        if stops:
            os.kill(os.getpid(), signal.SIGSTOP)
        work()
    finally:
        os._exit(0)


def _load(look: Callable[[], None]) -> None:
    """Load the program. What the press says of the picture is asked for once: it writes nothing."""
    import django  # noqa: PLC0415 - it needs the settings

    os.environ["DJANGO_SETTINGS_MODULE"] = "yearlight.config.settings"
    django.setup()
    from django.db import connections  # noqa: PLC0415

    from yearlight.keepsakes import actions  # noqa: PLC0415

    said: list[Any] = []
    real = actions.press.look

    def remembered(*args: Any, **more: Any) -> Any:
        said.append(said[0] if said else real(*args, **more))
        return said[0]

    actions.press.look = remembered  # type: ignore[method-assign]
    look()
    connections.close_all()


def _letter(visitor: Visitor, base: str, key: str) -> str:
    fields = {"title": "", "body": body_of(key), "audience": "me", "window": f"w{key}", "base_revision": 0}
    answer = visitor.post(f"{base}letters/write/", {**fields, "saves": 1, "do": "keep"})
    found = re.search(r"/letters/(\w+)/", answer.goes_to)
    assert found, answer.status
    return found[1]


if __name__ == "__main__":
    sys.exit(main())
