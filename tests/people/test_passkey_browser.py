"""Passkeys in a real browser under our policy: coming in with one, signing in, adding another."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import Cast
from yearlight.core import clock
from yearlight.people import actions
from yearlight.people.models import Member
from yearlight.people.roles import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def context(chromium: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """A browser at ``localhost``, where passkeys work without a certificate."""
    address = live_server.url.replace("127.0.0.1", "localhost")
    context = chromium.new_context(base_url=address, locale="en-GB")
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def said() -> list[str]:
    """What pages told the console; a breach of the policy is told there."""
    return []


@pytest.fixture
def page(context: BrowserContext, said: list[str]) -> Page:
    """A page whose device keeps passkeys."""
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    _give_device(page)
    return page


def _give_device(page: Page, **more: Any) -> Any:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**_DEVICE, **more}})
    return devtools, made["authenticatorId"]


def test_first_keeper_comes_in_with_a_passkey_and_signs_in_with_it(page: Page, said: list[str]) -> None:
    page.goto(f"/come/{actions.first_keeper_link(clock.now())}/")
    page.click("text=Make an account")
    page.click("text=With a passkey, without a password")
    page.fill("[name=email]", "mara@example.org")
    page.click("text=Go on")
    page.wait_for_url("**/webauthn/signup/")
    page.click("#mfa_webauthn_signup")
    page.wait_for_url("**/come/**")
    page.fill("[name=name]", "Mara")
    page.click("text=Come in")
    page.wait_for_url("**/begin/1/")
    assert Member.objects.get().name == "Mara"
    assert Authenticator.objects.filter(type="webauthn").count() == 1

    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_url(re.compile(r"/$"))
    expect(page.locator("h1")).to_contain_text("Mara")
    assert said == []


def test_passkey_is_added_in_settings_and_second_keeper_signs_in_with_it(
    page: Page, said: list[str], cast: Cast
) -> None:
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - a table of allauth's, for this test alone

    EmailAddress.objects.create(user=cast.account("keeper"), email="mara@example.org", verified=True, primary=True)
    page.goto("/accounts/login/")
    page.fill("[name=login]", "mara@example.org")
    page.fill("[name=password]", "rowan-lake-tram")
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(re.compile(r"/$"))
    page.goto("/me/settings/")
    page.click("text=Passkeys")
    page.click("text=Add a passkey")
    page.fill("[name=password]", "rowan-lake-tram")
    page.click("text=Go on")
    page.fill("[name=name]", "Telephone")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")
    assert page.locator(".codes li").count() == 10

    page.goto("/accounts/2fa/webauthn/")
    expect(page.locator("main")).to_contain_text("Telephone")
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_url(re.compile(r"/$"))
    assert said == []


def test_invited_keeper_makes_an_account_with_a_password(page: Page, said: list[str], cast: Cast) -> None:
    token = actions.invite(cast.viewer("keeper"), family_id=cast.family.pk, role=Role.KEEPER, now=clock.now())
    page.goto(f"/come/{token}/")
    page.click("text=Make an account")
    page.fill("[name=email]", "edith@example.org")
    page.fill("[name=password1]", "rowan-lake-tram")
    page.locator("[name=password1]").press("Enter")
    page.wait_for_url("**/come/**")
    page.fill("[name=name]", "Edith")
    page.click("text=Come in")
    page.wait_for_url(re.compile(r"/$"))
    expect(page.locator("main")).to_contain_text("Jonah")
    assert said == []


def test_passkey_that_is_not_there_is_answered_in_words(page: Page, said: list[str], cast: Cast) -> None:
    page.goto("/accounts/login/")
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')); }"
    )
    page.click("#passkey_login")
    expect(page.locator("[data-passkey-fault]")).to_be_visible()
    expect(page.locator("[data-passkey-fault]")).to_contain_text("Nothing is changed")
    assert said == []


def test_at_an_address_of_numbers_no_passkey_is_offered(chromium: Browser, live_server: Any, cast: Cast) -> None:
    context = chromium.new_context(base_url=live_server.url.replace("localhost", "127.0.0.1"))
    page = context.new_page()
    page.goto("/accounts/login/")
    expect(page.locator("#passkey_login")).to_be_hidden()
    expect(page.locator("[name=password]")).to_be_visible()
    context.close()


def test_escape_twice_makes_it_quiet_where_that_was_switched_on(page: Page, cast: Cast) -> None:
    account = cast.account("keeper")
    account.covers_on_double_escape = True
    account.save()
    session = cast.client("keeper").cookies["yearlight"].value
    page.context.add_cookies([{"name": "yearlight", "value": session, "domain": "localhost", "path": "/"}])
    page.goto("/")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url("**/quiet/")
    expect(page.locator("h1")).to_have_text("It is quiet here now")
