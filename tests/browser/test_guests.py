"""Opening a place for somebody, coming in by their link, and closing it: at a desk and on a telephone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import watch
from tests.browser.conftest import Browsing
from tests.browser.test_every_page import LOOKS

Axe = Callable[..., list[str]]


def _holds(looking: Browsing, page: Page, axe: Axe, name: str) -> None:
    """The page that is open, in both lights at both widths, and on the narrowest telephone."""
    expect(page.locator("h1")).to_have_count(1)
    for width, light in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=light)
        assert watch.sideways(page) == [], width
        assert axe(page) == [], f"{width}, {light}"
        looking.shot(page, f"guests-{name}-{width}-{light}")
    page.set_viewport_size({"width": 320, "height": 640})
    assert watch.sideways(page) == []
    assert axe(page, rules=["target-size"]) == []


def test_a_grandmother_comes_in_by_her_link_until_it_is_closed(looking: Browsing, axe: Axe) -> None:
    keeper, ann = looking.page(), looking.page(signed_in=False)
    keeper.goto("/people/circles/add/")
    keeper.get_by_label("Its name").fill("Her side")
    keeper.get_by_role("button", name="Make the circle").click()
    _holds(looking, keeper, axe, "circle")
    keeper.goto("/people/add/")
    _holds(looking, keeper, axe, "add")
    keeper.get_by_label("Their name").fill("Ann")
    keeper.get_by_label("Who they are").fill("his grandmother")
    keeper.get_by_label("What is shown to the family").check()
    keeper.get_by_label("A line of your own").fill("Come when you like.")
    keeper.get_by_role("button", name="Make the link").click()
    _holds(looking, keeper, axe, "made")
    address = keeper.locator("[data-copy-from]").inner_text()

    looking.expect("the server responded with a status of 404")
    ann.goto(address)
    expect(ann.get_by_text("Come when you like.")).to_be_visible()
    _holds(looking, ann, axe, "door")
    ann.get_by_role("button", name="Come in").press("Enter")
    ann.wait_for_url("**/g/")
    _holds(looking, ann, axe, "page")
    ann.locator("main a[href^='/p/']").first.click()
    expect(ann.get_by_role("button", name="Not today")).to_have_count(0)
    _holds(looking, ann, axe, "place")

    keeper.goto("/people/")
    _holds(looking, keeper, axe, "people")
    keeper.get_by_role("link", name="Ann").click()
    _holds(looking, keeper, axe, "member")
    keeper.get_by_role("link", name="as Ann sees it").click()
    _holds(looking, keeper, axe, "as-member")
    keeper.go_back()
    keeper.get_by_role("button", name="Close the link").click()
    expect(keeper.get_by_text("The link is closed.")).to_be_visible()
    ann.goto("/g/")
    expect(ann.get_by_role("heading", name="This page is no longer open.")).to_be_visible()
    _holds(looking, ann, axe, "closed")
