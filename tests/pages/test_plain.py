"""Pages that belong to nobody: help, about, what machines ask, and faults said kindly."""

from pathlib import Path

import pytest
from django.conf import settings as really
from django.db import DatabaseError, OperationalError, connection
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from yearlight.core import clock, host_texts
from yearlight.pages import help as lines_of_help
from yearlight.pages.views import plain

pytestmark = pytest.mark.django_db

_LINE = (
    '[[line]]\ncountry = "Norway"\nname = "Someone to talk to"\nlast_checked = 2026-10-01\ncall = "+47 800 00 000"\n'
)


@pytest.mark.parametrize("address", ["/help/", "/about/"])
def test_anyone_can_read_it(address: str, db: None) -> None:
    assert Client().get(address).status_code == 200


def test_the_help_page_says_that_nobody_watches(settings: Settings, db: None) -> None:
    settings.YEARLIGHT_KEEPER_CONTACT = "Peter"
    page = Client().get("/help/").content.decode()
    assert "Nobody is watching this page" in page
    assert "This machine is looked after by Peter." in page


def test_lines_that_came_with_yearlight_say_that_nobody_has_checked_them(db: None) -> None:
    page = Client().get("/help/").content.decode()
    found = lines_of_help.lines(None)
    assert page.count("Not checked yet") == len(found) > 10
    assert "Last checked" not in page
    assert "has not called them yet" in page


def test_every_line_that_comes_with_yearlight_has_its_source() -> None:
    found = lines_of_help.lines(None)
    assert [line.name for line in found if not line.source.startswith("https://")] == []
    assert [line.country for line in found] == sorted(line.country for line in found)


def test_words_of_the_host_stand_above_the_lines(db: None) -> None:
    host_texts.keep(host_texts.Name.HELP, body="Call *us*: 12 34.", now=clock.now())
    page = Client().get("/help/").content.decode()
    assert page.index("Call <em>us</em>") < page.index("Australia")


def test_the_lines_stand_while_the_database_does_not_answer(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    def broken(name: object) -> str:
        raise OperationalError

    monkeypatch.setattr(host_texts, "text", broken)
    assert "Red Nose Grief and Loss" in Client().get("/help/").content.decode()


def test_help_lines_come_from_the_hosts_file_with_the_day_they_were_checked(
    tmp_path: Path, settings: Settings, db: None
) -> None:
    settings.YEARLIGHT_HELP_FILE = tmp_path / "lines.toml"
    settings.YEARLIGHT_HELP_FILE.write_text(_LINE)
    page = Client().get("/help/").content.decode()
    assert "Someone to talk to" in page
    assert 'href="tel:+4780000000"' in page
    assert "Last checked on 1 October 2026" in page
    assert "Australia" not in page


@pytest.mark.parametrize(
    "wrong",
    [
        _LINE.replace("Norway", ""),
        _LINE.replace("2026-10-01", '"lately"'),
        _LINE.replace("call", "shout"),
        _LINE.replace('call = "+47 800 00 000"\n', ""),
        _LINE + 'address = "javascript:alert(1)"\n',
    ],
)
def test_a_line_that_says_too_little_is_left_out_and_the_log_names_it(
    tmp_path: Path, wrong: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "lines.toml"
    path.write_text(wrong + "\n" + _LINE.replace("Someone", "Anyone"))
    assert [line.name for line in lines_of_help.lines(path)] == ["Anyone to talk to"]
    assert "Help line 1 is left out" in caplog.text


@pytest.mark.parametrize("text", ["line = [", "\udc80"])
def test_a_file_that_cannot_be_read_leaves_the_page_standing(
    tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "lines.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert lines_of_help.lines(path) == []
    assert lines_of_help.lines(tmp_path / "nowhere") == []
    assert caplog.text.count("could not be read") == 2


def test_nothing_is_for_search_engines() -> None:
    answer = Client().get("/robots.txt")
    assert answer.content == b"User-agent: *\nDisallow: /\n"


def test_a_machine_can_ask_whether_all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Client().get("/healthz").content == b"ok"
    answer = Client().get("/healthz")
    assert "Set-Cookie" not in answer.headers


def test_a_broken_database_is_told_without_a_word_more(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise DatabaseError("secret path")

    monkeypatch.setattr(connection, "cursor", broken)
    answer = plain.healthz(RequestFactory().get("/healthz"))
    assert (answer.status_code, answer.content) == (503, b"database")


def test_a_fault_of_ours_is_said_kindly(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: object) -> None:
        raise RuntimeError("inside")

    monkeypatch.setattr(plain, "lines", broken)
    client = Client(raise_request_exception=False)
    answer = client.get("/help/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "Something here is not working." in page
    assert "kept on this device" in page
    assert "inside" not in page
    assert not really.DEBUG


def test_a_form_without_its_mark_is_told_that_nothing_was_changed() -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "mara@example.org"})
    assert answer.status_code == 403
    assert "This page had been open for too long." in answer.content.decode()


def test_a_request_that_is_none_is_told_so() -> None:
    page = plain.bad_request(RequestFactory().get("/"), ValueError()).content.decode()
    assert "Nothing was changed." in page
    assert "This page is for others." in plain.forbidden(RequestFactory().get("/"), ValueError()).content.decode()
