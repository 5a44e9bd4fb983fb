"""A slideshow: the pictures beside an entry in their order, each with its line, as far as whoever looks sees them."""

import re
from datetime import date

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.core.errors import NotThere
from yearlight.entries import actions, queries
from yearlight.entries.models import Attachment, Entry
from yearlight.keepsakes.models import Original, Picture
from yearlight.people.roles import CircleKind


def _show(cast: Cast, count: int = 3, circle: CircleKind = CircleKind.FAMILY) -> tuple[Entry, list[Picture]]:
    audience = cast.circle(circle)
    letter = make.make_letter(cast.person, cast.keeper, audience=audience, body="All of you by the tree.")
    days = [date(2021, 5, 2), date(2019, 3, 1), None]
    pictures = [
        make.make_picture(
            cast.person, cast.keeper, audience=audience, caption=f"Number {number}", first_on=days[number % 3]
        )
        for number in range(count)
    ]
    for position, one in enumerate(pictures):
        Attachment.objects.create(entry=letter, picture=one, position=position)
    return letter, pictures


def _address(cast: Cast, letter: Entry) -> str:
    return reverse("entries:show", args=[cast.person.public_id, letter.public_id])


def _order(cast: Cast, letter: Entry, who: str = "keeper") -> list[str]:
    found = queries.show(cast.viewer(who), cast.person, letter.public_id)
    assert found is not None
    return [slide.picture.public_id for slide in found.slides]


def test_pictures_stand_in_their_order_with_their_lines(cast: Cast) -> None:
    letter, (one, two, three) = _show(cast)
    keeper = cast.client("keeper")
    edit = reverse("entries:beside", args=[cast.person.public_id, letter.public_id])
    keeper.post(edit, {"of": three.public_id, "line": " He would have climbed it. ", "do": "earlier"})
    page = keeper.get(_address(cast, letter)).content.decode()
    assert re.findall(r"<b dir=\"auto\">(Number \d)", page) == ["Number 0", "Number 2", "Number 1"]
    assert "He would have climbed it." in page
    assert "All of you by the tree." in page
    keeper.post(edit, {"by_date": "1"})
    assert _order(cast, letter) == [two.public_id, one.public_id, three.public_id]
    # The line is said here alone.
    assert Picture.objects.get(pk=three.pk).caption == "Number 2"


@pytest.mark.parametrize(("who", "sees"), [("keeper", 3), ("other_keeper", 2), ("relative", 1), ("guest_reading", 1)])
def test_everyone_sees_of_it_what_they_see(cast: Cast, who: str, sees: int) -> None:
    letter, (one, two, _three) = _show(cast)
    Picture.objects.filter(pk=one.pk).update(audience=None)
    Picture.objects.filter(pk=two.pk).update(audience=cast.circle(CircleKind.KEEPERS))
    page = cast.client(who).get(_address(cast, letter)).content.decode()
    assert page.count("data-slide>") == sees


def test_what_is_shut_away_is_told_by_its_note_alone(cast: Cast) -> None:
    letter, (one, *_rest) = _show(cast)
    Picture.objects.filter(pk=one.pk).update(is_shut_away=True, note_before="From the hospital")
    page = cast.client("keeper").get(_address(cast, letter)).content.decode()
    assert "From the hospital" in page
    assert f'src="/p/{cast.person.public_id}/photos/{one.public_id}/' not in page


def test_only_who_may_change_it_orders_and_says(cast: Cast) -> None:
    letter, (one, two, _three) = _show(cast)
    for who in ("relative", "stranger"):
        viewer = cast.viewer(who)
        for do in (
            lambda v: actions.say_beside(
                v, person=cast.person, entry_id=letter.public_id, picture_id=one.public_id, line="x", now=clock.now()
            ),
            lambda v: actions.move_beside(
                v,
                person=cast.person,
                entry_id=letter.public_id,
                picture_id=two.public_id,
                earlier=True,
                now=clock.now(),
            ),
            lambda v: actions.order_beside(v, person=cast.person, entry_id=letter.public_id, now=clock.now()),
        ):
            with pytest.raises(NotThere):
                do(viewer)
    assert _order(cast, letter)[0] == one.public_id


def test_a_kind_word_is_no_slideshow(cast: Cast) -> None:
    word = make.make_letter(cast.person, cast.keeper, audience=cast.circle(CircleKind.FAMILY), kind="kind_word")
    assert cast.client("keeper").get(_address(cast, word)).status_code == 404


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=8), hidden=st.sets(st.integers(0, 4)))
def test_moving_leaves_what_one_does_not_see_where_it_lies(
    cast: Cast, moves: list[tuple[int, bool]], hidden: set[int]
) -> None:
    letter, pictures = _show(cast, 5)
    for number in hidden:
        # Added by the other keeper for himself alone: this one does not see it.
        Picture.objects.filter(pk=pictures[number].pk).update(audience=None, writer=cast.other_keeper)
    model = [one.public_id for number, one in enumerate(pictures) if number not in hidden]
    for number, earlier in moves:
        if number in hidden:
            continue
        name = pictures[number].public_id
        actions.move_beside(
            cast.viewer("keeper"), person=cast.person, entry_id=letter.public_id, picture_id=name,
            earlier=earlier, now=make.NOW,
        )  # fmt: skip
        at = model.index(name)
        to = at - 1 if earlier else at + 1
        if 0 <= to < len(model):
            model[at], model[to] = model[to], model[at]
    assert _order(cast, letter) == model
    there = list(letter.attachments.order_by("position").values_list("picture_id", flat=True))
    assert all(there[number] == pictures[number].pk for number in hidden)


def _song(cast: Cast, letter: Entry) -> Picture:
    song = make.make_picture(cast.person, cast.keeper, audience=letter.audience, caption="The song")
    Original.objects.filter(pk=song.original_id).update(media_type="audio/mpeg", duration_ms=2000, play_recipe=1)
    Attachment.objects.create(entry=letter, picture=song, position=9)
    return song


def test_one_sound_is_played_beneath_and_is_no_slide(cast: Cast) -> None:
    letter, (one, *_rest) = _show(cast)
    song, other = _song(cast, letter), _song(cast, letter)
    given = {"person": cast.person, "entry_id": letter.public_id, "is_beneath": True, "now": clock.now()}
    for sound in (other, song):
        actions.lay_beneath(cast.viewer("keeper"), picture_id=sound.public_id, **given)
    found = queries.show(cast.viewer("relative"), cast.person, letter.public_id)
    assert found is not None
    assert found.beneath is not None
    assert found.beneath.public_id == song.public_id
    assert song.public_id not in _order(cast, letter)
    assert other.public_id in _order(cast, letter)
    with pytest.raises(NotThere):
        actions.lay_beneath(cast.viewer("keeper"), picture_id=one.public_id, **given)
    # What is shut away is heard by nobody before they choose it, and who may not see it hears nothing of it.
    Picture.objects.filter(pk=song.pk).update(is_shut_away=True)
    found = queries.show(cast.viewer("keeper"), cast.person, letter.public_id)
    assert found is not None
    assert found.beneath is None
    Picture.objects.filter(pk=song.pk).update(is_shut_away=False, audience=cast.circle(CircleKind.KEEPERS))
    found = queries.show(cast.viewer("relative"), cast.person, letter.public_id)
    assert found is not None
    assert found.beneath is None


def test_only_who_may_change_it_lays_a_sound_beneath(cast: Cast) -> None:
    letter, _pictures = _show(cast)
    song = _song(cast, letter)
    for who in ("relative", "stranger"):
        cast.client(who).post(
            reverse("entries:beside", args=[cast.person.public_id, letter.public_id]),
            {"of": song.public_id, "do": "beneath"},
        )
        assert not letter.attachments.filter(is_beneath=True).exists()
