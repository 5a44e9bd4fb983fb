"""A video in a browser: kept, made ready by the worker, played when it is pressed, with what is said in it beside it."""

import re
import time

from playwright.sync_api import Page, expect

from tests.browser.conftest import Browsing
from tests.browser.looks import Axe, holds
from tests.keepsakes import record

#: What the worker may take on a machine that is busy.
_READY_MS = 60_000
#: Plays without a sound until something of it was heard or seen.
_PLAY = """async (one) => {
    one.muted = true;
    await one.play();
    await new Promise((done) => one.addEventListener("timeupdate", () => one.currentTime > 0.1 && done()));
    one.pause();
}"""
#: What the captions say, once they are there.
_CUES = """async (track) => {
    if (track.readyState !== HTMLTrackElement.LOADED) {
        await new Promise((done) => track.addEventListener("load", done));
    }
    return [...track.track.cues].map((cue) => cue.text);
}"""


def add(page: Page) -> None:
    """A video and a sound of it are kept."""
    page.goto("/")
    page.get_by_role("link", name="Photographs").first.click()
    page.get_by_role("link", name="Add photographs").click()
    page.locator("#pictures").set_input_files(
        [
            {"name": "her laugh.mp4", "mimeType": "video/mp4", "buffer": record.video(seconds=2, size=(320, 240))},
            {"name": "her voice.mp3", "mimeType": "audio/mpeg", "buffer": record.sound(seconds=2)},
        ]
    )
    page.get_by_role("button", name="Keep them").click()
    expect(page.locator("[data-upload-after]")).to_be_visible(timeout=_READY_MS)
    expect(page.locator("ul.told").get_by_text("Kept.", exact=True)).to_have_count(2)


def until_there(page: Page, what: str) -> None:
    """Asks for the page again until the worker has made what is to be there."""
    until = time.monotonic() + _READY_MS / 1000
    while what not in page.request.get(page.url).text():
        assert time.monotonic() < until
        page.wait_for_timeout(250)
    page.reload()


def test_video_is_played_when_it_is_pressed_and_what_is_said_stands_beside_it(looking: Browsing, axe: Axe) -> None:
    page = looking.page()
    add(page)
    page.locator("ul.told li", has_text="her laugh").get_by_role("link", name="Add words").click()
    page.get_by_label("What is said in it").fill("0:00 Look at him\nHer mother laughs.")
    page.get_by_label("Caption").fill("In the morning")
    until = page.url
    page.get_by_role("button", name="Keep it", exact=True).click()
    page.wait_for_url(re.compile(r"/photos/[^/]+/$"))
    until_there(page, "<video")
    video = page.locator("video")
    expect(video).to_have_js_property("paused", True)
    video.evaluate(_PLAY)
    expect(video).to_have_js_property("videoWidth", 320)
    assert video.locator("track").evaluate(_CUES) == ["Look at him"]
    expect(page.get_by_text("Her mother laughs.")).to_be_visible()
    holds(page, axe)
    looking.shot(page, "video-desk")
    page.goto(until)
    expect(page.get_by_role("radio", name=re.compile("^Moment"))).to_have_count(6)
    holds(page, axe)
    looking.shot(page, "video-change")
    page.goto(re.sub(r"[^/]+/change/$", "", until))
    until_there(page, "<audio")
    page.locator("audio").first.evaluate(_PLAY)
    holds(page, axe)
    looking.shot(page, "video-list")
