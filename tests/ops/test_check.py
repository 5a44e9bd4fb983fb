import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from tests.keepsakes import draw
from tests.keepsakes.given import given
from yearlight.core.files import incoming_folder
from yearlight.keepsakes import actions, checking, vault
from yearlight.keepsakes.folder import Folder
from yearlight.keepsakes.models import Original
from yearlight.ops.check import Count, check, check_files


@pytest.fixture
def original(cast: Cast, tmp_path: Path, settings: Settings) -> Original:
    """A picture that is kept, with its bytes."""
    settings.YEARLIGHT_HOME = tmp_path / "home"
    settings.YEARLIGHT_HOME.mkdir()
    incoming = given(settings.YEARLIGHT_HOME, draw.saved(draw.quarters(60, 40)))
    added = actions.add_picture(
        cast.viewer("keeper"), person=cast.person, incoming=incoming, audience_id=None, now=make.NOW
    )
    return added.picture.original


def found(**options: bool) -> dict[str, bool]:
    """What the check finds: each code, and whether it is a fault."""
    return {one.code: one.is_fault for one in check(Count(), **options)}


def test_rows_and_files_that_agree_are_not_complained_of(original: Original) -> None:
    count = Count()
    assert [one for one in check(count) if one.is_fault] == []
    assert (count.originals, count.size) == (1, original.size)


def test_original_that_is_missing_is_a_fault(original: Original) -> None:
    vault.file_of(original.sha256).unlink()
    assert found()["missing"] is True


def test_one_flipped_bit_is_found_by_reading(original: Original) -> None:
    rot(vault.file_of(original.sha256))
    assert found()["changed"] is True
    assert "changed" not in found(reads_bytes=False)


def test_file_cut_short_is_found_without_reading(original: Original) -> None:
    path = vault.file_of(original.sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1])
    assert found(reads_bytes=False)["changed"] is True


def test_file_that_no_row_names_is_told_and_is_no_fault(original: Original) -> None:
    stray = vault.file_of("ab" * 32)
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"left by a request that broke off")
    assert found()["unnamed"] is False


def test_row_that_names_a_row_that_is_not_there_is_a_fault(original: Original) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA defer_foreign_keys=ON")
        cursor.execute("INSERT INTO people_membership (member_id, circle_id) VALUES (987654, 987654)")
        assert found()["loose_row"] is True
        cursor.execute("DELETE FROM people_membership WHERE member_id=987654")


def test_command_ends_with_one_where_something_is_wrong(original: Original, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check")
    assert "Rows and files agree." in capsys.readouterr().out
    vault.file_of(original.sha256).unlink()
    with pytest.raises(SystemExit) as ended:
        call_command("check", "--quick")
    assert ended.value.code == 1
    assert original.sha256 in capsys.readouterr().out


# --- read again, and mended


@pytest.fixture
def second(original: Original, tmp_path: Path, settings: Settings) -> Path:
    """A copy of the whole folder, on another disk."""
    settings.YEARLIGHT_SECOND_COPY = tmp_path / "second"
    shutil.copytree(settings.YEARLIGHT_HOME, settings.YEARLIGHT_SECOND_COPY)
    return Path(settings.YEARLIGHT_SECOND_COPY)


def rot(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(data)


def read_again() -> dict[str, bool]:
    return {one.code: one.is_fault for one in check_files(Count(), now=make.NOW)}


@pytest.mark.parametrize("harm", [rot, Path.unlink])
def test_damaged_original_is_mended_from_the_second_copy(
    original: Original, second: Path, harm: Callable[[Path], None]
) -> None:
    harm(vault.file_of(original.sha256))
    assert read_again() == {"mended": False}
    assert vault.is_sound(original.sha256)
    assert read_again() == {}


def test_copy_that_rotted_too_mends_nothing(original: Original, second: Path) -> None:
    rot(vault.file_of(original.sha256))
    rot(Folder(second).path(original.sha256))
    before = list(incoming_folder().iterdir())
    assert read_again() == {"changed": True}
    assert list(incoming_folder().iterdir()) == before


def test_what_a_reading_found_is_noted_and_told_until_it_is_mended(original: Original) -> None:
    good = vault.file_of(original.sha256).read_bytes()
    rot(vault.file_of(original.sha256))
    assert read_again() == {"changed": True}
    original.refresh_from_db()
    assert (original.damage, original.checked_at) == ("changed", make.NOW)
    # The quick check reads no bytes, and knows it from then on.
    assert found(reads_bytes=False)["changed"] is True
    vault.file_of(original.sha256).write_bytes(good)
    assert read_again() == {}
    assert "changed" not in found(reads_bytes=False)


def test_the_parts_of_a_month_read_every_original_once_before_any_is_read_again(
    original: Original, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_PARTS", 10)
    for number in range(24):
        original.pk = None
        original.sha256 = f"{number:064x}"
        original.save(force_insert=True)
    read: list[str] = []
    monkeypatch.setattr(checking, "_damage", lambda sha256, size: read.append(sha256))
    for hour in range(1, 10):
        checking.check_part(now=make.NOW + timedelta(hours=hour))
    assert len(read) == len(set(read)) + 2 == 27


def test_command_reads_files_and_ends_with_one_where_one_is_damaged(
    original: Original, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("check", "--files")
    assert "Read 1 originals" in capsys.readouterr().out
    rot(vault.file_of(original.sha256))
    with pytest.raises(SystemExit) as ended:
        call_command("check", "--files")
    assert ended.value.code == 1
    assert original.sha256 in capsys.readouterr().out
