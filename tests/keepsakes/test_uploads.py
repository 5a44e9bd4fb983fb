"""Files that come in parts: the protocol, who it answers, what counts, and what is forgotten."""

import base64
import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from tests.keepsakes import draw
from yearlight.core import clock, growing
from yearlight.keepsakes import actions, uploads, vault
from yearlight.keepsakes.models import Picture, Upload
from yearlight.keepsakes.refused import PictureRefused

VERSION = {"Tus-Resumable": "1.0.0"}
PICTURE = draw.saved(draw.quarters(60, 40))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Sender:
    """A browser that sends in parts."""

    def __init__(self, cast: Cast, who: str = "keeper") -> None:
        self.client: Client = cast.client(who)
        self.base = f"/p/{cast.person.public_id}/uploads/"

    def begin(self, length: int, **said: str) -> Any:
        metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in said.items())
        headers = {**VERSION, "Upload-Length": str(length), "Upload-Metadata": metadata}
        return self.client.post(self.base, headers=headers, content_type="application/offset+octet-stream")

    def begun(self, length: int, **said: str) -> str:
        answer = self.begin(length, **said)
        assert answer.status_code == 201
        return str(answer.headers["Location"])

    def part(self, address: str, data: bytes, offset: int, **headers: str) -> Any:
        told = {**VERSION, "Upload-Offset": str(offset), **{key.replace("_", "-"): one for key, one in headers.items()}}
        kind = told.pop("Content-Type", "application/offset+octet-stream")
        return self.client.patch(address, data, headers=told, content_type=kind)

    def offset(self, address: str) -> int:
        answer = self.client.head(address, headers=VERSION)
        assert answer.status_code == 200
        return int(answer.headers["Upload-Offset"])

    def keep(self, address: str, **fields: str) -> Any:
        return self.client.post(f"{address}keep/", {"audience": "me", "caption": "", "description": "", **fields})


@pytest.fixture
def sender(cast: Cast) -> Sender:
    return Sender(cast)


def told(answer: Any) -> dict[str, Any]:
    [one] = answer.json()["files"]
    return dict(one)


# --- what comes


def test_picture_that_comes_in_two_parts_is_kept_byte_for_byte(sender: Sender, cast: Cast) -> None:
    address = sender.begun(len(PICTURE), filename="IMG_0042.jpg", filetype="image/jpeg", sha256=sha256(PICTURE))
    first = sender.part(address, PICTURE[:100], 0)
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, "100")
    assert sender.offset(address) == 100
    assert sender.part(address, PICTURE[100:], 100).status_code == 204
    answer = sender.keep(address, caption="At the sea.")
    assert (answer.status_code, told(answer)["code"]) == (201, "kept")
    picture = Picture.objects.get()
    assert (picture.caption, picture.file_name, picture.audience) == ("At the sea.", "IMG_0042.jpg", None)
    assert vault.is_sound(sha256(PICTURE))
    assert list(uploads._folder().iterdir()) == []


def test_answer_that_did_not_arrive_is_given_again(sender: Sender) -> None:
    address = sender.begun(len(PICTURE))
    sender.part(address, PICTURE, 0)
    first, again = sender.keep(address), sender.keep(address)
    assert told(first)["address"] == told(again)["address"]
    assert Picture.objects.count() == 1


def test_part_that_does_not_begin_where_the_bytes_end_is_refused_and_changes_nothing(sender: Sender) -> None:
    address = sender.begun(10)
    sender.part(address, b"01234", 0)
    for offset in (0, 4, 6):
        assert sender.part(address, b"x", offset).status_code == 409
    assert sender.offset(address) == 5


def test_more_than_was_told_is_refused(sender: Sender) -> None:
    address = sender.begun(4)
    assert sender.part(address, b"01234", 0).status_code == 409
    assert sender.offset(address) == 0


def test_what_a_crash_left_behind_the_bytes_that_count_is_cut_off(sender: Sender) -> None:
    address = sender.begun(len(PICTURE))
    sender.part(address, PICTURE[:100], 0)
    with uploads.path_of(Upload.objects.get()).open("ab") as file:
        file.write(b"never counted, and longer than what comes " * 100)
    assert sender.offset(address) == 100
    sender.part(address, PICTURE[100:], 100)
    assert told(sender.keep(address))["code"] == "kept"
    assert vault.is_sound(sha256(PICTURE))


def test_nothing_counts_before_it_is_written_through(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    address = sender.begun(len(PICTURE))

    def no(self: growing.Growing) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(growing.Growing, "flush", no)
    answer = sender.part(address, PICTURE, 0)
    assert (answer.status_code, told(answer)["code"]) == (507, "not_kept")
    # Where a disk says so, nobody knows what it holds: such a file is not gone on with.
    assert sender.client.head(address, headers=VERSION).status_code == 404


def test_bytes_count_while_a_long_part_still_comes(cast: Cast, sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "_SETTLED_BYTES", 10)
    address = sender.begun(100)
    seen: list[int] = []

    def pieces() -> Iterator[bytes]:
        for _number in range(3):
            yield b"0123456789"
            seen.append(sender.offset(address))

    upload = Upload.objects.get()
    uploads.receive(cast.viewer("keeper"), upload=upload, offset=0, pieces=pieces(), checksum=None, now=clock.now())
    assert seen == [10, 20, 30]


def test_latest_request_goes_on_and_the_one_that_hangs_writes_no_more(cast: Cast, sender: Sender) -> None:
    address = sender.begun(len(PICTURE))
    viewer, now = cast.viewer("keeper"), clock.now()

    def hanging() -> Iterator[bytes]:
        yield b"of a line that broke"
        assert sender.part(address, PICTURE[:50], 0).status_code == 204
        yield b"and comes back too late"

    with pytest.raises(uploads.Overtaken):
        uploads.receive(viewer, upload=Upload.objects.get(), offset=0, pieces=hanging(), checksum=None, now=now)
    assert sender.offset(address) == 50
    sender.part(address, PICTURE[50:], 50)
    assert told(sender.keep(address))["code"] == "kept"
    assert vault.is_sound(sha256(PICTURE))


def test_part_whose_checksum_is_another_does_not_count(sender: Sender) -> None:
    address = sender.begun(len(PICTURE))
    good = base64.b64encode(hashlib.sha256(PICTURE).digest()).decode()
    wrong = base64.b64encode(hashlib.sha256(b"other").digest()).decode()
    assert sender.part(address, PICTURE, 0, Upload_Checksum=f"sha256 {wrong}").status_code == 460
    assert sender.offset(address) == 0
    assert sender.part(address, PICTURE, 0, Upload_Checksum=f"sha256 {good}").status_code == 204
    assert sender.offset(address) == len(PICTURE)


def test_file_that_is_not_what_the_browser_told_is_not_kept(sender: Sender) -> None:
    address = sender.begun(len(PICTURE), sha256=sha256(b"another"))
    sender.part(address, PICTURE, 0)
    answer = sender.keep(address)
    assert (answer.status_code, told(answer)["code"]) == (422, "damaged")
    assert (Picture.objects.count(), Upload.objects.count()) == (0, 0)


def test_half_a_file_is_not_kept(sender: Sender) -> None:
    address = sender.begun(len(PICTURE))
    sender.part(address, PICTURE[:100], 0)
    assert sender.keep(address).status_code == 409
    assert sender.offset(address) == 100


def test_what_is_no_picture_is_told_and_nothing_of_it_remains(sender: Sender) -> None:
    address = sender.begun(9, filename="letter.txt")
    sender.part(address, b"Dear one.", 0)
    answer = sender.keep(address)
    assert (answer.status_code, told(answer)["code"]) == (422, "not_a_picture")
    assert list(uploads._folder().iterdir()) == []


# --- what is told before anything is sent


def test_double_that_is_seen_here_is_told_before_it_is_sent(sender: Sender, cast: Cast) -> None:
    address = sender.begun(len(PICTURE))
    sender.part(address, PICTURE, 0)
    kept = told(sender.keep(address))
    answer = sender.begin(len(PICTURE), sha256=sha256(PICTURE))
    assert (answer.status_code, told(answer)["code"]) == (422, "here")
    assert told(answer)["address"] == kept["address"]
    # The other keeper does not see what the first keeps alone, and learns nothing of it.
    assert Sender(cast, "other_keeper").begin(len(PICTURE), sha256=sha256(PICTURE)).status_code == 201


def test_double_whose_bytes_have_rotted_is_taken_again(sender: Sender) -> None:
    address = sender.begun(len(PICTURE))
    sender.part(address, PICTURE, 0)
    sender.keep(address)
    path = vault.file_of(sha256(PICTURE))
    path.chmod(0o600)
    path.write_bytes(b"rotten")
    assert sender.begin(len(PICTURE), sha256=sha256(PICTURE)).status_code == 201


@pytest.mark.parametrize(
    ("length", "kind", "status", "code"),
    [
        (0, "", 422, "empty"),
        (2 << 20, "image/jpeg", 413, "too_large"),
        (4 << 20, "video/mp4", 413, "too_large"),
        (3 << 20, "video/mp4", 201, ""),
    ],
)
def test_size_is_refused_before_it_is_sent(
    sender: Sender, settings: Settings, length: int, kind: str, status: int, code: str
) -> None:
    settings.YEARLIGHT_PICTURE_MB, settings.YEARLIGHT_FILE_MB = 1, 3
    answer = sender.begin(length, filetype=kind)
    assert answer.status_code == status
    assert not code or told(answer)["code"] == code


def test_room_is_counted_with_what_is_on_its_way(
    sender: Sender, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender.begun(700_000)
    with monkeypatch.context() as patch:
        patch.setattr(uploads, "room_for_files", lambda folder: 1_000_000)
        assert sender.begin(300_000).status_code == 201
        assert told(sender.begin(1))["code"] == "no_space"
    settings.YEARLIGHT_FAMILY_MB = 1
    assert sender.begin(40_000).status_code == 201
    assert told(sender.begin(40_000))["code"] == "no_room"


# --- who it answers


@pytest.mark.parametrize("who", ["other_keeper", "relative", "stranger"])
def test_nobody_elses_address_answers(sender: Sender, cast: Cast, who: str) -> None:
    address = sender.begun(len(PICTURE))
    sender.part(address, PICTURE[:10], 0)
    other = Sender(cast, who)
    assert other.client.head(address, headers=VERSION).status_code == 404
    assert other.part(address, b"x", 10).status_code == 404
    assert other.keep(address).status_code == 404
    assert other.client.delete(address, headers=VERSION).status_code == 404
    assert sender.offset(address) == 10


def test_address_answers_at_its_own_place_alone(sender: Sender, cast: Cast) -> None:
    address = sender.begun(10)
    elsewhere = make.make_person(cast.family, name="Ada")
    there = address.replace(cast.person.public_id, elsewhere.public_id)
    assert sender.client.head(there, headers=VERSION).status_code == 404


def test_part_needs_the_forms_own_mark(cast: Cast, sender: Sender) -> None:
    address = sender.begun(10)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.account("keeper"))
    headers = {**VERSION, "Upload-Offset": "0"}
    kind = "application/offset+octet-stream"
    assert client.patch(address, b"x", headers=headers, content_type=kind).status_code == 403
    assert client.delete(address, headers=VERSION).status_code == 403


# --- the protocol


def test_options_tell_what_can_be_done(sender: Sender) -> None:
    answer = sender.client.options(sender.base)
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert set(answer.headers["Tus-Extension"].split(",")) == {"creation", "termination", "checksum", "expiration"}
    assert answer.headers["Tus-Checksum-Algorithm"] == "sha256,sha1"


def test_another_version_is_told_ours(sender: Sender) -> None:
    answer = sender.client.post(sender.base, headers={"Tus-Resumable": "0.2.2", "Upload-Length": "5"})
    assert (answer.status_code, answer.headers["Tus-Version"]) == (412, "1.0.0")
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Upload-Length": "-1"},
        {"Upload-Length": "4", "Upload-Metadata": "filename not*base64"},
        {"Upload-Length": "4", "Upload-Metadata": "filename YQ==,filename YQ=="},
        {"Upload-Defer-Length": "1"},
    ],
)
def test_headers_that_say_nothing_are_told(sender: Sender, headers: dict[str, str]) -> None:
    assert sender.client.post(sender.base, headers={**VERSION, **headers}).status_code == 400


def test_head_tells_what_was_said_and_until_when_it_waits(sender: Sender) -> None:
    address = sender.begun(10, filename="Größe.jpg", filetype="image/jpeg")
    answer = sender.client.head(address, headers=VERSION)
    assert answer.headers["Upload-Length"] == "10"
    name = base64.b64encode("Größe.jpg".encode()).decode()
    assert f"filename {name}" in answer.headers["Upload-Metadata"]
    assert answer.headers["Upload-Expires"].endswith("GMT")
    assert "no-store" in answer.headers["Cache-Control"]


def test_part_of_another_type_is_refused(sender: Sender) -> None:
    address = sender.begun(10)
    assert sender.part(address, b"x", 0, Content_Type="text/plain").status_code == 415


def test_proxy_that_lets_no_patch_through_is_got_round(sender: Sender) -> None:
    address = sender.begun(4)
    headers = {**VERSION, "Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}
    kind = "application/offset+octet-stream"
    assert sender.client.post(address, b"0123", headers=headers, content_type=kind).status_code == 204
    assert sender.offset(address) == 4


def test_upload_that_is_not_wanted_any_more_goes(sender: Sender) -> None:
    address = sender.begun(10)
    assert sender.client.delete(address, headers=VERSION).status_code == 204
    assert sender.client.head(address, headers=VERSION).status_code == 404
    assert list(uploads._folder().iterdir()) == []


# --- what is forgotten


def test_upload_is_swept_a_day_after_its_last_part_and_never_before(cast: Cast, home: Path) -> None:
    viewer, begun = cast.viewer("keeper"), make.NOW
    upload = uploads.begin(viewer, person=cast.person, length=10, now=begun)
    later = begun + timedelta(hours=23)
    uploads.receive(viewer, upload=upload, offset=0, pieces=[b"01234"], checksum=None, now=later)
    assert uploads.sweep(now=later + timedelta(hours=23)) == 0
    assert uploads.path_of(upload).is_file()
    assert uploads.sweep(now=later + timedelta(hours=25)) == 1
    assert not uploads.path_of(upload).exists()
    assert Upload.objects.count() == 0


def test_file_that_no_row_names_is_swept_after_a_day(cast: Cast, home: Path) -> None:
    stray = uploads._folder() / "stray"
    stray.parent.mkdir()
    stray.write_bytes(b"left by a crash between file and row")
    assert uploads.sweep(now=clock.now()) == 0
    assert uploads.sweep(now=clock.now() + timedelta(days=1, hours=1)) == 1


def test_refused_for_want_of_space_it_waits_for_another_try(
    cast: Cast, sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = sender.begun(len(PICTURE))
    sender.part(address, PICTURE, 0)

    def no(*args: Any, **more: Any) -> Any:
        raise PictureRefused("no_space")

    with monkeypatch.context() as patch:
        patch.setattr(actions, "add_picture", no)
        assert told(sender.keep(address))["code"] == "no_space"
    assert told(sender.keep(address))["code"] == "kept"
