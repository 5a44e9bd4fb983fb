"""A slideshow in a browser: it plays when that is pressed, with keys, and ends by itself."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Browsing
from tests.browser.looks import Axe, holds
from tests.browser.test_recordings import until_there
from tests.keepsakes import record

_HEARD = "(one) => one.paused ? 'silent' : 'heard'"


def test_pictures_beside_a_letter_are_shown_one_after_the_other(looking: Browsing, axe: Axe) -> None:
    page = looking.page()
    page.clock.install()
    page.goto("/")
    page.get_by_role("link", name="Letters").click()
    page.locator("main section:has(.yr) .lines a").first.click()
    page.get_by_role("link", name="Photographs beside it").click()
    for number in range(3):
        page.locator("input[name=picture]").nth(number).check()
    page.get_by_role("button", name="Lay them beside it", exact=True).click()
    page.wait_for_url("**/edit/")
    page.goto(page.url.replace("edit/", "photographs/"))
    line = page.get_by_label(re.compile("^A line for it here")).first
    line.fill("He would have climbed it.")
    line.press("Enter")
    expect(page.get_by_label(re.compile("^A line for it here")).first).to_have_value("He would have climbed it.")
    holds(page, axe)
    page.get_by_role("link", name="See them one after the other").click()
    expect(page.get_by_text("He would have climbed it.")).to_be_visible()
    holds(page, axe)
    begin = page.get_by_role("button", name="Show them one after the other")
    begin.press("Enter")
    told = page.get_by_role("dialog").get_by_role("status")
    expect(told).to_have_text(re.compile("^1 of"))
    assert axe(page) == []
    looking.shot(page, "show-player-desk")
    page.keyboard.press("ArrowRight")
    expect(told).to_have_text(re.compile("^2 of"))
    page.get_by_role("button", name="Pause").press("Enter")
    expect(page.get_by_role("button", name="Pause")).to_have_attribute("aria-pressed", "true")
    page.clock.run_for(60_000)
    expect(told).to_have_text(re.compile("^2 of"))
    page.get_by_role("button", name="Pause").press("Enter")
    # It goes on by itself, and rests at the last.
    page.clock.run_for(300_000)
    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    expect(page.get_by_role("button", name="Pause")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(begin).to_be_focused()


def test_video_is_played_within_it_and_a_sound_beneath_the_photographs(looking: Browsing, axe: Axe) -> None:
    page = looking.page()
    page.goto("/")
    page.get_by_role("link", name="Letters").click()
    page.locator("main section:has(.yr) .lines a").last.click()
    page.get_by_role("link", name="Photographs beside it").click()
    page.locator("input[name=picture]").first.check()
    page.get_by_role("button", name="Lay them beside it", exact=True).click()
    page.goto(page.url.replace("edit/", "photographs/"))
    page.locator("#pictures").set_input_files(
        [
            {"name": "laugh.mp4", "mimeType": "video/mp4", "buffer": record.video(seconds=3, size=(320, 240))},
            {"name": "song.mp3", "mimeType": "audio/mpeg", "buffer": record.sound(seconds=3)},
        ]
    )
    page.get_by_role("button", name="Keep them and lay them beside it").click()
    until_there(page, "<audio")
    page.get_by_role("button", name="Play it while the others are shown").click()
    expect(page.get_by_text("It is played while the others are shown")).to_be_visible()
    # The last of the two comes first.
    page.get_by_role("button", name="Earlier").first.click()
    holds(page, axe)
    page.get_by_role("link", name="See them one after the other").click()
    until_there(page, "<video")
    holds(page, axe)
    looking.shot(page, "show-with-sound-desk")
    sound = page.locator("[data-beneath] audio")
    assert sound.evaluate(_HEARD) == "silent"
    page.get_by_role("button", name="Show them one after the other").click()
    dialog = page.get_by_role("dialog")
    clip = dialog.locator("video")
    expect(clip).to_have_js_property("paused", False)
    assert sound.evaluate(_HEARD) == "silent"
    assert axe(page) == []
    looking.shot(page, "show-clip-desk")
    # The next comes when the clip is over, and the sound with it.
    expect(dialog.get_by_role("status")).to_have_text("2 of 2", timeout=20_000)
    expect(sound).to_have_js_property("paused", False)
    dialog.get_by_role("button", name="Without the sound").click()
    expect(sound).to_have_js_property("muted", True)
    dialog.get_by_role("button", name="Pause").click()
    expect(sound).to_have_js_property("paused", True)
    dialog.get_by_role("button", name="Close").click()
    expect(sound).to_have_js_property("muted", False)
