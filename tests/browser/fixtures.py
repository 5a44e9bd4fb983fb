"""The one browser of a test run, for every folder's browser tests."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Where a test allows a microphone or a camera, these are drawn and hum.
    "--use-fake-device-for-media-stream",
    # A page's script runs for moments here: making it fast costs more than it gives.
    "--js-flags=--no-opt",
]


def is_ci() -> bool:
    """Whether nothing may be left out: what is not here is then a failure."""
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def leave_out(reason: str) -> None:
    """Skip with the reason, or fail where nothing may be left out."""
    if is_ci():
        pytest.fail(reason)
    pytest.skip(reason)


def find_chromium() -> str:
    """The browser's program, or nothing."""
    named = os.environ.get("YEARLIGHT_CHROMIUM", "")
    here = [named] if named else ["/usr/bin/chromium", shutil.which("chromium") or ""]
    return next((one for one in here if one and Path(one).exists()), "")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium, started once. The driver runs a loop in this thread, which Django has to be told is meant."""
    program = find_chromium()
    if not program:
        leave_out("No Chromium: install it (Debian: apt-get install chromium), or name it with YEARLIGHT_CHROMIUM.")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
