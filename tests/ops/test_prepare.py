from pathlib import Path
from unittest.mock import Mock

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tests.make import NOW
from yearlight.ops import prepare
from yearlight.ops.prepare import NoFolder, WrongDisk, file_system_of
from yearlight.web import doors

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


@pytest.fixture
def _rows_count_knocks(settings: Settings, db: None) -> None:
    """Knocks are counted in the database, as they are where nothing else is set."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    call_command("createcachetable", verbosity=0)


@pytest.mark.usefixtures("_rows_count_knocks")
def test_door_that_a_killed_process_held_is_open_after_a_start(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_let_in() -> bool:
        request = RequestFactory().post("/")
        request.user = cast.account("keeper")
        return not doors.is_too_often(request, "upload")

    assert is_let_in()
    with monkeypatch.context() as dying:
        # It dies in the middle of counting: what it held is not given back.
        dying.setattr(caches["default"], "get", Mock(side_effect=RuntimeError))
        dying.setattr(caches["default"], "delete", Mock())
        with pytest.raises(RuntimeError):
            is_let_in()
    assert not is_let_in()
    prepare.prepare(now=NOW)
    assert is_let_in()
