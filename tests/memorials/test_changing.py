"""Changing a place: what is said of a person, their dates, the cover; and who may."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tests.conftest import Cast
from yearlight.calendars.edtf import EdtfError
from yearlight.core.models import AuditLine
from yearlight.memorials import actions, queries
from yearlight.memorials.models import Person
from yearlight.people.roles import CircleKind


def _sent(cast: Cast, **more: Any) -> dict[str, Any]:
    """What the page's form sends, as it stands."""
    audience = cast.circle(CircleKind.FAMILY).public_id
    kept = {"d0-kind": "died", "d0-day": "14", "d0-month": "11", "d0-year": "2018", "new-kind": "remembered"}
    return {"who": "our_child", "name": "Jonah", "how_died": "", "audience": audience, **kept, **more}


def _address(cast: Cast, page: str = "change") -> str:
    return f"/p/{cast.person.public_id}/{page}/"


def test_a_keeper_changes_what_is_said(cast: Cast) -> None:
    sent = _sent(cast, name="Jonah Emil", how_died="lived", weeks="38", latitude="-37", counts_years="on")
    answer = cast.client("keeper").post(_address(cast), sent)
    assert answer.headers["Location"] == f"/p/{cast.person.public_id}/"
    before = cast.person.version
    cast.person.refresh_from_db()
    assert (cast.person.name, cast.person.how_died, cast.person.weeks, cast.person.latitude) == (
        "Jonah Emil",
        "lived",
        38,
        -37,
    )
    assert cast.person.counts_years
    assert cast.person.version > before
    assert AuditLine.objects.filter(thing_id=cast.person.public_id).count() == 2


def test_an_emptied_date_is_taken_away_and_a_new_one_added(cast: Cast) -> None:
    emptied = {"d0-day": "", "d0-month": "", "d0-year": ""}
    added = {"new-kind": "own", "new-word": "The day of the tree", "new-year": "2019", "new-season": "spring"}
    cast.client("keeper").post(_address(cast), _sent(cast, **emptied, **added))
    assert [(one.kind, one.happened_on, one.word) for one in queries.dates(cast.viewer("keeper"), cast.person)] == [
        ("own", "2019-21", "The day of the tree")
    ]


def test_the_page_sent_as_it_stands_changes_nothing_that_is_told(cast: Cast) -> None:
    before = [(one.kind, one.happened_on) for one in cast.person.dates.all()]
    cast.client("keeper").post(_address(cast), _sent(cast))
    assert [(one.kind, one.happened_on) for one in cast.person.dates.all()] == before


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"latitude": "91"}, "from -90 to 90"),
        ({"weeks": "99"}, "from 0 to 45"),
        ({"d0-month": "13"}, "Months go from 1 to 12"),
        ({"audience": "me"}, "fault"),
        ({"audience": "zzzzzzzzzzzzzzzz"}, "fault"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_changed(cast: Cast, sent: dict[str, str], told: str) -> None:
    answer = cast.client("keeper").post(_address(cast), _sent(cast, name="Other", **sent))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    cast.person.refresh_from_db()
    assert cast.person.name == "Jonah"


@pytest.mark.parametrize("who", ["relative", "stranger"])
def test_nobody_but_a_keeper_changes_a_place(cast: Cast, who: str) -> None:
    client = cast.client(who)
    assert client.get(_address(cast)).status_code == 404
    assert client.post(_address(cast), _sent(cast, name="Other")).status_code == 404
    assert client.post(_address(cast, "cover"), {"picture": ""}).status_code == 404
    with pytest.raises(actions.NotThere):
        actions.change_person(cast.viewer(who), person=cast.person, now=make.NOW, name="Other")
    cast.person.refresh_from_db()
    assert cast.person.name == "Jonah"


def test_the_cover_is_chosen_by_hand_or_there_is_none(cast: Cast) -> None:
    picture = make.make_picture(cast.person, cast.keeper, audience=cast.circle(CircleKind.FAMILY))
    client = cast.client("keeper")
    client.post(_address(cast, "cover"), {"picture": picture.public_id})
    assert Person.objects.get(pk=cast.person.pk).cover_id == picture.pk
    client.post(_address(cast, "cover"), {"picture": ""})
    assert Person.objects.get(pk=cast.person.pk).cover_id is None


def test_a_picture_that_only_another_sees_cannot_be_the_cover(cast: Cast) -> None:
    theirs = make.make_picture(cast.person, cast.other_keeper)
    assert cast.client("keeper").post(_address(cast, "cover"), {"picture": theirs.public_id}).status_code == 404
    assert Person.objects.get(pk=cast.person.pk).cover_id is None


@pytest.mark.parametrize("facts", [{"weeks": 46}, {"weeks": -1}, {"days": 7}, {"latitude": 91}])
def test_no_action_takes_a_number_that_cannot_be(cast: Cast, facts: Any) -> None:
    with pytest.raises(ValueError):
        actions.change_person(cast.viewer("keeper"), person=cast.person, now=make.NOW, **facts)


@pytest.mark.parametrize("facts", [{"weeks": 46}, {"days": 7}, {"latitude": -91}])
def test_the_database_refuses_it_too(cast: Cast, facts: dict[str, int]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=cast.person.pk).update(**facts)


def test_a_date_that_is_none_leaves_the_dates_as_they_were(cast: Cast) -> None:
    dates = [{"kind": "born", "happened_on": "2018-11-14"}, {"kind": "died", "happened_on": "2018-02-31"}]
    with pytest.raises(EdtfError):
        actions.set_dates(cast.viewer("keeper"), person=cast.person, dates=dates, now=make.NOW)
    with pytest.raises(ValueError):
        actions.set_dates(
            cast.viewer("keeper"), person=cast.person, dates=[{"kind": "adopted", "happened_on": "2018"}], now=make.NOW
        )
    assert [one.kind for one in cast.person.dates.all()] == ["died"]


def test_a_place_cannot_be_given_to_a_circle_of_another_family(cast: Cast) -> None:
    theirs = make.circle(cast.stranger.family, CircleKind.FRIENDS)
    with pytest.raises(actions.NotThere):
        actions.change_person(cast.viewer("keeper"), person=cast.person, now=make.NOW, audience_id=theirs.pk)
