"""A child's saying is kept, the children's view is opened, and nothing else is there until an adult closes it."""

from playwright.sync_api import expect

from tests.browser.conftest import Browsing, Demo, sign_in
from tests.browser.looks import Axe, holds


def test_view_is_all_there_is_until_the_code_closes_it(demo: Demo, looking: Browsing, axe: Axe) -> None:
    # Opening and closing the view ends the session it is opened from, which others look with as well.
    page = looking.page(signed_in=False)
    sign_in(page, demo)
    page.goto("/joys/add/")
    holds(page, axe)
    page.get_by_label("The child’s name").fill("Lena")
    for label, value in (("Day", "4"), ("Month", "5"), ("Year", "2020")):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("heading", name="Lena", exact=True)).to_be_visible()
    page.get_by_role("link", name="Keep something").click()
    holds(page, axe)
    page.get_by_label("The words").fill("The moon follows us home.")
    for label, value in (("Month", "6"), ("Year", "2024")):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Show it in the children’s view too").check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", name="At 4")).to_be_visible()
    holds(page, axe)
    page.goto("/joys/")
    holds(page, axe)
    page.get_by_role("link", name="Open the children’s view").click()
    holds(page, axe)

    looking.expect("the server responded with a status of 404")
    looking.expect("the server responded with a status of 422")
    page.get_by_label("A code that closes it again").fill("2580")
    page.get_by_role("button", name="Open it").press("Enter")
    expect(page.get_by_role("heading", name="Look with me")).to_be_visible()
    holds(page, axe)
    page.get_by_role("link", name="What we said and drew").click()
    expect(page.get_by_text("The moon follows us home.")).to_be_visible()
    holds(page, axe)
    page.goto("/children/")
    page.locator(".children-list a").first.click()
    expect(page.get_by_text("nobody’s fault")).to_be_visible()
    holds(page, axe)

    page.goto("/")
    expect(page.get_by_role("heading", name="This page is not here.")).to_be_visible()
    for _step in range(6):
        page.go_back()
        expect(page.get_by_role("button", name="Not today")).to_have_count(0)
    page.goto("/children/close/")
    holds(page, axe)
    page.get_by_label("Your code").fill("0000")
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_text("That does not close it.").first).to_be_visible()
    page.get_by_label("Your code").fill("2580")
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_role("button", name="Not today")).to_be_visible()
