"""Yearlight as an app: put on a telephone, without a connection, signed out, and when a day's message arrives.

What a push service of a browser's maker does between the two cannot be tried without the internet: the message is given to the
browser at the point where such a service would give it.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from tests.browser import fixtures
from tests.conftest import Cast
from tests.reminders.push_service import Browser as PushBrowser
from yearlight.pages.views import app
from yearlight.reminders import push
from yearlight.reminders.compose import Text
from yearlight.reminders.models import PushDevice

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "textarea[name=body]"


@pytest.fixture
def telephone(chromium: Browser, cast: Cast, live_server: Any, tmp_path: Path) -> Iterator[BrowserContext]:
    """Mara's browser with a profile of its own, since a window that forgets everything takes no app; she is signed in."""
    context = chromium.browser_type.launch_persistent_context(
        tmp_path / "profile",
        executable_path=fixtures.find_chromium(),
        args=fixtures.FLAGS,
        base_url=live_server.url,
        locale="en-GB",
        viewport={"width": 390, "height": 844},
    )
    context.set_default_timeout(10_000)
    context.grant_permissions(["notifications"], origin=live_server.url)
    session = cast.client("keeper").cookies["yearlight"].value
    context.add_cookies([{"name": "yearlight", "value": session, "url": live_server.url}])
    yield context
    context.close()


def at_home(telephone: BrowserContext) -> Page:
    """Today, with the worker in its place."""
    page = telephone.new_page()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready")
    until(page, "() => navigator.serviceWorker.controller")
    return page


def until(page: Page, ask: str) -> None:
    """Ask again and again within the page until it is so: the page's policy lets the driver's own asking not through."""
    page.evaluate(
        f"""async () => {{
          const ask = {ask};
          for (let turn = 0; turn < 500; turn++) {{
            if (await ask()) return;
            await new Promise((done) => setTimeout(done, 20));
          }}
          throw new Error("it never was so: " + ask);
        }}"""
    )


_IS_NOTED = "() => Object.keys(localStorage).some((name) => name.startsWith('yearlight.text.'))"
_MESSAGES = "(await navigator.serviceWorker.ready).getNotifications()"
_IS_SHOWN = f"""async (title) => {{
  for (let turn = 0; turn < 100; turn++) {{
    if ((await {_MESSAGES}).some((one) => one.title === title)) return true;
    await new Promise((done) => setTimeout(done, 20));
  }}
  return false;
}}"""


def write_without_a_connection(telephone: BrowserContext, page: Page, cast: Cast) -> None:
    page.goto(f"/p/{cast.person.public_id}/letters/write/")
    telephone.set_offline(True)
    page.fill(BODY, "It snowed in the night")
    until(page, _IS_NOTED)


def kept(page: Page) -> list[str]:
    """Everything the worker has laid by."""
    found: list[str] = page.evaluate(
        "caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((one) => one.keys()))))"
        ".then((all) => all.flat().map((one) => new URL(one.url).pathname))"
    )
    return found


def test_telephone_finds_nothing_that_keeps_it_from_being_installed(telephone: BrowserContext) -> None:
    page = at_home(telephone)
    session = telephone.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"].endswith("/app/yearlight.webmanifest")
    assert json.loads(manifest["data"])["name"] == "Yearlight"
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []


def test_without_a_connection_it_says_that_what_was_written_is_kept(telephone: BrowserContext, cast: Cast) -> None:
    page = at_home(telephone)
    write_without_a_connection(telephone, page, cast)
    page.goto(f"/p/{cast.person.public_id}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection")
    expect(page.locator("main")).to_contain_text("what you were writing is kept on this device")
    expect(page.locator("[data-kept] li")).to_have_count(1)
    expect(page.locator("[data-kept] li")).to_have_text(re.compile(r"^A letter, as it was on .*\d{4}.*\d:\d\d"))
    for word in ("snowed", "Jonah"):
        assert word not in page.content()
    assert page.title() == "Notes"
    telephone.set_offline(False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Jonah")
    page.goto(f"/p/{cast.person.public_id}/letters/write/")
    expect(page.locator("[data-offer]")).to_contain_text("It snowed in the night")


def test_help_is_there_without_a_connection_and_names_nobody(telephone: BrowserContext) -> None:
    """Whom one can call is wanted most where nothing else works."""
    page = at_home(telephone)
    telephone.set_offline(True)
    page.goto("/")
    page.get_by_role("link", name="I would like to talk to someone").click()
    page.wait_for_url("**/help/")
    expect(page.get_by_role("heading", level=1)).to_have_text("To talk to someone")
    assert "Jonah" not in page.content()
    # In its own letters and colours, as always.
    assert "Literata" in page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")


def test_text_that_is_kept_is_told_of_to_its_own_account_alone(telephone: BrowserContext, cast: Cast) -> None:
    page = at_home(telephone)
    write_without_a_connection(telephone, page, cast)
    page.evaluate("localStorage.setItem('yearlight.here', JSON.stringify({ account: '999' }))")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection")
    expect(page.locator("[data-kept]")).to_be_hidden()


def test_quiet_page_lets_nothing_be_told(telephone: BrowserContext, cast: Cast) -> None:
    page = at_home(telephone)
    write_without_a_connection(telephone, page, cast)
    telephone.set_offline(False)
    other = telephone.new_page()
    other.goto("/quiet/")
    other.get_by_role("button", name="Make it quiet").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("It is quiet here now")
    # The worker asks for pages in the browser's place, and is told the same.
    other.goto("/")
    expect(other.get_by_role("heading", level=1)).to_have_text("It is quiet here now")
    telephone.set_offline(True)
    other.goto("/")
    expect(other.get_by_role("heading", level=1)).to_have_text("No connection")
    expect(other.locator("[data-kept]")).to_be_hidden()


def test_worker_keeps_the_shell_and_signing_out_takes_it_away(telephone: BrowserContext, cast: Cast) -> None:
    page = at_home(telephone)
    page.goto(f"/p/{cast.person.public_id}/")
    assert "/offline/" in kept(page)
    assert all(one in ("/offline/", "/help/") or one.startswith("/static/") for one in kept(page))
    page.goto("/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/")
    until(page, "async () => !(await navigator.serviceWorker.getRegistration())")
    assert kept(page) == []
    assert page.evaluate("localStorage.getItem('yearlight.here')") is None


def test_new_version_takes_over_beside_a_letter_that_is_being_written(
    telephone: BrowserContext, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = at_home(telephone)
    page.goto(f"/p/{cast.person.public_id}/letters/write/")
    page.fill(BODY, "Half a sentence")
    [before] = page.evaluate("caches.keys()")
    monkeypatch.setattr(app, "_offline", lambda: "<!doctype html><title>New</title><h1>Newer words</h1>")
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    until(page, f"async () => {{ const [one] = await caches.keys(); return one && one !== '{before}'; }}")
    expect(page.locator(BODY)).to_have_value("Half a sentence")
    telephone.set_offline(True)
    page.fill(BODY, "Half a sentence, and its end")
    until(page, _IS_NOTED)


def test_browser_that_does_not_allow_messages_is_told_where_it_can(telephone: BrowserContext) -> None:
    page = at_home(telephone)
    telephone.clear_permissions()
    page.goto("/me/reminders/devices/")
    page.get_by_role("button", name="Show messages in this browser").click()
    expect(page.locator("[data-push-refused]")).to_be_visible()
    assert not PushDevice.objects.exists()


def test_push_service_that_cannot_be_reached_changes_nothing(telephone: BrowserContext) -> None:
    """As it is for this browser, which has no internet."""
    page = at_home(telephone)
    page.clock.install()
    page.goto("/me/reminders/devices/")
    page.get_by_role("button", name="Show messages in this browser").click()
    expect(page.locator("[data-push-asking]")).to_be_visible()
    page.clock.run_for(31_000)
    expect(page.locator("[data-push-fault]")).to_be_visible()
    assert not PushDevice.objects.exists()


def test_browser_is_added_by_a_press_and_ended_by_another(telephone: BrowserContext) -> None:
    """With a subscription as a push service would give it, since there is none here."""
    keys = json.dumps(PushBrowser().keys)
    telephone.add_init_script(
        f"""
        const made = () => ({{
          endpoint: "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
          toJSON() {{ return {{ endpoint: this.endpoint, expirationTime: null, keys: {keys} }}; }},
          async unsubscribe() {{ localStorage.removeItem("subscribed"); return true; }},
        }});
        PushManager.prototype.getSubscription = async () => (localStorage.getItem("subscribed") ? made() : null);
        PushManager.prototype.subscribe = async (options) => {{
          localStorage.setItem("subscribed", options.applicationServerKey);
          return made();
        }};
        """
    )
    page = at_home(telephone)
    page.goto("/me/reminders/devices/")
    page.get_by_role("button", name="Show messages in this browser").click()
    expect(page.locator("[data-device]")).to_contain_text("(this one)")
    assert PushDevice.objects.get().name == "Chrome, Linux"
    assert page.evaluate("localStorage.getItem('subscribed')") == push.public_key()
    page.get_by_role("button", name="End it").click()
    expect(page.locator("[data-device]")).to_have_count(0)
    assert PushDevice.objects.get().ended_at is not None
    assert page.evaluate("localStorage.getItem('subscribed')") is None


def registration_of(session: CDPSession, page: Page) -> str:
    """What the browser calls the worker of this site; it says so when it likes."""
    found: list[dict[str, Any]] = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.extend(told["registrations"]))
    session.send("ServiceWorker.enable")
    for _look in range(200):
        if found:
            break
        page.evaluate("new Promise((done) => setTimeout(done, 20))")
    return str(found[0]["registrationId"])


def deliver(session: CDPSession, page: Page, registration: str, text: Text) -> None:
    """Hand a message to the browser until it shows it, as a push service does: one that comes while the worker is only
    being written down is dropped without a word."""
    told = {
        "origin": page.evaluate("location.origin"),
        "registrationId": registration,
        "data": push.payload(text, "discreet").decode(),
    }
    for _again in range(10):
        session.send("ServiceWorker.deliverPushMessage", told)
        if page.evaluate(_IS_SHOWN, text.subject):
            return
    raise AssertionError(f"the browser never showed {text.subject!r}")


def shown(page: Page) -> list[dict[str, str]]:
    """The messages on the telephone's screen."""
    found: list[dict[str, str]] = page.evaluate(
        "navigator.serviceWorker.ready.then((one) => one.getNotifications())"
        ".then((all) => all.map(({ title, body, tag }) => ({ title, body, tag })))"
    )
    return found


def test_message_that_arrives_says_no_more_than_was_sent_and_opens_today(
    telephone: BrowserContext, cast: Cast, live_server: Any
) -> None:
    page = at_home(telephone)
    session = telephone.new_cdp_session(page)
    registration = registration_of(session, page)
    headers = (("Message-ID", "<one@example.org>"),)
    for subject in ("A day in your year", "Days in your year"):
        deliver(session, page, registration, Text(subject, "Jonah died on this day\n", headers))
    # The second took the place of the first.
    [one] = shown(page)
    assert one == {"title": "Days in your year", "body": "", "tag": push.topic(Text("", "", headers))}
    # A press on the screen of the system cannot be made from here; the worker is told of one as the system would.
    [worker] = telephone.service_workers
    opened = worker.evaluate(
        """async () => {
          const [one] = await registration.getNotifications();
          const opened = [];
          clients.openWindow = async (address) => opened.push(address);
          clients.matchAll = async () => [];
          dispatchEvent(new NotificationEvent("notificationclick", { notification: one }));
          await new Promise((done) => setTimeout(done));
          return opened;
        }"""
    )
    assert opened == ["/"]
    until(page, f"async () => !(await {_MESSAGES}).length")
