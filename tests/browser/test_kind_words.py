"""A word left by somebody without an account, kept while it is typed, read first by the keepers; a place closed and opened."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Browsing
from tests.browser.looks import Axe, holds
from tests.browser.test_recordings import until_there
from tests.keepsakes import draw

LAKE = draw.saved(draw.quarters(600, 400))


def _let_in(keeper: Page, guest: Page, name: str = "Signe") -> None:
    """Make a link for somebody who sees what the family sees, and come in by it."""
    keeper.goto("/people/add/")
    keeper.get_by_label("Their name").fill(name)
    keeper.get_by_label("What is shown to the family").check()
    keeper.get_by_role("button", name="Make the link").click()
    guest.goto(keeper.locator("[data-copy-from]").inner_text())
    guest.get_by_role("button", name="Come in").press("Enter")
    guest.wait_for_url("**/g/")


def _ask_to_be_left_out(looking: Browsing, keeper: Page, axe: Axe) -> None:
    """Somebody else reads the words, and would rather not stand in one of them; then takes that back."""
    bo = looking.page(signed_in=False)
    _let_in(keeper, bo, name="Bo")
    bo.get_by_role("link", name="Emil").first.click()
    bo.get_by_role("link", name="Kind words").first.click()
    bo.get_by_role("link", name="choose the word").click()
    holds(bo, axe)
    bo.get_by_role("link", name=re.compile("This one names me.*Signe")).click()
    holds(bo, axe)
    bo.get_by_role("button", name="Take it from the page").click()
    expect(bo.get_by_text("The lake froze that week.")).to_have_count(0)
    bo.get_by_role("button", name="Take the wish back").click()
    expect(bo.get_by_text("The lake froze that week.")).to_be_visible()


def test_a_word_is_kept_while_it_is_typed_and_read_first_by_the_keepers(looking: Browsing, axe: Axe) -> None:
    keeper, signe = looking.page(), looking.page(signed_in=False)
    looking.expect("the server responded with a status of 404")
    _let_in(keeper, signe)
    signe.get_by_role("link", name="A few words for").click()
    holds(signe, axe)
    signe.get_by_role("link", name="Go on").click()
    expect(signe.get_by_label("Your name")).to_have_value("Signe")
    signe.get_by_label("Your words").fill("The lake froze that week.")
    expect(signe.get_by_text("Kept on this device until you send it.")).to_be_visible()
    signe.reload()
    expect(signe.get_by_label("Your words")).to_have_value("The lake froze that week.")
    signe.get_by_text("A picture or a recording, or none").click()
    signe.get_by_label("One picture or recording").set_input_files(
        {"name": "IMG_7.jpg", "mimeType": "image/jpeg", "buffer": LAKE}
    )
    signe.get_by_label("What is to be seen or heard?").fill("The lake under snow")
    holds(signe, axe)
    signe.get_by_role("button", name="Send it to").click()
    expect(signe.get_by_text("Thank you. They have it.")).to_be_visible()
    holds(signe, axe)
    assert signe.evaluate("Object.keys(localStorage).filter((one) => one.startsWith('yearlight.word.'))") == []
    mine = signe.url.partition("?")[0]
    signe.get_by_role("link", name="Change it").click()
    holds(signe, axe)
    signe.goto(mine.replace("mine/", "rules/"))
    holds(signe, axe)

    keeper.goto("/")
    keeper.get_by_role("link", name="Kind words for").click()
    holds(keeper, axe)
    keeper.get_by_role("link", name="Another one").click()
    expect(keeper.get_by_text("The lake froze that week.")).to_be_visible()
    covered = keeper.get_by_role("img", name="The lake under snow")
    expect(covered).to_be_hidden()
    pressed = keeper.locator(".word-picture summary")
    while not pressed.is_visible():
        # Its sizes are made by the worker while it is read.
        keeper.reload()
    pressed.press("Enter")
    expect(covered).to_be_visible()
    expect(covered).to_have_js_property("complete", True)
    holds(keeper, axe)
    keeper.get_by_label("The family").check()
    keeper.get_by_role("button", name="Put it on").click()
    keeper.wait_for_url("**/inbox/")
    keeper.goto(mine.removesuffix("mine/"))
    holds(keeper, axe)
    keeper.get_by_role("link", name=re.compile("Decide otherwise.*Signe")).click()
    holds(keeper, axe)
    keeper.get_by_role("link", name="Thank Signe").click()
    holds(keeper, axe)
    keeper.get_by_label("We have read it. Thank you.").check()
    keeper.get_by_role("button", name="Let it stand on their page").click()
    expect(keeper.get_by_text("It stands on their own page now")).to_be_visible()
    keeper.goto(mine.replace("mine/", "away/"))
    holds(keeper, axe)

    signe.goto(mine)
    expect(signe.get_by_text("We have read it. Thank you.")).to_be_visible()
    expect(signe.get_by_role("img", name="The lake under snow")).to_be_visible()
    signe.goto(mine.removesuffix("mine/"))
    expect(signe.get_by_text("The lake froze that week.")).to_be_visible()
    _ask_to_be_left_out(looking, keeper, axe)
    place = mine.removesuffix("words/mine/")
    keeper.goto(place)
    keeper.get_by_role("button", name="Close it to everyone but its keepers").click()
    holds(keeper, axe)
    signe.goto(place)
    expect(signe.get_by_text("The lake froze that week.")).to_have_count(0)
    expect(signe.get_by_role("heading", name="This page is not here.")).to_be_visible()
    keeper.get_by_role("button", name="Open it again, as it was").click()
    expect(keeper.get_by_role("button", name="Close it to everyone but its keepers")).to_be_visible()
    signe.goto(mine.removesuffix("mine/"))
    expect(signe.get_by_text("The lake froze that week.")).to_be_visible()


def test_voice_is_recorded_on_the_page_and_sent_with_the_words(looking: Browsing, axe: Axe) -> None:
    keeper, context = looking.page(), looking.context(signed_in=False)
    context.grant_permissions(["microphone"])
    signe = context.new_page()
    _let_in(keeper, signe, name="Signe with a voice")
    signe.get_by_role("link", name="A few words for").click()
    signe.get_by_role("link", name="Go on").click()
    signe.get_by_label("Your words").fill("I would rather say it.")
    signe.get_by_text("A picture or a recording, or none").click()
    signe.get_by_role("button", name="Record my voice").click()
    expect(signe.get_by_text("It records: 0:02")).to_be_visible(timeout=20_000)
    assert axe(signe) == []
    signe.get_by_role("button", name="That is all").click()
    expect(signe.get_by_text("It is recorded, and is sent with your words.")).to_be_visible()
    holds(signe, axe)
    looking.shot(signe, "word-voice")
    signe.get_by_role("button", name="Send it to").click()
    expect(signe.get_by_text("Thank you. They have it.")).to_be_visible()
    until_there(signe, "<audio")
    expect(signe.locator("audio")).to_have_js_property("paused", True)
    holds(signe, axe)
    # The family is everybody's here: what waits for its keepers would be read first by another test.
    signe.get_by_role("button", name="Withdraw it").click()
    expect(signe.get_by_role("button", name="Withdraw it")).to_have_count(0)
