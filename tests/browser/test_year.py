"""The year in a browser: a wish is pressed in its place, by keyboard and without script."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Browsing


def opened(page: Page) -> None:
    """The year, with the first wish open by the keyboard."""
    page.goto("/year/")
    page.locator(".days .wish a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".wish.is-open")).to_have_count(1)


def test_wish_is_kept_by_keyboard_without_leaving_the_list(looking: Browsing) -> None:
    page = looking.page()
    opened(page)
    row = page.locator(".days > li").filter(has=page.locator(".wish.is-open"))
    page.get_by_role("button", name=re.compile("^Never for this day")).press("Enter")
    expect(row).to_have_class("is-off")
    expect(row.get_by_text("Kept.")).to_be_visible()
    # What is read aloud, and where one goes on: on the choice that was pressed.
    expect(page.locator("#wish-told")).to_have_text("Kept.")
    pressed = page.get_by_role("button", name=re.compile("^Never for this day"))
    expect(pressed).to_be_focused()
    expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#year-leaf .standing .mk-off")).to_have_count(1)
    page.get_by_role("button", name=re.compile("^As it is")).press("Space")
    expect(row).not_to_have_class("is-off")
    # The row is another one by now. For a fiftieth of a second its links are plain ones; nobody goes on as fast as a test.
    expect(page.get_by_role("button", name=re.compile("^As it is"))).to_be_focused()
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).to_have_count(0)
    page.get_by_role("link", name="Close", exact=True).press("Enter")
    expect(page.locator(".wish.is-open")).to_have_count(0)
    expect(page.locator(".days .wish a").first).to_be_focused()
    assert page.url.endswith("/year/")


def test_wish_is_kept_without_script(looking: Browsing) -> None:
    page = looking.page(script=False, width=390)
    opened(page)
    page.get_by_role("button", name=re.compile("^Softer")).click()
    expect(page.locator(".days > .is-off")).to_have_count(1)
    expect(page.get_by_role("button", name=re.compile("^Softer"))).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name=re.compile("^As it is")).click()
    expect(page.locator(".days > .is-off")).to_have_count(0)


def test_shared_day_is_switched_on_and_off_in_its_place(looking: Browsing) -> None:
    page = looking.page()
    page.goto("/year/shared/")
    row = page.locator("#s-wave-of-light")
    row.get_by_role("button").press("Enter")
    expect(row.get_by_text("It stands in your year.")).to_be_visible()
    expect(page.locator("#shared-told")).to_have_text("Kept.")
    expect(row.get_by_role("button")).to_be_focused()
    row.get_by_role("button", name=re.compile("^Take no part")).press("Enter")
    expect(row.get_by_text("It stands in your year.")).to_have_count(0)


def test_nothing_is_wrong_on_an_open_wish(looking: Browsing, axe: Callable[..., list[str]]) -> None:
    for width, light in ((1280, "morning"), (390, "evening")):
        page = looking.page(width=width, light=light)
        opened(page)
        assert axe(page) == []
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
