"""A ceremony in a browser: begun from one of our orders, written, answered on a telephone, and turned step by step."""

from playwright.sync_api import expect

from tests.browser.conftest import Browsing
from tests.browser.looks import Axe, holds


def test_a_family_writes_an_order_and_goes_through_it_on_the_day(looking: Browsing, axe: Axe) -> None:
    page = looking.page()
    page.goto("/")
    place = page.locator(".rooms a[href^='/p/']").first.get_attribute("href") or ""
    page.goto(f"{place}rituals/begin/ceremony/")
    page.get_by_label("What you call it").fill("By the rowan")
    page.get_by_label("The family").check()
    page.get_by_role("button", name="Keep it").click()
    page.locator(".rit-orders a").first.click()
    holds(page, axe)
    page.get_by_role("button", name="Begin with this").first.click()
    expect(page.get_by_role("heading", name="Its steps")).to_be_visible()
    holds(page, axe)
    page.get_by_label("At what hour").fill("at four")
    page.get_by_label("Ask whether they come").check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("at four")).to_be_visible()
    holds(page, axe)
    order = page.url
    page.get_by_role("button", name="I will be with you in thought").click()
    expect(page.get_by_text("You said: I will be with you in thought.")).to_be_visible()
    page.goto(f"{order}change/")
    page.get_by_role("link", name="Write it").first.click()
    page.get_by_label("What is said or read").fill("You were here.\nYou are named.")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("link", name="Write it").first.click()
    expect(page.get_by_role("heading", name="Earlier texts")).to_be_visible()
    holds(page, axe)
    page.goto(f"{order}add/")
    holds(page, axe)
    page.goto(f"{order}large/")
    told = page.get_by_role("status").filter(has_text=" of ")
    expect(told).to_have_text("1 of 7")
    holds(page, axe)
    page.keyboard.press("PageDown")
    expect(told).to_have_text("2 of 7")
    expect(page.get_by_text("You are named.")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(told).to_have_text("1 of 7")
    # On a small telephone nothing lies over what turns the page.
    page.set_viewport_size({"width": 375, "height": 600})
    expect(page.locator(".tabs")).to_be_hidden()
    expect(page.get_by_role("button", name="Next")).to_be_in_viewport(ratio=1)
