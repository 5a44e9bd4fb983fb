"""Shared days: each a switch of its own, off at first, and for one account alone."""

import re

import pytest
from django.test import Client

from tests import make
from tests.conftest import Cast
from yearlight.calendars.customs import CUSTOMS
from yearlight.core import clock
from yearlight.core.models import AuditLine
from yearlight.reminders.actions import shared
from yearlight.reminders.models import SharedDay
from yearlight.reminders.queries.shared import GROUPS

PAGE = "/year/shared/"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.NOW)


def body(client: Client, at: str) -> str:
    answer = client.get(at)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_shared_day_is_offered_once_and_all_are_off(cast: Cast) -> None:
    shown = body(cast.client("keeper"), PAGE)
    offered = re.findall(r'<li class="shared" id="s-([\w-]+)"', shown)
    assert sorted(offered) == sorted(key for key, custom in CUSTOMS.items() if not custom.anchors)
    assert "It stands in your year." not in shown
    assert shown.count("Taking no part is fine.") == len(GROUPS)


def test_a_press_puts_the_day_into_ones_own_year_and_no_one_elses(cast: Cast) -> None:
    client = cast.client("keeper")
    answer = client.post(f"{PAGE}wave-of-light/", {"do": "take"})
    assert answer.headers["Location"] == f"{PAGE}?kept=wave-of-light#s-wave-of-light"
    assert "Wave of Light" in body(client, "/year/2027/")
    assert "Wave of Light" not in body(cast.client("other_keeper"), "/year/2027/")
    assert [one.account for one in SharedDay.objects.all()] == [cast.account("keeper")]


def test_another_press_takes_it_out_again(cast: Cast) -> None:
    client = cast.client("keeper")
    for do in ("take", "leave", "leave"):
        assert client.post(f"{PAGE}wave-of-light/", {"do": do}).status_code == 302
    assert not SharedDay.objects.exists()
    assert "Wave of Light" not in body(client, "/year/2027/")


def test_shared_day_stands_on_the_leaf_as_a_ring(cast: Cast) -> None:
    client = cast.client("keeper")
    client.post(f"{PAGE}wave-of-light/", {"do": "take"})
    assert re.search(
        r'id="d-shared.wave-of-light.y2027"><div class="when"><svg class="mk-ring"', body(client, "/year/2027/")
    )


def test_mothers_day_wants_a_country_and_is_kept_as_that_country_keeps_it(cast: Cast) -> None:
    client = cast.client("keeper")
    answer = client.post(f"{PAGE}mothers-day/", {"do": "take", "o-country": ""})
    assert answer.status_code == 422
    assert "nothing is chosen for you" in answer.content.decode()
    assert not SharedDay.objects.exists()
    client.post(f"{PAGE}mothers-day/", {"do": "take", "o-country": "gb"})
    shown = body(client, "/year/2027/")
    assert "Sunday 7" in shown
    assert "United Kingdom" in shown
    client.post(f"{PAGE}mothers-day/", {"do": "keep", "o-country": "fr"})
    assert "Sunday 30" in body(client, "/year/2027/")
    assert SharedDay.objects.count() == 1


def test_with_script_one_row_is_answered(cast: Cast) -> None:
    answer = cast.client("keeper").post(f"{PAGE}wave-of-light/", {"do": "take"}, headers={"HX-Request": "true"})
    shown = answer.content.decode()
    assert shown.count("<li") == 1
    assert "Kept." in shown
    assert "<html" not in shown


@pytest.mark.parametrize("custom", ["yahrzeit", "no-such-day", "none"])
def test_what_is_no_shared_day_is_not_there(cast: Cast, custom: str) -> None:
    assert cast.client("keeper").post(f"{PAGE}{custom}/", {"do": "take"}).status_code == 404
    with pytest.raises(shared.NotShared):
        shared.take_part(cast.viewer("keeper"), custom=custom, options={}, now=make.NOW)


@pytest.mark.parametrize("options", [{}, {"country": "atlantis"}, {"moon": "full"}])
def test_a_day_that_could_not_be_found_is_not_kept(cast: Cast, options: dict[str, str]) -> None:
    with pytest.raises(shared.NotShared):
        shared.take_part(cast.viewer("keeper"), custom="mothers-day", options=options, now=make.NOW)
    assert not SharedDay.objects.exists()


def test_the_log_says_that_someone_took_part_and_not_in_what(cast: Cast) -> None:
    shared.take_part(cast.viewer("keeper"), custom="survivors-of-suicide-loss-day", options={}, now=make.NOW)
    [line] = AuditLine.objects.all()
    assert (line.verb, line.thing, line.thing_id, line.family_id) == ("take part", "shared day", "", None)
