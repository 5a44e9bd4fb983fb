"""Videos, sounds and papers at a place: kept, made ready step by step, paired, played in ranges, and read beside."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from tests.keepsakes import draw, record
from tests.keepsakes.given import Given
from yearlight.keepsakes import actions, played, playing, spoken, vault
from yearlight.keepsakes.models import Original, Picture
from yearlight.keepsakes.press import Press, PressFault
from yearlight.keepsakes.refused import PictureRefused
from yearlight.people.roles import CircleKind

Give = Callable[..., Given]
Queue = list[int]


@pytest.fixture(autouse=True)
def queue(monkeypatch: pytest.MonkeyPatch, asked_for: list[int]) -> Queue:
    """The originals whose next step of playing was put into the queue."""
    queue: Queue = []
    monkeypatch.setattr(actions, "make_play_later", queue.append)
    return queue


def add(cast: Cast, incoming: Given, name: str = "her laugh.mp4", **more: Any) -> actions.Added:
    values = {"audience_id": cast.circle(CircleKind.FAMILY).pk, "now": make.NOW, **more}
    return actions.add_picture(cast.viewer("keeper"), person=cast.person, incoming=incoming, file_name=name, **values)


def ready(cast: Cast, give: Give, queue: Queue, data: bytes, **more: Any) -> Picture:
    """Kept, and everything made of it."""
    picture = add(cast, give(data), **more).picture
    actions.make_sizes(picture.original_id)
    work(queue)
    return picture


def work(queue: Queue) -> int:
    """Do what is in the queue; returns how many steps were done."""
    steps = 0
    while queue:
        steps += playing.make(queue.pop(0))
    return steps


def at(picture: Picture, rest: str = "") -> str:
    return f"/p/{picture.person.public_id}/photos/{picture.public_id}/{rest}"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# --- kept ---


def test_video_is_kept_byte_for_byte_with_its_length_and_shape(cast: Cast, give: Give, queue: Queue) -> None:
    data = record.video("mov", metadata={"com.apple.quicktime.creationdate": "2018-11-14T06:40:00+0000"})
    picture = add(cast, give(data), "IMG_0007.MOV").picture
    original = picture.original
    assert vault.file_of(original.sha256).read_bytes() == data
    assert (original.media_type, original.width, original.height) == ("video/quicktime", 64, 48)
    assert original.duration_ms == pytest.approx(1000, abs=60)
    assert picture.happened_on == "2018-11-14"
    assert queue == [original.pk]


def test_photograph_that_is_larger_than_one_may_be_is_refused_however_it_came(
    cast: Cast, give: Give, settings: Settings
) -> None:
    settings.YEARLIGHT_PICTURE_MB = 1
    data = draw.jpeg() + bytes(1 << 20)
    with pytest.raises(PictureRefused) as refused:
        add(cast, give(data), "lake.mp4")
    assert refused.value.code == "too_large"
    assert add(cast, give(record.sound("wav", codec="pcm_s16le", seconds=12)), "voice.wav").is_new


def test_what_lasts_too_long_is_refused_with_a_sentence(cast: Cast, give: Give, settings: Settings) -> None:
    settings.YEARLIGHT_PLAY_MINUTES = 0
    with pytest.raises(PictureRefused, match="lasts longer than 0 minutes"):
        add(cast, give(record.sound()))
    assert not Original.objects.exists()


def test_same_video_given_twice_is_there_once(cast: Cast, give: Give) -> None:
    data = record.video()
    first, second = add(cast, give(data)), add(cast, give(data))
    assert (first.picture, second.is_new) == (second.picture, False)
    assert second.sentence == "This is here already."


# --- made ready ---


def test_video_is_made_ready_in_steps_each_with_a_job_of_its_own(cast: Cast, give: Give, queue: Queue) -> None:
    picture = add(cast, give(record.video())).picture
    assert work(queue) == 3
    original = Original.objects.get(pk=picture.original_id)
    assert original.play_recipe == 1
    folder = played.path(original.sha256, "mp4").parent
    assert {path.name for path in folder.iterdir()} == {"play.mp4", "play.lock"}
    assert not playing.make(original.pk)


def test_worker_that_is_killed_between_steps_goes_on_where_it_was(
    cast: Cast, give: Give, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = add(cast, give(record.video())).picture
    playing.make(picture.original_id)
    calls: list[str] = []
    real = Press.encode

    def noted(self: Press, step: str, *args: Any, **more: Any) -> Any:
        calls.append(step)
        return real(self, step, *args, **more)

    monkeypatch.setattr(Press, "encode", noted)
    # The rest of what a broken step wrote after what counts.
    with (played.path(picture.original.sha256, "mp4").parent / "film.parts").open("ab") as file:
        file.write(b"half a packet")
    work(queue)
    assert calls == ["sound", "join"]
    assert len(record.frames(played.path(picture.original.sha256, "mp4").read_bytes())) == 25


def test_what_was_half_made_and_has_gone_is_begun_anew(cast: Cast, give: Give, queue: Queue) -> None:
    picture = add(cast, give(record.video())).picture
    playing.make(picture.original_id)
    (played.path(picture.original.sha256, "mp4").parent / "film.parts").unlink()
    assert work(queue) == 3
    assert record.frames(played.path(picture.original.sha256, "mp4").read_bytes())


def test_what_has_gone_is_made_again(cast: Cast, give: Give, queue: Queue) -> None:
    picture = ready(cast, give, queue, record.sound())
    played.path(picture.original.sha256, "opus").unlink()
    assert actions.remake() == 1
    work(queue)
    assert played.path(picture.original.sha256, "opus").is_file()


def test_two_do_not_make_the_same_at_once(cast: Cast, give: Give, queue: Queue) -> None:
    picture = add(cast, give(record.video())).picture
    with played.alone(picture.original.sha256):
        assert not playing.make(picture.original_id)
    assert playing.make(picture.original_id)


def test_full_disk_is_tried_again_later(cast: Cast, give: Give, queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = add(cast, give(record.video())).picture
    monkeypatch.setattr(playing, "is_short_of_space", lambda _home: True)
    with pytest.raises(playing.NotNow):
        playing.make(picture.original_id)
    monkeypatch.undo()
    assert playing.make(picture.original_id)


def test_decoder_that_dies_costs_one_sentence_on_one_file(
    cast: Cast, give: Give, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = add(cast, give(record.video())).picture

    def dies(*_args: Any, **_more: Any) -> Any:
        raise PressFault("crashed")

    monkeypatch.setattr(playing.encoder, "encode", dies)
    work(queue)
    assert Original.objects.get().play_fault == "crashed"
    assert "It cannot be played here. It is kept." in page(cast.client("relative"), at(picture))
    assert not playing.make(picture.original_id)


# --- played ---


def test_video_plays_by_the_browsers_own_player_and_loads_nothing_before(cast: Cast, give: Give, queue: Queue) -> None:
    picture = ready(cast, give, queue, record.video())
    text = page(cast.client("relative"), at(picture))
    assert '<video class="plays" controls playsinline preload="none" poster="' in text
    assert f'<source src="{at(picture, "play.mp4")}" type="video/mp4">' in text
    assert "A video of 0:01" in text
    listed = page(cast.client("relative"), f"/p/{cast.person.public_id}/photos/")
    assert "<video" not in listed
    assert "A video of 0:01" in listed


def test_sound_plays_in_the_list_and_on_its_page(cast: Cast, give: Give, queue: Queue) -> None:
    picture = ready(cast, give, queue, record.sound())
    for address in (at(picture), f"/p/{cast.person.public_id}/photos/"):
        text = page(cast.client("relative"), address)
        assert '<audio class="plays" controls preload="none"' in text
        assert f'{at(picture, "play.opus")}" type="audio/ogg; codecs=opus"' in text
        assert f'{at(picture, "play.m4a")}" type="audio/mp4' in text


def test_player_gets_the_part_it_asks_for(cast: Cast, give: Give, queue: Queue) -> None:
    picture = ready(cast, give, queue, record.video())
    whole = played.path(picture.original.sha256, "mp4").read_bytes()
    answer = cast.client("relative").get(at(picture, "play.mp4"), headers={"Range": "bytes=100-199"})
    assert (answer.status_code, answer.headers["Content-Range"]) == (206, f"bytes 100-199/{len(whole)}")
    assert answer.content == whole[100:200]
    assert answer.headers["Content-Type"] == "video/mp4"


def test_server_in_front_is_told_which_file_to_carry(cast: Cast, give: Give, queue: Queue, settings: Settings) -> None:
    picture = ready(cast, give, queue, record.video())
    settings.YEARLIGHT_SEND_FILES = "x-accel-redirect"
    answer = cast.client("relative").get(at(picture, "play.mp4"))
    assert answer.headers["X-Accel-Redirect"].endswith("/play.mp4")


def test_what_is_for_its_writer_alone_plays_for_nobody_else(cast: Cast, give: Give, queue: Queue) -> None:
    picture = ready(cast, give, queue, record.video(), audience_id=None)
    for rest in ("", "play.mp4", "480.jpg"):
        assert cast.client("keeper").get(at(picture, rest)).status_code == 200
        assert cast.client("relative").get(at(picture, rest)).status_code == 404


def test_video_that_is_shut_away_shows_nothing_of_itself(cast: Cast, give: Give, queue: Queue) -> None:
    picture = ready(cast, give, queue, record.video())
    Picture.objects.update(is_shut_away=True, transcript="Look at him", caption="In the morning")
    text = page(cast.client("relative"), at(picture))
    assert "<video" not in text
    assert "480.jpg" not in text
    assert "Look at him" not in text
    assert "<video" in page(cast.client("relative"), at(picture, "?show=1"))


def test_paper_stands_as_a_sheet_and_is_handed_to_keepers_byte_for_byte(cast: Cast, give: Give) -> None:
    picture = add(cast, give(record.paper()), "certificate.pdf").picture
    text = page(cast.client("relative"), at(picture))
    assert "A paper (PDF)" in text
    assert "Its sizes are being made" not in text
    answer = cast.client("keeper").get(at(picture, "original"))
    assert b"".join(answer) == record.paper()  # type: ignore[call-overload]
    assert 'attachment; filename="certificate.pdf"' in answer.headers["Content-Disposition"]
    assert cast.client("relative").get(at(picture, "original")).status_code == 404


# --- the moment that stands for it, and what is said ---


def change(cast: Cast, picture: Picture, **fields: Any) -> int:
    sent = {"audience": cast.circle(CircleKind.FAMILY).public_id, **fields}
    return cast.client("keeper").post(at(picture, "change/"), sent).status_code


def test_moment_that_stands_for_a_video_is_chosen_by_hand(cast: Cast, give: Give, queue: Queue) -> None:
    picture = ready(cast, give, queue, record.video())
    client = cast.client("keeper")
    assert page(client, at(picture, "change/")).count('type="radio" name="moment"') == 6
    first = client.get(at(picture, "480.jpg")).content
    assert change(cast, picture, moment="5") == 302
    last = client.get(at(picture, "480.jpg")).content
    assert draw.is_near(draw.corners(first)[0], record.RED, 24)
    assert draw.is_near(draw.corners(last)[0], record.BLUE, 24)
    assert f"{at(picture, '480.jpg')}?moment=5" in page(client, at(picture))


@pytest.mark.parametrize("moment", ["6", "-1", "first"])
def test_moment_that_there_is_not_is_met_kindly(moment: str, cast: Cast, give: Give, queue: Queue) -> None:
    picture = ready(cast, give, queue, record.video())
    assert change(cast, picture, moment=moment) == 422


def test_what_is_said_is_read_beside_it_and_shown_while_it_is_said(cast: Cast, give: Give, queue: Queue) -> None:
    picture = ready(cast, give, queue, record.video())
    assert change(cast, picture, transcript="0:00 Look at <him>\nHer mother laughs.") == 302
    text = page(cast.client("relative"), at(picture))
    assert "Look at &lt;him&gt;" in text
    assert "Her mother laughs." in text
    assert f'<track kind="captions" src="{at(picture, "captions.vtt")}"' in text
    answer = cast.client("relative").get(at(picture, "captions.vtt"))
    assert answer.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert "Look at &lt;him&gt;" in answer.content.decode()


def test_what_is_said_is_found_by_its_words(cast: Cast, give: Give) -> None:
    picture = add(cast, give(record.sound())).picture
    change(cast, picture, transcript="The kettle and the robin")
    assert picture.public_id in page(cast.client("relative"), "/find/?q=kettle")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ""),
        ("Only words", ""),
        ("0:05 Hello", "00:00:05.000 --> 00:00:12.000\nHello"),
        ("[1:05] Hello", "00:01:05.000 --> 00:01:12.000\nHello"),
        ("0:05 One\n0:07 Two", "00:00:05.000 --> 00:00:07.000\nOne\n\n00:00:07.000 --> 00:00:14.000\nTwo"),
        ("0:07 Two\n0:05 One", "00:00:05.000 --> 00:00:07.000\nOne\n\n00:00:07.000 --> 00:00:14.000\nTwo"),
        ("1:58 End", "00:01:58.000 --> 00:02:00.000\nEnd"),
        ("2:00 After", ""),
        ("0:01 a --> b & <c>", "00:00:01.000 --> 00:00:08.000\na --&gt; b &amp; &lt;c&gt;"),
        ("5:61 No time", ""),
        ("3:15 was when he was born", ""),
    ],
)
def test_lines_with_a_time_become_captions(typed: str, expected: str) -> None:
    made = spoken.captions(typed, duration_ms=120_000)
    assert made.removeprefix("WEBVTT\n\n").strip() == expected


# --- a picture and the moment around it ---

APPLE = "com.apple.quicktime."
NAME = "5C7B2F9E-1D70-4B8A-9A53-0C1F44E0A111"


def moment(**written: str) -> bytes:
    return record.video("mov", metadata={f"{APPLE}{key.replace('_', '.')}": value for key, value in written.items()})


def still(taken: str = "") -> bytes:
    return draw.saved(draw.quarters(), exif=draw.exif(taken=taken))


@pytest.mark.parametrize("comes_first", ["still", "moment"])
def test_picture_and_the_moment_around_it_become_one_that_can_be_played(
    comes_first: str, cast: Cast, give: Give, queue: Queue
) -> None:
    taken, told = "2018:11:14 06:40:00", "2018-11-14T06:40:01+0000"
    files = [(still(taken), "IMG_0042.JPG"), (moment(creationdate=told), "IMG_0042.MOV")]
    if comes_first == "moment":
        files.reverse()
    first, second = (add(cast, give(data), name) for data, name in files)
    assert (second.picture, second.is_paired) == (first.picture, True)
    picture = Picture.objects.get()
    assert (picture.original.media_type, picture.file_name) == ("image/jpeg", "IMG_0042.JPG")
    assert picture.motion is not None
    assert (picture.motion.media_type, picture.motion_name) == ("video/quicktime", "IMG_0042.MOV")
    actions.make_sizes(picture.original_id)
    work(queue)
    text = page(cast.client("relative"), at(picture))
    assert "See the moment around it" in text
    assert cast.client("relative").get(at(picture, "play.mp4")).status_code == 200
    taken_along = cast.client("keeper").get(at(picture, "original-moment"))
    assert 'filename="IMG_0042.MOV"' in taken_along.headers["Content-Disposition"]


def test_files_that_only_share_a_name_stay_two(cast: Cast, give: Give) -> None:
    add(cast, give(still("2018:11:14 06:40:00")), "IMG_0042.JPG")
    assert not add(cast, give(moment(creationdate="2019-03-02T17:22:31+0000")), "IMG_0042.MOV").is_paired
    assert Picture.objects.count() == 2


def test_long_video_is_no_moment(cast: Cast, give: Give) -> None:
    add(cast, give(still()), "IMG_0042.JPG")
    data = record.video("mov", seconds=11, sound="", key_every=250)
    assert not add(cast, give(data), "IMG_0042.MOV").is_paired


def test_moment_for_other_eyes_stays_by_itself(cast: Cast, give: Give) -> None:
    add(cast, give(still()), "IMG_0042.JPG")
    assert not add(cast, give(moment()), "IMG_0042.MOV", audience_id=None).is_paired


def test_id_in_both_pairs_them_whatever_their_names(cast: Cast, give: Give, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = add(cast, give(still()), "a.jpg").picture
    Original.objects.filter(pk=picture.original_id).update(asset_id=NAME)
    assert add(cast, give(moment(content_identifier=NAME)), "b.mov").is_paired


def test_moment_around_a_picture_is_not_swept(cast: Cast, give: Give, home: Path) -> None:
    picture = add(cast, give(still()), "IMG_0042.JPG").picture
    add(cast, give(moment()), "IMG_0042.MOV")
    actions.sweep(now=make.NOW + timedelta(days=100))
    picture.refresh_from_db()
    assert picture.motion is not None
    assert vault.is_sound(picture.motion.sha256)
