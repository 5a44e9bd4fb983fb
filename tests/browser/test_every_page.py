"""Every page in a real browser: at two widths, in both lights, mirrored, without script, and what it weighs."""

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response
from trials.running import ROOT
from trials.visitor import Visitor

from tests.browser import crawl, looks, watch
from tests.browser.conftest import RESULTS, Browsing, Demo
from tests.keepsakes import draw
from tests.rules.addresses import ROWS, Who
from yearlight.core.ids import public_id

#: Addresses that answer with no page: files, a script's answers, or the way on to another page.
NO_PAGES = {
    # What a script asks, while a file is sent in parts.
    "keepsakes:upload",
    "rituals:order-sheet",
    "keepsakes:original",
    "keepsakes:original-moment",
    "keepsakes:play",
    "keepsakes:captions",
    "keepsakes:rendition",
    "children:picture",
    "children:drawing",
    "children:picture-of",
    "words:picture",
    "words:recording",
    "words:picture-original",
    "reminders:feed-file",
    "memorials:start",
    "mfa_download_recovery_codes",
    "mfa_login_webauthn",
    "pages:day-file",
    # Acts stand with their rituals.
    "rituals:acts",
    "rituals:table",
    "pages:healthz",
    "pages:manifest",
    "pages:manifest-discreet",
    "pages:robots",
    # With script a part of the year, without it the way back there.
    "pages:wish",
    "pages:worker",
}
#: Pages that no link leads to from the demo family as it is; their own tests look at them.
NOT_LINKED: set[str] = {
    # Of a text with two photographs beside it, which the small demo has none of: tests/browser/test_show.py looks at it.
    "entries:show",
    # For the one to whom a closed letter was left: tests/browser/test_left_to_open.py looks at it.
    "entries:open",
    # For whoever looks after the site, who is nobody of a family: tests/browser/test_host.py looks at them.
    "host:account",
    "host:accounts",
    "host:doors",
    "host:families",
    "host:family",
    "host:home",
    "host:invite",
    "host:mail",
    "host:text",
    # Only where everyone may make an account.
    "people:found",
    # The demo was made in one month.
    "pages:log-of",
    # A press leads there, or a link that was sent.
    "account_logout",
    "account_reset_password_from_key",
    "account_signup",
    "account_signup_by_passkey",
    "memorials:begin",
    # The demo keeps nothing beside what comes back by itself.
    "memorials:custom",
    "people:come",
    # Of each kind of page one is looked at, and of rituals it is the tree: tests/browser/test_ceremony.py looks at these.
    "rituals:order",
    "rituals:order-add",
    "rituals:order-change",
    "rituals:order-large",
    "rituals:order-part",
    # For whoever came by a personal link, and a circle that the demo has none of: tests/browser/test_guests.py looks at them.
    "reminders:word-near",
    "pages:guest",
    "people:circle",
    "people:door",
    "people:quiet",
    # For those who leave words, which no keeper does: tests/browser/test_kind_words.py looks at them.
    "words:ask-to-hide",
    "words:change",
    "words:mine",
    "words:rules",
    "words:write",
    # Linked once an act was changed, or put away; tests/browser/test_rituals.py looks at them.
    "rituals:act-away",
    "rituals:act-versions",
    # Only a word that somebody left has a writer to be thanked; the same test looks at it.
    "words:thank",
    # A link in a message leads there; tests/browser/test_waits.py looks at it.
    "people:stop",
    "people:way-back",
    # A link in a message leads there, or one that keepers give; tests/browser/test_messages.py looks at them.
    "reminders:link",
    "reminders:link-everything",
    "reminders:link-pause",
    "reminders:link-stop",
    "reminders:word",
    "reminders:word-confirm",
    # Linked once there is a second year with messages.
    "reminders:sent-in",
    # The demo has no living children; tests/browser/test_children.py looks at their pages, and at the view.
    "children:child",
    "children:child-change",
    "children:keep",
    "children:joy",
    "children:view",
    "children:shown",
    "children:shown-of",
    "children:close",
    # A browser shows it where there is no connection.
    "pages:offline",
    # On the way through signing in.
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_inactive",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_set_password",
    "mfa_authenticate",
    "mfa_signup_webauthn",
    # The password is asked for first.
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
}
PAGES = sorted(name for name, row in ROWS.items() if row.get is not None and name not in NO_PAGES | NOT_LINKED)
SOURCE = ROOT / "src/yearlight"
#: Put together from the others when assets are built.
_BUILT = {"static_built", "yearlight.css"}
#: A busy machine reports a shift of a hundredth of a pixel now and then.
UNSEEN = 0.001
_OPEN = [name for name in PAGES if ROWS[name].get is Who.ANYONE]
_INSIDE = [name for name in PAGES if ROWS[name].get is not Who.ANYONE]


@pytest.fixture(scope="session")
def inside(chromium: Browser, demo: Demo, keeper_state: Any) -> dict[str, str]:
    """A page for each address that the demo's keeper finds by following links."""
    context = chromium.new_context(base_url=demo.url, storage_state=keeper_state)
    try:
        return crawl.found(context.request, [*live_a_little(demo), "/"])
    finally:
        context.close()


def live_a_little(demo: Demo) -> list[str]:
    """Do what a family does over time, so that there is a page of each kind; returns where it was done."""
    hand = Visitor(demo.url)
    hand.sign_in(demo.email, demo.password)
    place = re.findall(r'href="(/p/\w+/)"', hand.get("/").text)[0]
    places = [_write_twice(hand, f"{place}{kind}/") for kind in ("letters", "moments")]
    for kind in ("letters", "moments"):
        hand.post(f"{_write_twice(hand, f'{place}{kind}/')}put-away/", {})
    picture = [("pictures", "window.jpg", draw.saved(draw.quarters(640, 427)))]
    told = hand.post(f"{place}photos/add/", {"audience": "me"}, files=picture, accept="application/json")
    hand.post(f"{told.json()['files'][0]['address']}put-away/", {})
    hand.close()
    return [f"{place}away/", *places, *(f"{one}edit/" for one in places)]


def _write_twice(hand: Visitor, base: str) -> str:
    """Keep a text, change it, and begin a third change that is not kept yet; returns its address."""
    texts = {"title": "", "audience": "me", "saves": 1}
    address = hand.post(f"{base}write/", {**texts, "body": "Once.", "window": public_id(), "do": "keep"}).goes_to
    again = {**texts, "body": "Twice.", "window": public_id(), "base_revision": 1, "do": "keep"}
    hand.post(f"{address}edit/", again)
    third = {**texts, "body": "Three times.", "window": public_id(), "base_revision": 2}
    hand.post(f"{address}keep-draft/", third, accept="application/json")
    return address


@pytest.fixture(scope="session")
def outside(chromium: Browser, demo: Demo) -> dict[str, str]:
    """The same for someone who is not signed in."""
    context = chromium.new_context(base_url=demo.url)
    try:
        return crawl.found(context.request, ["/accounts/login/", "/help/", "/about/"])
    finally:
        context.close()


@dataclass
class Window:
    """One window that looks at many pages, so that styles and fonts are fetched once; each page answers for itself."""

    page: Page
    browsing: Browsing

    def complaints(self) -> list[str]:
        """What the page that is open has complained about; the next one begins without it."""
        found = [*watch.violations(self.page), *(one for each in self.browsing.watches for one in each.rest())]
        for each in self.browsing.watches:
            each.complaints.clear()
        return found


@pytest.fixture(scope="session")
def indoors(chromium: Browser, demo: Demo, keeper_state: Any) -> Iterator[Window]:
    """The keeper's window."""
    yield from _window(Browsing(chromium, demo.url, RESULTS, keeper_state), signed_in=True)


@pytest.fixture(scope="session")
def outdoors(chromium: Browser, demo: Demo) -> Iterator[Window]:
    """The window of someone who is not signed in."""
    yield from _window(Browsing(chromium, demo.url, RESULTS), signed_in=False)


def _window(browsing: Browsing, *, signed_in: bool) -> Iterator[Window]:
    yield Window(browsing.page(signed_in=signed_in), browsing)
    browsing.close()


@pytest.mark.parametrize("name", _INSIDE)
def test_page_is_for_everyone(
    name: str, inside: dict[str, str], indoors: Window, axe: Callable[..., list[str]]
) -> None:
    assert name in inside, "no link leads here: link it, or say in this file that none shall"
    _holds(indoors, inside[name], axe)


@pytest.mark.parametrize("name", _OPEN)
def test_page_before_the_door_is_for_everyone(
    name: str, outside: dict[str, str], outdoors: Window, axe: Callable[..., list[str]]
) -> None:
    assert name in outside, "no link leads here: link it, or say in this file that none shall"
    _holds(outdoors, outside[name], axe)


def _holds(window: Window, address: str, axe: Callable[..., list[str]]) -> None:
    """One page, opened once, and looked at in every way."""
    page = window.page
    page.set_viewport_size({"width": looks.LOOKS[0].width, "height": 900})
    page.goto(address)
    assert watch.shift(page) < UNSEEN
    looks.holds(page, axe)
    assert window.complaints() == []


def test_light_changes_colours_alone() -> None:
    """One file of styles asks for the light, and says there colours and how bright a photograph is."""
    paths = (path for path in SOURCE.rglob("*.css") if not _BUILT & set(path.parts))
    styles = {path.name: path.read_text(encoding="utf-8") for path in paths}
    asking = [name for name, text in styles.items() if re.search("prefers-color-scheme|data-theme", text)]
    assert sorted(asking) == ["print.css", "tokens.css"]
    evening = re.findall(
        r"(?:prefers-color-scheme: dark|data-theme=\"evening\"\])[^{]*\{(?:\s*:root[^{]*\{)?([^}]*)\}",
        styles["tokens.css"],
    )
    assert len(evening) == 2
    said = {declaration.partition(":")[0].strip() for block in evening for declaration in block.split(";")} - {""}
    assert {name for name in said if not name.startswith("--")} == {"color-scheme"}


def test_every_page_mirrors(inside: dict[str, str], looking: Browsing) -> None:
    """Right to left, with other letters than ours, on a telephone."""
    page = looking.page(width=390, locale="ar-XB")
    for name, address in inside.items():
        page.goto(address)
        assert page.evaluate("document.documentElement.dir") == "rtl", name
        assert watch.sideways(page) == [], name


def test_every_page_has_room_for_longer_words_and_needs_no_script(inside: dict[str, str], looking: Browsing) -> None:
    """In a language that says everything in four tenths more letters, on the narrowest telephone, without script."""
    page = looking.page(width=320, script=False, locale="en-XA")
    too_wide = {}
    for name, address in inside.items():
        page.goto(address)
        assert page.evaluate("document.documentElement.lang") == "en-xa", name
        too_wide[name] = watch.sideways(page)
    assert {name: found for name, found in too_wide.items() if found} == {}


@pytest.mark.parametrize("name", ["pages:today", "pages:place", "entries:letter", "keepsakes:photos", "pages:photo"])
def test_page_is_light(name: str, inside: dict[str, str], looking: Browsing) -> None:
    """Under 60 KB compressed before pictures and fonts, of which script is under 40 KB."""
    page = looking.page(width=390)
    came: list[Response] = []
    page.on("response", lambda answer: came.append(answer))
    page.goto(inside[name], wait_until="networkidle")
    weighs = {"document": 0, "stylesheet": 0, "script": 0}
    for answer in came:
        if answer.request.resource_type in weighs:
            weighs[answer.request.resource_type] += len(gzip.compress(answer.body(), 6))
    assert sum(weighs.values()) < 60_000, weighs
    assert weighs["script"] < 40_000, weighs
