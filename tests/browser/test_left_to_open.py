"""A closed letter in a browser: left to a sister, who opens it by her link when she likes."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Browsing
from tests.browser.looks import Axe, holds


def test_a_sister_opens_the_letter_that_was_left_to_her(looking: Browsing, axe: Axe) -> None:
    keeper, sister = looking.page(), looking.page(signed_in=False, width=390)
    keeper.goto("/people/add/")
    keeper.get_by_label("Their name").fill("Ida")
    keeper.get_by_label("What is shown to the family").check()
    keeper.get_by_role("button", name="Make the link").click()
    link = keeper.locator("[data-copy-from]").inner_text()

    keeper.goto("/")
    keeper.get_by_role("link", name="Letters").click()
    keeper.get_by_role("link", name=re.compile("Write")).first.click()
    keeper.get_by_label("Your letter").fill("You held his hand.")
    keeper.get_by_label("The family").check()
    keeper.get_by_text("Keep it closed until a day").click()
    opens = keeper.get_by_role("group", name="The day it opens")
    for label, words in (("Day", "1"), ("Month", "6"), ("Year", "2040")):
        opens.get_by_label(label, exact=True).fill(words)
    keeper.get_by_label("Who may open it before that day").select_option("Ida")
    holds(keeper, axe)
    looking.shot(keeper, "left-to-open-written")
    keeper.get_by_role("button", name="Keep the letter").click()
    expect(keeper.get_by_text("until Ida opens it")).to_be_visible()

    sister.goto(link)
    sister.get_by_role("button", name="Come in").click()
    sister.wait_for_url("**/g/")
    holds(sister, axe)
    sister.get_by_role("link", name="A letter is kept for you").click()
    expect(sister.get_by_text("left it to you to open")).to_be_visible()
    holds(sister, axe)
    looking.shot(sister, "left-to-open")
    sister.get_by_role("button", name="Open it").press("Enter")
    expect(sister.get_by_role("paragraph").filter(has_text="You held his hand.")).to_be_visible()
