"""A real server with the demo family, and browsers that watch what pages do."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Error, Page
from pytest_django import DjangoDbBlocker
from trials.running import Running

from tests.browser import watch
from tests.browser.fixtures import leave_out
from tests.browser.watch import Watch

RESULTS = Path(__file__).resolve().parents[2] / "test-results"
_NOT_IN_TIME = [Error, r"^AssertionError: (Locator|Page) expected", r"^AssertionError: the browser never"]
LIGHTS = {"morning": "light", "evening": "dark"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here needs the browser; what it did not show in time is looked at once more, and the report says so.

    A browser on a busy machine drops a message or a press now and then. Nothing else is tried again: what a page says
    wrongly, it says wrongly at once.
    """
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=_NOT_IN_TIME))


@dataclass(frozen=True)
class Demo:
    """The demo family on a running server, and who signs in to it."""

    running: Running
    email: str
    password: str

    @property
    def url(self) -> str:
        return self.running.url


@pytest.fixture
def new_home(tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Path:
    """A folder with the tables of this version and nothing in them, copied from those of this process.

    Making them takes longer than all else of a start; tests of ``yearlight run`` see to it that a start makes them.
    """
    home = tmp_path / "home"
    home.mkdir()
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(home / "yearlight.sqlite3")])
    return home


#: With what every page there is can be looked at.
_EVERY_PAGE = {"YEARLIGHT_PSEUDO_LANGUAGES": "yes", "YEARLIGHT_ANSWERS_ADDRESS": "yearlight+{key}@example.org"}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A server of its own process and folder, with the demo family in it, for tests that only look."""
    running = Running(tmp_path_factory.mktemp("demo") / "home", environment=_EVERY_PAGE)
    with running:
        made = running.command("demo", "--pictures-each-year", "1", "--small")
        assert made.returncode == 0, made.stdout + made.stderr
        password = re.search(r"password (\S+)", made.stdout)
        email = re.search(r"\S+@\S+", made.stdout)
        assert password, made.stdout
        assert email, made.stdout
        yield Demo(running, email[0], password[1])


@dataclass
class Browsing:
    """Opens windows of the one browser. Every window is watched; what it complains about fails the test."""

    chromium: Browser
    url: str
    shots: Path
    state: Any = None
    contexts: list[BrowserContext] = field(default_factory=list)
    watches: list[Watch] = field(default_factory=list)

    def context(
        self, *, width: int = 1280, light: str = "morning", script: bool = True, signed_in: bool = True, **options: Any
    ) -> BrowserContext:
        """A browser of its own: 390 wide is a telephone, 1280 a desk."""
        context = self.chromium.new_context(
            base_url=self.url,
            viewport={"width": width, "height": 844 if width < 500 else 900},
            color_scheme=LIGHTS[light],  # type: ignore[arg-type]
            reduced_motion="reduce",
            java_script_enabled=script,
            storage_state=self.state if signed_in else None,
            **{"locale": "en-GB", **options},
        )
        context.set_default_timeout(10_000)
        watching = Watch(urlsplit(self.url).netloc)
        watching.over(context)
        self.contexts.append(context)
        self.watches.append(watching)
        return context

    def page(self, **options: Any) -> Page:
        return self.context(**options).new_page()

    def expect(self, part: str) -> None:
        """What pages say with this text in it is meant by the test."""
        for one in self.watches:
            one.expect(part)

    def shot(self, page: Page, name: str) -> None:
        """A picture of the whole page in ``test-results/``, for people to look at."""
        self.shots.mkdir(exist_ok=True)
        page.screenshot(path=self.shots / f"{name}.png", full_page=True)

    def close(self) -> list[str]:
        """Close every window; returns what they complained about."""
        broken = [one for context in self.contexts for page in context.pages for one in _violations(page)]
        for context in self.contexts:
            context.close()
        return [*broken, *(one for watching in self.watches for one in watching.rest())]


def _violations(page: Page) -> list[str]:
    return [] if page.is_closed() or not page.url.startswith("http") else watch.violations(page)


@pytest.fixture
def browsing(chromium: Browser) -> Iterator[Callable[..., Browsing]]:
    """Windows at an address; ``browsing(url)``. Any complaint at the end fails the test."""
    opened: list[Browsing] = []

    def begin(url: str, state: Any = None) -> Browsing:
        opened.append(Browsing(chromium, url, RESULTS, state))
        return opened[-1]

    yield begin
    assert [one for browsing in opened for one in browsing.close()] == []


def sign_in(page: Page, demo: Demo) -> None:
    """Sign the demo's first keeper in by the form: for whoever needs a session of their own."""
    page.goto("/accounts/login/")
    page.fill("[name=login]", demo.email)
    page.fill("[name=password]", demo.password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: "login" not in url)


@pytest.fixture(scope="session")
def keeper_state(chromium: Browser, demo: Demo) -> Any:
    """Cookies of the demo's first keeper, signed in once by the form."""
    context = chromium.new_context(base_url=demo.url, locale="en-GB")
    sign_in(context.new_page(), demo)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def looking(browsing: Callable[..., Browsing], demo: Demo, keeper_state: Any) -> Browsing:
    """Windows of the demo's keeper."""
    return browsing(demo.url, keeper_state)


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """What axe finds on a page; empty where nothing is to be mended."""
    if not watch.AXE.exists():
        leave_out("No axe-core: make setup fetches it where node is.")
    return watch.axe
