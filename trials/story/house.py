"""The family's machine on the day that the story needs, the browsers of those in it, and a mailbox for each."""

import email
import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import policy
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser import watch
from tests.browser.watch import Watch

from trials.running import Running, free_port

#: Another clock for a process and all that it starts: Debian's ``faketime``.
CLOCKS = tuple(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
#: The monotonic clock has to go on as it is, since threads wait by it; but then ``time.sleep``, which asks it too, is refused
#: by faketime. To wait for what never comes takes as long.
_SLEEP = "import threading, time\ntime.sleep = lambda seconds: threading.Event().wait(seconds)\n"
WIDTHS = (1280, 390)
_LIGHTS: dict[int, Literal["light", "dark"]] = {1280: "light", 390: "dark"}
#: How wide the pictures are that are kept beside the documentation.
_SMALL = {1280: 560, 390: 260}
MOST_MS = 15_000
#: What is further down is loaded when somebody comes there; on a picture of the whole page all of it shall be.
_LOAD_ALL = """() => Promise.all([...document.images].filter((one) => one.currentSrc || one.loading === "lazy").map((one) => {
  one.loading = "eager";
  return one.decode().catch(() => {});
}))"""


class Mail:
    """Takes every message, and keeps it by whom it is for."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        body = email.message_from_bytes(envelope.content, policy=policy.default).get_body(("plain",))
        self.taken.append((envelope.rcpt_tos[0], body.get_content() if body is not None else ""))
        return "250 OK"

    def to(self, address: str) -> list[str]:
        """The texts that came to an address, in their order."""
        return [text for receiver, text in self.taken if receiver == address]


class House:
    """One machine, whose server is started anew for each day of the story, and the windows in it."""

    def __init__(
        self, folder: Path, chromium: Browser, mail: Mail, port: int, *, pictures: Path | None, is_small: bool
    ) -> None:
        (folder / "sitecustomize.py").write_text(_SLEEP)
        settings = {
            "PYTHONPATH": str(folder),
            "YEARLIGHT_SMTP_HOST": "127.0.0.1",
            "YEARLIGHT_SMTP_PORT": str(port),
            "YEARLIGHT_SMTP_SECURITY": "none",
            "YEARLIGHT_MAIL_FROM": "place@example.org",
            "LD_PRELOAD": str(CLOCKS[0]),
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        self._settings = settings
        self.running = Running(folder / "home", environment=settings)
        # By its name: what the address says is what people type.
        self.url = self.running.url.replace("127.0.0.1", "localhost")
        self.mail = mail
        self.looked_at: list[str] = []
        self.bad: list[str] = []
        self._chromium, self._pictures, self._is_small = chromium, pictures, is_small
        self._windows: list[tuple[BrowserContext, Watch]] = []

    def until(self, moment: datetime) -> None:
        """It is this moment in the house now: the server is started anew with its clock set."""
        self.running.kill()
        passed = round((moment - datetime.now(UTC)).total_seconds())
        self.running.set(FAKETIME=f"{passed:+d}")
        self.running.start()

    def window(self, width: int) -> Page:
        """Somebody's browser, which nobody else uses."""
        context = self._chromium.new_context(
            base_url=self.url,
            viewport={"width": width, "height": 844 if width < 500 else 900},
            reduced_motion="reduce",
            locale="en-GB",
        )
        context.set_default_timeout(MOST_MS)
        watching = Watch(urlsplit(self.url).netloc)
        watching.over(context)
        self._windows.append((context, watching))
        return context.new_page()

    def look(self, page: Page, name: str) -> None:
        """Look at the page at both widths, and keep a picture of it; whatever is wrong with it is told at the end."""
        page.wait_for_load_state()
        expect(page.locator("h1")).to_have_count(1)
        before = page.viewport_size
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844 if width < 500 else 900})
            page.emulate_media(color_scheme=_LIGHTS[width])
            found = [*watch.sideways(page), *watch.axe(page), *watch.violations(page)]
            self.bad += [f"{name}, {width}: {one}" for one in found]
            if self._pictures is not None:
                page.evaluate(_LOAD_ALL)
                self._keep(page.screenshot(full_page=True, animations="disabled"), f"{name}-{width}.webp")
        if before:
            page.set_viewport_size(before)
            page.emulate_media(color_scheme="light")
        self.looked_at.append(name)

    def _keep(self, shot: bytes, name: str) -> None:
        """Write a picture of a page."""
        image = Image.open(io.BytesIO(shot)).convert("RGB")
        if self._is_small:
            width = _SMALL[image.width]
            image = image.resize((width, image.height * width // image.width), Image.Resampling.LANCZOS)
        assert self._pictures is not None
        image.save(self._pictures / name, "WEBP", quality=70, method=6)

    def hold(self, what: str, is_so: object) -> None:
        """Note what is not as the story says."""
        if not is_so:
            self.bad.append(what)

    def meant(self, part: str) -> None:
        """Complaints of browsers with this text in them are meant by the story."""
        for _context, watching in self._windows:
            watching.expect(part)

    def broke_off(self) -> None:
        """Pictures of where everybody was when the story could not go on."""
        folder = self._pictures
        if folder is None:
            return
        for number, (context, _watching) in enumerate(self._windows):
            for page in context.pages:
                page.screenshot(path=folder / f"broke-off-{number}.png", full_page=True)

    def close(self) -> None:
        """Close all windows; what they complained about is told with the rest."""
        for context, watching in self._windows:
            context.close()
            self.bad += watching.rest()
        self.running.kill()


@contextmanager
def mailbox() -> Iterator[tuple[Mail, int]]:
    """A mail server on a port of this machine."""
    mail = Mail()
    server = Controller(mail, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        yield mail, int(server.port)
    finally:
        server.stop()


def lacking() -> str:
    """What this machine has not, or nothing."""
    if not CLOCKS:
        return "This trial sets the server's clock with Debian's faketime: apt-get install faketime."
    told = subprocess.run([sys.executable, "-c", "import playwright"], check=False)
    return "" if told.returncode == 0 else "This trial needs what is made by: make develop."
