"""A photograph again on Today: only one that was asked for, by whoever asked, and never close to a day not wanted told."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.keepsakes.models import Picture
from yearlight.memorials.series import YEARLY
from yearlight.people.roles import CircleKind
from yearlight.reminders.models import HowTold, LookBack, Pause, Wish

_DAY = date(2018, 11, 3)


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.NOW)


@pytest.fixture
def picture(cast: Cast) -> Picture:
    return _photograph(cast)


def _photograph(cast: Cast, on: date = _DAY, **fields: Any) -> Picture:
    fields = {"caption": "By the lake", "audience": cast.circle(CircleKind.KEEPERS), **fields}
    return make.make_picture(cast.person, cast.keeper, happened_on=on.isoformat(), first_on=on, last_on=on, **fields)


def _address(picture: Picture) -> str:
    return reverse("pages:photo-again", args=[picture.person.public_id, picture.public_id])


def _ask(client: Client, picture: Picture) -> int:
    return client.post(_address(picture), {"do": "ask"}).status_code


def _later(monkeypatch: pytest.MonkeyPatch, **passed: float) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.NOW + timedelta(**passed))


def test_nothing_comes_that_nobody_asked_for(cast: Cast, picture: Picture) -> None:
    assert "From another" not in cast.client("keeper").get("/").text


def test_what_was_asked_for_comes_to_whoever_asked_alone_and_stays_all_day(
    cast: Cast, picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = cast.client("keeper")
    assert (
        "Show it to me again"
        in keeper.get(reverse("pages:photo", args=[cast.person.public_id, picture.public_id])).text
    )
    assert _ask(keeper, picture) == 302
    for _look in range(2):
        page = keeper.get("/").text
        assert "From another November" in page
        assert "By the lake" in page
    assert "By the lake" not in cast.client("other_keeper").get("/").text
    _later(monkeypatch, days=1)
    assert "By the lake" not in keeper.get("/").text
    _later(monkeypatch, days=365)
    assert "By the lake" in keeper.get("/").text


def test_one_at_most_comes_on_a_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = cast.client("keeper")
    for number in range(3):
        _ask(keeper, _photograph(cast, caption=f"Picture {number}"))
    assert keeper.get("/").text.count('<h2 class="sec" id="again">') == 1
    first = [one for one in range(3) if f"Picture {one}" in keeper.get("/").text]
    _later(monkeypatch, days=1)
    second = [one for one in range(3) if f"Picture {one}" in keeper.get("/").text]
    assert (len(first), len(second)) == (1, 1)
    assert first != second


def test_not_this_picture_sends_it_away_and_none_comes_in_its_place_that_day(cast: Cast, picture: Picture) -> None:
    keeper = cast.client("keeper")
    _ask(keeper, picture)
    _ask(keeper, other := _photograph(cast, caption="Another"))
    assert "By the lake" in keeper.get("/").text
    answer = keeper.post(_address(picture), {"do": "stop", "today": "1"}, follow=True)
    assert "It is not shown there again." in answer.text
    assert "From another" not in answer.text
    assert LookBack.objects.get(picture=other).stopped_at is None


def test_show_none_stops_all_and_each_can_be_asked_for_again(cast: Cast, picture: Picture) -> None:
    keeper = cast.client("keeper")
    _ask(keeper, picture)
    listed = keeper.get(reverse("pages:again")).text
    assert "By the lake" in listed
    assert "<picture" not in listed
    answer = keeper.post(reverse("pages:again"), {"today": "1"}, follow=True)
    assert "From another" not in answer.text
    assert "Not any more" in keeper.get(reverse("pages:again")).text
    _ask(keeper, picture)
    assert "By the lake" in keeper.get("/").text


@pytest.mark.parametrize("told", [HowTold.NEVER, HowTold.NOT_THIS_YEAR])
def test_none_comes_within_a_week_of_a_day_that_is_not_wanted_told(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, told: HowTold
) -> None:
    # The 14th is the day of the death; the photograph is of the 8th, six days before it.
    keeper = cast.client("keeper")
    _ask(keeper, _photograph(cast, date(2018, 11, 8)))
    _later(monkeypatch, days=4)
    receiver = make.make_receiver(cast.account("keeper"))
    year = 2026 if told == HowTold.NOT_THIS_YEAR else None
    wish = Wish.objects.create(
        receiver=receiver, person=cast.person, date=cast.person.dates.get(), custom=YEARLY, told=told, year=year,
        changed_at=make.NOW,
    )  # fmt: skip
    assert "From another" not in keeper.get("/").text
    wish.told, wish.year = HowTold.SOFTER, None
    wish.save()
    page = keeper.get("/").text
    assert "From another November" in page
    assert "<picture" not in page
    assert "Show it" in page


def test_none_comes_while_everything_is_paused(cast: Cast, picture: Picture) -> None:
    keeper = cast.client("keeper")
    _ask(keeper, picture)
    pause = Pause.objects.create(receiver=make.make_receiver(cast.account("keeper")), since=make.NOW)
    assert "From another" not in keeper.get("/").text
    pause.delete()
    assert "From another" in keeper.get("/").text


def test_what_is_shut_away_put_away_or_no_longer_shown_comes_no_more(cast: Cast, picture: Picture) -> None:
    keeper, other = cast.client("keeper"), cast.client("other_keeper")
    _ask(keeper, picture)
    _ask(other, picture)
    Picture.objects.update(audience=None)
    assert "From another" not in other.get("/").text
    Picture.objects.update(is_shut_away=True)
    assert "From another" not in keeper.get("/").text
    assert _ask(keeper, picture) == 404
    Picture.objects.update(is_shut_away=False, state="away", put_away_at=make.NOW)
    assert "From another" not in keeper.get("/").text


def test_only_a_photograph_that_is_seen_and_has_a_day_can_be_asked_for(cast: Cast, picture: Picture) -> None:
    assert _ask(cast.client("relative"), picture) == 404
    assert _ask(cast.client("stranger"), picture) == 404
    undated = make.make_picture(
        cast.person, cast.keeper, happened_on="2018", first_on=date(2018, 1, 1), last_on=date(2018, 12, 31)
    )
    assert _ask(cast.client("keeper"), undated) == 404
    assert cast.client("keeper").post(_address(picture), {"do": "stop"}).status_code == 404
