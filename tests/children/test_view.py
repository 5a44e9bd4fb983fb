"""Opening the children's view, what it says, and closing it."""

import pytest
from django.conf import settings
from django.test import Client

from tests import make
from tests.conftest import Cast
from yearlight.children.models import Opener
from yearlight.people.roles import CircleKind


def opened(client: Client, code: str = "2580") -> Client:
    answer = client.post("/children/open/", {"code": code})
    assert answer.status_code == 302
    return client


def test_code_closes_it_and_everything_is_there_again(cast: Cast) -> None:
    client = opened(cast.client("keeper"))
    assert client.get("/").status_code == 404
    assert client.post("/children/close/", {"code": "0000"}).status_code == 422
    assert client.get("/").status_code == 404
    assert client.post("/children/close/", {"code": "2580"}).status_code == 302
    assert client.get("/").status_code == 200


def test_password_closes_it(cast: Cast) -> None:
    client = opened(cast.client("keeper"))
    assert client.post("/children/close/", {"code": "rowan-lake-tram"}).status_code == 302
    assert client.get("/").status_code == 200


def test_guessing_digits_is_stopped(cast: Cast) -> None:
    client = opened(cast.client("keeper"))
    answers = [client.post("/children/close/", {"code": f"{number:04}"}).status_code for number in range(12)]
    assert answers[:10] == [422] * 10
    assert answers[-1] == 429
    assert client.post("/children/close/", {"code": "2580"}).status_code == 429


def test_signing_out_shows_nothing(cast: Cast) -> None:
    client = opened(cast.client("keeper"))
    assert client.post("/children/sign-out/").status_code == 302
    assert client.get("/children/").status_code == 302
    assert client.get(f"/p/{cast.person.public_id}/").status_code == 302


@pytest.mark.parametrize("code", ["", "123", "12a4", "1234567890123"])
def test_code_of_four_digits_is_asked_for(code: str, cast: Cast) -> None:
    client = cast.client("keeper")
    assert client.post("/children/open/", {"code": code}).status_code == 422
    assert client.get("/").status_code == 200


def test_relative_opens_it_once_a_keeper_allowed_it(cast: Cast) -> None:
    client = cast.client("relative")
    assert client.get("/children/open/").status_code == 404
    keeper = cast.client("keeper")
    assert "Ilse" in keeper.get("/children/who/").content.decode()
    keeper.post("/children/who/", {"allowed": [cast.relative.public_id]})
    opened(client)
    assert "Jonah" in client.get("/children/").content.decode()
    keeper.post("/children/who/", {})
    assert "Jonah" not in client.get("/children/").content.decode()


def test_view_says_died_and_that_it_was_nobodys_fault(cast: Cast) -> None:
    page = opened(cast.client("keeper")).get(f"/children/of/{cast.person.public_id}/").content.decode()
    assert "<bdi>Jonah</bdi> died" in page
    assert "nobody’s fault" in page


def test_familys_own_words_stand_in_place_of_ours(cast: Cast) -> None:
    client = cast.client("keeper")
    client.post(f"/children/choose/{cast.person.public_id}/", {"words": "Jonah was very small, and he died."})
    page = opened(client).get(f"/children/of/{cast.person.public_id}/").content.decode()
    assert "Jonah was very small, and he died." in page
    assert "nobody’s fault" not in page


def test_only_what_was_chosen_is_shown_and_only_to_who_sees_it(cast: Cast) -> None:
    family, keepers = cast.circle(CircleKind.FAMILY), cast.circle(CircleKind.KEEPERS)
    chosen = make.make_letter(cast.person, cast.keeper, audience=family, title="The snow")
    narrow = make.make_letter(cast.person, cast.keeper, audience=keepers, title="The garden")
    make.make_letter(cast.person, cast.keeper, audience=family, title="The night")
    Opener.objects.create(member=cast.relative, allowed_at=make.NOW)
    keeper, address = cast.client("keeper"), f"/children/of/{cast.person.public_id}/"
    keeper.post(
        f"/children/choose/{cast.person.public_id}/?year=2025", {"chosen": [chosen.public_id, narrow.public_id]}
    )
    page = opened(keeper).get(address).content.decode()
    assert "The snow" in page
    assert "<p>It snowed in the night.</p>" in page
    assert "The garden" in page
    assert "The night" not in page
    page = opened(cast.client("relative")).get(address).content.decode()
    assert "The snow" in page
    assert "The garden" not in page


def test_choosing_one_year_leaves_another_as_it_was(cast: Cast) -> None:
    family = cast.circle(CircleKind.FAMILY)
    make.make_letter(cast.person, cast.keeper, audience=family, title="The snow")
    old = make.make_letter(cast.person, cast.keeper, audience=family, first_on="2020-01-02", title="The boat")
    keeper, choose = cast.client("keeper"), f"/children/choose/{cast.person.public_id}/"
    keeper.post(f"{choose}?year=2020", {"chosen": [old.public_id]})
    keeper.post(f"{choose}?year=2025", {"chosen": []})
    assert "The boat" in opened(keeper).get(f"/children/of/{cast.person.public_id}/").content.decode()


def test_whoever_lost_their_seat_shows_nothing(cast: Cast) -> None:
    client = opened(cast.client("keeper"))
    cast.keeper.left_at = make.NOW
    cast.keeper.save()
    assert "Jonah" not in client.get("/children/").content.decode()


def test_view_has_no_rooms_and_no_settings(cast: Cast) -> None:
    page = opened(cast.client("keeper")).get("/children/").content.decode()
    for address in ('href="/"', "/me/", "/quiet/", "/p/"):
        assert address not in page


def test_view_opens_a_new_session_key(cast: Cast) -> None:
    client = cast.client("keeper")
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    opened(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before
