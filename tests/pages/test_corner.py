"""What one of the family keeps, on a page of their own."""

from tests import make
from tests.conftest import Cast
from yearlight.people.roles import CircleKind


def test_corner_shows_what_the_viewer_sees_and_no_more(cast: Cast) -> None:
    family = cast.circle(CircleKind.FAMILY)
    make.make_letter(cast.person, cast.keeper, audience=family, title="The snow")
    make.make_letter(cast.person, cast.keeper, title="The night")
    make.make_letter(cast.person, cast.other_keeper, audience=family, title="The boat")
    page = cast.client("relative").get(f"/people/{cast.keeper.public_id}/keeps/").content.decode()
    assert "The snow" in page
    assert "The night" not in page
    assert "The boat" not in page
    assert "The night" in cast.client("keeper").get(f"/people/{cast.keeper.public_id}/keeps/").content.decode()


def test_corner_of_whom_one_sees_nothing_is_not_there(cast: Cast) -> None:
    make.make_letter(cast.person, cast.keeper, title="The night")
    for who in ("relative", "guest_reading", "stranger"):
        assert cast.client(who).get(f"/people/{cast.keeper.public_id}/keeps/").status_code == 404, who


def test_empty_corner_of_ones_own_asks_a_question_or_nothing(cast: Cast) -> None:
    page = cast.client("relative").get(f"/people/{cast.relative.public_id}/keeps/").content.decode()
    assert "If a question helps" in page
    assert "or nothing at all" in page


def test_guest_finds_their_own_corner(cast: Cast) -> None:
    client = cast.client("guest_reading")
    own = cast.family.members.get(name="guest_reading")
    assert f"/people/{own.public_id}/keeps/" in client.get("/g/").content.decode()
    assert "Your own corner" in client.get(f"/people/{own.public_id}/keeps/").content.decode()
