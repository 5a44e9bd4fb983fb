"""A received file becomes a picture, or is refused with one sentence and leaves nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from tests.keepsakes import draw
from tests.keepsakes.given import Given
from yearlight.core.files import Incoming
from yearlight.keepsakes import actions, vault
from yearlight.keepsakes.models import Original, Picture
from yearlight.keepsakes.press import Press
from yearlight.keepsakes.refused import PictureRefused, sentence
from yearlight.people.roles import CircleKind

Give = Callable[..., Given]
pytestmark = pytest.mark.usefixtures("asked_for")


def add(cast: Cast, incoming: Incoming, who: str = "keeper", **more: Any) -> actions.Added:
    values = {"person": cast.person, "audience_id": None, "file_name": "lake.jpg", "now": make.NOW, **more}
    return actions.add_picture(cast.viewer(who), incoming=incoming, **values)


def test_picture_is_kept_with_its_day_place_and_shape(cast: Cast, give: Give, asked_for: list[int]) -> None:
    data = draw.saved(draw.quarters(), exif=draw.exif(orientation=6, taken="2018:11:15 09:00:00", place=(51.5, -7.25)))
    added = add(cast, give(data), audience_id=cast.circle(CircleKind.FAMILY).pk, caption=" The lake ")
    picture, original = added.picture, added.picture.original
    assert added.is_new
    assert (picture.happened_on, picture.first_on, picture.last_on) == (
        "2018-11-15",
        date(2018, 11, 15),
        date(2018, 11, 15),
    )
    assert (picture.latitude, picture.longitude, picture.caption) == (51.5, -7.25, "The lake")
    assert (original.width, original.height, original.media_type) == (40, 60, "image/jpeg")
    assert vault.file_of(original.sha256).read_bytes() == data
    assert asked_for == [original.pk]


def test_day_comes_from_the_name_where_the_file_says_none(cast: Cast, give: Give) -> None:
    picture = add(cast, give(draw.jpeg()), file_name="1974-11 mum and dad.jpg").picture
    assert (picture.happened_on, picture.first_on, picture.last_on) == (
        "1974-11",
        date(1974, 11, 1),
        date(1974, 11, 30),
    )


def test_place_is_told_that_it_changed(cast: Cast, give: Give) -> None:
    before = cast.person.version
    add(cast, give(draw.jpeg()))
    cast.person.refresh_from_db()
    assert cast.person.version > before


def test_same_file_again_is_answered_with_the_picture_that_is_here(cast: Cast, give: Give) -> None:
    first = add(cast, give(draw.jpeg()))
    again = add(cast, give(draw.jpeg()))
    assert (again.is_new, again.picture.pk) == (False, first.picture.pk)


def test_same_file_from_another_keeper_gives_nothing_away(cast: Cast, give: Give) -> None:
    """The first is seen by its writer alone: the other must not learn that it is here."""
    first = add(cast, give(draw.jpeg()))
    other = add(cast, give(draw.jpeg()), who="other_keeper")
    assert other.is_new
    assert other.picture.pk != first.picture.pk
    assert other.picture.original_id == first.picture.original_id


def test_same_file_that_the_other_keeper_can_see_is_here_already(cast: Cast, give: Give) -> None:
    first = add(cast, give(draw.jpeg()), audience_id=cast.circle(CircleKind.KEEPERS).pk)
    assert add(cast, give(draw.jpeg()), who="other_keeper").picture.pk == first.picture.pk


def test_same_file_in_two_families_lies_once_and_is_known_to_each_alone(cast: Cast, give: Give) -> None:
    add(cast, give(draw.jpeg()))
    theirs = make.make_person(cast.stranger.family, "Elin")
    assert add(cast, give(draw.jpeg()), who="stranger", person=theirs).is_new
    assert Original.objects.count() == 2
    assert len(list(vault.originals())) == 1


@pytest.mark.parametrize("who", ["relative", "stranger"])
def test_only_keepers_add_pictures(who: str, cast: Cast, give: Give) -> None:
    with pytest.raises(actions.NotThere):
        add(cast, give(draw.jpeg()), who=who)
    assert not Picture.objects.exists()


def test_picture_cannot_be_given_to_a_circle_of_another_family(cast: Cast, give: Give) -> None:
    foreign = make.circle(cast.stranger.family, CircleKind.FAMILY)
    with pytest.raises(actions.NotThere):
        add(cast, give(draw.jpeg()), audience_id=foreign.pk)


REFUSED = {
    "empty": lambda: b"",
    "not_a_picture": lambda: b"Dear Jonah",
    "unsupported": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "bomb": draw.bomb,
    "broken": lambda: draw.jpeg(400, 300)[:-900],
}


@pytest.mark.parametrize("code", REFUSED)
def test_refused_file_leaves_no_row_and_no_bytes(code: str, cast: Cast, give: Give) -> None:
    with pytest.raises(PictureRefused) as refused:
        add(cast, give(REFUSED[code]()))
    assert refused.value.code == code
    assert refused.value.sentence == sentence(code)
    assert not Picture.objects.exists()
    assert not Original.objects.exists()
    assert not list(vault.originals())


def test_every_refusal_has_a_sentence_of_its_own() -> None:
    codes = [*REFUSED, "too_large", "no_space", "not_kept"]
    assert len({sentence(code) for code in codes}) == len(codes)


def test_too_large_names_whoever_looks_after_the_place(settings: Settings) -> None:
    settings.YEARLIGHT_KEEPER_CONTACT = "Peter"
    assert "ask Peter, who looks after this place" in sentence("too_large")


def test_full_disk_refuses_a_picture_before_it_is_read(cast: Cast, give: Give, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "is_short_of_space", lambda _folder: "full")
    with pytest.raises(PictureRefused) as refused:
        add(cast, give(draw.jpeg()))
    assert refused.value.code == "no_space"


@pytest.mark.parametrize(("number", "code"), [(28, "no_space"), (122, "no_space"), (5, "not_kept")])
def test_disk_that_fails_is_never_answered_with_kept(
    number: int, code: str, cast: Cast, give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_incoming: Incoming) -> str:
        raise OSError(number, "refused")

    monkeypatch.setattr(vault, "keep", fail)
    with pytest.raises(PictureRefused) as refused:
        add(cast, give(draw.jpeg()))
    assert refused.value.code == code
    assert not Picture.objects.exists()


def test_bytes_that_were_swept_before_the_row_are_written_again(
    cast: Cast, give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, times = vault.keep, []

    def keep_then_lose(incoming: Incoming) -> str:
        sha256 = real(incoming)
        times.append(sha256)
        if len(times) == 1:
            vault.remove(sha256)
        return sha256

    monkeypatch.setattr(vault, "keep", keep_then_lose)
    picture = add(cast, give(draw.jpeg())).picture
    assert vault.is_sound(picture.original.sha256)


# --- sizes ---


def kept(cast: Cast, give: Give, data: bytes | None = None) -> Picture:
    return add(cast, give(data or draw.jpeg(1000, 800)), audience_id=cast.circle(CircleKind.FAMILY).pk).picture


def test_sizes_are_made_from_the_original_and_told_to_the_page(cast: Cast, give: Give) -> None:
    picture = kept(cast, give)
    cast.person.refresh_from_db()
    before = cast.person.version
    assert actions.make_sizes(picture.original_id)
    original = Original.objects.get()
    assert original.recipe == actions.RECIPE
    assert vault.rendition_path(original.sha256, 960, "webp").is_file()
    cast.person.refresh_from_db()
    assert cast.person.version > before


def test_making_sizes_twice_does_nothing_more(cast: Cast, give: Give) -> None:
    picture = kept(cast, give)
    assert actions.make_sizes(picture.original_id)
    assert not actions.make_sizes(picture.original_id)
    assert not actions.make_sizes(10**6)


def test_sizes_that_were_thrown_away_are_made_again(cast: Cast, give: Give, asked_for: list[int]) -> None:
    picture = kept(cast, give)
    actions.make_sizes(picture.original_id)
    vault.forget_sizes(picture.original.sha256)
    asked_for.clear()
    assert actions.remake() == 1
    assert asked_for == [picture.original_id]
    assert actions.make_sizes(picture.original_id)
    assert actions.remake() == 0


def test_newer_recipe_makes_every_size_again(cast: Cast, give: Give, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = kept(cast, give)
    actions.make_sizes(picture.original_id)
    monkeypatch.setattr(actions, "RECIPE", 2)
    monkeypatch.setattr("yearlight.keepsakes.queries.upkeep.RECIPE", 2)
    assert actions.remake() == 1
    assert actions.make_sizes(picture.original_id)
    assert Original.objects.get().recipe == 2


def test_picture_that_ends_the_decoder_gets_a_fault_and_is_kept(
    cast: Cast, give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = kept(cast, give)
    press = Press(program="import os; os.abort()")
    monkeypatch.setattr(actions, "press", press)
    assert actions.make_sizes(picture.original_id)
    press.close()
    assert Original.objects.get().fault == "crashed"
    assert vault.is_sound(picture.original.sha256)
    assert not actions.make_sizes(picture.original_id)


# --- the sweep ---


def test_bytes_go_only_after_thirty_days_and_then_seven_more(cast: Cast, give: Give) -> None:
    picture = kept(cast, give)
    sha256 = picture.original.sha256
    actions.make_sizes(picture.original_id)
    actions.put_away(cast.viewer("keeper"), picture=picture, now=make.NOW)
    assert actions.sweep(now=make.NOW + timedelta(days=29)) == 0
    assert Picture.objects.exists()
    assert actions.sweep(now=make.NOW + timedelta(days=30)) == 0
    assert not Picture.objects.exists()
    assert not Original.objects.exists()
    assert vault.has(sha256)
    assert actions.sweep(now=make.NOW + timedelta(days=36)) == 0
    assert actions.sweep(now=make.NOW + timedelta(days=37)) == 1
    assert not vault.has(sha256)
    assert not vault.rendition_path(sha256, 480, "jpg").exists()


def test_sweep_keeps_bytes_that_another_picture_names(cast: Cast, give: Give) -> None:
    mine = add(cast, give(draw.jpeg())).picture
    add(cast, give(draw.jpeg()), who="other_keeper")
    actions.put_away(cast.viewer("keeper"), picture=mine, now=make.NOW)
    for days in (30, 60, 90):
        assert actions.sweep(now=make.NOW + timedelta(days=days)) == 0
    assert vault.is_sound(mine.original.sha256)


def test_file_given_again_while_it_waits_is_not_swept(cast: Cast, give: Give) -> None:
    sha256 = vault.keep(give(draw.jpeg()))
    vault.start_waiting(sha256, now=make.NOW - timedelta(days=8))
    vault.keep(give(draw.jpeg()))  # now it waits anew, by the folder's own clock
    touched = vault.waits_since(sha256, now=make.NOW)
    assert touched > (make.NOW - timedelta(days=8)).timestamp()


def test_stray_bytes_are_swept_after_their_grace(home: Path, cast: Cast, give: Give) -> None:
    sha256 = vault.keep(give(b"nobody names this"))
    vault.start_waiting(sha256, now=make.NOW)
    assert actions.sweep(now=make.NOW + timedelta(days=6)) == 0
    assert actions.sweep(now=make.NOW + timedelta(days=7)) == 1
