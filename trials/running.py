"""The real server on a folder: started, waited for, and ended as a crash ends it."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parent.parent


class DidNotStart(Exception):  # noqa: N818
    """The server ended, or did not answer in time; the text is what it printed."""


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """One ``yearlight run`` with everything it starts, on one folder and one port.

    The port stays the same from one start to the next, so that an address and
    a browser's cookies outlive a crash as they do in a house.
    """

    def __init__(
        self, home: Path, *, environment: Mapping[str, str] | None = None, under: tuple[str, ...] = ()
    ) -> None:
        self.home = home
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = home.parent / f"{home.name}.log"
        self._under = under
        self._process: subprocess.Popen[bytes] | None = None
        self._environment = dict(environment or {})

    @property
    def environment(self) -> dict[str, str]:
        """What every command on this folder is given: nothing of the caller's own settings."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("YEARLIGHT_", "DJANGO_"))}
        own = {"YEARLIGHT_HOME": str(self.home), "PORT": str(self.port), "YEARLIGHT_FREE_MB": "0"}
        return {**kept, "PYTHONUNBUFFERED": "1", **own, **self._environment}

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def set(self, **environment: str) -> None:
        """Set some of the environment for the next start and for commands."""
        self._environment |= environment

    def command(self, *words: str, seconds: float = 120) -> subprocess.CompletedProcess[str]:
        """Run another command of the program on the same folder, to its end."""
        return subprocess.run(
            [sys.executable, "-m", "yearlight", *words],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )

    def start(self, *, seconds: float = 60) -> float:
        """Start it and wait for its first answer; returns how many seconds that took."""
        started = time.monotonic()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self._under, sys.executable, "-m", "yearlight", "run"],
                env=self.environment,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() - started > seconds:
                self.kill()
                raise DidNotStart(self.printed())
            time.sleep(0.02)
        return time.monotonic() - started

    def printed(self) -> str:
        """Everything it has printed, over all its starts."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def kill(self) -> None:
        """SIGKILL to it and to everything it started, at once: nobody may tidy up. Two threads may ask for it."""
        process = self._process
        if process is None:
            return
        while family := family_of(process.pid):
            for pid in family:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            process.poll()
        process.wait()
        self._process = None

    def stop(self, *, seconds: float = 20) -> int:
        """Ask it to end; returns its exit code."""
        assert self._process is not None
        self._process.terminate()
        try:
            code = self._process.wait(seconds)
        finally:
            self.kill()
        return code

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/accounts/login/")
            return connection.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def family_of(leader: int) -> list[int]:
    """The processes that are not dead yet among this session's, and among what they started, the leader too."""
    found: set[int] = set()
    rows = [row for entry in Path("/proc").iterdir() if entry.name.isdigit() and (row := _row(entry))]
    for pid, parent, session in rows:
        if pid == leader or session == leader or parent in found:
            found.add(pid)
    return sorted(found)


def _row(entry: Path) -> tuple[int, int, int] | None:
    """Process, parent and session; None for what has ended."""
    try:
        state, parent, _group, session = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
    except (OSError, ValueError):
        return None
    return None if state in "ZX" else (int(entry.name), int(parent), int(session))
