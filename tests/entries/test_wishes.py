"""Somebody whom a word names asks not to stand in it: hidden at once, told to keepers, and taken back or shown again."""

from typing import Any

import pytest
from django.test import Client

from tests import make
from tests.conftest import Cast
from yearlight.entries import actions
from yearlight.entries.actions import wishing
from yearlight.entries.models import Entry
from yearlight.entries.queries import words as queries
from yearlight.entries.texts import Said
from yearlight.people.roles import CircleKind

SAID = "Peter drank that winter."


@pytest.fixture
def word(cast: Cast) -> Entry:
    """A word on the page for the family, of somebody who came by a link."""
    return on_page(cast)


def on_page(cast: Cast, body: str = SAID) -> Entry:
    writer = make.make_member(cast.family, name="Asha")
    type(writer).objects.filter(pk=writer.pk).update(role="friend")
    text = actions.Text(body=body, audience=cast.circle(CircleKind.FAMILY).public_id)
    return actions.keep_kind_word(cast.viewer("keeper"), person=cast.person, said_by="Asha", text=text, now=make.NOW)


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/p/{cast.person.public_id}/words/"


def wish(client: Client, base: str, word: Entry) -> Any:
    return client.post(f"{base}{word.public_id}/wish/", follow=True)


def decide(cast: Cast, base: str, word: Entry, do: str) -> None:
    cast.client("keeper").post(f"{base}{word.public_id}/", {"do": do})


@pytest.mark.parametrize("who", ["relative", "guest_reading"])
def test_a_word_is_hidden_from_everybody_at_the_press_of_whoever_it_names(
    cast: Cast, base: str, word: Entry, who: str
) -> None:
    asker = cast.client(who)
    assert 'href="?named"' in asker.get(base).content.decode()
    assert f'href="{base}{word.public_id}/wish/"' in asker.get(f"{base}?named").content.decode()
    told = " ".join(asker.get(f"{base}{word.public_id}/wish/").content.decode().split())
    assert "are told that it was you who asked" in told
    assert "Whoever wrote it is not told." in told
    wish(asker, base, word)
    for reader in (asker, cast.client("relative"), cast.client("guest_reading"), cast.client("keeper")):
        assert SAID not in reader.get(base).content.decode()


def test_keepers_are_told_who_asked_and_others_are_not(cast: Cast, base: str, word: Entry) -> None:
    wish(cast.client("relative"), base, word)
    keeper = cast.client("keeper")
    assert f'href="{base}inbox/"' in keeper.get("/").content.decode()
    assert f'href="{base}{word.public_id}/"' in keeper.get(f"{base}inbox/").content.decode()
    page = keeper.get(f"{base}{word.public_id}/").content.decode()
    assert f"<bdi>{cast.relative.name}</bdi> asked not to stand in it" in page
    decide(cast, base, word, "heed")
    assert f'href="{base}inbox/"' not in keeper.get("/").content.decode()
    word.refresh_from_db()
    assert word.word.hidden_at is not None
    others = cast.client("guest_reading").get(base).content.decode()
    assert "Hidden at your wish" not in others


def test_whoever_asked_can_take_it_back_and_the_word_stands_where_it_was(cast: Cast, base: str, word: Entry) -> None:
    asker = cast.client("relative")
    wish(asker, base, word)
    assert "Hidden at your wish" in asker.get(base).content.decode()
    take_back = f"{base}{word.public_id}/wish/take-back/"
    assert cast.client("guest_reading").post(take_back).status_code == 404
    assert asker.post(take_back).status_code == 302
    assert SAID in cast.client("guest_reading").get(base).content.decode()
    assert queries.waits(cast.viewer("keeper"), cast.person) is False


def test_a_keeper_can_show_it_again_and_then_the_same_person_asks_them_in_person(
    cast: Cast, base: str, word: Entry
) -> None:
    asker = cast.client("relative")
    wish(asker, base, word)
    decide(cast, base, word, "show")
    assert SAID in asker.get(base).content.decode()
    answer = wish(asker, base, word)
    assert "Please speak with them about it." in answer.content.decode()
    assert SAID in asker.get(base).content.decode()
    wish(cast.client("guest_reading"), base, word)
    assert SAID not in asker.get(base).content.decode()


def test_what_a_keeper_hid_by_themselves_is_nobodys_to_show_again_but_theirs(
    cast: Cast, base: str, word: Entry
) -> None:
    asker = cast.client("relative")
    wish(asker, base, word)
    decide(cast, base, word, "show")
    decide(cast, base, word, "hide")
    assert asker.post(f"{base}{word.public_id}/wish/take-back/").status_code == 404
    assert "Hidden at your wish" not in asker.get(base).content.decode()


def test_only_what_one_reads_can_be_hidden_and_ones_own_is_withdrawn(cast: Cast, base: str, word: Entry) -> None:
    for who in ("keeper", "stranger", "guest_writing"):
        assert cast.client(who).post(f"{base}{word.public_id}/wish/").status_code == 404
    own = actions.leave_word(
        cast.viewer("relative"),
        person=cast.person,
        said=Said("Mine"),
        window="w",
        now=make.NOW,
        today=make.NOW.date(),
    )
    assert cast.client("guest_reading").post(f"{base}{own.public_id}/wish/").status_code == 404
    read = actions.Read(cast.person, own.public_id, own.revision)
    family = cast.circle(CircleKind.FAMILY).pk
    actions.put_on_page(cast.viewer("keeper"), read=read, circle_id=family, now=make.NOW)
    assert cast.client("relative").post(f"{base}{own.public_id}/wish/").status_code == 404
    assert wish(cast.client("guest_reading"), base, own).status_code == 200


def test_one_person_cannot_empty_the_page(cast: Cast, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wishing, "MOST_WISHES", 2)
    asker = cast.client("relative")
    answers = [wish(asker, base, on_page(cast, f"Number {number}")) for number in range(3)]
    assert "Please speak with the keepers about this one." in answers[2].content.decode()
    assert "Number 2" in asker.get(base).content.decode()


def test_a_second_press_changes_nothing(cast: Cast, word: Entry) -> None:
    given: dict[str, Any] = {"person": cast.person, "entry_id": word.public_id}
    actions.ask_to_hide(cast.viewer("relative"), now=make.NOW, **given)
    again = actions.ask_to_hide(cast.viewer("relative"), now=make.NOW, **given)
    assert again.pk == word.pk
