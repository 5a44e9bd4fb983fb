"""What is kept of living children: who sees it, age by age, handed over, hidden."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast, came_by
from tests.keepsakes import draw
from tests.keepsakes.given import given
from yearlight.children import actions, queries
from yearlight.children.actions.joys import remove_expired
from yearlight.children.models import Child, Joy
from yearlight.core.ids import public_id
from yearlight.keepsakes import actions as keepsakes
from yearlight.keepsakes.models import Original
from yearlight.people.roles import CircleKind
from yearlight.people.viewer import Viewer


@pytest.fixture
def lena(cast: Cast) -> Child:
    return actions.add_child(
        cast.viewer("keeper"), family_id=cast.family.pk, name="Lena", born_on=date(2020, 5, 4), now=make.NOW
    )


def keep(
    cast: Cast, child: Child, body: str = "The moon follows us.", *, circle: CircleKind | None, **more: Any
) -> Joy:
    audience = cast.circle(circle).pk if circle else None
    written = actions.Written("saying", body, happened_on="2024-06-01", audience_id=audience, **more)
    return actions.keep_joy(
        cast.viewer("keeper"), child_id=child.public_id, written=written, window=public_id(), now=make.NOW
    )


def seen(viewer: Viewer, child: Child) -> list[str]:
    found = queries.child(viewer, child.public_id)
    return [joy.body for one in queries.by_age(viewer, found) for joy in one.joys] if found else []


def test_saying_stands_at_the_age_the_child_had(cast: Cast, lena: Child) -> None:
    keep(cast, lena, circle=CircleKind.FAMILY)
    page = cast.client("relative").get(f"/joys/{lena.public_id}/")
    assert ">At 4<" in page.content.decode()


def test_what_is_kept_for_oneself_nobody_else_sees(cast: Cast, lena: Child) -> None:
    keep(cast, lena, circle=None)
    assert seen(cast.viewer("keeper"), lena) == ["The moon follows us."]
    assert seen(cast.viewer("other_keeper"), lena) == []
    assert queries.child(cast.viewer("relative"), lena.public_id) is None


def test_joy_is_on_no_page_of_who_died(cast: Cast, lena: Child) -> None:
    keep(cast, lena, circle=CircleKind.FAMILY)
    base = reverse("pages:place", args=[cast.person.public_id])
    for address in (base, f"{base}2024/", f"{base}moments/"):
        assert "The moon follows us" not in cast.client("keeper").get(address).content.decode()


def test_second_press_keeps_one(cast: Cast, lena: Child) -> None:
    sent = {"kind": "saying", "body": "Look.", "audience": "me", "window": "abcdefghijkmnpqr"}
    for _press in range(2):
        answer = cast.client("keeper").post(f"/joys/{lena.public_id}/keep/", sent)
        assert answer.status_code == 302
    assert Joy.objects.count() == 1


def test_age_is_asked_for_only_where_no_day_of_birth_says_it(cast: Cast, lena: Child) -> None:
    client = cast.client("keeper")
    assert "How old the child was" not in client.get(f"/joys/{lena.public_id}/keep/").content.decode()
    client.post(f"/joys/{lena.public_id}/change/", {"name": "Lena"})
    assert "How old the child was" in client.get(f"/joys/{lena.public_id}/keep/").content.decode()


def test_grown_child_sees_what_was_handed_over_and_nothing_before(cast: Cast, lena: Child) -> None:
    keep(cast, lena, "For the keepers.", circle=CircleKind.KEEPERS)
    keep(cast, lena, "For me alone.", circle=None)
    own = make.make_viewer(lena.member)
    assert seen(own, lena) == []
    actions.hand_over(cast.viewer("keeper"), public_id=lena.public_id, now=make.NOW)
    assert seen(own, lena) == ["For the keepers."]


def test_what_the_child_hides_nobody_else_sees_any_more(cast: Cast, lena: Child) -> None:
    joy = keep(cast, lena, circle=CircleKind.FAMILY)
    actions.hand_over(cast.viewer("keeper"), public_id=lena.public_id, now=make.NOW)
    client = cast.client("nobody")
    came_by(client, make.make_link(lena.member))
    assert client.post(f"/joys/{lena.public_id}/{joy.public_id}/hide/").status_code == 302
    assert seen(cast.viewer("keeper"), lena) == []
    assert seen(cast.viewer("relative"), lena) == []
    assert "The moon follows us" in client.get(f"/joys/{lena.public_id}/").content.decode()
    client.post(f"/joys/{lena.public_id}/{joy.public_id}/hide/", {"do": "show"})
    assert seen(cast.viewer("relative"), lena) == ["The moon follows us."]


def test_only_the_child_can_hide_it(cast: Cast, lena: Child) -> None:
    joy = keep(cast, lena, circle=CircleKind.FAMILY)
    with pytest.raises(actions.NotThere):
        actions.hide(cast.viewer("relative"), public_id=joy.public_id, is_hidden=True, now=make.NOW)


def test_nothing_is_kept_for_a_circle_one_is_not_in(cast: Cast, lena: Child) -> None:
    elsewhere = make.circle(cast.stranger.family, CircleKind.FAMILY).pk
    written = actions.Written("saying", "Look.", audience_id=elsewhere)
    with pytest.raises(actions.NotThere):
        actions.keep_joy(
            cast.viewer("keeper"), child_id=lena.public_id, written=written, window=public_id(), now=make.NOW
        )


def test_what_is_put_away_comes_back_within_its_days_and_is_removed_after(cast: Cast, lena: Child) -> None:
    viewer = cast.viewer("keeper")
    joy = keep(cast, lena, circle=CircleKind.FAMILY)
    actions.put_away(viewer, public_id=joy.public_id, now=make.NOW)
    assert seen(viewer, lena) == []
    actions.put_away(viewer, public_id=joy.public_id, now=make.NOW + timedelta(days=29), is_away=False)
    assert seen(viewer, lena) == ["The moon follows us."]
    actions.put_away(viewer, public_id=joy.public_id, now=make.NOW)
    assert remove_expired(now=make.NOW + timedelta(days=29)) == 0
    assert remove_expired(now=make.NOW + timedelta(days=30)) == 1


def test_drawing_outlives_the_sweep_of_what_no_row_names(cast: Cast, lena: Child, settings: Settings) -> None:
    incoming = given(Path(settings.YEARLIGHT_HOME), draw.saved(draw.quarters(60, 40)))
    written = actions.Written("drawing", audience_id=cast.circle(CircleKind.FAMILY).pk)
    joy = actions.keep_joy(
        cast.viewer("keeper"),
        child_id=lena.public_id,
        written=written,
        window=public_id(),
        incoming=incoming,
        now=make.NOW,
    )
    keepsakes.sweep(now=make.NOW + timedelta(days=30))
    assert Original.objects.filter(pk=joy.original_id).exists()


def test_whole_day_of_birth_or_none_is_asked_for(cast: Cast) -> None:
    answer = cast.client("keeper").post("/joys/add/", {"name": "Theo", "month": "5", "year": "2022"})
    assert answer.status_code == 422
    assert "whole day of birth" in answer.content.decode()
    assert not Child.objects.exists()
