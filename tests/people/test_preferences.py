"""My settings: each topic is kept by itself, and pages are as it says."""

from typing import Any

import pytest
from django.utils import timezone, translation
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.people.models import Account

PAGE = "/me/settings/"


def _row(account: Account) -> dict[str, Any]:
    return Account.objects.values().get(pk=account.pk)


@pytest.mark.parametrize(
    ("topic", "sent", "kept"),
    [
        ("name", {"name": "Mara L."}, {"name": "Mara L."}),
        (
            "looks",
            {"light": "evening", "type_size": "large", "uses_device_fonts": "on"},
            {"light": "evening", "type_size": "large", "uses_device_fonts": True},
        ),
        ("place", {"language": "", "time_zone": "Europe/Oslo"}, {"time_zone": "Europe/Oslo", "language": ""}),
        (
            "rest",
            {"has_discreet_titles": "on", "covers_on_double_escape": "on"},
            {"has_discreet_titles": True, "covers_on_double_escape": True, "is_greeted": False},
        ),
        ("softly", {"veils_pictures": "on"}, {"veils_pictures": True}),
    ],
)
def test_topic_is_kept_on_press_and_the_others_stay(
    topic: str, sent: dict[str, str], kept: dict[str, Any], cast: Cast
) -> None:
    account = cast.account("keeper")
    client = cast.client("keeper")
    before = _row(account)
    assert "Kept." in client.post(PAGE, {"topic": topic, **sent}, follow=True).text
    assert _row(account) == {**before, **kept}


@pytest.mark.parametrize(
    ("topic", "sent"),
    [
        ("name", {"name": "  "}),
        ("looks", {"light": "neon", "type_size": "large"}),
        ("place", {"language": "xx", "time_zone": "Europe/Oslo"}),
        ("place", {"language": "", "time_zone": "Mars/Olympus"}),
    ],
)
def test_what_cannot_be_is_met_kindly_and_nothing_changes(topic: str, sent: dict[str, str], cast: Cast) -> None:
    client = cast.client("keeper")
    before = _row(cast.account("keeper"))
    answer = client.post(PAGE, {"topic": topic, **sent})
    assert answer.status_code == 422
    assert "Something needs another look" in answer.text
    assert _row(cast.account("keeper")) == before


def test_pages_are_as_the_settings_say(cast: Cast) -> None:
    account = cast.account("keeper")
    account.light, account.type_size, account.uses_device_fonts = "evening", "largest", True
    account.has_discreet_titles, account.covers_on_double_escape = True, True
    account.save()
    page = cast.client("keeper").get("/").text
    assert 'data-theme="evening"' in page
    assert 'data-type="largest"' in page
    assert 'data-fonts="device"' in page
    assert "fonts.css" not in page
    assert "<title>Notes</title>" in page
    assert 'data-covers="1"' in page


def test_greeting_by_name_can_be_switched_off(cast: Cast) -> None:
    account = cast.account("keeper")
    account.name, account.is_greeted = "Zelda", False
    account.save()
    assert ", Zelda</h1>" not in cast.client("keeper").get("/").text
    account.is_greeted = True
    account.save()
    assert ", Zelda</h1>" in cast.client("keeper").get("/").text


def test_day_is_the_one_where_the_account_lives(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.NOW.replace(hour=23))
    account = cast.account("keeper")
    assert 'datetime="2026-11-03"' in cast.client("keeper").get("/").text
    account.time_zone = "Pacific/Auckland"
    account.save()
    assert 'datetime="2026-11-04"' in cast.client("keeper").get("/").text
    assert timezone.get_current_timezone_name() == "UTC", "the next request begins anew"


def test_zone_that_this_machine_does_not_know_is_met_as_none(cast: Cast) -> None:
    account = cast.account("keeper")
    account.time_zone = "Mars/Olympus"
    account.save()
    assert cast.client("keeper").get("/").status_code == 200


def test_language_is_the_accounts_else_the_browsers(cast: Cast, settings: Settings) -> None:
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("he", "Hebrew")]
    client = cast.client("keeper")
    assert '<html lang="de"' in client.get("/help/", headers={"accept-language": "fr, de;q=0.8"}).text
    account = cast.account("keeper")
    account.language = "he"
    account.save()
    assert '<html lang="he" dir="rtl"' in client.get("/help/", headers={"accept-language": "de"}).text
    account.language = "fr"
    account.save()
    assert '<html lang="en"' in client.get("/help/").text, "a language that is no longer offered"
    assert translation.get_language() == "en"


def test_name_is_the_members_too(cast: Cast) -> None:
    cast.client("keeper").post(PAGE, {"topic": "name", "name": "Mara L."})
    cast.keeper.refresh_from_db()
    assert cast.keeper.name == "Mara L."
