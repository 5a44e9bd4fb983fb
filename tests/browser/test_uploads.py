"""A photograph sent over a connection that breaks, from a page that is closed: what is missing is sent, and nothing else."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from trials.kill import seed
from trials.running import Running
from trials.seed import EMAIL, PASSWORD

from tests.browser.conftest import Browsing
from tests.browser.looks import Axe, holds
from tests.keepsakes import draw

#: As large as the script's parts.
PART = 8 << 20


@pytest.fixture
def running(new_home: Path) -> Iterator[Running]:
    with Running(new_home) as running:
        yield running


def photograph(folder: Path) -> Path:
    """A picture of a little more than two parts: most of it is a note that no eye sees."""
    plain = draw.saved(draw.quarters(600, 400))
    note = b"\xff\xfe\xff\xff" + b"n" * 65_533
    path = folder / "IMG_0042.JPG"
    path.write_bytes(plain[:2] + note * 265 + plain[2:])
    return path


def choose(page: Page, place: str, path: Path) -> None:
    page.goto(f"{place}photos/add/")
    page.locator("#pictures").set_input_files(path)
    page.get_by_role("button", name="Keep them").click()


def test_photograph_goes_on_where_the_line_broke_and_where_the_page_was_closed(
    running: Running, browsing: Callable[..., Browsing], tmp_path: Path, axe: Axe
) -> None:
    place, path = f"/p/{seed(running)}/", photograph(tmp_path)
    windows = browsing(running.url)
    context = windows.context(signed_in=False)
    windows.expect("net::ERR_CONNECTION_RESET")
    # How the server says that a file is here already.
    windows.expect("the server responded with a status of 422")
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(EMAIL)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).not_to_have_url(f"{running.url}/accounts/login/")
    begins: list[int] = []
    is_broken = [True]

    def part(route: Route) -> None:
        if route.request.method != "PATCH":
            route.continue_()
            return
        offset = int(route.request.headers["upload-offset"])
        if offset and is_broken[0]:
            route.abort("connectionreset")
            return
        begins.append(offset)
        route.continue_()

    context.route("**/uploads/*/", part)
    choose(page, place, path)
    expect(page.locator("ul.told")).to_contain_text("The connection is away.", timeout=30_000)
    assert begins == [0]
    holds(page, axe)
    page.close(run_before_unload=False)
    page = context.new_page()
    choose(page, place, path)
    expect(page.locator("ul.told")).to_contain_text("The connection is away.", timeout=30_000)
    # On this page it comes back, and no press is needed.
    is_broken[0] = False
    expect(page.locator("ul.told")).to_contain_text("Kept.", timeout=30_000)
    assert begins == [0, PART, 2 * PART]
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    kept = running.home / "originals" / sha256[:2] / sha256[2:4] / sha256
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == sha256
    # Chosen once more it is known, and not sent at all.
    choose(page, place, path)
    expect(page.locator("ul.told")).to_contain_text("This photograph is here already.", timeout=30_000)
    assert len(begins) == 3
