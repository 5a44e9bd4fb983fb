"""What those in the story do again and again: come in, add a photograph, wait for what the worker makes."""

import io
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

import av
import numpy as np
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from trials.story.house import House
from yearlight.ops.demo_pictures import indoors, outdoors
from yearlight.ops.demo_pictures.photograph import develop

PASSWORD = "rowan-lake-tram"
_SECONDS = 60
_FRAMES = 12


@dataclass
class Family:
    """Who is in the story, each at their own browser, and where they are."""

    house: House
    mara: Page
    peter: Page
    ilse: Page
    asha: Page
    #: The address of Jonah's place, and of things in it by the names that the story has for them.
    place: str = ""
    at: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Shot:
    """A photograph that somebody took: its name on their telephone, and what is on it."""

    name: str
    data: bytes

    def file(self) -> FilePayload:
        """As a browser is given it."""
        return FilePayload(name=self.name, mimeType="image/jpeg", buffer=self.data)


def photographed(name: str, taken: datetime) -> Shot:
    """One of the pictures that the story needs, dated as a camera would."""
    draw = {
        "field": partial(outdoors.snow, 41),
        "hat": partial(indoors.hat, 42),
        "candle": partial(indoors.candle, 44),
        "rowan": partial(outdoors.rowan, 52, 0.05, outdoors.AUTUMNS[0]),
        "rowan a year on": partial(outdoors.rowan, 62, 0.2, outdoors.AUTUMNS[1]),
        "stones": partial(outdoors.stones, 54),
        "parcel": partial(indoors.parcel, 55),
        "drawing": partial(indoors.drawing, 56),
    }[name]
    return Shot(f"{name}.jpg", develop(draw(), taken_at=taken, seed=taken.day, scale=0.5))


def filmed(name: str, taken: datetime, *, seconds: int) -> FilePayload:
    """A short video as a telephone makes it, without sound: what one of the pictures shows, come a little closer to."""
    shown = Image.open(io.BytesIO(photographed(name, taken).data)).convert("RGB")
    width, height = shown.width // 2 * 2, shown.width * 9 // 32 * 2
    top = (shown.height - height) // 2
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        container.metadata["creation_time"] = taken.isoformat()
        stream: Any = container.add_stream("libx264", rate=_FRAMES)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(seconds * _FRAMES):
            box = (number, top + number, width - number, top + height - number)
            pixels = np.asarray(shown.resize((width, height), box=box))
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        container.mux(stream.encode())
    return FilePayload(name=f"{name}.mp4", mimeType="video/mp4", buffer=file.getvalue())


def sign_up(house: House, page: Page, name: str, email: str) -> None:
    """Make an account with a password, and confirm the address with the code that comes by mail."""
    page.get_by_role("button", name="Make an account").click()
    page.get_by_label("Email").fill(email)
    page.locator("input[type=password]").first.fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    until(lambda: bool(house.mail.to(email)))
    found = re.search(r"on the page that is open:\s+(\S+)", house.mail.to(email)[-1])
    assert found is not None
    page.get_by_label("Code").fill(found[1])
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("name").fill(name)
    page.get_by_role("button", name="Come in").click()


def sign_in(page: Page, email: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("input[type=password]").press("Enter")
    page.wait_for_url(lambda url: url.endswith("/"))


def press(page: Page, button: str | re.Pattern[str] = "Keep it") -> None:
    """Press a button of a form, and wait for the page that answers: who goes elsewhere before that has sent nothing."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=button == "Keep it").first.click()


def path_of(page: Page) -> str:
    """Where the page is, without its host and question."""
    return re.sub(r"^https?://[^/]+", "", page.url).partition("?")[0]


def until(ask: Callable[[], bool]) -> None:
    """Ask until it is so: the worker takes its time."""
    end = time.monotonic() + _SECONDS
    while not ask():
        if time.monotonic() > end:
            raise TimeoutError("the worker made nothing of it")
        time.sleep(0.2)


def until_shown(page: Page, selector: str, count: int = 1) -> None:
    """Load the page again until so many are there."""

    def is_there() -> bool:
        page.reload()
        return page.locator(selector).count() >= count

    until(is_there)


def keep_photographs(page: Page, place: str, shots: list[Shot], audience: str) -> None:
    """Add them by the page, for these to see."""
    page.goto(f"{place}photos/add/")
    page.get_by_label(audience).check()
    page.locator("#pictures").set_input_files([one.file() for one in shots])
    page.get_by_role("button", name="Keep them").click()
    expect(page.locator("ul.told").get_by_text("Kept.", exact=True)).to_have_count(len(shots))


def give_link(family: Family, name: str, relation: str, sees: str) -> str:
    """Mara opens the place for somebody; returns their link."""
    page = family.mara
    page.goto("/people/add/")
    page.get_by_label("Their name").fill(name)
    page.get_by_label("Who they are").fill(relation)
    page.get_by_label(sees).check()
    page.get_by_role("button", name="Make the link").click()
    return page.locator("[data-copy-from]").inner_text()


def come_in(page: Page, link: str) -> None:
    """Follow a personal link."""
    page.goto(re.sub(r"^https?://[^/]+", "", link))
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url("**/g/")
