"""The program as a host runs it: real processes on a folder of their own."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from trials.running import ROOT, Running
from trials.visitor import Visitor


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    made = Running(tmp_path / "home")
    yield made
    made.kill()


def call(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("YEARLIGHT_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "yearlight", *words],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def status(running: Running, path: str) -> int:
    with contextlib.closing(Visitor(running.url)) as visitor:
        return visitor.get(path).status


def wait_for(condition: object, seconds: float = 10) -> None:
    """Until something of another process has come about."""
    until = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.05)


def test_first_start_prints_the_address_and_a_link_that_works_until_the_next_start(running: Running) -> None:
    running.start()
    wait_for(lambda: "first keeper" in running.printed())
    assert f"http://localhost:{running.port}" in running.printed()
    first = re.findall(r"/come/\S+", running.printed())[-1]
    assert status(running, first) == 200
    assert running.stop() == 0
    running.start()
    wait_for(lambda: len(re.findall(r"/come/\S+", running.printed())) == 2)
    second = re.findall(r"/come/\S+", running.printed())[-1]
    assert (status(running, first), status(running, second)) == (404, 200)


def test_children_end_when_their_parent_is_killed(running: Running) -> None:
    running.start()
    os.kill(running.pid, signal.SIGKILL)

    def is_free() -> bool:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            return probe.connect_ex(("127.0.0.1", running.port)) != 0

    wait_for(is_free)
    running.kill()
    running.start()


def test_busy_port_is_told_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = call("run", YEARLIGHT_HOME=str(tmp_path / "home"), PORT=str(port))
    assert refused.returncode == 2
    assert refused.stderr.startswith(f"Port {port} at 127.0.0.1 cannot be used")
    assert "Traceback" not in refused.stderr


def test_wrong_settings_are_told_all_at_once(tmp_path: Path) -> None:
    refused = call("check", YEARLIGHT_HOME=str(tmp_path), PORT="door", YEARLIGHT_PICTURE_MB="many", YEARLIGHT_HMOE="x")
    assert refused.returncode == 2
    assert "PORT must be a whole number" in refused.stderr
    assert "YEARLIGHT_PICTURE_MB must be" in refused.stderr
    assert "There is no setting YEARLIGHT_HMOE" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_bucket_without_a_key_is_told_before_anything_starts(tmp_path: Path) -> None:
    refused = call("check", YEARLIGHT_HOME=str(tmp_path), YEARLIGHT_S3_BUCKET="family")
    assert refused.returncode == 2
    assert "YEARLIGHT_S3_BUCKET needs YEARLIGHT_S3_KEY and YEARLIGHT_S3_SECRET." in refused.stderr


def test_check_of_an_empty_folder_is_told_in_a_sentence(tmp_path: Path) -> None:
    refused = call("check", YEARLIGHT_HOME=str(tmp_path / "home"))
    assert refused.returncode == 2
    assert refused.stderr.startswith("There is nothing in ")


def test_help_names_every_command_of_ours(tmp_path: Path) -> None:
    told = call("--help", YEARLIGHT_HOME=str(tmp_path))
    commands = {path.stem for path in (ROOT / "src/yearlight/ops/management/commands").glob("[a-z]*.py")}
    assert told.returncode == 0
    assert commands <= set(re.findall(r"yearlight (\w+)", told.stdout))
