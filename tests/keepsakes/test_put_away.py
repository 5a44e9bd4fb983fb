"""Put away and brought back, in every order and by everyone, against a model of it."""

from datetime import timedelta

from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.conftest import Cast
from yearlight.keepsakes import actions, queries
from yearlight.keepsakes.models import Picture
from yearlight.people.roles import CircleKind

PEOPLE = ("keeper", "other_keeper", "relative", "stranger")
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(("put_away", "bring_back", "wait", "sweep")), st.sampled_from(PEOPLE), st.integers(1, 16)
    ),
    max_size=14,
)


@given(deeds=DEEDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_only_the_writer_puts_away_and_brings_back_within_thirty_days(
    cast: Cast, deeds: list[tuple[str, str, int]]
) -> None:
    with transaction.atomic():
        follow(cast, deeds)
        transaction.set_rollback(True)


def follow(cast: Cast, deeds: list[tuple[str, str, int]]) -> None:
    """Do these and compare, after each, what everybody sees with what they should."""
    picture = make.make_picture(cast.person, cast.keeper, audience=cast.circle(CircleKind.FAMILY))
    viewers = {who: cast.viewer(who) for who in PEOPLE}
    now, away_since, is_there = make.NOW, None, True
    for deed, who, days in deeds:
        is_over = away_since is not None and now - away_since >= timedelta(days=30)
        if deed == "wait":
            now += timedelta(days=days)
        elif deed == "sweep":
            actions.sweep(now=now)
            is_there = is_there and not is_over
        elif is_there:
            picture.refresh_from_db()
            may = who == "keeper" and not (deed == "bring_back" and is_over)
            try:
                getattr(actions, deed)(viewers[who], picture=picture, now=now)
                assert may
                away_since = (away_since or now) if deed == "put_away" else None
            except actions.NotThere:
                assert not may
        assert Picture.objects.exists() == is_there
        for name in ("keeper", "other_keeper", "relative"):
            assert bool(queries.pictures(viewers[name], cast.person)) == (is_there and away_since is None)
        can_come_back = is_there and away_since is not None and now - away_since < timedelta(days=30)
        assert bool(queries.put_away(viewers["keeper"], cast.person, now=now)) == can_come_back
        assert not queries.put_away(viewers["other_keeper"], cast.person, now=now)


def at(cast: Cast, picture: Picture, rest: str) -> str:
    return f"/p/{cast.person.public_id}/photos/{picture.public_id}/{rest}"


def picture_of(cast: Cast) -> tuple[Picture, Client]:
    return make.make_picture(cast.person, cast.keeper, audience=cast.circle(CircleKind.KEEPERS)), cast.client("keeper")


def test_put_away_picture_says_until_when_and_comes_back(cast: Cast, monkeypatch: object) -> None:
    picture, client = picture_of(cast)
    answer = client.post(at(cast, picture, "put-away/"), follow=True)
    assert "you can bring it back as it was" in answer.content.decode()
    assert client.get(f"/p/{cast.person.public_id}/photos/").content.decode().count("<figure class=") == 0
    assert client.post(at(cast, picture, "bring-back/")).status_code == 302
    assert client.get(f"/p/{cast.person.public_id}/photos/").content.decode().count("<figure class=") == 1


def test_other_keeper_cannot_put_away_what_is_not_theirs(cast: Cast) -> None:
    picture, _client = picture_of(cast)
    assert cast.client("other_keeper").post(at(cast, picture, "put-away/")).status_code == 404
    assert cast.client("keeper").post(at(cast, picture, "put-away/")).status_code == 302
    for rest in ("away/", "change/"):
        assert cast.client("other_keeper").get(at(cast, picture, rest)).status_code == 404
    assert cast.client("other_keeper").post(at(cast, picture, "bring-back/")).status_code == 404


def test_nothing_is_put_away_by_following_a_link(cast: Cast) -> None:
    picture, client = picture_of(cast)
    assert client.get(at(cast, picture, "put-away/")).status_code == 405
    assert client.get(at(cast, picture, "bring-back/")).status_code == 405
