"""A tree photographed from the same spot, a walk with a question of its own, and a year changed, put away and brought back."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Browsing
from tests.browser.looks import Axe, holds

#: A camera that sees one colour, in place of the device's.
_CAMERA = """
navigator.mediaDevices.getUserMedia = async () => {
  const sheet = document.createElement("canvas");
  sheet.width = 640; sheet.height = 480;
  const pen = sheet.getContext("2d");
  setInterval(() => { pen.fillStyle = "#8a5a15"; pen.fillRect(0, 0, 640, 480); }, 30);
  return sheet.captureStream();
};
"""
_NO_CAMERA = "navigator.mediaDevices.getUserMedia = async () => { throw new Error('none'); };"


def _rituals(keeper: Page) -> None:
    keeper.goto("/")
    keeper.get_by_role("link", name="Rituals").first.click()
    expect(keeper.get_by_role("heading", name="Rituals", exact=True)).to_be_visible()


def _add_to_tree(keeper: Page) -> None:
    _rituals(keeper)
    # Until its sizes are made there is nothing to lay over the view.
    while not keeper.locator(".strip img").count():
        keeper.reload()
    keeper.get_by_role("link", name="Add a picture").first.click()


def test_this_years_picture_is_taken_from_the_same_spot(looking: Browsing, axe: Axe) -> None:
    keeper = looking.page()
    keeper.add_init_script(_CAMERA)
    _add_to_tree(keeper)
    keeper.get_by_role("button", name="Take it here").press("Enter")
    over = keeper.get_by_role("img", name="The last picture, half transparent")
    expect(over).to_be_visible()
    holds(keeper, axe)
    keeper.get_by_role("button", name="Take the picture").press("Enter")
    expect(keeper.get_by_text("The picture is taken, and is kept with the rest of this form.")).to_be_visible()
    expect(over).to_be_hidden()
    assert keeper.locator("#pictures").evaluate("one => one.files.length") == 1
    keeper.get_by_label("In a few words").fill("From the gate")
    keeper.get_by_role("button", name="Keep it").press("Enter")
    expect(keeper.get_by_role("heading", name="From the gate")).to_be_visible()
    expect(keeper.locator(".act-main .print")).to_have_count(1)
    holds(keeper, axe)


def test_without_a_camera_a_file_is_chosen_and_nothing_else_changes(looking: Browsing) -> None:
    keeper = looking.page()
    keeper.add_init_script(_NO_CAMERA)
    _add_to_tree(keeper)
    keeper.get_by_role("button", name="Take it here").press("Enter")
    expect(keeper.get_by_text("The camera could not be opened.")).to_be_visible()
    expect(keeper.locator("#pictures")).to_be_visible()


def test_a_walk_is_begun_noted_changed_and_a_year_of_it_put_away(looking: Browsing, axe: Axe) -> None:
    keeper = looking.page()
    _rituals(keeper)
    keeper.get_by_role("link", name="Begin something").click()
    keeper.get_by_role("link", name=re.compile("A walk")).click()
    keeper.get_by_label("What you call it").fill("Round the lake")
    keeper.get_by_text("What you want asked each year").press("Enter")
    keeper.get_by_label("What is asked").first.fill("How many came")
    keeper.get_by_label("Only you").check()
    holds(keeper, axe)
    keeper.get_by_role("button", name="Keep it").press("Enter")
    keeper.get_by_role("link", name="Note this year").click()
    keeper.get_by_label("How many came").fill("seven")
    keeper.get_by_label("What you did, in a few words").fill("In snow")
    keeper.get_by_role("button", name="Keep it").press("Enter")
    expect(keeper.get_by_text("seven")).to_be_visible()
    keeper.get_by_role("link", name="Change it").click()
    keeper.get_by_label("What you did, in a few words").fill("In deep snow")
    keeper.get_by_role("button", name="Keep it").press("Enter")
    keeper.get_by_role("link", name="What stood here before").click()
    expect(keeper.get_by_text("In snow")).to_be_visible()
    holds(keeper, axe)
    keeper.get_by_role("link", name="Back to what stands there now").click()
    keeper.get_by_role("button", name="Put it away").press("Enter")
    expect(keeper.get_by_role("button", name="Bring it back")).to_be_visible()
    holds(keeper, axe)
    keeper.get_by_role("button", name="Bring it back").press("Enter")
    expect(keeper.get_by_role("heading", name="In deep snow")).to_be_visible()
