"""A family's room for pictures: what is over it is refused in one sentence, before anything is written; texts are not."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from tests.keepsakes.given import given
from yearlight.core import clock
from yearlight.keepsakes import actions, room, vault
from yearlight.keepsakes.models import Original, Picture
from yearlight.keepsakes.refused import PictureRefused
from yearlight.people.models import Family

_FULL = room.MEGABYTE


@pytest.fixture
def full(cast: Cast, settings: Settings, tmp_path: Path) -> Cast:
    """A family whose room of one megabyte is taken by one original."""
    settings.YEARLIGHT_HOME, settings.YEARLIGHT_FAMILY_MB = tmp_path, 1
    make.make_picture(cast.person, cast.keeper)
    Original.objects.update(size=_FULL)
    return cast


def add(cast: Cast, data: bytes = b"one byte more") -> object:
    from django.conf import settings  # noqa: PLC0415 - the folder is the test's own by now

    incoming = given(Path(settings.YEARLIGHT_HOME), data)
    return actions.add_picture(
        cast.viewer("keeper"), person=cast.person, incoming=incoming, audience_id=None, now=clock.now()
    )


def test_what_does_not_fit_is_refused_before_anything_is_written(full: Cast) -> None:
    with pytest.raises(PictureRefused) as refused:
        add(full)
    assert refused.value.code == "no_room"
    assert "letters and words can be written as always" in refused.value.sentence
    assert list(vault.originals()) == []
    assert Picture.objects.count() == 1


def test_a_letter_is_kept_all_the_same(full: Cast) -> None:
    sent = {"title": "Nine", "body": "Dear Jonah,", "audience": "me", "window": "abcdefghijkmnpqr", "saves": "1",
            "base_revision": "0", "do": "keep"}  # fmt: skip
    address = f"/p/{full.person.public_id}/letters/write/"
    full.client("keeper").post(address, sent)
    assert full.person.entries.filter(body="Dear Jonah,", state="kept").exists()


def test_a_room_of_its_own_outweighs_that_of_all(full: Cast) -> None:
    Family.objects.filter(pk=full.family.pk).update(quota_mb=0)
    assert room.room_of(full.family.pk).quota is None
    Family.objects.filter(pk=full.family.pk).update(quota_mb=2)
    assert room.room_of(full.family.pk).has_room_for(1)
    assert not room.room_of(full.stranger.family_id).has_room_for(2 * _FULL)


def test_a_file_that_is_kept_already_takes_no_room(full: Cast, tmp_path: Path) -> None:
    incoming = given(tmp_path, b"the same again")
    Original.objects.update(sha256=incoming.sha256)
    room.refuse_if_full(full.family.pk, incoming)


def test_keepers_see_how_much_there_is_where_they_add(full: Cast, settings: Settings) -> None:
    address = f"/p/{full.person.public_id}/photos/add/"
    assert "take 1.0\xa0MB of the 1.0\xa0MB" in full.client("keeper").get(address).text
    settings.YEARLIGHT_FAMILY_MB = 0
    assert "there is room for here" not in full.client("keeper").get(address).text


def test_rows_of_many_families_are_counted_in_one_query(full: Cast, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert room.by_family([full.family.pk, full.stranger.family_id]) == {full.family.pk: (1, _FULL)}
    assert room.total() == (1, _FULL)
