"""Originals in a bucket: the same promises as in a folder, however the bucket goes wrong."""

import hashlib
import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from tests.keepsakes import draw
from tests.keepsakes.buckets import MemoryBucket, Stranger
from tests.keepsakes.given import Given
from yearlight.core.files import Incoming
from yearlight.keepsakes import actions, bucket, checking, tried, vault
from yearlight.keepsakes.models import Original, Picture
from yearlight.keepsakes.refused import PictureRefused
from yearlight.keepsakes.store import Away
from yearlight.ops import check
from yearlight.people.roles import CircleKind

Give = Callable[..., Given]


@pytest.fixture
def held(home: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> MemoryBucket:
    settings.YEARLIGHT_S3_BUCKET = "family"
    memory = MemoryBucket()
    stranger = Stranger(memory)

    def client_of(_pid: int, *, is_anonymous: bool = False) -> MemoryBucket:
        return stranger if is_anonymous else memory

    monkeypatch.setattr(bucket, "client_of", client_of)
    monkeypatch.setattr(tried, "client_of", client_of)
    return memory


def keep(give: Give, data: bytes) -> str:
    return vault.keep(give(data))


def here(settings: Settings) -> list[Path]:
    return sorted(path for path in (Path(settings.YEARLIGHT_HOME) / "fetched").glob("*/*"))


def test_file_is_kept_under_its_checksum_and_read_back_before_it_counts(held: MemoryBucket, give: Give) -> None:
    sha256 = keep(give, b"a picture")
    assert held.objects == {f"originals/{sha256}": b"a picture"}
    assert held.calls[-1] == "get_object"
    assert vault.file_of(sha256).read_bytes() == b"a picture"
    assert (vault.has(sha256), vault.is_sound(sha256), vault.size_of(sha256)) == (True, True, 9)
    assert list(vault.originals()) == [(sha256, 9)]


def test_file_that_came_twice_is_sent_once(held: MemoryBucket, give: Give) -> None:
    assert keep(give, b"a picture") == keep(give, b"a picture")
    assert held.calls.count("put_object") == 1


def test_bytes_that_changed_since_they_came_are_not_sent(held: MemoryBucket, give: Give) -> None:
    incoming = give(b"a picture")
    incoming.path.write_bytes(b"A picture")
    with pytest.raises(vault.Changed):
        vault.keep(incoming)
    assert held.objects == {}


@pytest.mark.parametrize("fault", ["damages", "is_away", "is_full"])
def test_bucket_that_does_not_keep_the_bytes_is_told_of_at_once(held: MemoryBucket, give: Give, fault: str) -> None:
    setattr(held, fault, True)
    with pytest.raises(OSError, match=r"bytes|bucket|Quota"):
        keep(give, b"a picture")
    setattr(held, fault, False)
    assert vault.is_sound(keep(give, b"a picture"))


def test_file_that_another_process_sends_meanwhile_is_not_written_over(
    held: MemoryBucket, give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = keep(give, b"a picture")
    asked = iter([False])
    monkeypatch.setattr(bucket.Bucket, "has", lambda _self, _sha256: next(asked))
    assert keep(give, b"a picture") == sha256
    assert held.calls.count("put_object") == 2
    assert held.calls[-1] == "get_object"
    # It is read before it counts, whoever sent it.
    held.objects[f"originals/{sha256}"] = b"a pidture"
    asked = iter([False])
    with pytest.raises(Away):
        keep(give, b"a picture")


def test_object_that_rotted_is_laid_aside_and_the_good_bytes_take_its_place(held: MemoryBucket, give: Give) -> None:
    sha256 = keep(give, b"a picture")
    held.objects[f"originals/{sha256}"] = b"a pidture"
    assert not vault.is_sound(sha256)
    keep(give, b"a picture")
    assert vault.is_sound(sha256)
    assert [data for key, data in held.objects.items() if key.startswith("damaged/")] == [b"a pidture"]


@pytest.mark.parametrize("size", [0, 1, 9, 10, 11, 20, 25])
def test_large_file_is_sent_in_parts_each_with_its_checksum(
    held: MemoryBucket, give: Give, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(bucket, "PART", 10)
    data = bytes(range(size))
    sha256 = keep(give, data)
    assert held.objects[f"originals/{sha256}"] == data
    assert held.calls.count("upload_part") == (0 if size <= 10 else -(-size // 10))
    assert vault.is_sound(sha256)


def test_parts_of_a_file_that_broke_off_are_given_up(
    held: MemoryBucket, give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bucket, "PART", 10)
    real = held.upload_part

    def one_of_two(**told: Any) -> dict[str, Any]:
        if told["PartNumber"] == 2:
            held.is_full = True
        return real(**told)

    monkeypatch.setattr(held, "upload_part", one_of_two)
    with pytest.raises(OSError):
        keep(give, bytes(25))
    assert (held.objects, held.parts) == ({}, {})


def test_what_is_not_here_is_fetched_whole_and_compared(held: MemoryBucket, give: Give, settings: Settings) -> None:
    sha256 = keep(give, b"a picture")
    [path] = here(settings)
    path.unlink()
    assert vault.file_of(sha256).read_bytes() == b"a picture"
    path.unlink()
    held.objects[f"originals/{sha256}"] = b"a pidture"
    with pytest.raises(Away):
        vault.file_of(sha256)
    assert here(settings) == []
    held.objects.clear()
    assert not vault.file_of(sha256).exists()


def test_files_here_make_room_for_others_but_not_those_in_use(
    held: MemoryBucket, give: Give, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.YEARLIGHT_S3_FETCHED_MB = 1
    names = [keep(give, bytes([number]) * 400_000) for number in range(4)]
    assert len(here(settings)) == 4, "all were used a moment ago"
    for number, name in enumerate(names):
        at = time.time() - 7200 + number
        os.utime(vault.file_of(name), (at, at))
    last = keep(give, b"x" * 400_000)
    assert {path.name for path in here(settings)} == {names[-1], last}
    assert len(list(vault.originals())) == 5


def test_part_of_a_listing_is_never_taken_for_the_whole(held: MemoryBucket, give: Give) -> None:
    for number in range(6):
        keep(give, bytes([number]))
    assert len(list(vault.originals())) == 6
    held.breaks_after = 1
    with pytest.raises(Away):
        list(vault.originals())


def test_what_no_row_names_waits_a_week_from_when_that_was_seen(cast: Cast, held: MemoryBucket, give: Give) -> None:
    keep(give, b"left over")
    week = timedelta(days=7)
    assert actions.sweep(now=make.NOW) == 0
    assert actions.sweep(now=make.NOW + week - timedelta(minutes=1)) == 0
    # Given once more, it waits anew.
    keep(give, b"left over")
    assert actions.sweep(now=make.NOW + week) == 0
    assert actions.sweep(now=make.NOW + week * 2) == 1
    assert held.objects == {}


def _add(cast: Cast, incoming: Incoming) -> Picture:
    audience = cast.circle(CircleKind.FAMILY).pk
    return actions.add_picture(
        cast.viewer("keeper"), person=cast.person, incoming=incoming, audience_id=audience, now=make.NOW
    ).picture


def test_picture_goes_all_its_way_by_a_bucket(cast: Cast, held: MemoryBucket, give: Give) -> None:
    data = draw.jpeg()
    picture = _add(cast, give(data))
    assert held.objects == {f"originals/{hashlib.sha256(data).hexdigest()}": data}
    actions.make_sizes(picture.original_id)
    address = f"/p/{cast.person.public_id}/photos/{picture.public_id}/"
    assert cast.client("relative").get(f"{address}480.webp").status_code == 200
    assert cast.client("keeper").get(f"{address}original").getvalue() == data
    assert checking.check(picture.original.sha256, len(data), now=make.NOW).damage is None


def test_picture_whose_bucket_is_away_is_refused_with_a_sentence_and_leaves_no_row(
    cast: Cast, held: MemoryBucket, give: Give
) -> None:
    held.is_away = True
    with pytest.raises(PictureRefused):
        _add(cast, give(draw.jpeg()))
    assert not Original.objects.exists()


@pytest.mark.parametrize("fault", ["is_away", "is_gone"])
def test_bucket_that_is_away_says_nothing_of_what_is_in_it(
    cast: Cast, held: MemoryBucket, give: Give, fault: str
) -> None:
    picture = _add(cast, give(draw.jpeg()))
    setattr(held, fault, True)
    with pytest.raises(Away):
        checking.check_part(now=make.NOW + timedelta(days=60))
    assert Original.objects.get(pk=picture.original_id).damage == ""


@pytest.mark.parametrize("fault", ["is_away", "is_gone"])
def test_bucket_that_is_away_is_never_taken_for_one_that_has_nothing(
    held: MemoryBucket, give: Give, fault: str
) -> None:
    sha256 = keep(give, b"a picture")
    vault.file_of(sha256).unlink()
    setattr(held, fault, True)
    for ask in (vault.has, vault.size_of, vault.is_sound, vault.file_of, lambda _sha256: list(vault.originals())):
        with pytest.raises(Away):
            ask(sha256)


def test_check_of_a_bucket_that_is_away_says_so_and_ends(cast: Cast, held: MemoryBucket, give: Give) -> None:
    _add(cast, give(draw.jpeg()))
    held.is_away = True
    for findings in (check.check(check.Count()), check.check_files(check.Count(), now=make.NOW)):
        assert "away" in [one.code for one in findings if one.is_fault]


def test_bucket_is_tried_before_anything_is_kept_in_it(held: MemoryBucket) -> None:
    tried.try_out()
    assert held.objects == {}
    held.overwrites = True
    tried.try_out()


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("is_away", "Could not connect"),
        ("is_full", "QuotaExceeded"),
        ("is_gone", "NoSuchBucket"),
        ("trusts", "It takes bytes that were damaged on their way."),
        ("is_open", "Anybody can read it, also without the key."),
    ],
)
def test_bucket_that_lacks_what_an_original_needs_is_refused(held: MemoryBucket, fault: str, told: str) -> None:
    setattr(held, fault, True)
    with pytest.raises(tried.WrongBucket, match="cannot hold the originals") as refused:
        tried.try_out()
    assert told in refused.value.sentence
    assert held.objects == {}
