"""Takes the pictures of the documentation: the demo family in a real browser.

``python tools/pictures.py``, with the project's own Python and Chromium. It makes a folder of its own, fills it with
``yearlight demo``, starts the site there, and writes ``docs/pictures/*.png``.
"""

import re
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.fixtures import find_chromium  # noqa: E402
from trials.running import Running  # noqa: E402

OUT = ROOT / "docs/pictures"
DESK, TELEPHONE = (1280, 800), (390, 844)
BEGUN = (
    "Dear Emil,\n\nAda asked today whether snow has a smell. Peter said that it has, and that you would have known it."
)
_MADE_WITHIN_SECONDS = 120


def main() -> None:
    """Make the family, look at its pages, end."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        running = Running(Path(folder) / "home")
        told = running.command("demo", seconds=300).stdout
        found = re.search(r"password (\S+)", told)
        if found is None:
            sys.exit(told)
        browser = driver.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"])
        with running:
            _wait_for_sizes(running)
            take(browser, running.url, "miriam@family.example", found[1])
        browser.close()


def take(browser: Browser, url: str, email: str, password: str) -> None:
    """The pictures, each with its width and light."""
    OUT.mkdir(exist_ok=True)
    place = ""
    for name, path, size, light in (
        ("place", "", DESK, "light"),
        ("today", "/", DESK, "light"),
        ("letter-evening", "letters/", DESK, "dark"),
        ("write-phone", "letters/write/", TELEPHONE, "light"),
        ("photographs", "photos/", DESK, "light"),
    ):
        context = browser.new_context(
            base_url=url,
            viewport={"width": size[0], "height": size[1]},
            color_scheme=light,  # type: ignore[arg-type]
            locale="en-GB",
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.goto("/accounts/login/")
        page.fill("[name=login]", email)
        page.fill("[name=password]", password)
        page.locator("[name=password]").press("Enter")
        page.wait_for_url(lambda address: "login" not in address)
        place = place or str(page.locator('a[href^="/p/"]').first.get_attribute("href"))
        page.goto(path if path.startswith("/") else f"{place}{path}")
        if name == "letter-evening":
            page.locator('main ul a[href*="/letters/"]:not([href$="edit/"])').first.click()
        if name == "write-phone":
            page.fill("textarea", BEGUN)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=OUT / f"{name}.png")
        context.close()


def _wait_for_sizes(running: Running) -> None:
    until = time.monotonic() + _MADE_WITHIN_SECONDS
    while "no sizes yet" in running.command("check", "--quick").stdout and time.monotonic() < until:
        time.sleep(1)


if __name__ == "__main__":
    main()
