"""The writing page in a real browser: without a connection, in two windows, signed out, by keyboard."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import Cast
from tests.entries.conftest import Desk
from yearlight.entries.models import Entry, EntryDraft, EntryState
from yearlight.people.roles import CircleKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BODY, TITLE = "textarea[name=body]", "input[name=title]"


@pytest.fixture
def context(chromium: Any, cast: Cast, live_server: Any) -> Iterator[BrowserContext]:
    """Mara's browser, signed in; its clock can be wound on, so that nothing waits."""
    context = chromium.new_context(base_url=live_server.url, locale="en-GB")
    client = cast.client("keeper")
    session = client.cookies["yearlight"].value
    context.add_cookies([{"name": "yearlight", "value": session, "url": live_server.url}])
    yield context
    context.close()


def _open(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.clock.install()
    page.goto(address)
    return page


def _base(cast: Cast) -> str:
    return f"/p/{cast.person.public_id}/letters/"


def _saved(page: Page) -> None:
    with page.expect_response(lambda answer: "keep-draft" in answer.url):
        page.clock.run_for(5100)


def _expect_on_device(page: Page, texts: list[str]) -> None:
    """Wait until this device holds just these texts; the page lets one go a moment after the server's answer came."""
    found: list[str] = []
    for _look in range(1000):
        found = page.evaluate(
            "Object.keys(localStorage).filter((name) => name.startsWith('yearlight.text.'))"
            ".map((name) => JSON.parse(localStorage.getItem(name)).body)"
        )
        if found == texts:
            break
    assert found == texts


def test_letter_is_kept_while_it_is_typed_and_found_after_a_reload(context: BrowserContext, cast: Cast) -> None:
    page = _open(context, _base(cast) + "write/")
    page.fill(BODY, "Dear Jonah,")
    _saved(page)
    expect(page.locator("[data-said]")).to_contain_text("Kept at")
    assert page.url.endswith("/edit/")
    assert EntryDraft.objects.get().body == "Dear Jonah,"
    _expect_on_device(page, [])
    page.reload()
    expect(page.locator(BODY)).to_have_value("Dear Jonah,")
    page.fill(BODY, "Dear Jonah, it snowed.")
    _saved(page)
    assert list(EntryDraft.objects.values_list("body", flat=True)) == ["Dear Jonah, it snowed."]


def test_control_and_enter_keeps_and_escape_closes_nothing(context: BrowserContext, cast: Cast) -> None:
    page = _open(context, _base(cast) + "write/")
    page.fill(BODY, "Dear Jonah,")
    page.keyboard.press("Escape")
    assert page.url.endswith("/write/")
    page.locator(BODY).press("Control+Enter")
    page.wait_for_url(lambda url: "write" not in url)
    assert Entry.objects.get().state == EntryState.KEPT
    _expect_on_device(page, [])


def test_text_typed_without_a_connection_is_kept_on_the_device_and_added_later(
    context: BrowserContext, cast: Cast
) -> None:
    page = _open(context, _base(cast) + "write/")
    context.set_offline(True)
    page.fill(BODY, "Without a connection")
    page.clock.run_for(5100)
    expect(page.locator("[data-said]")).to_contain_text("Kept on this device")
    page.click("[data-keep]")
    expect(page.locator("[data-said]")).to_contain_text("Kept on this device")
    expect(page.locator(BODY)).to_have_value("Without a connection")
    _expect_on_device(page, ["Without a connection"])
    # It is sent as soon as the connection is back, or a turn later.
    context.set_offline(False)
    page.clock.run_for(5100)
    expect(page.locator("[data-said]")).to_contain_text("Kept at")
    assert EntryDraft.objects.get().body == "Without a connection"
    _expect_on_device(page, [])


def test_window_closed_without_a_connection_leaves_its_text_to_the_next(context: BrowserContext, cast: Cast) -> None:
    entry = Desk(cast).keep("As it was kept")
    address = f"{_base(cast)}{entry.public_id}/edit/"
    page = _open(context, address)
    context.set_offline(True)
    page.fill(BODY, "Written on the train")
    page.clock.run_for(500)
    # The driver's missing connection ends with the window: what it sends off while it closes would arrive all the same.
    page.evaluate("() => { navigator.sendBeacon = () => false; window.fetch = () => Promise.reject(new TypeError()); }")
    page.close()
    context.set_offline(False)

    page = _open(context, address)
    expect(page.locator("[data-offer]")).to_contain_text("This device holds a later text of this letter")
    expect(page.locator(BODY)).to_have_value("As it was kept")
    page.click("[data-use]")
    expect(page.locator(BODY)).to_have_value("Written on the train")
    _saved(page)
    assert EntryDraft.objects.get(closed_at=None).body == "Written on the train"
    _expect_on_device(page, [])


def test_text_on_the_device_is_not_shown_to_another_account(context: BrowserContext, cast: Cast) -> None:
    page = _open(context, _base(cast) + "write/")
    context.set_offline(True)
    page.fill(BODY, "For nobody else")
    page.clock.run_for(500)
    page.close()
    context.set_offline(False)
    session = cast.client("other_keeper").cookies["yearlight"].value
    context.add_cookies([{"name": "yearlight", "value": session, "url": page.url.split("/p/")[0]}])
    page = _open(context, _base(cast) + "write/")
    expect(page.locator("[data-offer]")).to_be_hidden()


def test_signed_out_while_writing_keeps_the_text_and_says_so(context: BrowserContext, cast: Cast) -> None:
    page = _open(context, _base(cast) + "write/")
    page.fill(BODY, "Dear Jonah,")
    cookies = context.cookies()
    context.clear_cookies()
    _saved(page)
    expect(page.locator("[data-said]")).to_contain_text("signed out")
    _expect_on_device(page, ["Dear Jonah,"])
    context.add_cookies(cookies)  # type: ignore[arg-type]
    _saved(page)
    assert EntryDraft.objects.get().body == "Dear Jonah,"


def test_two_windows_of_one_letter_lose_nothing(context: BrowserContext, cast: Cast) -> None:
    entry = Desk(cast).keep("Base", audience=cast.circle(CircleKind.KEEPERS).public_id)
    address = f"{_base(cast)}{entry.public_id}/edit/"
    one, two = _open(context, address), _open(context, address)
    one.fill(BODY, "From the first window")
    _saved(one)
    two.fill(BODY, "From the second window")
    two.click("[data-keep]")
    two.wait_for_url(f"**/{entry.public_id}/")
    one.click("[data-keep]")
    expect(one.locator(".other-text")).to_contain_text("From the second window")
    expect(one.locator(BODY)).to_have_value("From the first window")
    one.click("[data-keep]")
    one.wait_for_url(f"**/{entry.public_id}/")
    entry.refresh_from_db()
    assert entry.body == "From the first window"
    assert set(entry.versions.values_list("body", flat=True)) == {"Base", "From the second window"}
    assert not EntryDraft.objects.filter(closed_at=None).exists()


def test_leaving_the_page_keeps_what_was_typed_last(context: BrowserContext, cast: Cast) -> None:
    page = _open(context, _base(cast) + "write/")
    page.fill(BODY, "Typed a moment ago")
    page.goto(_base(cast))
    # A page that is left is not told when its last words arrive, so the list is asked until they are there.
    for _look in range(100):
        if page.get_by_text("Typed a moment ago").count():
            break
        page.reload()
    assert EntryDraft.objects.get().body == "Typed a moment ago"


def test_page_says_nothing_to_the_console_and_keeps_to_its_policy(context: BrowserContext, cast: Cast) -> None:
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(_base(cast) + "write/")
    page.fill(BODY, "Dear")
    page.click("[data-keep]")
    page.wait_for_url(lambda url: "write" not in url)
    assert said == []


def test_enter_in_the_title_goes_on_to_the_letter(context: BrowserContext, cast: Cast) -> None:
    page = _open(context, _base(cast) + "write/")
    page.fill(TITLE, "Eight")
    page.locator(TITLE).press("Enter")
    page.keyboard.type("Dear Jonah,")
    expect(page.locator(BODY)).to_have_value("Dear Jonah,")
    assert page.url.endswith("/write/")
