"""Dates of many pictures mended at once: looked at, kept, undone; never of a picture that is not the viewer's to change."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.core.errors import NotThere
from yearlight.keepsakes import mending
from yearlight.keepsakes.mended import MOST_HOURS, Mend
from yearlight.keepsakes.models import Mending, Picture
from yearlight.keepsakes.queries import MANY
from yearlight.people.roles import CircleKind

_ABOUT = Mend(happened_on="1998~")


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.NOW)


def _picture(cast: Cast, taken: str = "2018-11-14T03:30:00", **fields: Any) -> Picture:
    fields = {"audience": cast.circle(CircleKind.KEEPERS), "taken_at_text": taken, **fields}
    return make.make_picture(cast.person, cast.keeper, **fields)


def _dates() -> list[str]:
    return list(Picture.objects.order_by("pk").values_list("happened_on", flat=True))


def _mend(cast: Cast, *pictures: Picture, mend: Mend = _ABOUT, who: str = "keeper") -> mending.Mended | None:
    ids = [one.public_id for one in pictures]
    return mending.mend_dates(cast.viewer(who), person=cast.person, picture_ids=ids, mend=mend, now=make.NOW)


@pytest.mark.parametrize(
    ("taken", "hours", "becomes"),
    [
        ("2018-11-14T03:30:00", -7, "2018-11-13"),
        ("2018-11-14T17:30:00", 7, "2018-11-15"),
        ("2018-11-14T17:30:00+01:00", 24 * 365, "2019-11-14"),
        ("2020-02-28T23:30:00", 1, "2020-02-29"),
        ("", 7, None),
        ("0000:00:00 00:00:00", 7, None),
        ("9999-12-31T23:30:00", 7, None),
    ],
)
def test_the_cameras_clock_is_moved(taken: str, hours: int, becomes: str | None) -> None:
    assert Mend(hours=hours).date_of(taken) == becomes


@given(st.text(max_size=40), st.integers(-MOST_HOURS, MOST_HOURS))
def test_whatever_a_file_says_of_its_time_nothing_is_raised(taken: str, hours: int) -> None:
    found = Mend(hours=hours).date_of(taken)
    assert not hours or found is None or date.fromisoformat(found)


def test_all_of_one_time_get_its_date_and_the_others_stay(cast: Cast) -> None:
    one, other, third = _picture(cast), _picture(cast), _picture(cast)
    before = third.happened_on
    told = _mend(cast, one, other)
    assert told is not None
    assert told.count == 2
    assert _dates() == ["1998~", "1998~", before]
    one.refresh_from_db()
    assert (one.first_on, one.last_on) == (date(1998, 1, 1), date(1998, 12, 31))
    assert one.taken_at_text == "2018-11-14T03:30:00"


def test_as_many_are_mended_and_undone_as_one_page_offers(cast: Cast) -> None:
    rows = [_picture(cast, happened_on="2018") for _number in range(MANY)]
    told = _mend(cast, *rows)
    assert told is not None
    assert set(_dates()) == {"1998~"}
    undone = mending.undo(cast.viewer("keeper"), person=cast.person, public_id=told.public_id, now=make.NOW)
    assert (undone, set(_dates())) == (MANY, {"2018"})


def test_mending_twice_begins_from_what_the_file_says(cast: Cast) -> None:
    one = _picture(cast, happened_on="2018-11-14")
    _mend(cast, one, mend=Mend(hours=-7))
    _mend(cast, one, mend=Mend(hours=-7))
    assert _dates() == ["2018-11-13"]


def test_what_has_no_time_keeps_its_date(cast: Cast) -> None:
    one = _picture(cast, "", happened_on="2018-11-14")
    assert _mend(cast, one, mend=Mend(hours=5)) is None
    assert _dates() == ["2018-11-14"]
    assert not Mending.objects.exists()


def test_it_is_undone_as_one_but_for_what_was_changed_since(cast: Cast) -> None:
    one, other = _picture(cast, happened_on="2018-11-14"), _picture(cast, happened_on="")
    told = _mend(cast, one, other)
    assert told is not None
    Picture.objects.filter(pk=other.pk).update(happened_on="2001")
    undone = mending.undo(cast.viewer("keeper"), person=cast.person, public_id=told.public_id, now=make.NOW)
    assert undone == 1
    assert _dates() == ["2018-11-14", "2001"]
    with pytest.raises(NotThere):
        mending.undo(cast.viewer("keeper"), person=cast.person, public_id=told.public_id, now=make.NOW)


def test_it_is_undone_for_thirty_days_by_whoever_did_it(cast: Cast) -> None:
    told = _mend(cast, _picture(cast))
    assert told is not None
    late = make.NOW + timedelta(days=30)
    for who, now in (("other_keeper", make.NOW), ("relative", make.NOW), ("stranger", make.NOW), ("keeper", late)):
        with pytest.raises(NotThere):
            mending.undo(cast.viewer(who), person=cast.person, public_id=told.public_id, now=now)
    assert mending.sweep_mendings(now=make.NOW) == 0
    assert mending.sweep_mendings(now=late) == 1


def test_what_is_not_seen_or_not_theirs_is_left_alone(cast: Cast) -> None:
    mine = _picture(cast, audience=None)
    before = _dates()
    assert _mend(cast, mine, who="other_keeper") is None
    for who in ("relative", "stranger"):
        with pytest.raises(NotThere):
            _mend(cast, mine, who=who)
    assert _dates() == before


def test_it_is_done_on_the_page_and_looked_at_before(cast: Cast) -> None:
    one, dark = _picture(cast, caption="The lake"), _picture(cast, "", caption="The scan")
    client, address = cast.client("keeper"), reverse("keepsakes:mend", args=[cast.person.public_id])
    assert "The lake" in client.get(address).text
    sent = {"picture": [one.public_id, dark.public_id], "how": "earlier", "hours": "7", "do": "look"}
    before = _dates()
    looked = client.post(address, sent).text
    assert "13 November 2018" in looked
    assert "does not say when it was taken" in looked
    assert _dates() == before
    kept = client.post(address, {**sent, "do": "keep"}, follow=True).text
    assert "The date of 1 photograph is mended." in kept
    assert _dates() == ["2018-11-13", before[1]]
    undone = client.post(address, {"do": "undo", "mending": Mending.objects.get().public_id}, follow=True).text
    assert "1 photograph has its date from before." in undone
    assert _dates() == before


def test_of_what_is_shut_away_no_more_is_told_than_stands_in_its_place(cast: Cast) -> None:
    one = _picture(cast, caption="He lies in my arms", is_shut_away=True, note_before="After he died")
    client, address = cast.client("keeper"), reverse("keepsakes:mend", args=[cast.person.public_id])
    looked = client.post(address, {"picture": one.public_id, "how": "date", "year": "1998", "do": "look"}).text
    for page in (client.get(address).text, looked):
        assert "After he died" in page
        assert "He lies in my arms" not in page
        assert '<img alt="" src' not in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"how": "later", "hours": "7"}, "No photograph is chosen."),
        ({"picture": "x", "how": "later"}, "Write how many hours it was."),
        ({"picture": "x", "how": "date", "day": "31", "month": "2", "year": "1998"}, "That month has no such day."),
    ],
)
def test_what_is_left_out_is_met_kindly(cast: Cast, sent: dict[str, str], said: str) -> None:
    _picture(cast)
    address = reverse("keepsakes:mend", args=[cast.person.public_id])
    answer = cast.client("keeper").post(address, {**sent, "do": "look"})
    assert answer.status_code == 422
    assert said in answer.text
