"""Who may leave kind words for somebody: those the place is shown to, some of the keepers' choice, or nobody."""

from collections.abc import Collection
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.conftest import Cast, came_by
from yearlight.core import clock
from yearlight.core.errors import NotThere
from yearlight.entries import actions as entries
from yearlight.entries.models import Entry
from yearlight.entries.texts import Said
from yearlight.memorials import queries
from yearlight.memorials.actions import ask_for_words, set_closed
from yearlight.memorials.asking import WordsFrom
from yearlight.people import actions as people
from yearlight.people.models import Member
from yearlight.people.roles import CircleKind, Role


def ask(cast: Cast, words_from: str, *, circles: Collection[str] = (), members: Collection[Member] = ()) -> None:
    ask_for_words(
        cast.viewer("keeper"),
        person=cast.person,
        words_from=words_from,
        circles=circles,
        members=[one.public_id for one in members],
        now=make.NOW,
    )


def asks_for(cast: Cast, member: Member) -> bool:
    return bool(queries.persons_near(make.make_viewer(member)))


def can_write(client: Client, cast: Cast) -> bool:
    return client.get(f"/p/{cast.person.public_id}/words/write/").status_code == 200


@pytest.fixture
def friend(cast: Cast) -> Member:
    """Somebody who sees nothing of the place, whose audience is the family."""
    return make.make_member(cast.family, Role.FRIEND, name="Tove")


def test_where_nobody_chose_it_is_those_to_whom_the_place_is_shown(cast: Cast) -> None:
    assert cast.person.words_from == WordsFrom.SHOWN
    assert can_write(cast.client("relative"), cast)


def test_where_no_words_are_taken_nobody_can_leave_one_and_what_is_there_stays(cast: Cast) -> None:
    client, base = cast.client("relative"), f"/p/{cast.person.public_id}/words/"
    client.post(f"{base}write/", {"body": "Before", "window": "w1"})
    ask(cast, WordsFrom.NOBODY)
    assert not can_write(client, cast)
    assert client.post(f"{base}write/", {"body": "After", "window": "w2"}).status_code == 404
    assert "write/" not in client.get(base).content.decode()
    assert client.post(f"{base}mine/{Entry.objects.get().public_id}/withdraw/").status_code == 302


def test_an_action_refuses_whoever_is_not_asked(cast: Cast) -> None:
    given_: dict[str, Any] = {"person": cast.person, "said": Said("Hello"), "window": "w", "now": make.NOW}
    ask(cast, WordsFrom.NOBODY)
    with pytest.raises(entries.NotThere):
        entries.leave_word(cast.viewer("relative"), today=make.NOW.date(), **given_)
    ask(cast, WordsFrom.SHOWN)
    assert entries.leave_word(cast.viewer("relative"), today=make.NOW.date(), **given_)


def test_those_who_were_chosen_are_asked_and_others_who_see_the_place_are_not(cast: Cast, friend: Member) -> None:
    ask(cast, WordsFrom.CHOSEN, members=[friend])
    assert asks_for(cast, friend)
    assert not can_write(cast.client("relative"), cast)
    assert cast.client("relative").get(f"/p/{cast.person.public_id}/").status_code == 200


def test_a_chosen_guest_learns_of_a_place_of_the_keepers_just_the_page_for_words(cast: Cast, friend: Member) -> None:
    type(cast.person).objects.update(audience=cast.circle(CircleKind.KEEPERS))
    guest = Client()
    came_by(guest, make.make_link(friend))
    assert "Jonah" not in guest.get("/g/").content.decode()
    ask(cast, WordsFrom.CHOSEN, members=[friend])
    assert "Jonah" in guest.get("/g/").content.decode()
    assert can_write(guest, cast)
    assert guest.get(f"/p/{cast.person.public_id}/").status_code == 404
    assert guest.get(f"/p/{cast.person.public_id}/words/").status_code == 404


def test_of_several_places_each_asks_those_it_means(cast: Cast, friend: Member) -> None:
    other = make.make_person(cast.family, "Ida", audience=cast.circle(CircleKind.FAMILY))
    ask(cast, WordsFrom.CHOSEN, members=[friend])
    assert [one.pk for one in queries.persons_near(make.make_viewer(friend))] == [cast.person.pk]
    assert [one.pk for one in queries.persons_near(cast.viewer("relative"))] == [other.pk]


def test_one_side_is_asked_by_its_circle_and_the_other_keeper_neither_sees_nor_undoes_that(cast: Cast) -> None:
    side = people.make_circle(cast.viewer("keeper"), family_id=cast.family.pk, name="Her side", now=make.NOW)
    people.put_in_circle(
        cast.viewer("keeper"), public_id=side.public_id, members=[cast.relative.public_id], now=make.NOW
    )
    ask(cast, WordsFrom.CHOSEN, circles=[side.public_id])
    page = f"/p/{cast.person.public_id}/asked/"
    assert "Her side" in cast.client("keeper").get(page).content.decode()
    others = cast.client("other_keeper")
    assert "Her side" not in others.get(page).content.decode()
    assert others.post(page, {"words_from": "chosen", "members": [cast.relative.public_id]}).status_code == 302
    assert cast.person.asked.filter(circle=side).exists()
    assert others.post(page, {"words_from": "chosen", "circles": [side.public_id]}).status_code == 422


@pytest.mark.parametrize("who", ["relative", "stranger"])
def test_only_keepers_choose(cast: Cast, who: str) -> None:
    with pytest.raises(NotThere):
        ask_for_words(cast.viewer(who), person=cast.person, words_from="nobody", now=make.NOW)


def test_the_page_keeps_a_choice_and_asks_again_where_none_was_made(cast: Cast) -> None:
    keeper, page = cast.client("keeper"), f"/p/{cast.person.public_id}/asked/"
    answer = keeper.post(page, {"words_from": "chosen"})
    assert answer.status_code == 422
    assert "Choose a circle or a person, or nobody." in answer.content.decode()
    keeper.post(page, {"words_from": "chosen", "members": [cast.relative.public_id]})
    assert f'value="{cast.relative.public_id}" checked' in keeper.get(page).content.decode()
    cast.person.refresh_from_db()
    assert cast.person.words_from == "chosen"


def test_somebody_of_another_family_cannot_be_chosen(cast: Cast) -> None:
    ask(cast, WordsFrom.CHOSEN, members=[cast.stranger])
    assert not cast.person.asked.exists()
    assert not asks_for(cast, cast.stranger)


def test_a_closed_place_asks_nobody_and_the_guests_page_leads_to_what_they_left(cast: Cast, friend: Member) -> None:
    ask(cast, WordsFrom.CHOSEN, members=[friend])
    guest = Client()
    came_by(guest, make.make_link(friend))
    base = f"/p/{cast.person.public_id}/words/"
    guest.post(f"{base}write/", {"body": "It snowed.", "window": "w1"})
    set_closed(cast.viewer("keeper"), person=cast.person, is_closed=True, now=clock.now())
    page = guest.get("/g/").content.decode()
    assert f'href="{base}mine/"' in page
    assert "Jonah" not in page
    assert guest.get(f"{base}write/").status_code == 404
    mine = guest.get(f"{base}mine/").content.decode()
    assert "It snowed." in mine
    assert "Jonah" not in mine
    word = Entry.objects.get()
    changed = {"body": "It snowed all night.", "by": "Tove"}
    assert guest.post(f"{base}mine/{word.public_id}/", changed).status_code == 302
    assert guest.post(f"{base}mine/{word.public_id}/withdraw/").status_code == 302
    word.refresh_from_db()
    assert (word.body, word.state) == ("It snowed all night.", "put_away")


def test_with_an_account_ones_words_are_found_under_only_me_while_the_place_is_closed(cast: Cast) -> None:
    client, base = cast.client("relative"), f"/p/{cast.person.public_id}/words/"
    client.post(f"{base}write/", {"body": "It snowed.", "window": "w1"})
    set_closed(cast.viewer("keeper"), person=cast.person, is_closed=True, now=clock.now())
    page = client.get("/me/").content.decode()
    assert f'href="{base}mine/"' in page
    assert "Jonah" not in page


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    audience=st.sampled_from([CircleKind.KEEPERS, CircleKind.FAMILY, CircleKind.FRIENDS]),
    words_from=st.sampled_from(list(WordsFrom)),
    circles=st.sets(st.sampled_from([CircleKind.FAMILY, CircleKind.FRIENDS])),
    chosen=st.sets(st.sampled_from(["relative", "friend", "nothing"])),
    is_closed=st.booleans(),
    is_alone=st.booleans(),
)
@pytest.mark.django_db(transaction=False)
def test_who_is_asked_is_what_was_chosen_and_nothing_else(
    audience: CircleKind,
    words_from: WordsFrom,
    circles: set[CircleKind],
    chosen: set[str],
    is_closed: bool,
    is_alone: bool,
) -> None:
    family = make.make_family()
    keeper = make.make_viewer(make.make_member(family))
    members = {
        "relative": make.make_member(family, Role.RELATIVE),
        "friend": make.make_member(family, Role.FRIEND),
        "nothing": make.make_member(family, Role.FRIEND),
    }
    members["nothing"].memberships.all().delete()
    inside = {"relative": {CircleKind.FAMILY, CircleKind.FRIENDS}, "friend": {CircleKind.FRIENDS}, "nothing": set()}
    person = make.make_person(family, audience=make.circle(family, audience))
    if not is_alone:
        make.make_person(family, "Ida", audience=make.circle(family, CircleKind.FAMILY))
    ask_for_words(
        keeper,
        person=person,
        words_from=words_from,
        circles=[make.circle(family, kind).public_id for kind in circles],
        members=[members[one].public_id for one in chosen],
        now=make.NOW,
    )
    set_closed(keeper, person=person, is_closed=is_closed, now=make.NOW)
    for name, member in members.items():
        knows = audience in inside[name] or audience is CircleKind.FRIENDS
        knows = knows or (audience is CircleKind.FAMILY and is_alone)
        expected = {"shown": knows, "chosen": name in chosen or bool(circles & inside[name]), "nobody": False}
        found = queries.person_near(make.make_viewer(member), person.public_id)
        assert (found is not None) == (expected[words_from] and not is_closed), name
