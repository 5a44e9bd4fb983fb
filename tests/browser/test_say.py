"""Something said instead of written, in a browser whose microphone hums and whose camera is drawn."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Browsing
from tests.browser.looks import Axe, holds
from tests.browser.test_recordings import until_there

_HELD = "async () => (await onThisDevice.all(document.querySelector('[data-say]').dataset.say)).length"
_LASTS = """async (one) => {
    one.muted = true;
    await one.play();
    await new Promise((done) => one.addEventListener("timeupdate", () => one.currentTime > 0.5 && done()));
    one.pause();
    return one.currentTime;
}"""
_RECORDS_MS = 20_000


def open_page(page: Page, *, on_telephone: bool = False) -> None:
    page.goto("/")
    if on_telephone:
        page.get_by_role("link", name="Add", exact=True).click()
    else:
        page.get_by_role("link", name="Photographs").first.click()
        page.get_by_role("link", name="Add photographs").click()
    page.get_by_role("link", name=re.compile("Say it instead")).click()
    expect(page.get_by_role("heading", name="Say it instead")).to_be_visible()


def record(page: Page, until: str) -> None:
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.locator("[data-time]")).to_have_text(re.compile(until), timeout=_RECORDS_MS)


def test_what_is_said_outlives_its_page_and_a_lost_connection_until_it_is_kept(looking: Browsing, axe: Axe) -> None:
    context = looking.context(width=390)
    context.grant_permissions(["microphone", "camera"])
    looking.expect("net::ERR_INTERNET_DISCONNECTED")
    page = context.new_page()
    open_page(page, on_telephone=True)
    holds(page, axe)
    looking.shot(page, "say-phone")
    question = page.locator("[data-question]")
    first = question.inner_text()
    page.get_by_role("button", name="Another question").click()
    expect(question).not_to_have_text(first)
    record(page, "0:0[3-9]")
    assert axe(page) == []
    looking.shot(page, "say-recording-phone")
    # Another window does not take it for one that is over.
    other = context.new_page()
    other.goto(page.url)
    expect(other.get_by_role("button", name="Record", exact=True)).to_be_visible()
    assert other.evaluate(_HELD) == 0
    other.close()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("It rests.")).to_be_visible()
    # The page goes in the middle: nobody pressed anything.
    address = page.url
    page.close(run_before_unload=False)
    page = context.new_page()
    page.goto(address)
    one = page.locator("[data-list] > li")
    expect(one).to_have_count(1)
    assert one.locator("audio").evaluate(_LASTS) > 0.5
    holds(page, axe)
    looking.shot(page, "say-here-phone")
    one.get_by_label("In a few words").fill("What I wanted to say")
    context.set_offline(True)
    one.get_by_role("button", name="Keep it").click()
    expect(one.get_by_text("The connection is away.")).to_be_visible(timeout=_RECORDS_MS)
    assert page.evaluate(_HELD) == 1
    context.set_offline(False)
    expect(one.get_by_role("link", name="See it")).to_be_visible(timeout=_RECORDS_MS)
    assert page.evaluate(_HELD) == 0
    one.get_by_role("link", name="See it").click()
    expect(page.get_by_text("What I wanted to say").first).to_be_visible()
    until_there(page, "<audio")


def test_what_the_camera_sees_is_recorded_too_and_what_nobody_wants_is_removed(looking: Browsing, axe: Axe) -> None:
    context = looking.context()
    context.grant_permissions(["microphone", "camera"])
    page = context.new_page()
    open_page(page)
    page.get_by_label("Your voice and what the camera sees").check()
    record(page, "0:0[2-9]")
    assert page.locator("[data-view] video").evaluate("(one) => one.videoWidth") > 0
    looking.shot(page, "say-recording-desk")
    page.get_by_role("button", name="That is all").click()
    one = page.locator("[data-list] > li")
    assert one.locator("video").evaluate(_LASTS) > 0.5
    assert axe(page) == []
    remove = one.get_by_role("button", name="Remove it from this device")
    remove.click()
    expect(one.get_by_text("Press again")).to_be_visible()
    assert page.evaluate(_HELD) == 1
    remove.click()
    expect(one).to_have_count(0)
    assert page.evaluate(_HELD) == 0


def test_browser_that_may_not_record_says_so_and_offers_a_file(looking: Browsing) -> None:
    page = looking.page()
    open_page(page)
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_text("Nothing was recorded.")).to_be_visible()
    expect(page.get_by_role("button", name="Keep this file")).to_be_visible()


def test_without_script_a_file_is_chosen(looking: Browsing) -> None:
    page = looking.page(script=False)
    open_page(page)
    expect(page.get_by_role("button", name="Record", exact=True)).to_have_count(0)
    expect(page.get_by_role("button", name="Keep this file")).to_be_visible()
