"""Uploads over a bad line: every one is cut, many times, at random bytes, and comes to its end all the same.

Several people send pictures in parts to the running server by the tus protocol. Connections are cut in the middle of a part,
parts come twice, at the wrong place, both at once, too long, with a wrong checksum told; some are given up. Each is taken
up where the server says that it is, until it is whole, and kept; what is kept is read again and compared. What was given up
is swept after its day.

    python -m trials.resume --uploads 1000

Prints one line of JSON. The exit code is 1 if a kept picture has other bytes, an upload does not come to its end, or
something of one remains.
"""

import argparse
import base64
import hashlib
import http.client
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from trials.kill import seed
from trials.load import report, shots
from trials.reading import Verdict
from trials.running import ROOT, Running
from trials.seed import EMAIL, PASSWORD
from trials.visitor import CSRF_COOKIE, Answer, NoAnswer, Visitor

_TUS = {"Tus-Resumable": "1.0.0"}
_PART = {**_TUS, "Content-Type": "application/offset+octet-stream"}
#: A day and an hour later, by the program's own sweep.
_LATER = """
import django; django.setup()
from datetime import timedelta
from yearlight.core import clock
from yearlight.keepsakes import uploads
print(uploads.sweep(now=clock.now() + timedelta(hours=25)))
"""


def main() -> int:
    """Run the trial as the arguments say; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--uploads", type=int, default=1000)
    parser.add_argument("--people", type=int, default=4, help="how many send at the same time")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yearlight-resume-") as folder:
        return Trial(given, Path(folder)).run()


class Trial:
    """One server, and some people on bad lines."""

    def __init__(self, given: argparse.Namespace, folder: Path) -> None:
        self._given, self._running = given, Running(folder / "home")
        self._verdict, self._figures = Verdict(), Counter[str]()
        self._lock = threading.Lock()

    def run(self) -> int:
        """Send them all, sweep, check; returns the exit code."""
        began = time.monotonic()
        with self._running:
            self._slug = seed(self._running)
            visitor = Visitor(self._running.url)
            visitor.sign_in(EMAIL, PASSWORD)
            share = -(-self._given.uploads // self._given.people)
            people = [Person(self, visitor.again(), number, share) for number in range(self._given.people)]
            for one in people:
                one.start()
            for one in people:
                one.join()
                if one.fault is not None:
                    self._verdict.add("does not come to its end", repr(one.fault))
            self._sweep()
            checked = self._running.command("check")
            if checked.returncode:
                self._verdict.add("check", (checked.stdout + checked.stderr)[-500:])
        report(
            trial="resume",
            seconds=round(time.monotonic() - began),
            **dict(self._figures),
            bad=dict(self._verdict.counts),
            examples=self._verdict.examples,
        )
        return 1 if self._verdict.is_bad else 0

    @property
    def base(self) -> str:
        return f"/p/{self._slug}/uploads/"

    @property
    def seed(self) -> int:
        return int(self._given.seed)

    def count(self, what: str) -> None:
        with self._lock:
            self._figures[what] += 1

    def wrong(self, what: str, example: str) -> None:
        with self._lock:
            self._verdict.add(what, example)

    def _sweep(self) -> None:
        """What was given up goes after its day, and nothing of any upload remains."""
        environment = {**self._running.environment, "DJANGO_SETTINGS_MODULE": "yearlight.config.settings"}
        words = [sys.executable, "-c", _LATER]
        swept = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
        self._figures["swept"] = int(swept.stdout.split()[-1])
        for folder in ("uploads", "incoming"):
            left = [path.name for path in (self._running.home / folder).glob("*")]
            if left:
                self.wrong("something remains", f"{folder}: {left[:3]}")


class Person(threading.Thread):
    """One of them, and the pictures that they send."""

    def __init__(self, trial: Trial, visitor: Visitor, number: int, uploads: int) -> None:
        super().__init__(daemon=True)
        self._trial, self._visitor, self._uploads = trial, visitor, uploads
        self._chance, self._shoot = random.Random(trial.seed * 1000 + number), shots(trial.seed * 1000 + number)
        self.fault: BaseException | None = None

    def run(self) -> None:
        try:
            for _number in range(self._uploads):
                self._upload(self._shoot())
        except BaseException as fault:
            self.fault = fault
            raise

    def _upload(self, data: bytes) -> None:
        address = self._begun(data)
        is_given_up = self._chance.random() < 0.05
        faults: list[Callable[[str, bytes, int], None]]
        faults = [self._cut, self._cut, self._elsewhere, self._twice, self._both_at_once, self._too_long]
        for _turn in range(self._chance.randint(1, 4)):
            offset = self._offset(address)
            if offset < len(data):
                self._chance.choice(faults)(address, data, offset)
        if is_given_up:
            self._trial.count("given_up")
            return
        self._to_its_end(address, data)
        self._keep(address, data)

    def _to_its_end(self, address: str, data: bytes) -> None:
        """Go on where the server says that it is, part by part, until all of it is there."""
        until = time.monotonic() + 60
        while (offset := self._offset(address)) < len(data):
            assert time.monotonic() < until, f"{address} stands at {offset} of {len(data)}"
            size = self._chance.choice([1, 4096, 30_000, 200_000])
            self._part(address, data[offset : offset + size], offset)

    def _begun(self, data: bytes) -> str:
        """Begin it; some tell the checksum, and some a wrong one, which is refused at the end."""
        headers = {**_TUS, "Upload-Length": str(len(data))}
        if self._chance.random() < 0.5:
            headers["Upload-Metadata"] = f"sha256 {_told(hashlib.sha256(data).hexdigest())}"
        answer = self._send("POST", self._trial.base, headers)
        assert answer.status == 201, (answer.status, answer.body[:200])
        if self._chance.random() < 0.1:
            wrong = {**_TUS, "Upload-Length": str(len(data)), "Upload-Metadata": f"sha256 {_told('0' * 64)}"}
            self._refused_at_the_end(self._send("POST", self._trial.base, wrong).goes_to, data)
        return answer.goes_to

    def _refused_at_the_end(self, address: str, data: bytes) -> None:
        self._trial.count("wrong_checksum_told")
        self._to_its_end(address, data)
        answer = self._pressed(address)
        if answer.status != 422 or answer.json()["files"][0]["kept"]:
            self._trial.wrong("kept with a wrong checksum", str(answer.status))

    # --- what goes wrong

    def _cut(self, address: str, data: bytes, offset: int) -> None:
        """The line goes in the middle of a part; as much as the server says is here."""
        part = data[offset:]
        whole = self._chance.randrange(len(part) + 1)
        said = urlsplit(self._visitor.url)
        cookies = "; ".join(f"{name}={value}" for name, value in self._visitor.cookies.items())
        lines = {"Host": said.netloc, "Cookie": cookies, "Content-Length": str(len(part)), **_PART}
        lines |= {"Upload-Offset": str(offset), "X-CSRFToken": self._visitor.cookies[CSRF_COOKIE]}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        with socket.create_connection((said.hostname or "", said.port or 80), timeout=20) as line:
            line.sendall(f"PATCH {address} HTTP/1.1\r\n{head}\r\n".encode() + part[:whole])
            if self._chance.random() < 0.5:
                # At once and with force, so that what is on its way is lost too.
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self._trial.count("cut")

    def _elsewhere(self, address: str, data: bytes, offset: int) -> None:
        wrong = self._chance.choice([offset + 1, max(0, offset - 1), len(data), len(data) + 1, 1 << 40])
        answer = self._part(address, data[offset : offset + 100], wrong)
        if answer is not None and answer.status == 204 and wrong != self._offset(address) - 100:
            self._trial.wrong("taken at a wrong place", f"{wrong} where it stood at {offset}")
        self._trial.count("at_a_wrong_place")

    def _twice(self, address: str, data: bytes, offset: int) -> None:
        part = data[offset : offset + 5000]
        for _time in range(2):
            self._part(address, part, offset)
        self._trial.count("sent_twice")

    def _both_at_once(self, address: str, data: bytes, offset: int) -> None:
        others = [Person(self._trial, self._visitor.again(), 0, 0) for _ in range(2)]
        part = data[offset : offset + 60_000]
        threads = [threading.Thread(target=one._part, args=(address, part, offset)) for one in others]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        self._trial.count("both_at_once")

    def _too_long(self, address: str, data: bytes, offset: int) -> None:
        answer = self._part(address, data[offset:] + b"more than was told", offset)
        if answer is not None and answer.status == 204:
            self._trial.wrong("taken beyond its length", address)
        self._trial.count("too_long")

    # --- the protocol

    def _offset(self, address: str) -> int:
        answer = self._send("HEAD", address, _TUS)
        assert answer.status == 200, (answer.status, address)
        return int(answer.headers["upload-offset"])

    def _part(self, address: str, part: bytes, offset: int) -> Answer | None:
        """Send a part; None where the line went meanwhile, as it does where the server wants no more of it."""
        try:
            return self._visitor.send("PATCH", address, {**_PART, "Upload-Offset": str(offset)}, part)
        except (NoAnswer, http.client.HTTPException):
            return None

    def _send(self, method: str, path: str, headers: dict[str, str]) -> Answer:
        """A short request, once more where it was refused because too many parts are coming in, or a line went."""
        until = time.monotonic() + 60
        while True:
            try:
                answer = self._visitor.send(method, path, headers)
                if answer.status != 503:
                    return answer
            except NoAnswer:
                pass
            assert time.monotonic() < until, f"{method} {path}"
            time.sleep(0.05)

    def _pressed(self, address: str) -> Answer:
        """Press "Keep it" as the page does: again where the line had gone, or where a part of it is still being taken in."""
        until = time.monotonic() + 20
        while True:
            try:
                answer = self._visitor.post(f"{address}keep/", {"audience": "me"})
                if answer.status != 409 or time.monotonic() > until:
                    return answer
            except NoAnswer:
                assert time.monotonic() < until, address
            time.sleep(0.1)

    def _keep(self, address: str, data: bytes) -> None:
        answer = self._pressed(address)
        told = answer.json()["files"][0] if answer.status == 201 else {}
        if not told.get("kept"):
            self._trial.wrong("whole and not kept", f"{answer.status} {answer.body[:200]!r}")
            return
        self._trial.count("kept")
        again = self._visitor.get(f"{told['address']}original", accept="*/*")
        if again.body != data:
            self._trial.wrong("other bytes", f"{told['address']} {len(again.body)} of {len(data)}")


def _told(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


if __name__ == "__main__":
    sys.exit(main())
