"""The trials in short: a few kills of the real server, and that the trials themselves would find what is wrong."""

import json
import random
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from trials.crashes import BEGIN, END, crashes
from trials.load import Ledger, body_of
from trials.offline import in_folder
from trials.reading import Found, compare
from trials.recorder import Kind
from trials.running import ROOT

SECTOR = 512


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger")


# --- the real server ---


@pytest.mark.trial
def test_what_was_answered_outlasts_a_few_kills(tmp_path: Path) -> None:
    words = ["--kills", "2", "--whole", "2", "--longest", "0.5", "--seed", "4", "--folder", str(tmp_path)]
    ran = subprocess.run(
        [sys.executable, "-m", "trials.kill", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    told = json.loads(ran.stdout)
    assert told["kills"] >= 2
    assert told["promised"]
    assert told["bad"] == {}


# --- what is found is held against what was promised ---


def test_a_picture_that_is_gone_is_found(ledger: Ledger) -> None:
    ledger.tries("aa")
    ledger.promised("picture", "/p/x/photos/y/", "aa")
    assert compare(ledger, ledger.told, Found(pictures={"/p/x/photos/y/": "aa"})).counts == {}
    assert "lost pictures" in compare(ledger, ledger.told, Found()).counts


def test_a_picture_whose_bytes_are_half_is_found(ledger: Ledger) -> None:
    ledger.tries("aa")
    assert "half pictures" in compare(ledger, [], Found(pictures={"/p/x/photos/y/": ""})).counts


def test_a_kept_letter_must_be_there_itself(ledger: Ledger) -> None:
    for key in ("a1", "b2"):
        ledger.tries(key, letter="letter", what="kept")
    ledger.promised("kept", "letter", "a1")
    assert compare(ledger, ledger.told, Found(kept={"letter": {"a1", "b2"}})).counts == {}
    assert "lost letters" in compare(ledger, ledger.told, Found(kept={"letter": {"b2"}})).counts


def test_a_draft_may_be_followed_by_a_later_one_and_not_by_an_earlier_one(ledger: Ledger) -> None:
    for key in ("a1", "b2", "c3"):
        ledger.tries(key, letter="letter", what="draft")
    ledger.promised("draft", "letter", "b2")
    assert compare(ledger, ledger.told, Found(drafts={"letter": {"c3"}})).counts == {}
    assert "lost drafts" in compare(ledger, ledger.told, Found(drafts={"letter": {"a1"}})).counts


def test_half_a_text_is_found() -> None:
    found = Found()
    found.read("letter", found.kept, body_of("a1")[:-3])
    assert found.half == ["letter letter: a1"]


def test_an_original_that_is_not_its_name_is_found(tmp_path: Path) -> None:
    name = "ab" * 32
    path = tmp_path / "originals" / "ab" / "ab" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"half")
    found = in_folder(tmp_path, "slug")
    assert found.half == [f"original {name[:12]}"]
    assert found.complaints == ["the secret key is gone", "the database is gone"]


# --- the disks that a power cut leaves ---


def record(path: Path, *steps: tuple[Kind, int, bytes]) -> Path:
    path.write_bytes(b"".join(struct.pack("<BQI", kind, at, len(data)) + data for kind, at, data in steps))
    return path


def left(tmp_path: Path, *steps: tuple[Kind, int, bytes], count: int = 200) -> list[tuple[bytes, frozenset[str]]]:
    """The first two sectors of every disk, and what had been answered."""
    marked = [(Kind.MARK, 0, BEGIN.encode()), *steps, (Kind.MARK, 0, END.encode())]
    whole = record(tmp_path / "record", *marked)
    return [
        (one.image.read_bytes()[: 2 * SECTOR], one.marks)
        for one in crashes(whole, tmp_path, mib=1, count=count, chance=random.Random(1))
    ]


def test_what_was_flushed_before_an_answer_is_on_every_disk(tmp_path: Path) -> None:
    data = b"x" * SECTOR
    steps = [(Kind.WRITE, 0, data), (Kind.FLUSH, 0, b""), (Kind.MARK, 0, b"0")]
    answered = [disk for disk, marks in left(tmp_path, *steps) if "0" in marks]
    assert answered
    assert all(disk[:SECTOR] == data for disk in answered)


def test_what_was_never_flushed_is_gone_from_some_disks_and_torn_on_others(tmp_path: Path) -> None:
    data = b"x" * (2 * SECTOR)
    disks = {disk for disk, marks in left(tmp_path, (Kind.WRITE, 0, data), (Kind.MARK, 0, b"0")) if "0" in marks}
    nothing = bytes(SECTOR)
    assert {data, nothing * 2} <= disks
    assert disks & {b"x" * SECTOR + nothing, nothing + b"x" * SECTOR}


def test_a_later_write_may_reach_the_disk_before_an_earlier_one(tmp_path: Path) -> None:
    first, second = (Kind.WRITE, 0, b"1" * SECTOR), (Kind.WRITE, SECTOR, b"2" * SECTOR)
    disks = {disk for disk, _marks in left(tmp_path, first, second)}
    assert bytes(SECTOR) + b"2" * SECTOR in disks
