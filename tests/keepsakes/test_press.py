"""Pictures through the press: every kind, upright, in sRGB, with nothing of the camera left."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.keepsakes import draw
from yearlight.keepsakes.press import Press, PressFault
from yearlight.keepsakes.sizes import sizes_of

TODAY = date(2026, 11, 3)
DATA = Path(__file__).parent.parent / "data"
UPRIGHT = (draw.RED, draw.GREEN, draw.BLUE, draw.WHITE)


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    press = Press()
    yield press
    press.close()


@pytest.fixture
def lay(tmp_path: Path) -> Callable[[bytes], Path]:
    """Puts bytes into a file whose name tells nothing."""

    def lay(data: bytes) -> Path:
        path = tmp_path / "file"
        path.write_bytes(data)
        return path

    return lay


def sizes(press: Press, path: Path) -> dict[tuple[int, str], bytes]:
    found = press.look(path, megapixels=120, today=TODAY)
    return press.sizes(path, kind=found["media_type"], width=found["width"], height=found["height"])


KINDS = {
    "jpeg": (draw.jpeg, "image/jpeg"),
    "png": (lambda: draw.saved(draw.quarters(), "PNG"), "image/png"),
    "webp": (lambda: draw.saved(draw.quarters(), "WEBP", lossless=True), "image/webp"),
    "gif": (lambda: draw.saved(draw.quarters(), "GIF"), "image/gif"),
    "tiff": (lambda: draw.saved(draw.quarters(), "TIFF"), "image/tiff"),
    "avif": (draw.avif, "image/avif"),
    "heic": (lambda: (DATA / "upright.heic").read_bytes(), "image/heic"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_known_by_its_content_and_shown_upright(
    kind: str, press: Press, lay: Callable[[bytes], Path]
) -> None:
    make, media_type = KINDS[kind]
    path = lay(make())
    found = press.look(path, megapixels=120, today=TODAY)
    assert (found["media_type"], found["width"], found["height"]) == (media_type, 60, 40)
    made = press.sizes(path, kind=media_type, width=60, height=40)
    assert set(made) == {(480, "webp"), (480, "jpg")}
    for data in made.values():
        assert draw.opened(data).size == (60, 40)
        near = 45 if kind == "heic" else 20  # that one is in Display P3: its red is redder
        assert all(draw.is_near(one, other, near) for one, other in zip(draw.corners(data), UPRIGHT, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_of_the_camera_is_turned_upright(
    orientation: int, press: Press, lay: Callable[[bytes], Path]
) -> None:
    path = lay(draw.turned(orientation))
    found = press.look(path, megapixels=120, today=TODAY)
    assert (found["width"], found["height"]) == (60, 40)
    for data in sizes(press, path).values():
        assert draw.opened(data).size == (60, 40)
        assert all(draw.is_near(one, other, 24) for one, other in zip(draw.corners(data), UPRIGHT, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_turn_of_an_avif_is_undone(orientation: int, press: Press, lay: Callable[[bytes], Path]) -> None:
    path = lay(draw.turned_avif(orientation))
    found = press.look(path, megapixels=120, today=TODAY)
    assert (found["width"], found["height"]) == (60, 40)
    for data in sizes(press, path).values():
        assert draw.opened(data).size == (60, 40)
        assert all(draw.is_near(one, other, 30) for one, other in zip(draw.corners(data), UPRIGHT, strict=True))


def test_telephones_picture_is_turned_once_though_it_says_so_twice(press: Press) -> None:
    path = DATA / "turned.heic"
    found = press.look(path, megapixels=120, today=TODAY)
    assert (found["width"], found["height"]) == (60, 40)
    data = sizes(press, path)[480, "jpg"]
    assert all(draw.is_near(one, other) for one, other in zip(draw.corners(data), UPRIGHT, strict=True))


COLOURS = {
    "a Display P3 profile": (draw.wide_red, (200, 60, 60)),
    "CMYK": (draw.cmyk, None),
    "grey": (draw.grey, (90, 90, 90)),
    "16 bits a channel": (draw.deep_png, (200, 60, 60)),
    "a palette with transparency": (draw.see_through_png, (220, 30, 30)),
    "a moving GIF's first picture": (lambda: draw.moving("GIF"), draw.RED),
    "a moving WebP's first picture": (lambda: draw.moving("WEBP"), draw.RED),
    "the first page of a TIFF": (draw.pages, draw.RED),
}


@pytest.mark.parametrize("case", COLOURS)
def test_colours_come_out_as_they_are_meant(case: str, press: Press, lay: Callable[[bytes], Path]) -> None:
    make, wanted = COLOURS[case]
    for data in sizes(press, lay(make())).values():
        red, green, blue = draw.corners(data)[0]
        if wanted is None:
            assert red > 150
            assert max(green, blue) < 110
        else:
            assert draw.is_near((red, green, blue), wanted, 8)


def test_transparent_ground_becomes_white(press: Press, lay: Callable[[bytes], Path]) -> None:
    for data in sizes(press, lay(draw.see_through_png())).values():
        assert draw.opened(data).mode == "RGB"
        assert draw.is_near(draw.corners(data)[1], (255, 255, 255), 4)


def test_unreadable_colour_profile_does_not_keep_a_picture_from_being_shown(
    press: Press, lay: Callable[[bytes], Path]
) -> None:
    data = draw.jpeg(icc_profile=b"not a profile at all" * 20)
    made = sizes(press, lay(data))
    assert all(draw.is_near(one, other, 24) for one, other in zip(draw.corners(made[480, "jpg"]), UPRIGHT, strict=True))


SECRETS = (b"Exif", b"Orrery", b"Lindqvist", b"ICC_PROFILE", b"ICCP", b"EXIF", b"xmpmeta", b"XMP ")


def test_sizes_hold_nothing_but_the_picture(press: Press, lay: Callable[[bytes], Path], tmp_path: Path) -> None:
    original = draw.full_of_data()
    assert all(secret in original for secret in (b"Orrery", b"Lindqvist", b"ICC_PROFILE", b"xmpmeta"))
    for (name, ending), data in sizes(press, lay(original)).items():
        assert not [secret for secret in SECRETS if secret in data]
        if ending == "webp":
            assert data[12:16] == b"VP8 "  # the simple form, which has no room for anything else
        if shutil.which("exiftool"):
            path = tmp_path / f"{name}.{ending}"
            path.write_bytes(data)
            told = subprocess.run(["exiftool", "-G1", "-s", path], capture_output=True, text=True, check=True).stdout
            groups = {line.split("]")[0].strip("[") for line in told.splitlines()}
            assert groups <= {"System", "File", "ExifTool", "Composite", "RIFF", "JFIF"}


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (60, 40, [(480, 60, 40)]),
        (480, 320, [(480, 480, 320)]),
        (481, 320, [(480, 480, 319), (960, 481, 320)]),
        (6000, 4000, [(480, 480, 320), (960, 960, 640), (1600, 1600, 1067)]),
        (3000, 4000, [(480, 360, 480), (960, 720, 960), (1600, 1200, 1600)]),
        (65000, 10, [(480, 480, 1), (960, 960, 1), (1600, 1600, 1)]),
    ],
)
def test_sizes_are_never_enlarged(width: int, height: int, expected: list[tuple[int, int, int]]) -> None:
    assert [(size.name, size.width, size.height) for size in sizes_of(width, height)] == expected


@pytest.mark.parametrize(("width", "height"), [(1601, 1203), (999, 2000), (1700, 3), (2, 1900)])
def test_files_have_exactly_the_pixels_that_pages_reserve(
    width: int, height: int, press: Press, lay: Callable[[bytes], Path]
) -> None:
    made = sizes(press, lay(draw.jpeg(width, height)))
    for size in sizes_of(width, height):
        assert {draw.opened(made[size.name, ending]).size for ending in ("webp", "jpg")} == {(size.width, size.height)}


REFUSED = {
    "empty": (lambda: b"", "empty"),
    "text": (lambda: b"not a picture", "not_a_picture"),
    "noise": (lambda: bytes(range(256)) * 40, "not_a_picture"),
    "a drawing": (lambda: b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "unsupported"),
    "a document": (lambda: b"%PDF-1.7 ...", "unsupported"),
    "a video": (lambda: b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 200, "unsupported"),
    "a page that begins as a picture": (lambda: b"\xff\xd8\xff<script>alert(1)</script>", "broken"),
    "a bomb": (draw.bomb, "bomb"),
    "half a JPEG": (lambda: draw.jpeg(400, 300)[:-900], "broken"),
    "half a JPEG with a thumbnail inside": (
        lambda: draw.jpeg(400, 300, comment=b"\xff\xd8 small \xff\xd9")[:-900],
        "broken",
    ),
    "half a PNG": (lambda: draw.saved(draw.quarters(), "PNG")[:-14], "broken"),
    "half a WebP": (lambda: draw.saved(draw.quarters(), "WEBP")[:-10], "broken"),
    "half a GIF": (lambda: draw.saved(draw.quarters(300, 200), "GIF")[:400], "broken"),
    "half a TIFF": (lambda: draw.saved(draw.quarters(300, 200), "TIFF")[:5000], "broken"),
    "half a HEIC": (lambda: (DATA / "upright.heic").read_bytes()[:-100], "broken"),
    "half an AVIF": (lambda: draw.avif()[:-100], "broken"),
    "the first bytes of a PNG": (lambda: b"\x89PNG\r\n\x1a\n", "broken"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_whole_picture_is_refused_with_a_reason(
    case: str, press: Press, lay: Callable[[bytes], Path]
) -> None:
    make, code = REFUSED[case]
    with pytest.raises(PressFault) as refused:
        press.look(lay(make()), megapixels=120, today=TODAY)
    assert refused.value.code == code


def test_bomb_is_refused_from_its_header_without_room_for_its_pixels(lay: Callable[[bytes], Path]) -> None:
    """3,600 megapixels are over 10 GB decoded; the child may have a fortieth of that."""
    press = Press(megabytes=256, seconds=2)
    with pytest.raises(PressFault, match="bomb"):
        press.look(lay(draw.bomb()), megapixels=120, today=TODAY)
    press.close()


def test_picture_just_within_the_limit_is_looked_at(press: Press, lay: Callable[[bytes], Path]) -> None:
    path = lay(draw.saved(draw.quarters(1000, 1000), "PNG"))
    assert press.look(path, megapixels=1, today=TODAY)["width"] == 1000
    path = lay(draw.saved(draw.quarters(1001, 1000), "PNG"))
    with pytest.raises(PressFault, match="bomb"):
        press.look(path, megapixels=1, today=TODAY)


def test_picture_that_lacks_nothing_but_its_end_marker_is_taken(press: Press, lay: Callable[[bytes], Path]) -> None:
    made = sizes(press, lay(draw.jpeg(400, 300)[:-2]))
    assert all(draw.is_near(one, other, 24) for one, other in zip(draw.corners(made[480, "jpg"]), UPRIGHT, strict=True))


def test_picture_damaged_in_the_middle_is_shown_as_far_as_it_goes(press: Press, lay: Callable[[bytes], Path]) -> None:
    data = bytearray(draw.jpeg(400, 300))
    middle = len(data) // 2
    data[middle : middle + 40] = bytes(40)
    made = sizes(press, lay(bytes(data)))
    assert draw.is_near(draw.corners(made[480, "jpg"])[0], draw.RED, 24)


# --- a child that dies ---

_CHILD = "from yearlight.keepsakes import press_child, probe\n"
_DIES_AT = (
    _CHILD
    + "real = probe.look\ndef look(descriptor, **rest):\n    import os\n    if b'die' in os.pread(descriptor, 99, 0): os.abort()\n    return real(descriptor, **rest)\nprobe.look = look\npress_child.main()"
)


def test_crash_costs_only_the_picture_that_caused_it(lay: Callable[[bytes], Path]) -> None:
    press = Press(program=_DIES_AT)
    for _ in range(2):
        with pytest.raises(PressFault, match="crashed"):
            press.look(lay(b"die"), megapixels=120, today=TODAY)
        assert press.look(lay(draw.jpeg()), megapixels=120, today=TODAY)["width"] == 60
    press.close()


def test_child_killed_from_outside_is_replaced_and_the_picture_tried_again(lay: Callable[[bytes], Path]) -> None:
    press = Press()
    path = lay(draw.jpeg())
    press.look(path, megapixels=120, today=TODAY)
    assert press._child is not None
    os.kill(press._child.pid, 9)
    assert press.look(path, megapixels=120, today=TODAY)["width"] == 60
    press.close()


def test_child_that_was_idle_is_started_again_without_a_word(lay: Callable[[bytes], Path]) -> None:
    press = Press(idle=0.0)
    path = lay(draw.jpeg())
    for _ in range(3):
        assert press.look(path, megapixels=120, today=TODAY)["width"] == 60
        assert press._child is not None
        press._child.wait()
    press.close()


def test_child_is_replaced_after_a_batch(lay: Callable[[bytes], Path]) -> None:
    press = Press(batch=2)
    path = lay(draw.jpeg())
    pids = set()
    for _ in range(4):
        press.look(path, megapixels=120, today=TODAY)
        assert press._child is not None
        pids.add(press._child.pid)
    assert len(pids) == 2
    press.close()


_LOOPS = _CHILD + "def look(*a, **b):\n    while True: pass\nprobe.look = look\npress_child.main()"


def test_decoder_that_never_ends_is_ended(lay: Callable[[bytes], Path]) -> None:
    press = Press(seconds=0, program=_LOOPS)
    with pytest.raises(PressFault, match=r"crashed|slow"):
        press.look(lay(draw.jpeg()), megapixels=120, today=TODAY)
    press.close()


_TRIES = (
    _CHILD
    + """
import os, socket
def refused(deed):
    try: deed()
    except OSError: return True
    return False
def look(descriptor, **rest):
    found = {
        "write": refused(lambda: open("/tmp/yearlight-press-tried", "w").write("x")),
        "read": refused(lambda: open("/etc/passwd").read()),
        "list": refused(lambda: os.listdir("/")),
        "connect": refused(lambda: socket.create_connection(("127.0.0.1", 1), 1)),
        "listen": refused(lambda: socket.socket().bind(("127.0.0.1", 0))),
        "environment": set(os.environ) <= {"PATH", "LANG", "LC_CTYPE", "VIPS_CONCURRENCY", "MALLOC_ARENA_MAX", "PWD"},
    }
    raise probe.Fault(" ".join(sorted(name for name, held in found.items() if not held)) or "held")
probe.look = look
press_child.main()
"""
)


def test_child_can_neither_write_nor_be_told_secrets(lay: Callable[[bytes], Path]) -> None:
    """Reading and connecting are held too where the kernel has Landlock; elsewhere these two always are."""
    press = Press(program=_TRIES)
    with pytest.raises(PressFault) as told:
        press.look(lay(draw.jpeg()), megapixels=120, today=TODAY)
    press.close()
    loose = set(told.value.code.split()) - {"held"}
    if Path("/proc/version").exists() and "read" not in loose:
        assert not loose - {"listen"}
    assert not loose & {"write", "environment"}


# --- when and where ---


@pytest.mark.parametrize(
    ("taken", "offset", "expected", "text"),
    [
        ("2020:09:24 11:15:00", "+01:00", "2020-09-24", "2020-09-24T11:15:00+01:00"),
        ("2021:09:26 18:40:05", "", "2021-09-26", "2021-09-26T18:40:05"),
        ("2021:09:26 18:40:05", "nonsense", "2021-09-26", "2021-09-26T18:40:05"),
        ("0000:00:00 00:00:00", "", "", ""),
        ("2021:13:45 99:00:00", "", "", ""),
        ("1970:01:01 00:00:00", "", "", ""),
        ("1753:05:05 10:00:00", "", "", ""),
        ("2039:05:05 10:00:00", "", "", ""),
        ("2026:11:04 01:00:00", "+12:00", "2026-11-04", "2026-11-04T01:00:00+12:00"),
        ("    :  :     :  :  ", "", "", ""),
    ],
)
def test_day_comes_from_the_moment_the_camera_names(
    taken: str, offset: str, expected: str, text: str, press: Press, lay: Callable[[bytes], Path]
) -> None:
    found = press.look(lay(draw.jpeg(exif=draw.exif(taken=taken, offset=offset))), megapixels=120, today=TODAY)
    assert (found["happened_on"], found["taken_at_text"]) == (expected, text)


def test_day_of_scanning_is_no_day_of_a_picture(press: Press, lay: Callable[[bytes], Path]) -> None:
    found = press.look(lay(draw.jpeg(exif=draw.exif(digitized="2010:05:01 10:00:00"))), megapixels=120, today=TODAY)
    assert found["happened_on"] == ""


def test_tiff_names_its_day_too(press: Press, lay: Callable[[bytes], Path]) -> None:
    data = draw.saved(draw.quarters(), "TIFF", tiffinfo={0x8769: {0x9003: "2018:11:14 06:40:00"}})
    assert press.look(lay(data), megapixels=120, today=TODAY)["happened_on"] == "2018-11-14"


@pytest.mark.parametrize(
    ("place", "expected"), [((51.5, -7.25), (51.5, -7.25)), ((-33.0, 18.0), (-33.0, 18.0)), ((0.0, 0.0), (None, None))]
)
def test_place_is_read_with_its_side_of_the_world(
    place: tuple[float, float], expected: tuple[float | None, float | None], press: Press, lay: Callable[[bytes], Path]
) -> None:
    found = press.look(lay(draw.jpeg(exif=draw.exif(place=place))), megapixels=120, today=TODAY)
    assert (found["latitude"], found["longitude"]) == expected


def test_rubbish_in_the_cameras_block_costs_only_the_date(press: Press, lay: Callable[[bytes], Path]) -> None:
    data = draw.jpeg(exif=b"Exif\0\0II*\0\xff\xff\xff\xff rubbish")
    found = press.look(lay(data), megapixels=120, today=TODAY)
    assert (found["width"], found["happened_on"]) == (60, "")


def test_cameras_raw_file_is_named_as_something_else(press: Press, lay: Callable[[bytes], Path]) -> None:
    """Only a preview in it is a picture: it would be kept as if it were the photograph."""
    raw = draw.saved(draw.quarters(), "TIFF", tiffinfo={0x00FE: 1})
    with pytest.raises(PressFault, match="unsupported"):
        press.look(lay(raw), megapixels=120, today=TODAY)
