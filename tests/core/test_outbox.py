from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from yearlight.core.mail import Came, NotReached, Outbox, Parcel

PARCEL = Parcel("days@house.example", "mara@example.org", b"Subject: A day\r\n\r\nText\r\n", "x7k2")


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.OUTBOX = tmp_path / "outbox"
    return tmp_path / "outbox"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_message_lies_in_the_outbox_for_its_owner_alone(folder: Path) -> None:
    assert Outbox().hand_over(PARCEL, lambda: True).came is Came.TAKEN
    [path] = folder.iterdir()
    assert (path.name, path.read_bytes(), path.stat().st_mode & 0o777) == ("x7k2.eml", PARCEL.data, 0o600)


def test_nothing_has_its_name_when_it_is_asked_for_the_last_time(folder: Path) -> None:
    seen = []
    Outbox().hand_over(PARCEL, lambda: bool(seen.append(list(folder.glob("*.eml")))) or True)
    assert seen == [[]]


def test_message_withheld_leaves_nothing_behind(folder: Path) -> None:
    assert Outbox().hand_over(PARCEL, lambda: False).came is Came.WITHHELD
    assert names(folder) == []


def test_same_message_lies_there_once_as_it_was_first(folder: Path) -> None:
    Outbox().hand_over(PARCEL, lambda: True)
    assert Outbox().hand_over(PARCEL._replace(data=b"other"), lambda: True).came is Came.TAKEN
    assert names(folder) == ["x7k2.eml"]
    assert (folder / "x7k2.eml").read_bytes() == PARCEL.data


def test_disk_that_refuses_is_told_before_anything_is_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(NotReached):
        Outbox().hand_over(PARCEL, lambda: pytest.fail("nothing could be written"))
    assert names(folder) == []
