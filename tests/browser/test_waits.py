"""What waits between keepers: asked for, told by a message, stopped from its link; and a recovery sheet, printed and used."""

import email
import re
from email import policy

from playwright.sync_api import Page, expect

from tests.browser.conftest import Browsing, Demo
from tests.browser.looks import Axe, holds

_LINK = re.compile(r"/wait/[\w-]+/")


def _links(demo: Demo) -> set[str]:
    """The links in every message that was written so far to somebody else than the keeper who asks."""
    read = (one.read_bytes() for one in (demo.running.home / "outbox").glob("*.eml"))
    messages = [email.message_from_bytes(data, policy=policy.default) for data in read]
    bodies = [one.get_body() for one in messages if demo.email not in str(one["To"])]
    return {found for body in bodies if body for found in _LINK.findall(body.get_content())}


def _new_link(demo: Demo, page: Page, before: set[str]) -> str:
    """A link in a message that the worker wrote since then; waited for, since it works beside the site."""
    for _look in range(300):
        if new := _links(demo) - before:
            return min(new)
        page.wait_for_timeout(100)
    raise AssertionError("no message came")


def test_a_keeper_asks_and_whoever_has_the_message_stops_it(demo: Demo, looking: Browsing, axe: Axe) -> None:
    keeper, outside = looking.page(), looking.page(signed_in=False)
    keeper.goto("/people/keeping/")
    holds(keeper, axe)
    keeper.locator("main a[href$='/ask/']").first.click()
    keeper.wait_for_url("**/ask/")
    holds(keeper, axe)
    before = _links(demo)
    keeper.get_by_role("button", name="Ask for a new way in").click()
    expect(keeper.get_by_text("It waits now, and everyone whom it concerns is told.")).to_be_visible()
    holds(keeper, axe)
    keeper.goto("/")
    expect(keeper.get_by_role("link", name="What waits, and stopping it")).to_be_visible()
    holds(keeper, axe)

    outside.goto(_new_link(demo, outside, before))
    holds(outside, axe)
    outside.get_by_role("button", name="Stop it").press("Enter")
    expect(outside.get_by_role("heading", name="It is stopped")).to_be_visible()
    holds(outside, axe)
    keeper.goto("/people/keeping/")
    expect(keeper.get_by_text("Nothing waits.")).to_be_visible()


def test_a_recovery_sheet_is_made_printed_and_begins_the_days(demo: Demo, looking: Browsing, axe: Axe) -> None:
    keeper, outside = looking.page(), looking.page(signed_in=False)
    keeper.goto("/me/recovery-sheet/")
    keeper.get_by_role("button", name="Make the sheet").click()
    password, made = keeper.locator("[name=password]"), keeper.locator("dd.link-box")
    # Whoever was asked a moment ago who they are is not asked again.
    expect(password.or_(made).first).to_be_visible()
    if password.is_visible():
        password.fill(demo.password)
        password.press("Enter")
    expect(keeper.get_by_text("It is shown here and nowhere else.")).to_be_visible()
    holds(keeper, axe)
    code = keeper.locator("dd.link-box bdi").last.inner_text()
    keeper.emulate_media(media="print")
    expect(keeper.get_by_text("It is shown here and nowhere else.")).to_be_hidden()
    expect(keeper.get_by_text(code)).to_be_visible()
    keeper.emulate_media(media="screen")

    looking.expect("the server responded with a status of 422")
    outside.goto("/recover/")
    outside.get_by_label("The e-mail address of the account").fill(demo.email)
    outside.get_by_label("The code on the sheet").fill("2345 2345")
    outside.get_by_role("button", name="Go on").click()
    expect(outside.get_by_text("Address and code do not fit together")).to_be_visible()
    holds(outside, axe)
    outside.get_by_label("The code on the sheet").fill(code)
    outside.get_by_role("button", name="Go on").click()
    expect(outside.get_by_role("heading", name="It waits")).to_be_visible()
    holds(outside, axe)

    keeper.goto("/people/keeping/")
    keeper.get_by_role("button", name="Stop it").click()
    expect(keeper.get_by_text("It is stopped.")).to_be_visible()
    keeper.goto("/me/recovery-sheet/")
    keeper.get_by_role("button", name="End the sheet").click()
    expect(keeper.get_by_role("button", name="Make the sheet")).to_be_visible()
