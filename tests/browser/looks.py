"""A page as it is looked at: on a desk and on a telephone, by day and in the evening, and on the narrowest of all."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from playwright.sync_api import Page, expect

from tests.browser import watch

Axe = Callable[..., list[str]]
#: What another light can change: colours come from the light alone, and nothing else does, which
#: ``test_light_changes_colours_alone`` holds.
_COLOURS = ["color-contrast", "link-in-text-block"]


class Look(NamedTuple):
    """A width in pixels, a light, and what axe is asked: everything, or these rules."""

    width: int
    light: Literal["light", "dark"]
    rules: list[str] | None = None


#: Both widths in both lights. The second light of a width is asked for what it can change.
LOOKS = (Look(1280, "light"), Look(1280, "dark", _COLOURS), Look(390, "dark"), Look(390, "light", _COLOURS))


def holds(page: Page, axe: Axe) -> None:
    """Look at the page that is open; fails where it has no heading or two, is too wide, or axe finds something."""
    # Waited for: a press may just have led here.
    page.wait_for_load_state()
    expect(page.locator("h1")).to_have_count(1)
    for width, light, rules in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=light)
        assert watch.sideways(page) == [], width
        assert axe(page, rules=rules) == [], f"{width}, {light}"
    page.set_viewport_size({"width": 320, "height": 640})
    assert watch.sideways(page) == []
    assert axe(page, rules=["target-size"]) == []
