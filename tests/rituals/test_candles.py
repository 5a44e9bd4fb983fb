"""A candle: lit by whoever sees the place, seen by them, over by itself, and never counted."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.rituals.actions import candles as actions
from yearlight.rituals.models import Candle
from yearlight.rituals.queries.candles import burning
from yearlight.rituals.views.candles import is_wave, next_at

HOUR = timedelta(hours=1)


def _address(cast: Cast) -> str:
    return reverse("rituals:candle", args=[cast.person.public_id])


def _page(cast: Cast, who: str) -> str:
    return cast.client(who).get(reverse("pages:place", args=[cast.person.public_id])).text


def test_it_burns_for_an_hour_for_everyone_who_sees_the_place(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.client("relative").post(_address(cast), {"do": "hour"})
    for who in ("relative", "keeper", "guest_reading"):
        assert "A candle burns here until" in _page(cast, who)
    assert "Lit by Ilse" in cast.client("keeper").get(_address(cast)).text
    assert "Lit by" not in cast.client("guest_reading").get(_address(cast)).text
    monkeypatch.setattr(clock, "now", lambda: make.NOW + HOUR)
    assert "A candle burns here" not in _page(cast, "keeper")
    assert "Light a candle" in _page(cast, "keeper")
    assert actions.sweep_candles(now=make.NOW + HOUR) == 1
    assert not Candle.objects.exists()


def test_nothing_is_counted(cast: Cast) -> None:
    for who in ("keeper", "other_keeper", "relative", "guest_reading"):
        cast.client(who).post(_address(cast), {"do": "hour"})
    assert Candle.objects.count() == 4
    text = re.sub(r"<[^>]+>", " ", cast.client("keeper").get(_address(cast)).text)
    assert not re.search(r"\b[34] candles?\b", text)


def test_pressed_twice_it_is_one_and_can_be_put_out(cast: Cast) -> None:
    relative = cast.client("relative")
    for _press in range(2):
        relative.post(_address(cast), {"do": "hour"})
    assert Candle.objects.count() == 1
    assert "Your candle burns until" in relative.get(_address(cast)).text
    cast.client("keeper").post(_address(cast), {"do": "out"})
    assert Candle.objects.count() == 1
    relative.post(_address(cast), {"do": "out"})
    assert not Candle.objects.exists()


def test_it_burns_until_a_time_of_ones_own_clock(cast: Cast) -> None:
    answer = cast.client("keeper").post(_address(cast), {"do": "until", "until": "half past"})
    assert answer.status_code == 422
    assert "No candle was lit yet." in answer.text
    cast.client("keeper").post(_address(cast), {"do": "until", "until": "23:30"})
    [candle] = Candle.objects.all()
    assert make.NOW < candle.until <= make.NOW + actions.LONGEST


def test_a_stranger_lights_and_sees_none(cast: Cast) -> None:
    assert cast.client("stranger").post(_address(cast), {"do": "hour"}).status_code == 404
    actions.light(cast.viewer("keeper"), person=cast.person, until=make.NOW + HOUR, now=make.NOW)
    assert burning(cast.viewer("stranger"), cast.person, now=make.NOW) is None


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "Europe/Oslo", "America/Los_Angeles"])
def test_the_wave_of_light_comes_by_each_ones_own_clock(zone: str) -> None:
    here = ZoneInfo(zone)
    assert is_wave(datetime(2026, 10, 15, 19, 0, tzinfo=here))
    assert is_wave(datetime(2026, 10, 15, 19, 59, tzinfo=here))
    assert not is_wave(datetime(2026, 10, 15, 20, 0, tzinfo=here))
    assert not is_wave(datetime(2026, 10, 14, 19, 0, tzinfo=here))


def test_a_time_that_is_over_today_is_tomorrows() -> None:
    here = ZoneInfo("Europe/Oslo")
    evening = datetime(2026, 11, 14, 22, 0, tzinfo=here)
    assert next_at(evening, time(23)) == datetime(2026, 11, 14, 23, 0, tzinfo=here)
    assert next_at(evening, time(7)) == datetime(2026, 11, 15, 7, 0, tzinfo=here)
