import os
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from yearlight.core.mail import Outbox, Parcel
from yearlight.reminders import ways

ADDRESS = "/me/outbox/"


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.SENDS_MAIL = False
    settings.OUTBOX = tmp_path / "outbox"
    return tmp_path / "outbox"


def put(folder: Path, to: str, text: str, *, name: str = "one", date: str = "Sat, 14 Nov 2026 08:00:00 +0000") -> None:
    message = EmailMessage(policy=SMTP)
    message["To"], message["Subject"], message["Date"] = to, "A day in your year", date
    message.set_content(text)
    Outbox().hand_over(Parcel("a@b.example", to, message.as_bytes(), name), lambda: True)


def test_whoever_made_the_first_account_reads_their_own_and_of_others_the_outside(cast: Cast, folder: Path) -> None:
    put(folder, "mara@example.org", "It is the day of <Jonah>.", name="one")
    put(folder, "peter@example.org", "What Peter wished for.", name="two")
    page = cast.client("keeper").get(ADDRESS)
    assert page.status_code == 200
    said = page.content.decode()
    assert "It is the day of &lt;Jonah&gt;." in said
    assert "peter@example.org" in said
    assert "What Peter wished for." not in said


def test_subject_of_anothers_day_is_not_told(cast: Cast, folder: Path) -> None:
    for name, to in (("one", "mara@example.org"), ("two", "peter@example.org")):
        message = EmailMessage(policy=SMTP)
        message["To"], message["Subject"] = to, f"The day that {name} wished for"
        message["Message-ID"] = ways.message_id(f"{name}bcdefghijklmn")
        message.set_content("text")
        Outbox().hand_over(Parcel("a@b.example", to, message.as_bytes(), name), lambda: True)
    said = cast.client("keeper").get(ADDRESS).content.decode()
    assert "The day that one wished for" in said
    assert "The day that two wished for" not in said
    assert "peter@example.org" in said


@pytest.mark.parametrize("who", ["other_keeper", "relative", "stranger"])
def test_nobody_else_finds_an_outbox(cast: Cast, folder: Path, who: str) -> None:
    put(folder, "peter@example.org", "What Peter wished for.")
    assert cast.client("keeper").get(ADDRESS).status_code == 200
    assert cast.client(who).get(ADDRESS).status_code == 404


def test_there_is_no_outbox_where_a_mail_server_is_set(cast: Cast, folder: Path, settings: Settings) -> None:
    settings.SENDS_MAIL = True
    assert cast.client("keeper").get(ADDRESS).status_code == 404


def test_outbox_with_nothing_in_it_says_so(cast: Cast, folder: Path) -> None:
    assert b"There is nothing in it." in cast.client("keeper").get(ADDRESS).content


def test_newest_hundred_are_shown_newest_first_and_half_written_ones_never(cast: Cast, folder: Path) -> None:
    for number in range(102):
        put(folder, "mara@example.org", f"text-{number}-", name=f"n{number}", date=f"Sat, 14 Nov 2026 08:{number // 60:02}:{number % 60:02} +0000")  # fmt: skip
        os.utime(folder / f"n{number}.eml", (number, number))
    (folder / ".n5.ab").write_bytes(b"Subject: half")
    said = cast.client("keeper").get(ADDRESS).content.decode()
    assert said.index("text-101-") < said.index("text-100-") < said.index("text-2-")
    assert "text-1-" not in said
    assert "half" not in said


def test_message_without_a_time_is_told_by_its_file(cast: Cast, folder: Path) -> None:
    put(folder, "mara@example.org", "text", date="")
    os.utime(folder / "one.eml", (1_700_000_000, 1_700_000_000))
    assert "2023-11-14" in cast.client("keeper").get(ADDRESS).content.decode()
