"""Today and the private room: what there is, never more than a few rows, and a broken part takes nothing else along."""

from datetime import timedelta

import pytest
from django.db import DatabaseError

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.entries import queries as entries
from yearlight.memorials import actions as memorials
from yearlight.people.roles import CircleKind


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.NOW)


def _page(cast: Cast, who: str = "keeper", address: str = "/") -> str:
    answer = cast.client(who).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_today_tells_the_date_and_the_next_day(cast: Cast) -> None:
    page = _page(cast)
    assert "Tuesday 3 November" in page
    assert "Saturday 14 November" in page
    assert "Write a letter" in page
    assert "Or nothing at all." in page


def test_a_day_far_away_is_not_told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.NOW - timedelta(days=100))
    assert "14 November" not in _page(cast)
    assert "Nothing is asked of you today." in _page(cast)


def test_a_keeper_without_a_place_can_begin_one_and_a_begun_one_goes_on(cast: Cast) -> None:
    assert "There is no place here yet" in _page(cast, "stranger")
    memorials.begin(cast.viewer("stranger"), family_id=cast.stranger.family_id, now=make.NOW)
    page = _page(cast, "stranger")
    assert "Go on when you like" in page
    assert "There is no place here yet" not in page


def test_at_most_five_rows_wait(cast: Cast) -> None:
    for number in range(8):
        make.make_letter(
            cast.person, cast.other_keeper, audience=cast.circle(CircleKind.KEEPERS), title=f"Letter {number}"
        )
    page = _page(cast)
    assert page.count("Kept by Peter") == 5
    assert "And more, in their places." in page


def test_what_one_wrote_oneself_or_cannot_see_does_not_wait(cast: Cast) -> None:
    make.make_letter(cast.person, cast.keeper, audience=cast.circle(CircleKind.KEEPERS), title="My own")
    make.make_letter(cast.person, cast.other_keeper, title="For Peter alone")
    page = _page(cast)
    assert "My own" not in page
    assert "For Peter alone" not in page


def test_a_part_that_cannot_be_read_leaves_the_rest(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise DatabaseError("no such table")

    monkeypatch.setattr(entries, "drafts", broken)
    page = _page(cast)
    assert "A part of this page could not be opened just now. Everything kept is safe." in page
    assert "Saturday 14 November" in page


def test_a_relative_is_not_asked_to_write(cast: Cast) -> None:
    assert "Write a letter" not in _page(cast, "relative")


def test_the_private_room_holds_ones_own_and_nobody_elses(cast: Cast) -> None:
    make.make_letter(cast.person, cast.keeper, title="For Mara alone")
    make.make_letter(cast.person, cast.other_keeper, title="For Peter alone")
    make.make_letter(cast.person, cast.keeper, audience=cast.circle(CircleKind.KEEPERS), title="For both")
    page = _page(cast, address="/me/")
    assert "For Mara alone" in page
    assert "For Peter alone" not in page
    assert "For both" not in page


def test_what_was_put_away_is_shown_to_its_writer_alone(cast: Cast) -> None:
    address = f"/p/{cast.person.public_id}/away/"
    assert "Nothing is put away." in _page(cast, address=address)
    make.make_letter(cast.person, cast.keeper, title="Put away", state="put_away", put_away_at=make.NOW)
    assert "Until 3 December 2026" in _page(cast, address=address)
    assert "Nothing is put away." in _page(cast, "other_keeper", address)
    assert cast.client("relative").get(address).status_code == 404


def test_what_can_be_added_may_also_be_nothing(cast: Cast) -> None:
    address = f"/p/{cast.person.public_id}/add/"
    assert "Or nothing at all." in _page(cast, address=address)
    assert cast.client("relative").get(address).status_code == 404


def test_a_year_holds_everything_of_it_and_nothing_of_others(cast: Cast) -> None:
    family = cast.circle(CircleKind.FAMILY)
    make.make_letter(cast.person, cast.keeper, audience=family, body="It snowed.")
    make.make_letter(cast.person, cast.keeper, body="For Mara alone.")
    page = _page(cast, "relative", f"/p/{cast.person.public_id}/2025/")
    assert "It snowed." in page
    assert "For Mara alone." not in page
    assert "Nothing is kept of this year." in _page(cast, "relative", f"/p/{cast.person.public_id}/2024/")
    assert cast.client("relative").get(f"/p/{cast.person.public_id}/0/").status_code == 404


def test_a_photograph_says_who_sees_it(cast: Cast) -> None:
    picture = make.make_picture(cast.person, cast.keeper, audience=cast.circle(CircleKind.FAMILY))
    address = f"/p/{cast.person.public_id}/photos/{picture.public_id}/"
    assert "Seen by:" in _page(cast, "relative", address)
    assert "Change what is said of it" in _page(cast, "keeper", address)
    assert "Change what is said of it" not in _page(cast, "relative", address)
    assert cast.client("stranger").get(address).status_code == 404
