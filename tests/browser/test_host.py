"""Whoever looks after the site goes through its pages in a real browser; and the family reads what was done."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looks import Axe, holds
from tests.conftest import Cast
from yearlight.core import clock, refusals
from yearlight.core.doors import Door

pytestmark = pytest.mark.django_db(transaction=True)


def opened(chromium: Browser, live_server: Any, cast: Cast, who: str) -> Page:
    """A browser in which one of the cast is signed in."""
    context = chromium.new_context(base_url=live_server.url, locale="en-GB", reduced_motion="reduce")
    session = cast.client(who).cookies["yearlight"].value
    context.add_cookies([{"name": "yearlight", "value": session, "url": live_server.url}])
    context.set_default_timeout(15_000)
    return context.new_page()


@pytest.fixture
def operator(chromium: Browser, live_server: Any, cast: Cast) -> Iterator[Page]:
    page = opened(chromium, live_server, cast, "operator")
    yield page
    page.context.close()


@pytest.fixture
def keeper(chromium: Browser, live_server: Any, cast: Cast) -> Iterator[Page]:
    page = opened(chromium, live_server, cast, "keeper")
    yield page
    page.context.close()


def test_the_host_looks_after_accounts_and_the_family_reads_of_it(
    operator: Page, keeper: Page, cast: Cast, axe: Axe
) -> None:
    refusals.note(Door.SIGN_IN, address="203.0.113.7", account=cast.account("relative").public_id, now=clock.now())
    operator.goto("/")
    operator.get_by_role("link", name="Looking after the site", exact=True).click()
    expect(operator.get_by_text("The database answers.")).to_be_visible()
    operator.get_by_role("link", name="Doors").click()
    expect(operator.get_by_role("cell", name="203.0.113.0/24")).to_be_visible()
    holds(operator, axe)
    operator.get_by_role("link", name="Accounts").click()
    operator.get_by_role("link", name="ilse@example.org").click()
    operator.get_by_role("button", name="Begin a new way in").click()
    expect(operator.get_by_text("Not before")).to_be_visible()
    holds(operator, axe)
    operator.get_by_role("link", name="Families").click()
    operator.get_by_role("link", name=cast.family.public_id).click()
    operator.get_by_label("Room for pictures").fill("500")
    operator.get_by_role("button", name="Keep the room").click()
    expect(operator.get_by_text("of 500.0")).to_be_visible()
    operator.get_by_role("link", name="The site", exact=True).click()
    holds(operator, axe)
    operator.get_by_role("link", name="Rules of the house").click()
    operator.get_by_label("The text").fill("We *read* here too.")
    operator.get_by_role("button", name="Look at it").click()
    expect(operator.locator("em")).to_have_text("read")
    holds(operator, axe)
    keeper.goto("/people/")
    keeper.get_by_role("link", name="What was done here").click()
    expect(keeper.get_by_text("Whoever looks after this site asked for something")).to_be_visible()
    expect(keeper.get_by_text("changed how much room there is")).to_be_visible()
    holds(keeper, axe)
    keeper.get_by_role("link", name="Help").last.click()
    expect(keeper.get_by_text("Nobody is watching this page")).to_be_visible()
    holds(keeper, axe)
