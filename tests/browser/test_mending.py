"""Dates of several photographs mended in a browser, looked at before, and undone."""

from playwright.sync_api import expect

from tests.browser.conftest import Browsing
from tests.browser.looks import Axe, holds


def test_several_dates_are_mended_and_undone(looking: Browsing, axe: Axe) -> None:
    page = looking.page()
    page.goto("/")
    page.get_by_role("link", name="Photographs").first.click()
    page.get_by_role("link", name="Mend dates").click()
    for number in range(2):
        page.locator("input[name=picture]").nth(number).check()
    page.get_by_role("group", name="The time they are of").get_by_label("Year").fill("1998")
    page.get_by_label("About then").check()
    holds(page, axe)
    looking.shot(page, "mend-dates")
    page.get_by_role("button", name="Look at what comes of it").click()
    expect(page.get_by_text("→ about 1998").first).to_be_visible()
    holds(page, axe)
    page.get_by_role("button", name="Keep these dates").click()
    expect(page.get_by_text("The dates of 2 photographs are mended.")).to_be_visible()
    holds(page, axe)
    page.get_by_role("button", name="As it was before").first.click()
    expect(page.get_by_text("2 photographs have their dates from before.")).to_be_visible()
