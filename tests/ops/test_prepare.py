from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.make import NOW
from yearlight.ops import prepare
from yearlight.ops.prepare import NoFolder, WrongDisk, file_system_of

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:26 / /srv/family rw shared:9 - nfs4 nas:/family rw
31 22 0:27 / /srv/with\\040space rw - xfs /dev/sdb1 rw
32 30 0:28 / /srv/family/here rw - btrfs /dev/sdc1 rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/mara", "ext4"),
        ("/srv/family", "nfs4"),
        ("/srv/family/data", "nfs4"),
        ("/srv/family/here/data", "btrfs"),
        ("/srv/familyalbum", "ext4"),
        ("/srv/with space/data", "xfs"),
    ],
)
def test_kind_of_disk_is_read_from_the_nearest_mount(folder: str, kind: str) -> None:
    assert file_system_of(Path(folder), mounts=MOUNTS) == kind


def test_kind_of_disk_is_unknown_where_nothing_says() -> None:
    assert file_system_of(Path("/home"), mounts="") == ""


def test_folder_on_a_network_drive_is_refused_in_a_sentence(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.YEARLIGHT_HOME = tmp_path / "data"
    monkeypatch.setattr(prepare, "file_system_of", lambda folder: "nfs4")
    with pytest.raises(WrongDisk) as refused:
        prepare.prepare(now=NOW)
    assert "network drive (nfs4)" in refused.value.sentence
    assert "YEARLIGHT_HOME" in refused.value.sentence


def test_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "file").touch()
    settings.YEARLIGHT_HOME = tmp_path / "file" / "data"
    with pytest.raises(NoFolder) as refused:
        prepare.prepare(now=NOW)
    assert "cannot be made" in refused.value.sentence


@pytest.mark.django_db
def test_ready_folder_is_left_as_it_is(tmp_path: Path, settings: Settings) -> None:
    settings.YEARLIGHT_HOME = tmp_path / "data"
    assert prepare.prepare(now=NOW) == []
    assert list(settings.YEARLIGHT_HOME.iterdir()) == []
