"""Videos, sounds and papers through the press: known by their content, made into what every telephone plays."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.keepsakes import draw, record
from yearlight.keepsakes import camera, encode
from yearlight.keepsakes.kinds import Kind, Medium
from yearlight.keepsakes.press import Press, PressFault

TODAY = date(2026, 11, 3)
Lay = Callable[[bytes], Path]


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    press = Press(megabytes=3072, writes=64)
    yield press
    press.close()


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    def lay(data: bytes) -> Path:
        path = tmp_path / "file"
        path.write_bytes(data)
        return path

    return lay


def look(press: Press, path: Path, *, minutes: int = 10) -> dict[str, Any]:
    return press.look(path, megapixels=120, today=TODAY, takes=tuple(Medium), minutes=minutes)


KINDS: dict[str, tuple[Callable[[], bytes], str]] = {
    "MP4": (record.video, "video/mp4"),
    "MOV": (lambda: record.video("mov"), "video/quicktime"),
    "HEVC": (lambda: record.video("mov", codec="libx265"), "video/quicktime"),
    "3GP": (lambda: record.video("3gp", codec="mpeg4"), "video/3gpp"),
    "WebM": (lambda: record.video("webm", codec="libvpx-vp9", sound="libopus"), "video/webm"),
    "MKV": (lambda: record.video("matroska"), "video/x-matroska"),
    "M4A": (lambda: record.sound("ipod", codec="aac"), "audio/mp4"),
    "MP3": (record.sound, "audio/mpeg"),
    "Opus": (lambda: record.sound("ogg", codec="libopus"), "audio/ogg"),
    "WAV": (lambda: record.sound("wav", codec="pcm_s16le"), "audio/wav"),
    "AMR": (record.amr, "audio/amr"),
    "a browser's sound": (lambda: record.sound("webm", codec="libopus"), "audio/webm"),
}


@pytest.mark.parametrize("case", KINDS)
def test_every_kind_of_recording_is_known_by_its_content(case: str, press: Press, lay: Lay) -> None:
    make, media_type = KINDS[case]
    found = look(press, lay(make()))
    is_film = media_type.startswith("video/")
    assert found["media_type"] == media_type
    assert (found["width"], found["height"]) == ((64, 48) if is_film else (0, 0))
    assert 900 <= found["duration_ms"] <= 1150


def test_paper_is_known_and_stands_as_a_plain_sheet(press: Press, lay: Lay) -> None:
    found = look(press, lay(record.paper()))
    assert (found["media_type"], found["width"], found["duration_ms"]) == ("application/pdf", 0, 0)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "half a video": (lambda: record.video()[:-400], "broken"),
    "a video without its index": (lambda: record.video()[:600], "broken"),
    "a video's name and nothing else": (lambda: b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "broken"),
    "half a paper": (lambda: record.paper()[:-30], "broken"),
    "a page under a sound's name": (lambda: b"ID3\x03\0\0\0\0\0\0<script>alert(1)</script>", "broken"),
    "a raw picture": (lambda: b"\0\0\0\x18ftypcrx \0\0\0\1crx isom", "unsupported"),
    "a film of Windows": (lambda: b"0&\xb2u\x8ef\xcf\x11\xa6\xd9\0\xaa\0b\xcel" + bytes(100), "unsupported"),
    "sound of a kind that is not taken": (lambda: record.sound("flac", codec="flac"), "unsupported"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_played_is_refused_with_a_reason(case: str, press: Press, lay: Lay) -> None:
    make, code = REFUSED[case]
    with pytest.raises(PressFault) as refused:
        look(press, lay(make()))
    assert refused.value.code == code


def test_what_lasts_longer_than_the_place_takes_is_refused(press: Press, lay: Lay) -> None:
    path = lay(record.sound())
    with pytest.raises(PressFault, match="too_long"):
        look(press, path, minutes=0)
    assert look(press, path, minutes=1)["media_type"] == "audio/mpeg"


def test_where_only_photographs_are_wanted_a_video_is_refused(press: Press, lay: Lay) -> None:
    with pytest.raises(PressFault, match="unsupported"):
        press.look(lay(record.video()), megapixels=120, today=TODAY)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_size_is_that_of_a_video_held_upright(degrees: int, press: Press, lay: Lay) -> None:
    found = look(press, lay(record.turned(record.video(), degrees)))
    assert (found["width"], found["height"]) == ((48, 64) if degrees % 180 else (64, 48))


APPLE = "com.apple.quicktime."


@pytest.mark.parametrize(
    ("written", "day", "text", "place"),
    [
        ({f"{APPLE}creationdate": "2021-09-26T18:40:05+0100"}, "2021-09-26", "2021-09-26T18:40:05+01:00", None),
        ({"creation_time": "2020-02-03T10:00:00.000000Z"}, "2020-02-03", "2020-02-03T10:00:00+00:00", None),
        ({"creation_time": "1904-01-01T00:00:00.000000Z"}, "", "", None),
        ({f"{APPLE}location.ISO6709": "+51.5000-007.2500+010.000/"}, "", "", (51.5, -7.25)),
        ({f"{APPLE}location.ISO6709": "+91.5000-007.2500/"}, "", "", None),
    ],
)
def test_day_and_place_are_those_the_file_tells(
    written: dict[str, str], day: str, text: str, place: tuple[float, float] | None, press: Press, lay: Lay
) -> None:
    found = look(press, lay(record.video("mov", metadata=written)))
    assert (found["happened_on"], found["taken_at_text"]) == (day, text)
    assert (found["latitude"], found["longitude"]) == (place or (None, None))


def test_id_that_a_picture_shares_with_its_moment_is_read_from_both(press: Press, lay: Lay) -> None:
    name = "5C7B2F9E-1D70-4B8A-9A53-0C1F44E0A111"
    found = look(press, lay(record.video("mov", metadata={f"{APPLE}content.identifier": name})))
    assert found["asset_id"] == name
    entry = (0x0011).to_bytes(2) + (2).to_bytes(2) + (37).to_bytes(4) + (28).to_bytes(4)
    notes = b"Apple iOS\0\0\1MM" + (1).to_bytes(2) + entry + name.encode() + b"\0"
    assert camera.asset_id_in(b"Exif\0\0 before " + notes) == name
    assert camera.asset_id_in(b"Exif\0\0 nothing of the kind") == ""
    assert camera.asset_id_in(notes[:20]) == ""


# --- what is shown ---


def middle(data: bytes) -> tuple[int, ...]:
    picture = draw.opened(data).convert("RGB")
    found = picture.getpixel((picture.width // 2, picture.height // 2))
    assert isinstance(found, tuple)
    return found


def test_moments_that_can_stand_for_a_video_come_from_all_of_it(press: Press, lay: Lay) -> None:
    made = press.stills(lay(record.video()), kind="video/mp4", width=64, height=48)
    assert set(made) == {(moment, 480, ending) for moment in range(6) for ending in ("webp", "jpg")}
    assert draw.is_near(middle(made[0, 480, "jpg"]), record.RED, 24)
    assert draw.is_near(middle(made[5, 480, "jpg"]), record.BLUE, 24)
    assert not [data for data in made.values() if b"Exif" in data or b"EXIF" in data]


# --- what is played ---


def played(data: bytes, tmp_path: Path, press: Press, kind: str = "video/mp4") -> bytes:
    """A video made by the steps that the worker does."""
    source, film, sound, whole = (tmp_path / name for name in ("source", "film", "sound", "whole"))
    source.write_bytes(data)
    for path in (film, sound, whole):
        path.touch()
    told = press.encode("film", [source, film], kind=kind, at=0, start=None)
    while told["next"] is not None:
        told = press.encode("film", [source, film], kind=kind, at=told["length"], start=told["next"])
    press.encode("sound", [source, sound], kind=kind)
    press.encode("join", [source, film, sound, whole], length=told["length"])
    return whole.read_bytes()


@pytest.mark.parametrize("case", [case for case, (_make, kind) in KINDS.items() if kind.startswith("video/")])
def test_video_becomes_what_every_telephone_plays(case: str, press: Press, tmp_path: Path) -> None:
    make, kind = KINDS[case]
    made = played(make(), tmp_path, press, kind)
    assert made.index(b"moov") < made.index(b"mdat")
    with record.opened(made) as container:
        film, sound = container.streams.video[0], container.streams.audio[0]
        assert (film.codec_context.name, film.codec_context.pix_fmt, sound.codec_context.name) == (
            "h264",
            "yuv420p",
            "aac",
        )
        assert container.duration == pytest.approx(1_000_000, abs=60_000)
    frames = record.frames(made)
    assert len(frames) == 25
    assert draw.is_near(frames[2][24, 32].tolist(), record.RED, 24)
    assert draw.is_near(frames[-2][24, 32].tolist(), record.BLUE, 24)
    assert record.loudness(made) > 0.1


def test_video_held_on_its_side_is_played_upright(press: Press, tmp_path: Path) -> None:
    wide = record.video(size=(96, 48), sound="")
    assert record.frames(played(record.turned(wide, 90), tmp_path, press))[0].shape == (96, 48, 3)


@pytest.mark.slow
def test_bright_light_is_folded_into_that_of_an_ordinary_screen(press: Press, tmp_path: Path) -> None:
    """Red at full light in HLG is beyond what an ordinary screen shows; it stays red, and is told as ordinary."""
    made = played(record.video("mov", codec="libx265", colours=(9, 18, 9)), tmp_path, press, "video/quicktime")
    with record.opened(made) as container:
        context = container.streams.video[0].codec_context
        assert (context.color_trc, context.color_primaries, context.pix_fmt) == (1, 1, "yuv420p")
    red, green, blue = (int(value) for value in record.frames(made)[2][24, 32])
    assert red > 2 * max(green, blue)


def test_nothing_of_the_place_and_device_goes_along(press: Press, tmp_path: Path) -> None:
    written = {f"{APPLE}location.ISO6709": "+51.5000-007.2500/", f"{APPLE}make": "Orrery", "title": "Lindqvist"}
    original = record.video("mov", metadata=written)
    assert b"Orrery" in original
    made = played(original, tmp_path, press, "video/quicktime")
    assert not [secret for secret in (b"Orrery", b"51.5", b"Lindqvist", b"apple") if secret in made]


@pytest.mark.parametrize("ending", ["opus", "m4a"])
@pytest.mark.parametrize("case", ["MP3", "M4A", "Opus", "WAV", "a browser's sound"])
def test_sound_becomes_what_every_telephone_plays(
    case: str, ending: str, press: Press, lay: Lay, tmp_path: Path
) -> None:
    make, kind = KINDS[case]
    whole = tmp_path / "whole"
    whole.touch()
    press.encode("voice", [lay(make()), whole], kind=kind, ending=ending)
    with record.opened(whole.read_bytes()) as container:
        assert container.streams.audio[0].codec_context.name in {"opus": ("opus", "libopus"), "m4a": ("aac",)}[ending]
        assert container.duration == pytest.approx(1_000_000, abs=90_000)
    assert record.loudness(whole.read_bytes()) > 0.1


def test_film_made_in_stretches_is_the_film_made_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each stretch begins where the one before ended: no frame is missing, none is there twice."""
    (tmp_path / "source").write_bytes(record.video(seconds=4, size=(64, 48)))
    source = os.open(tmp_path / "source", os.O_RDONLY)

    def made(name: str) -> tuple[int, list[tuple[int, int]]]:
        parts = os.open(tmp_path / name, os.O_RDWR | os.O_CREAT)
        told: dict[str, Any] = {"next": None, "length": 0}
        count = 0
        while count == 0 or told["next"] is not None:
            told = encode.film(source, parts, kind=Kind.MP4, at=told["length"], start=told["next"])
            count += 1
        times = sorted((one.pts, one.is_key) for one in list(encode._read(parts))[1:])
        os.close(parts)
        return count, [time for time, _is_key in times]

    at_once = made("at once")
    monkeypatch.setattr(encode, "_STRETCH", encode.TICKS)
    in_stretches = made("in stretches")
    os.close(source)
    assert (at_once[0], in_stretches[0]) == (1, 4)
    assert at_once[1] == in_stretches[1]
    assert np.diff(in_stretches[1]).tolist() == [3600] * 99


def test_stretch_ends_without_a_key_frame_where_it_would_take_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "source").write_bytes(record.video(seconds=2, key_every=1000))
    monkeypatch.setattr(encode, "_MOST_WAIT", 0.0)
    source = os.open(tmp_path / "source", os.O_RDONLY)
    parts = os.open(tmp_path / "parts", os.O_RDWR | os.O_CREAT)
    told: dict[str, Any] = {"next": None, "length": 0}
    for _ in range(3):
        told = encode.film(source, parts, kind=Kind.MP4, at=told["length"], start=told["next"])
        assert told["next"] is not None
    monkeypatch.setattr(encode, "_MOST_WAIT", 300.0)
    told = encode.film(source, parts, kind=Kind.MP4, at=told["length"], start=told["next"])
    assert told["next"] is None
    assert sorted(one.pts for one in list(encode._read(parts))[1:]) == list(range(0, 180_000, 3600))
    os.close(source)
    os.close(parts)
