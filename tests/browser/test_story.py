"""The story that Yearlight must serve, in a real browser on a real server: a new instance, a place for Jonah, photographs,
a letter beside one that had been shut away, the day itself, the other parent, and a power that fails in the middle."""

import contextlib
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from trials.running import Running
from trials.visitor import NoAnswer, Visitor

from tests.browser.conftest import Browsing
from tests.keepsakes import draw

DATA = Path(__file__).resolve().parents[1] / "data"
SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples" / "photos"
LETTER = "They told me it would get easier. It has not yet."


@dataclass
class House:
    """A family's own machine: its server, and the browsers of those who live there."""

    running: Running
    mara: BrowserContext
    peter: BrowserContext
    place: str = ""


@pytest.fixture
def house(tmp_path: Path, new_home: Path, browsing: Callable[..., Browsing]) -> Iterator[House]:
    running = Running(new_home)
    running.start()
    # By its name: what the address says is what people type.
    windows = browsing(running.url.replace("127.0.0.1", "localhost"))
    made = House(running, windows.context(signed_in=False), windows.context(width=390, signed_in=False))
    windows.expect("the server responded with a status of 422")
    try:
        yield made
    finally:
        running.kill()


def photographs(folder: Path) -> list[Path]:
    """Two camera JPEGs, a telephone's HEIC, and a file that is no picture."""
    when = draw.exif(orientation=6, taken="2018:11:14 06:40:00", place=(59.9, 10.7))
    shots = {
        "IMG_0041.JPG": draw.saved(draw.quarters(1800, 1200), exif=when),
        "IMG_0042.JPG": draw.saved(draw.quarters(900, 1200), exif=draw.exif(taken="2018:11:15 07:02:00")),
        "upright.heic": (DATA / "upright.heic").read_bytes(),
        "note.jpg": b"This is a note and no photograph.",
    }
    for name, data in shots.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in shots]


def claim(house: House, name: str, email: str) -> Page:
    """Come in by the link in the window where it was started, and make an account."""
    link = wait_for(lambda: re.findall(r"/come/\S+", house.running.printed()))[-1]
    page = house.mara.new_page()
    page.goto(link)
    sign_up(page, name, email)
    return page


def sign_up(page: Page, name: str, email: str) -> None:
    page.get_by_role("button", name="Make an account").click()
    page.get_by_label("Email").fill(email)
    page.locator("input[type=password]").first.fill("rowan-lake-tram")
    page.get_by_role("button", name="Make the account").click()
    page.get_by_label("name").fill(name)
    page.get_by_role("button", name="Come in").click()


def begin(page: Page) -> None:
    """The five questions by keyboard alone, with only some of them answered."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Who would you like to remember?")
    page.get_by_role("radio", name="Our child").press("Enter")
    page.get_by_role("textbox").first.fill("Jonah")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Jonah")
    page.get_by_label("Day", exact=True).first.fill("14")
    page.get_by_label("Month", exact=True).first.fill("11")
    page.get_by_label("Year", exact=True).first.fill("2018")
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="In the pregnancy").press("Space")
    page.get_by_role("radio", name="In the pregnancy").press("Enter")
    page.get_by_role("button", name="Open the place").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Jonah")


def wait_for(ask: Callable[[], list[str]], seconds: float = 20) -> list[str]:
    """What ``ask`` gives as soon as it is something. The other process works at its own pace."""
    until = time.monotonic() + seconds
    while not (found := ask()):
        assert time.monotonic() < until
        time.sleep(0.05)
    return found


def add_photographs(page: Page, place: str, files: list[Path]) -> None:
    page.goto(f"{place}photos/add/")
    page.locator("#pictures").set_input_files(files)
    page.get_by_role("button", name="Keep them").click()
    told = page.locator("ul.told")
    expect(page.locator("[data-upload-after]")).to_be_visible()
    expect(told.get_by_text("Kept.", exact=True)).to_have_count(3)
    expect(told).to_contain_text("This file is not one that can be opened here, and it was not kept.")


def test_family_makes_a_place_and_finds_it_again(house: House, tmp_path: Path) -> None:
    page = claim(house, "Mara", "mara@example.org")
    begin(page)
    house.place = re.sub(r"^https?://[^/]+", "", page.url)
    assert "jonah" not in page.url.lower()
    add_photographs(page, house.place, photographs(tmp_path))
    shut_away(page, house.place)
    letter = write_beside_it(page, house.place)
    the_other_parent_reads(house, page, letter)
    the_day_itself(page, house.place)
    nothing_is_lost(house, page, letter)


def shut_away(page: Page, place: str) -> None:
    """A picture from the hospital is put where nobody meets it."""
    page.goto(f"{place}photos/")
    page.locator("a[data-picture]").first.evaluate("link => location.assign(link.href)")
    page.get_by_role("link", name="Change what is said of it").click()
    page.get_by_label("Shut it away until it is wanted").check()
    page.get_by_label("What stands before it").fill("A picture of Jonah after he died.")
    page.get_by_label("The keepers of this place").or_(page.get_by_label("Everyone invited")).first.wait_for()
    page.get_by_role("button", name="Keep it", exact=True).click()
    page.goto(f"{place}photos/")
    expect(page.locator(".is-veiled")).to_have_count(1)
    expect(page.locator(".is-veiled img")).to_have_count(0)


def write_beside_it(page: Page, place: str) -> str:
    """She opens it, writes a letter beside it, and lets the family read it; returns the letter's address."""
    page.get_by_role("link", name="Show it").click()
    wait_for(lambda: page.reload() and page.locator("figure img").evaluate_all("all => all.map((one) => one.src)"))
    expect(page.locator("figure img")).to_be_visible()
    page.goto(f"{place}letters/write/")
    page.get_by_label("Your letter").fill(LETTER)
    page.get_by_label("The family").check()
    page.get_by_role("button", name="Add a photograph").click()
    page.locator("input[name=picture]").first.check()
    page.get_by_role("button", name="Lay them beside it", exact=True).click()
    expect(page.get_by_label("Your letter")).to_have_value(LETTER)
    page.get_by_role("button", name="Keep the letter").click()
    page.wait_for_url(re.compile(r"/letters/\w{16}/$"))
    expect(page.locator("article")).to_contain_text(LETTER)
    expect(page.locator(".seen").first).to_contain_text("The family")
    return re.sub(r"^https?://[^/]+", "", page.url)


def the_other_parent_reads(house: House, page: Page, letter: str) -> None:
    page.goto("/people/invite/")
    page.get_by_role("button", name="Make the link").click()
    link = page.locator("[data-copy-from]").inner_text()
    telephone = house.peter.new_page()
    telephone.goto(re.sub(r"^https?://[^/]+", "", link))
    expect(telephone.get_by_role("heading", level=1)).to_contain_text("Mara")
    sign_up(telephone, "Peter", "peter@example.org")
    telephone.goto(letter)
    expect(telephone.locator("main")).to_contain_text(LETTER)
    # The photograph beside it is seen by Mara alone, and so stays hers.
    expect(telephone.locator("figure")).to_have_count(0)


def the_day_itself(page: Page, place: str) -> None:
    """Who was there and what was said, as a moment of the day, seen by everyone invited."""
    page.goto(f"{place}moments/write/")
    page.get_by_label("What happened").fill(
        "We stood by the tree with Grandmother. Lena said: he would be the one who finds the key."
    )
    page.get_by_label("Everyone invited").check()
    page.get_by_role("button", name="Keep the moment").click()
    page.wait_for_url(re.compile(r"/moments/\w{16}/$"))
    page.goto(place)
    expect(page.locator("main")).to_contain_text("finds the key")


def nothing_is_lost(house: House, page: Page, letter: str) -> None:
    """The machine goes off while a photograph is on its way and a letter is being kept; what was answered is there."""
    promised: list[str] = []
    is_kept = threading.Event()

    def add(hand: Visitor, number: int) -> None:
        data = draw.saved(draw.quarters(1200 + number, 900))
        files = [("pictures", "IMG.jpg", data)]
        answer = hand.post(f"{house.place}photos/add/", {"audience": "me"}, files=files, accept="application/json")
        promised.extend(one["address"] for one in answer.json()["files"] if one["kept"])
        is_kept.set()

    def write(hand: Visitor, number: int) -> None:
        fields = {"body": f"{LETTER} {number}", "audience": "me", "window": f"w{number}", "saves": 1, "do": "keep"}
        promised.append(hand.post(f"{house.place}letters/write/", fields).goes_to)

    hands = [threading.Thread(target=_until_the_end, args=(_visitor(house), one)) for one in (add, write)]
    for hand in hands:
        hand.start()
    assert is_kept.wait(20)
    house.running.kill()
    for hand in hands:
        hand.join()
    checked = house.running.command("check")
    assert checked.returncode == 0, checked.stdout
    house.running.start()
    again = _visitor(house)
    assert {address: again.get(address).status for address in promised} == dict.fromkeys(promised, 200)
    again.close()
    page.goto(letter)
    expect(page.locator("main")).to_contain_text(LETTER)


def _until_the_end(hand: Visitor, do: Callable[[Visitor, int], None]) -> None:
    """One thing after the other, until nobody answers any more."""
    with contextlib.suppress(NoAnswer), contextlib.closing(hand):
        for number in range(1000):
            do(hand, number)


def _visitor(house: House) -> Visitor:
    cookies = {one["name"]: one["value"] for one in house.mara.cookies()}
    visitor = Visitor(house.running.url, cookies)
    visitor.get("/me/settings/")
    return visitor


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="No sample photographs beside the project.")
def test_samples_of_real_cameras_are_taken(house: House) -> None:
    page = claim(house, "Mara", "mara@example.org")
    begin(page)
    place = re.sub(r"^https?://[^/]+", "", page.url)
    files = [one for one in sorted(SAMPLES.rglob("*")) if one.suffix.lower() in (".jpg", ".jpeg", ".heic", ".png")][:12]
    page.goto(f"{place}photos/add/")
    page.locator("#pictures").set_input_files(files)
    page.get_by_role("button", name="Keep them").click()
    expect(page.locator("[data-upload-after]")).to_be_visible(timeout=30_000)
    expect(page.locator("ul.told li")).to_have_count(len(files))


def test_first_run_works_without_script(house: House, browsing: Callable[..., Browsing]) -> None:
    link = wait_for(lambda: re.findall(r"/come/\S+", house.running.printed()))[-1]
    windows = browsing(house.running.url.replace("127.0.0.1", "localhost"))
    page = windows.page(script=False, signed_in=False)
    page.goto(link)
    sign_up(page, "Mara", "mara@example.org")
    begin(page)
    place = page.url
    page.get_by_role("button", name="Not today").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("It is quiet here now")
    page.goto(place)
    expect(page.get_by_role("heading", level=1)).to_have_text("It is quiet here now")
    page.get_by_role("button", name="Open everything again").click()
    page.goto(place)
    expect(page.get_by_role("heading", level=1)).to_have_text("Jonah")
