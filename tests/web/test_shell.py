"""What stands around every page, and the headers of every answer."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tests.conftest import Cast
from yearlight.web.forms import Typed
from yearlight.web.middleware import HEADERS, HeadersMiddleware
from yearlight.web.templatetags import shell
from yearlight.web.templatetags.shell import LeafMark


@pytest.mark.parametrize("address", ["/about/", "/nowhere/", "/static/nowhere.css", "/", "/accounts/login/"])
def test_every_answer_has_the_headers(db: None, address: str) -> None:
    answer = Client().get(address)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_a_view_that_knows_better_keeps_its_own_headers() -> None:
    own = HttpResponse(headers={"Cache-Control": "private, max-age=600", "Content-Security-Policy": "sandbox"})
    answer = HeadersMiddleware(lambda request: own)(RequestFactory().get("/"))
    assert answer.headers["Cache-Control"] == "private, max-age=600"
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    assert HeadersMiddleware(lambda request: HttpResponse())(RequestFactory().get("/")).headers["Cache-Control"] == (
        "private, no-store"
    )


def test_who_sees_something_is_said_in_words_and_to_screen_readers() -> None:
    said = shell.seen_by("Mara <and> Peter", False)
    assert "Mara &lt;and&gt; Peter" in said
    assert '<span class="vh">Seen by: </span>' in said
    assert "#eye" in said
    assert "#lock" in shell.seen_by("Only you", True)


def test_the_leaf_runs_from_midwinter_to_midwinter_on_both_halves_of_the_earth() -> None:
    north, south = shell.leaf(60, []), shell.leaf(-37, [])
    assert [name for name, _letter in north["months"]][:2] == ["Jan", "Feb"]
    assert [name for name, _letter in south["months"]][:2] == ["July", "Aug"]
    assert "January to December" in north["words"]
    assert "July to June" in south["words"]
    assert north["path"] != south["path"]


def test_a_place_without_a_latitude_has_the_leaf_of_fifty_degrees() -> None:
    assert shell.leaf(None, [LeafMark(5, "A day")])["path"] == shell.leaf(50, [])["path"]


def test_names_are_kept_apart_and_safe() -> None:
    assert shell.joined(["Mara", "<b>"]) == "<bdi>Mara</bdi>, <bdi>&lt;b&gt;</bdi>"


def test_a_sign_no_database_can_hold_is_left_out_and_the_text_kept() -> None:
    assert Typed().clean("It\x00 snowed") == "It snowed"


def test_the_shell_names_the_place_and_who_keeps_it(cast: Cast) -> None:
    page = cast.client("relative").get(f"/p/{cast.person.public_id}/").content.decode()
    assert "Kept by Mara and Peter." in page
    assert page.index('class="skip"') < page.index("<main")
    assert "People, and who sees what" not in page


def test_a_page_is_called_notes_for_those_who_wish_it(cast: Cast) -> None:
    account = cast.account("keeper")
    account.has_discreet_titles = True
    account.save()
    page = cast.client("keeper").get(f"/p/{cast.person.public_id}/").content.decode()
    assert "<title>Notes</title>" in page


def test_the_frame_kept_for_one_viewer_is_never_shown_to_another(cast: Cast) -> None:
    for _turn in range(2):
        at_keeper = cast.client("keeper").get("/").content.decode()
        at_stranger = cast.client("stranger").get("/about/").content.decode()
        signed_out = cast.client("nobody").get("/about/").content.decode()
        assert "Jonah" in at_keeper
        assert "Jonah" not in at_stranger + signed_out
        assert 'class="rooms"' in at_stranger
        assert 'class="rooms"' not in signed_out


def test_the_frame_follows_a_changed_name_at_once(cast: Cast) -> None:
    client = cast.client("keeper")
    assert "Jonah" in client.get("/me/").content.decode()
    cast.person.name = "Jonas"
    cast.person.save()
    page = client.get("/me/").content.decode()
    assert ("Jonas" in page, "Jonah" in page) == (True, False)
