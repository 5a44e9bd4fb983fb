"""A picture beside a kind word: taken from somebody without an account too, and shown by the word's own gate alone."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast, came_by
from tests.keepsakes import draw, record
from yearlight.core import clock
from yearlight.entries import actions
from yearlight.entries.actions.erasing import erase_own
from yearlight.entries.models import Entry
from yearlight.entries.texts import Said, Sent
from yearlight.keepsakes import actions as keepsakes
from yearlight.keepsakes import enclosing, playing, queries, vault
from yearlight.keepsakes.models import Enclosure, Original, Picture
from yearlight.people.roles import CircleKind, Role

LAKE = draw.saved(draw.quarters(600, 400), exif=draw.exif(taken="2018:11:15 10:00:00", place=(59.3, 18.1)))
TREE = draw.saved(draw.quarters(400, 600))


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, settings: Settings) -> None:
    cache.clear()
    settings.YEARLIGHT_HOME = tmp_path / "home"
    settings.YEARLIGHT_HOME.mkdir()


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/p/{cast.person.public_id}/words/"


def file(data: bytes = LAKE, name: str = "IMG_0042 Lindqvist.jpg") -> BytesIO:
    sent = BytesIO(data)
    sent.name = name
    return sent


def send(client: Client, base: str, data: bytes = LAKE, **more: Any) -> Any:
    form = {"body": "The lake froze.", "by": "Signe", "window": "w1", "picture": file(data), **more}
    return client.post(f"{base}write/", form, follow=True)


def sizes() -> None:
    for original in Original.objects.all():
        keepsakes.make_sizes(original.pk)


def pictures_in(answer: Any) -> list[str]:
    return sorted(set(re.findall(r"/p/\w+/words/\w+/picture/\w+/", answer.content.decode())))


def put_on_page(cast: Cast, *, circle: CircleKind = CircleKind.FAMILY, with_picture: bool = True) -> Entry:
    entry = Entry.objects.latest("pk")
    return actions.put_on_page(
        cast.viewer("keeper"),
        read=actions.Read(cast.person, entry.public_id, entry.revision),
        circle_id=cast.circle(circle).pk,
        with_picture=with_picture,
        now=clock.now(),
    )


def ask(client: Client, address: str) -> int:
    return int(client.get(f"{address}480.webp").status_code)


@pytest.mark.parametrize("who", ["guest_writing", "relative"])
def test_a_picture_comes_with_a_word_from_whoever_may_leave_one(cast: Cast, base: str, who: str) -> None:
    client = cast.client(who)
    answer = send(client, base, picture_words="The lake in February")
    assert "Thank you. They have it." in answer.content.decode()
    sizes()
    mine = client.get(f"{base}mine/")
    [address] = pictures_in(mine)
    assert 'alt="The lake in February"' in mine.content.decode()
    assert ask(client, address) == 200
    assert ask(cast.client("keeper"), address) == 200
    assert Picture.objects.count() == 0


def test_a_picture_goes_where_its_word_goes_and_nowhere_else(cast: Cast, base: str) -> None:
    writer, keeper = cast.client("guest_writing"), cast.client("keeper")
    reader = cast.client("guest_reading")
    send(writer, base)
    sizes()
    [address] = pictures_in(writer.get(f"{base}mine/"))
    who = {"writer": writer, "keeper": keeper, "reader": reader, "stranger": cast.client("stranger")}

    def seen_by() -> set[str]:
        return {name for name, client in who.items() if ask(client, address) == 200}

    assert seen_by() == {"writer", "keeper"}
    entry = put_on_page(cast)
    assert seen_by() == {"writer", "keeper", "reader"}
    assert pictures_in(reader.get(base)) == [address]
    put_on_page(cast, with_picture=False)
    assert seen_by() == {"writer", "keeper"}
    assert pictures_in(reader.get(base)) == []
    read = actions.Read(cast.person, entry.public_id, entry.revision)
    actions.keep_between_us(cast.viewer("keeper"), read=read, now=clock.now())
    assert seen_by() == {"writer", "keeper"}
    actions.put_word_away(cast.viewer("keeper"), read=read, now=clock.now())
    assert seen_by() == {"writer", "keeper"}
    writer.post(f"{base}mine/{entry.public_id}/withdraw/")
    assert seen_by() == {"writer"}


def test_it_is_on_no_page_of_photographs_and_in_no_list_of_them(cast: Cast, base: str) -> None:
    send(cast.client("guest_writing"), base)
    put_on_page(cast)
    keeper = cast.client("keeper")
    for page in ("", "photos/", "2026/"):
        assert "/picture/" not in keeper.get(f"/p/{cast.person.public_id}/{page}").content.decode()


def test_readers_press_before_it_is_seen_and_it_is_not_printed(cast: Cast, base: str) -> None:
    send(cast.client("guest_writing"), base, picture_words="The lake in February")
    sizes()
    put_on_page(cast)
    page = cast.client("relative").get(base).content.decode()
    [covered] = re.findall(r"<details class=\"word-picture no-print\">.*?</details>", page, re.S)
    assert len(re.findall(r"<img src=\"[^\"]*/picture/", covered)) == page.count("<img src=") == 1
    assert "The lake in February" in covered.partition("</summary>")[0]
    assert "open" not in covered.partition(">")[0]


def made_to_play() -> None:
    for original in Original.objects.filter(duration_ms__gt=0):
        while not queries.is_ready_to_play(original):
            playing.make(original.pk)
            original.refresh_from_db()


@pytest.mark.parametrize(
    ("name", "data", "ending"),
    [("voice.mp3", record.sound, "m4a"), ("voice.webm", lambda: record.sound("webm", codec="libopus"), "opus")],
)
def test_a_voice_comes_with_a_word_and_is_heard_by_those_who_read_it(
    cast: Cast, base: str, name: str, data: Callable[[], bytes], ending: str
) -> None:
    writer, keeper, reader = cast.client("guest_writing"), cast.client("keeper"), cast.client("guest_reading")
    sent = file(data(), name)
    answer = send(writer, base, picture=sent, picture_words="What I wanted to say")
    assert "It is being made ready to be played." in answer.content.decode()
    made_to_play()
    mine = writer.get(f"{base}mine/").content.decode()
    assert 'preload="none"' in mine
    assert "What I wanted to say" in mine
    [address] = set(re.findall(rf"/p/\w+/words/\w+/picture/\w+/play\.{ending}", mine))
    assert [client.get(address).status_code for client in (writer, keeper, reader)] == [200, 200, 404]
    put_on_page(cast)
    heard = reader.get(address, headers={"Range": "bytes=0-9"})
    assert heard.status_code == 206
    assert address in reader.get(base).content.decode()
    assert cast.client("relative").get(address.rpartition("/")[0] + "/original").status_code == 404
    assert reader.get(address.rpartition("/")[0] + "/play.mp4").status_code == 404
    put_on_page(cast, with_picture=False)
    assert reader.get(address).status_code == 404


def test_a_video_stands_covered_like_a_picture_and_a_paper_is_refused(cast: Cast, base: str) -> None:
    writer = cast.client("guest_writing")
    send(writer, base, picture=file(record.video(), "us.mp4"))
    sizes()
    made_to_play()
    put_on_page(cast)
    page = cast.client("relative").get(base).content.decode()
    [covered] = re.findall(r"<details class=\"word-picture no-print\">.*?</details>", page, re.S)
    assert "<video" in covered
    assert page.count("<video") == 1
    assert "<img" not in covered
    # What plays is not called broken where only the picture that stands for it could not be made.
    Original.objects.update(recipe=0, fault="crashed")
    assert "<video" in cast.client("relative").get(base).text
    Original.objects.update(play_recipe=0, play_fault="crashed")
    assert "This file cannot be played here. It is kept." in cast.client("relative").get(base).text
    told = send(writer, base, window="w2", picture=file(b"%PDF-1.4 a paper", "paper.pdf"))
    assert told.status_code == 422
    assert "A photograph, a sound or a video can come with words" in " ".join(told.content.decode().split())


@pytest.mark.parametrize("who", ["guest_writing", "relative", "guest_reading"])
def test_nobody_but_keepers_learns_the_name_the_place_or_the_camera(cast: Cast, base: str, who: str) -> None:
    writer = cast.client("guest_writing")
    send(writer, base)
    sizes()
    put_on_page(cast)
    [address] = pictures_in(writer.get(f"{base}mine/"))
    client = writer if who == "guest_writing" else cast.client(who)
    told = [client.get(one) for one in (base, f"{base}mine/", f"{address}480.webp", f"{address}480.jpg")]
    for answer in told:
        assert b"Lindqvist" not in b"".join(answer) + str(answer.headers).encode()
        assert b"Orrery" not in answer.content
        assert b"59.3" not in answer.content
    assert client.get(f"{address}original").status_code in (302, 404)
    original = cast.client("keeper").get(f"{address}original")
    assert b"".join(original) == LAKE
    assert "Lindqvist" in original["Content-Disposition"]


def test_a_browser_asks_again_each_time(cast: Cast, base: str) -> None:
    writer = cast.client("guest_writing")
    send(writer, base)
    sizes()
    [address] = pictures_in(writer.get(f"{base}mine/"))
    answer = writer.get(f"{address}480.webp")
    assert answer["Cache-Control"] == "private, no-cache"
    again = writer.get(f"{address}480.webp", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_another_picture_is_read_first_and_the_one_before_stays_until_then(cast: Cast, base: str) -> None:
    writer, reader, keeper = cast.client("relative"), cast.client("guest_reading"), cast.client("keeper")
    send(writer, base)
    entry = put_on_page(cast)
    sizes()
    [before] = pictures_in(writer.get(f"{base}mine/"))
    writer.post(f"{base}mine/{entry.public_id}/", {"body": "The lake froze.", "by": "Signe", "picture": file(TREE)})
    sizes()
    [after] = pictures_in(writer.get(f"{base}mine/"))
    assert after != before
    assert [ask(reader, one) for one in (before, after)] == [200, 404]
    assert pictures_in(keeper.get(f"{base}inbox/")) == sorted([before, after])
    put_on_page(cast)
    assert [ask(reader, one) for one in (before, after)] == [404, 200]


def test_other_words_for_a_picture_are_read_first_too(cast: Cast, base: str) -> None:
    writer, reader = cast.client("relative"), cast.client("guest_reading")
    send(writer, base, picture_words="The lake")
    entry = put_on_page(cast)
    sizes()
    address = f"{base}mine/{entry.public_id}/"
    writer.post(address, {"body": "The lake froze.", "by": "Signe", "picture_words": "Somebody’s secret"})
    assert "Somebody’s secret" in writer.get(f"{base}mine/").content.decode()
    assert "Somebody’s secret" not in reader.get(base).content.decode()
    put_on_page(cast)
    assert "Somebody’s secret" in reader.get(base).content.decode()
    assert Original.objects.count() == 1


def test_a_picture_is_taken_from_ones_words_without_script(cast: Cast, base: str) -> None:
    writer = cast.client("guest_writing")
    send(writer, base)
    sizes()
    entry = Entry.objects.get()
    page = writer.get(f"{base}mine/{entry.public_id}/").content.decode()
    assert "Take this picture from my words" in page
    assert 'enctype="multipart/form-data"' in page
    writer.post(f"{base}mine/{entry.public_id}/", {"body": "The lake froze.", "by": "Signe", "without_picture": "on"})
    assert pictures_in(writer.get(f"{base}mine/")) == []
    assert Entry.objects.get().body == "The lake froze."


def test_the_same_press_twice_makes_one_word_and_one_picture(cast: Cast, base: str) -> None:
    writer = cast.client("guest_writing")
    send(writer, base, picture_words="The lake")
    send(writer, base, picture_words="The lake")
    assert (Entry.objects.count(), Enclosure.objects.count()) == (1, 1)
    assert Entry.objects.get().revision == 1


def test_a_picture_that_no_word_has_any_more_goes_after_30_days_and_its_bytes_after_that(cast: Cast, base: str) -> None:
    writer = cast.client("relative")
    send(writer, base)
    entry, now = Entry.objects.get(), clock.now()
    sha256 = Original.objects.get().sha256
    writer.post(f"{base}mine/{entry.public_id}/", {"body": "The lake froze.", "by": "Signe", "picture": file(TREE)})
    actions.sweep(now=now)
    actions.sweep(now=now + timedelta(days=29))
    assert Enclosure.objects.count() == 2
    actions.sweep(now=now + timedelta(days=30))
    [left] = Enclosure.objects.all()
    assert left.original.sha256 != sha256
    keepsakes.sweep(now=now + timedelta(days=30))
    assert vault.has(sha256)
    keepsakes.sweep(now=now + timedelta(days=37))
    assert not vault.has(sha256)
    assert vault.has(left.original.sha256)


def test_a_withdrawn_word_takes_its_picture_with_it_after_30_days(cast: Cast, base: str) -> None:
    writer, now = cast.client("relative"), clock.now()
    send(writer, base)
    entry = Entry.objects.get()
    actions.withdraw_word(cast.viewer("relative"), person=cast.person, entry_id=entry.public_id, now=now)
    actions.sweep(now=now + timedelta(days=29))
    assert Enclosure.objects.count() == 1
    actions.sweep(now=now + timedelta(days=30))
    assert (Entry.objects.count(), Enclosure.objects.count()) == (0, 0)


def test_a_picture_that_a_keeper_put_away_stays(cast: Cast, base: str) -> None:
    send(cast.client("relative"), base)
    entry, now = Entry.objects.get(), clock.now()
    read = actions.Read(cast.person, entry.public_id, entry.revision)
    actions.put_word_away(cast.viewer("keeper"), read=read, now=now)
    actions.sweep(now=now + timedelta(days=400))
    actions.sweep(now=now + timedelta(days=800))
    assert Enclosure.objects.get().let_go_at is None


def incoming() -> list[Path]:
    folder = Path(django_settings.YEARLIGHT_HOME) / "incoming"
    return list(folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"not a picture", "A photograph, a sound or a video can come with words"),
        (b"", "This file is empty"),
        (LAKE[: len(LAKE) // 2], "is damaged"),
        (b"\xff\xd8" + bytes(50 * 2**20), "larger than one that comes with words can be here (50 MB)"),
    ],
)
def test_what_cannot_be_taken_is_told_and_the_words_are_still_there(
    cast: Cast, base: str, data: bytes, told: str
) -> None:
    answer = send(cast.client("guest_writing"), base, data)
    assert answer.status_code == 422
    assert told in " ".join(answer.content.decode().split())
    assert "The lake froze." in answer.content.decode()
    assert Entry.objects.count() == Original.objects.count() == 0
    assert incoming() == []


def test_where_the_words_need_another_look_the_page_says_that_the_picture_is_chosen_again(
    cast: Cast, base: str
) -> None:
    answer = send(cast.client("guest_writing"), base, body=" ")
    assert answer.status_code == 422
    assert "Choose it again, or send the words without it." in answer.content.decode()
    assert "Choose it again" not in cast.client("guest_writing").post(f"{base}write/", {"body": " "}).content.decode()


def test_with_an_account_go_the_pictures_beside_words_that_nobody_else_sees(cast: Cast, base: str) -> None:
    send(cast.client("relative"), base)
    put_on_page(cast)
    send(cast.client("relative"), base, TREE, window="w2", body="Another")
    erase_own([cast.relative.pk])
    assert [one.body for one in Entry.objects.all()] == ["The lake froze."]
    assert [one.pk for one in Enclosure.objects.all()] == [Entry.objects.get().word.enclosure_id]


def test_a_place_that_is_removed_takes_its_pictures_beside_words_with_it(cast: Cast, base: str) -> None:
    send(cast.client("relative"), base)
    cast.person.delete()
    assert Enclosure.objects.count() == 0
    keepsakes.sweep(now=clock.now())
    assert Original.objects.count() == 0


def test_one_picture_is_taken_and_a_second_is_not_so_much_as_received(cast: Cast, base: str) -> None:
    form = {"body": "Two", "window": "w1", "picture": [file(), file(TREE)]}
    cast.client("guest_writing").post(f"{base}write/", form)
    assert Original.objects.count() == Enclosure.objects.count() == 1


def test_so_many_pictures_a_day_are_taken_from_one_person(cast: Cast, base: str, settings: Settings) -> None:
    writer, viewer, now = cast.client("relative"), cast.viewer("relative"), clock.now()
    send(writer, base)
    [first] = Enclosure.objects.all()
    for _number in range(enclosing.MOST_A_DAY - 1):
        enclosing.described(first.pk, "Again", now=now)
    answer = send(writer, base, TREE, window="w2", body="One more")
    assert answer.status_code == 422
    assert "You have sent many pictures or recordings today" in answer.content.decode()
    assert Entry.objects.count() == 1
    actions.leave_word(
        viewer, person=cast.person, said=Said("Words alone"), window="w3", now=now, today=now.date(), sent=Sent()
    )
    assert Entry.objects.count() == 2


@pytest.mark.parametrize("page", ["", "photos/add/", "words/rules/", "words/mine/"])
def test_nothing_is_received_from_a_guest_anywhere_else(cast: Cast, base: str, page: str) -> None:
    cast.client("guest_reading").post(f"/p/{cast.person.public_id}/{page}", {"picture": file(), "pictures": file()})
    assert incoming() == []
    assert Original.objects.count() == 0


def test_nothing_is_received_from_a_closed_link_or_where_no_words_are_taken(cast: Cast, base: str) -> None:
    for who in ("closed_link", "nobody", "stranger"):
        assert send(cast.client(who), base).status_code in (200, 404)
    assert Original.objects.count() == Entry.objects.count() == 0


def test_the_same_file_as_a_keepers_tells_nobody_that_it_is_here(cast: Cast, base: str) -> None:
    member = make.make_member(cast.family, Role.RELATIVE, name="Signe")
    guest = Client()
    came_by(guest, make.make_link(member))
    send(cast.client("relative"), base)
    answer = send(guest, base, window="w9")
    assert answer.status_code == 200
    assert "already" not in answer.content.decode()
    assert (Original.objects.count(), Enclosure.objects.count()) == (1, 2)
