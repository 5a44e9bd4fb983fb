"""Opening a place for somebody, coming in by their link, and closing it: at a desk and on a telephone."""

from playwright.sync_api import expect

from tests.browser.conftest import Browsing
from tests.browser.looks import Axe, holds


def test_a_grandmother_comes_in_by_her_link_until_it_is_closed(looking: Browsing, axe: Axe) -> None:
    keeper, ann = looking.page(), looking.page(signed_in=False)
    keeper.goto("/people/circles/add/")
    keeper.get_by_label("Its name").fill("Her side")
    keeper.get_by_role("button", name="Make the circle").click()
    holds(keeper, axe)
    keeper.goto("/people/add/")
    holds(keeper, axe)
    keeper.get_by_label("Their name").fill("Ann")
    keeper.get_by_label("Who they are").fill("his grandmother")
    keeper.get_by_label("What is shown to the family").check()
    keeper.get_by_label("A line of your own").fill("Come when you like.")
    keeper.get_by_role("button", name="Make the link").click()
    holds(keeper, axe)
    address = keeper.locator("[data-copy-from]").inner_text()

    looking.expect("the server responded with a status of 404")
    ann.goto(address)
    expect(ann.get_by_text("Come when you like.")).to_be_visible()
    holds(ann, axe)
    ann.get_by_role("button", name="Come in").press("Enter")
    ann.wait_for_url("**/g/")
    holds(ann, axe)
    ann.locator("main a[href^='/p/']").first.click()
    expect(ann.get_by_role("button", name="Not today")).to_have_count(0)
    holds(ann, axe)

    place = ann.url
    keeper.goto(f"{place}word/")
    if keeper.get_by_role("button", name="Make the link").count():
        keeper.locator("input[name=days]").first.check()
        keeper.get_by_role("button", name="Make the link").click()
        expect(keeper.locator("[data-copy-from]")).to_be_visible()
    ann.goto("/g/")
    ann.get_by_role("link", name="Be told before a day").first.click()
    expect(ann.get_by_label("Your name")).to_have_value("Ann")
    holds(ann, axe)

    keeper.goto("/people/")
    holds(keeper, axe)
    keeper.get_by_role("link", name="Ann").click()
    holds(keeper, axe)
    keeper.get_by_role("link", name="as Ann sees it").click()
    holds(keeper, axe)
    keeper.go_back()
    keeper.get_by_role("button", name="Close the link").click()
    expect(keeper.get_by_text("The link is closed.")).to_be_visible()
    ann.goto("/g/")
    expect(ann.get_by_role("heading", name="This page is no longer open.")).to_be_visible()
    holds(ann, axe)
