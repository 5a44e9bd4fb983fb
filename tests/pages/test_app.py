"""The site as an app of a telephone: its manifest, its worker, and the page for when there is no connection."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import pyvips
from django.test import Client
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tests.rules.texts import ROOT

sys.path.insert(0, str(ROOT / "tools"))


def shell_of(client: Client) -> dict[str, Any]:
    """What the worker is told to keep."""
    found = re.match(r"const SHELL = (\{.*\});\n", client.get("/sw.js").text)
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


def wish(cast: Cast, **fields: Any) -> Client:
    account = cast.account("keeper")
    for name, value in fields.items():
        setattr(account, name, value)
    account.save()
    return cast.client("keeper")


def test_app_is_called_yearlight_or_notes_and_is_the_same_app(db: None) -> None:
    told = [Client().get(f"/app/{name}.webmanifest") for name in ("yearlight", "notes")]
    assert [one.headers["Content-Type"] for one in told] == ["application/manifest+json"] * 2
    one, other = (json.loads(answer.content) for answer in told)
    assert (one.pop("name"), other.pop("name")) == ("Yearlight", "Notes")
    assert (one.pop("short_name"), other.pop("short_name")) == ("Yearlight", "Notes")
    assert one == other
    assert (one["id"], one["start_url"], one["scope"], one["display"]) == ("/", "/", "/", "standalone")
    assert {(icon["sizes"], icon["purpose"]) for icon in one["icons"]} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }


@pytest.mark.parametrize(("is_discreet", "name"), [(False, "yearlight"), (True, "notes")])
def test_page_names_the_manifest_that_the_account_chose(cast: Cast, is_discreet: bool, name: str) -> None:
    page = wish(cast, has_discreet_titles=is_discreet).get("/").text
    assert re.findall(r'rel="manifest" href="([^"]+)"', page) == [f"/app/{name}.webmanifest"]


def test_nobody_is_offered_the_app_signed_out_or_while_it_is_quiet(cast: Cast) -> None:
    """A browser that looked at the manifest then might take the name of another account, or of the quiet page."""
    keeper = cast.client("keeper")
    keeper.post("/quiet/")
    for page in (keeper.get("/quiet/"), Client().get("/accounts/login/")):
        assert 'rel="manifest"' not in page.text
        assert 'data-here=""' in page.text


@pytest.mark.parametrize(
    ("light", "colours"), [("system", ["#f5f7f5", "#12181a"]), ("morning", ["#f5f7f5"]), ("evening", ["#12181a"])]
)
def test_bar_above_the_page_has_the_colour_of_its_light(cast: Cast, light: str, colours: list[str]) -> None:
    page = wish(cast, light=light).get("/").text
    assert re.findall(r'name="theme-color"[^>]* content="([^"]+)"', page) == colours


def test_worker_keeps_the_shell_and_nothing_of_a_place(cast: Cast) -> None:
    told = shell_of(cast.client("keeper"))
    assert (told["offline"], told["help"]) == ("/offline/", "/help/")
    assert all(one.startswith("/static/") for one in told["files"])
    assert told == shell_of(cast.client("stranger")) == shell_of(Client())


def test_worker_is_asked_for_anew_each_time_and_comes_only_when_it_changed(db: None) -> None:
    answer = Client().get("/sw.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer.headers["Cache-Control"]
    assert Client().get("/sw.js", headers={"if-none-match": answer.headers["ETag"]}).status_code == 304


def test_worker_is_another_when_its_page_is_another(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    before = shell_of(Client())["name"]
    monkeypatch.setattr("yearlight.pages.views.app._offline", lambda: "other words")
    assert shell_of(Client())["name"] != before


def test_worker_is_another_when_the_help_lines_are(db: None, settings: Settings) -> None:
    before = shell_of(Client())["name"]
    settings.YEARLIGHT_KEEPER_CONTACT = "Ole, upstairs"
    assert shell_of(Client())["name"] != before


def test_page_without_a_connection_is_the_same_for_everyone(cast: Cast) -> None:
    pages = [cast.client(who).get("/offline/").text for who in ("keeper", "stranger", "nobody")]
    assert len(set(pages)) == 1
    assert "<title>Notes</title>" in pages[0]
    for word in ("Jonah", "Mara", cast.person.public_id, 'class="rooms"', "csrf"):
        assert word not in pages[0]


def test_every_file_that_the_worker_keeps_is_there(db: None) -> None:
    """One that is not would keep the whole worker from being taken."""
    from django.contrib.staticfiles import finders  # noqa: PLC0415 - reads the settings

    missing = [one for one in shell_of(Client())["files"] if not finders.find(one.removeprefix("/static/"))]
    assert missing == [], "not built: make setup"


def test_icons_are_drawn_from_the_mark_alike_each_time(tmp_path: Path) -> None:
    from icons import draw  # noqa: PLC0415 - the tool stands in another folder

    mark = ROOT / "src/yearlight/web/static/web/mark.svg"
    draw(mark, tmp_path / "one")
    draw(mark, tmp_path / "two")
    icons = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    assert icons == {path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()}
    assert sum(len(icon) for icon in icons.values()) < 20_000
    for name, data in icons.items():
        size = int(re.findall(r"\d+", name)[0])
        image = pyvips.Image.new_from_buffer(data, "")
        assert (image.width, image.height) == (size, size), name
        assert image.extract_band(0).deviate() > 5, f"{name} shows nothing"


def test_what_a_system_may_cut_away_holds_nothing_of_the_mark(tmp_path: Path) -> None:
    from icons import draw  # noqa: PLC0415 - the tool stands in another folder

    draw(ROOT / "src/yearlight/web/static/web/mark.svg", tmp_path)
    image = pyvips.Image.new_from_file(str(tmp_path / "maskable-512.png"))[:3]
    paper = image(0, 0)
    middle, radius = 256, 0.4 * 512
    for x in range(0, 512, 4):
        for y in range(0, 512, 4):
            if (x - middle) ** 2 + (y - middle) ** 2 > radius**2:
                assert image(x, y) == paper
