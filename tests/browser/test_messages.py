"""The pages that messages lead to, and those where relatives and friends ask for a word: by whoever has the link alone."""

import email
import re
from email import policy
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import watch
from tests.browser.conftest import Browsing, Demo
from tests.browser.looks import Axe, holds

_EVERY_LINK = re.compile(r"/r/[^/\s\"]+/")


@pytest.fixture
def place(looking: Browsing) -> str:
    page = looking.page()
    page.goto("/me/reminders/")
    return page.locator("a[href$='/word/']").first.get_attribute("href") or ""


def _give(looking: Browsing, place: str) -> str:
    """A fresh link for relatives and friends, made as a keeper makes it; returns its address."""
    page = looking.page()
    page.goto(place)
    if page.get_by_role("button", name="Make another address").count():
        page.get_by_role("button", name="Make another address").click()
    else:
        page.locator("input[name=days]").first.check()
        page.get_by_label("A line of your own").fill("Thank you for thinking of him.")
        page.get_by_role("button", name="Make the link").click()
    return page.locator("[data-copy-from]").inner_text()


def _confirming(demo: Demo) -> str:
    """The link in the newest message of the outbox."""
    newest = max((demo.running.home / "outbox").glob("*.eml"), key=lambda one: one.name)
    message = email.message_from_bytes(Path(newest).read_bytes(), policy=policy.default)
    body = message.get_body()
    assert body is not None
    found = re.search(r"http\S+/word/confirm/\S+", body.get_content())
    assert found is not None
    return found[0]


def test_a_friend_asks_by_keyboard_and_ends_it_from_the_link(
    demo: Demo, looking: Browsing, place: str, axe: Axe
) -> None:
    address = _give(looking, place)
    page = looking.page(signed_in=False, timezone_id="Europe/Oslo")
    looking.expect("the server responded with a status of 404")
    page.goto(address)
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Oslo")
    holds(page, axe)
    for control in ("input[name=days]", "input[name=leads]"):
        page.locator(control).first.focus()
        page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.get_by_label("Your name").focus()
    page.keyboard.type("Ann")
    page.keyboard.press("Tab")
    page.keyboard.type("ann@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The message waits here")).to_be_visible()
    holds(page, axe)
    page.goto(_confirming(demo))
    holds(page, axe)
    page.get_by_role("button", name="Confirm it").press("Enter")
    expect(page.get_by_role("heading", name="It is kept")).to_be_visible()
    holds(page, axe)
    keepers = looking.page()
    keepers.goto(place)
    expect(keepers.get_by_role("button", name="Take off Ann").first).to_be_visible()
    holds(keepers, axe)
    page.get_by_role("link", name="Change, pause or stop it").press("Enter")
    expect(page.get_by_role("button", name="Keep these as chosen")).to_be_visible()
    change = page.url
    holds(page, axe)
    for name in ("Pause everything", "Stop all e-mail"):
        page.goto(change)
        page.get_by_role("link", name=name).press("Enter")
        page.get_by_role("button", name=name, exact=True).press("Enter")
        again = page.get_by_role("button", name="Let messages come again")
        expect(again).to_be_visible()
        holds(page, axe)
        again.press("Enter")
        expect(again).to_have_count(0)
        holds(page, axe)
    page.goto(f"{change}stop/")
    holds(page, axe)
    page.get_by_role("button", name="Stop messages about this day").press("Enter")
    expect(page.get_by_text("No message comes about this day.")).to_be_visible()
    page.goto("/r/nowhere/")
    holds(page, axe)
    assert page.context.cookies() == []


def test_a_friends_pages_mirror_and_need_no_script(demo: Demo, looking: Browsing, place: str) -> None:
    address = _give(looking, place)
    page = looking.page(width=390, script=False, signed_in=False, locale="ar-XB")
    page.goto(address)
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert watch.sideways(page) == []
    page.locator("input[name=days]").first.check()
    page.locator("input[name=leads]").first.check()
    page.locator("input[name=name]").fill("עדה")
    page.locator("input[name=email]").fill("ada@example.org")
    page.locator("main button[type=submit]").click()
    page.goto(_confirming(demo))
    page.locator("main button[type=submit]").click()
    page.wait_for_load_state()
    change = _EVERY_LINK.search(page.content())
    assert change is not None
    for part in ("", "stop/", "pause/", "everything/"):
        page.goto(change[0] + part)
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert watch.sideways(page) == []


def test_a_keepers_pages_of_messages_hold_what_was_chosen(looking: Browsing, place: str, axe: Axe) -> None:
    page = looking.page()
    page.goto("/me/reminders/")
    page.locator("a[href*='/me/reminders/day/']").first.click()
    page.get_by_label("A week before").check()
    page.get_by_label("Also so many days before").fill("soon")
    looking.expect("the server responded with a status of 422")
    page.get_by_role("button", name="Keep these as chosen").click()
    expect(page.get_by_role("alert")).to_be_focused()
    holds(page, axe)
    page.get_by_label("Also so many days before").fill("3, 30")
    page.get_by_role("button", name="Keep these as chosen").click()
    expect(page.get_by_text("What comes next")).to_be_visible()
    holds(page, axe)
    page.get_by_role("button", name="Pause everything", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="Everything is paused")).to_be_visible()
    holds(page, axe)
    page.get_by_role("button", name="Let messages come again").press("Enter")
    expect(page.get_by_text("What comes next")).to_be_visible()
