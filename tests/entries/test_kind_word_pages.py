"""The pages of kind words: for whoever writes, for the keepers, and what of them is told where."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests import make
from tests.conftest import Cast
from yearlight.core import clock, host_texts
from yearlight.entries import actions
from yearlight.entries.models import Entry
from yearlight.entries.texts import Said
from yearlight.memorials.actions import set_closed
from yearlight.people.roles import CircleKind
from yearlight.reminders.actions import feeds, word_links


@pytest.fixture(autouse=True)
def _nothing_sent_before() -> None:
    cache.clear()


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/p/{cast.person.public_id}/words/"


def leave(cast: Cast, body: str = "Jonah had your chin.", window: str = "w1") -> Entry:
    return actions.leave_word(
        cast.viewer("relative"),
        person=cast.person,
        said=Said(body),
        window=window,
        now=clock.now(),
        today=clock.now().date(),
    )


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def window_in(client: Client, base: str) -> str:
    page = client.get(f"{base}write/?read").content.decode()
    return re.search(r'name="window" value="(\w+)"', page)[1]  # type: ignore[index]


def test_the_rules_of_the_house_come_before_the_first_word_and_never_again(cast: Cast, base: str) -> None:
    client = cast.client("relative")
    first = client.get(f"{base}write/").content.decode()
    assert "Before you write" in first
    assert "<textarea" not in first
    leave(cast)
    second = client.get(f"{base}write/").content.decode()
    assert "<textarea" in second
    assert f'href="{base}rules/"' in second


@pytest.mark.parametrize("page", ["rules/", "write/?read"])
def test_nobody_is_told_to_say_a_name_where_there_is_none(cast: Cast, base: str, page: str) -> None:
    client = cast.client("relative")
    assert "Say the name" in text_of(client.get(base + page))
    type(cast.person).objects.update(name="", called="our twins")
    told = text_of(client.get(base + page))
    assert "Tell something you remember" in told
    assert "Say the name" not in told
    assert "Jonah" not in told


def test_a_word_is_sent_and_found_again_without_script(cast: Cast, base: str) -> None:
    client = cast.client("relative")
    window = window_in(client, base)
    sent = {"body": "Jonah had your chin.", "by": "Grandma Ilse", "window": window}
    answer = client.post(f"{base}write/", sent, follow=True)
    client.post(f"{base}write/", sent)
    assert "Thank you. They have it." in text_of(answer)
    assert [(entry.body, entry.said_by) for entry in Entry.objects.all()] == [("Jonah had your chin.", "Grandma Ilse")]
    assert "Jonah had your chin." in text_of(answer)


def test_an_empty_word_says_what_is_wrong_and_keeps_the_name(cast: Cast, base: str) -> None:
    answer = cast.client("relative").post(f"{base}write/", {"body": " ", "by": "Grandma Ilse"})
    assert answer.status_code == 422
    assert "Nothing is written yet. One line is enough." in text_of(answer)
    assert "Grandma Ilse" in answer.content.decode()


def test_presses_without_end_make_few_words_and_one_line_on_today(cast: Cast, base: str) -> None:
    client = cast.client("relative")
    answers = [
        client.post(f"{base}write/", {"body": f"Word number {number}", "window": f"w{number}"}) for number in range(40)
    ]
    cache.clear()
    answers += [client.post(f"{base}write/", {"body": f"More {number}", "window": f"m{number}"}) for number in range(5)]
    assert {answer.status_code for answer in answers} == {302, 422, 429}
    assert Entry.objects.count() == 20
    assert text_of(cast.client("keeper").get("/")).count("Kind words for Jonah") == 1


def test_what_is_not_sent_for_now_stands_in_the_form(cast: Cast, base: str) -> None:
    client = cast.client("relative")
    for number in range(20):
        client.post(f"{base}write/", {"body": f"Word number {number}", "window": f"w{number}"})
    answer = client.post(f"{base}write/", {"body": "The one too many", "window": "x"})
    assert answer.status_code == 429
    assert "The one too many" in answer.content.decode()


def test_the_rules_of_the_house_stand_below_ours_before_the_first_word(cast: Cast, base: str) -> None:
    host_texts.keep(host_texts.Name.RULES, body="We *read* here too. <b>", now=make.NOW)
    first = cast.client("relative").get(f"{base}write/").content.decode()
    assert "We <em>read</em> here too. &lt;b&gt;" in first
    assert first.index("No answer is needed") < first.index("<em>read</em>")
    assert "<em>read</em>" in cast.client("relative").get(f"{base}rules/").content.decode()


def test_today_tells_keepers_of_words_without_a_number_and_nobody_else(cast: Cast, base: str) -> None:
    leave(cast)
    leave(cast, "And your ears.", "w2")
    told = cast.client("keeper").get("/").content.decode()
    assert f'href="{base}inbox/"' in told
    row = told[told.index(f"{base}inbox/") :].split("</li>")[0]
    assert not re.search(r"\d", re.sub(r"<[^>]*>", "", row[row.index(">") :]))
    assert "inbox" not in cast.client("relative").get("/").content.decode()


def test_a_keeper_reads_one_word_at_a_time_and_puts_it_on_the_page(cast: Cast, base: str) -> None:
    entry = leave(cast)
    leave(cast, "And your ears.", "w2")
    client = cast.client("keeper")
    alone = text_of(client.get(f"{base}inbox/"))
    assert "Jonah had your chin." in alone
    assert "And your ears." not in alone
    assert "And your ears." in text_of(client.get(f"{base}inbox/?after={entry.public_id}"))
    sent = {"do": "page", "circle": cast.circle(CircleKind.FAMILY).public_id, "revision": entry.revision}
    answer = client.post(f"{base}{entry.public_id}/", sent)
    assert answer.headers["Location"] == f"{base}inbox/"
    assert "Jonah had your chin." in text_of(cast.client("relative").get(base))


def test_the_circles_are_offered_from_narrow_to_wide(cast: Cast, base: str) -> None:
    leave(cast)
    page = cast.client("keeper").get(f"{base}inbox/").content.decode()
    offered = re.findall(r'name="circle" value="(\w+)"( checked)?', page)
    family, friends = (cast.circle(kind).public_id for kind in (CircleKind.FAMILY, CircleKind.FRIENDS))
    assert offered == [(family, " checked"), (friends, "")]


def test_a_word_that_changed_meanwhile_is_shown_anew_and_put_nowhere(cast: Cast, base: str) -> None:
    entry = leave(cast)
    actions.change_word(
        cast.viewer("relative"), person=cast.person, entry_id=entry.public_id, said=Said("Another."), now=clock.now()
    )
    sent = {"do": "page", "circle": cast.circle(CircleKind.FAMILY).public_id, "revision": 1}
    answer = cast.client("keeper").post(f"{base}{entry.public_id}/", sent, follow=True)
    assert "The word was changed while you read it." in text_of(answer)
    assert "Another." in text_of(answer)
    assert "Another." not in text_of(cast.client("relative").get(base))


def test_the_writers_page_is_the_same_whatever_the_keepers_press(cast: Cast, base: str) -> None:
    entry = leave(cast)
    relative, keeper = cast.client("relative"), cast.client("keeper")
    before = text_of(relative.get(f"{base}mine/"))
    for press in ("between", "away", "hide", "show", "yearly", "no-more"):
        keeper.post(f"{base}{entry.public_id}/", {"do": press, "revision": 1})
        assert text_of(relative.get(f"{base}mine/")) == before, press


def test_a_writer_withdraws_a_word_and_gives_it_to_them_again(cast: Cast, base: str) -> None:
    entry = leave(cast)
    client = cast.client("relative")
    answer = client.post(f"{base}mine/{entry.public_id}/withdraw/", follow=True)
    assert "You withdrew it, and nobody sees it." in text_of(answer)
    assert "had your chin" not in text_of(cast.client("keeper").get(f"{base}inbox/"))
    client.post(f"{base}mine/{entry.public_id}/bring-back/")
    assert "Jonah had your chin." in text_of(cast.client("keeper").get(f"{base}inbox/"))


def test_thanks_are_chosen_or_written_and_read_by_the_writer(cast: Cast, base: str) -> None:
    entry = leave(cast)
    client = cast.client("keeper")
    nothing = client.post(f"{base}{entry.public_id}/thanks/", {})
    assert nothing.status_code == 422
    client.post(f"{base}{entry.public_id}/thanks/", {"line": "2"})
    client.post(f"{base}{entry.public_id}/thanks/", {"line": "1", "own": "The bread was good."})
    told = text_of(cast.client("relative").get(f"{base}mine/"))
    assert "We have read it. Thank you." in told
    assert "The bread was good." in told


def test_a_guest_who_only_writes_leaves_a_word_and_is_shown_nothing_else(cast: Cast, base: str) -> None:
    client = cast.client("guest_writing")
    sent = {"body": "I remember the snow.", "by": "Daniel", "window": "w1"}
    assert "They have it." in text_of(client.post(f"{base}write/", sent, follow=True))
    assert client.get(base).status_code == 404
    assert "I remember the snow." in text_of(cast.client("keeper").get(f"{base}inbox/"))


def test_a_guest_writes_for_nobody_whose_place_only_its_keepers_see(cast: Cast) -> None:
    own = make.make_person(cast.family, "Ada")
    client = cast.client("guest_writing")
    assert client.get(f"/p/{own.public_id}/words/write/").status_code == 404
    assert client.get(f"/p/{cast.person.public_id}/words/write/").status_code == 200


def test_somebody_who_may_leave_no_more_can_withdraw_what_they_left(cast: Cast, base: str) -> None:
    entry = leave(cast)
    type(cast.relative).objects.filter(pk=cast.relative.pk).update(may_leave_words=False)
    client = cast.client("relative")
    assert client.get(f"{base}write/").status_code == 404
    assert client.post(f"{base}mine/{entry.public_id}/withdraw/").status_code == 302
    entry.refresh_from_db()
    assert entry.word.withdrawn_at is not None


def test_a_closed_place_is_in_no_list_and_no_calendar(cast: Cast) -> None:
    token = feeds.make(cast.viewer("relative"), name="Days", titles="told", alarm="none", now=make.NOW)
    day = f"{cast.person.dates.get(kind='died').public_id}.civil-yearly"
    link = word_links.make(cast.viewer("keeper"), cast.person, days=[day], line="", now=make.NOW)
    client, guest = cast.client("relative"), cast.client("guest_reading")

    def told() -> list[bool]:
        file = feeds.read(token, now=make.NOW)
        assert file is not None
        pages = [client.get("/"), client.get("/year/"), guest.get("/g/"), Client().get(f"/word/{link}/")]
        return [*("Jonah" in text_of(page) for page in pages), b"VEVENT" in file.body]

    assert told() == [True] * 5
    set_closed(cast.viewer("keeper"), person=cast.person, is_closed=True, now=make.NOW)
    assert told() == [False] * 5
    set_closed(cast.viewer("keeper"), person=cast.person, is_closed=False, now=make.NOW)
    assert told() == [True] * 5


def test_no_press_that_is_not_known_does_anything(cast: Cast, base: str) -> None:
    entry = leave(cast)
    client = cast.client("keeper")
    client.post(f"{base}{entry.public_id}/", {"do": "delete"})
    client.post(f"{base}{entry.public_id}/", {"do": "page", "circle": "me", "revision": "1"})
    client.post(f"{base}{entry.public_id}/", {"do": "page", "circle": "zz", "revision": "9" * 40})
    assert client.post(f"{base}readers/", {"reader": "zz"}).status_code == 404
    entry.refresh_from_db()
    assert (entry.state, entry.word.standing) == ("waiting", "waiting")


def test_one_keeper_lets_the_other_read_first_and_takes_it_back(cast: Cast, base: str) -> None:
    keeper, other = cast.client("keeper"), cast.client("other_keeper")
    key = re.search(r'name="reader" value="(\w+)"', keeper.get(f"{base}inbox/").content.decode())[1]  # type: ignore[index]
    keeper.post(f"{base}readers/", {"reader": key})
    entry = leave(cast)
    assert "reads these for you" in text_of(keeper.get(f"{base}inbox/"))
    assert "had your chin" not in text_of(keeper.get(f"{base}inbox/"))
    assert "Kind words for" not in text_of(keeper.get("/"))
    assert keeper.get(f"{base}{entry.public_id}/").status_code == 404
    assert "Let the other keeper read it too" in text_of(other.get(f"{base}inbox/"))
    other.post(f"{base}{entry.public_id}/", {"do": "pass", "revision": 1})
    assert "had your chin" in text_of(keeper.get(f"{base}inbox/"))
    keeper.post(f"{base}readers/", {"reader": ""})
    assert "reads these for you" not in text_of(keeper.get(f"{base}inbox/"))


def test_somebody_is_heard_again_from_the_page_of_what_is_put_away(cast: Cast, base: str) -> None:
    entry = leave(cast)
    client = cast.client("other_keeper")
    client.post(f"{base}{entry.public_id}/", {"do": "no-more"})
    assert "had your chin" not in text_of(client.get(f"{base}inbox/"))
    page = client.get(f"{base}away/").content.decode()
    key = re.search(r'name="hear" value="(\w+)"', page)[1]  # type: ignore[index]
    client.post(f"{base}readers/", {"hear": key})
    assert "had your chin" in text_of(client.get(f"{base}inbox/"))
    assert 'name="hear"' not in client.get(f"{base}away/").content.decode()


def test_what_is_done_every_year_stands_where_things_are_added(cast: Cast, base: str) -> None:
    entry = leave(cast, "We light a candle by the lake.")
    client = cast.client("keeper")
    client.post(f"{base}{entry.public_id}/", {"do": "yearly"})
    add = f"/p/{cast.person.public_id}/add/"
    assert "We light a candle by the lake." in text_of(client.get(add))
    client.post(f"{base}{entry.public_id}/", {"do": "not-yearly"})
    assert "candle" not in text_of(client.get(add))


def test_a_chosen_word_stands_on_the_first_page_until_it_is_hidden(cast: Cast, base: str) -> None:
    entry = leave(cast)
    client, place = cast.client("keeper"), f"/p/{cast.person.public_id}/"
    word = f"{base}{entry.public_id}/"
    client.post(word, {"do": "page", "circle": cast.circle(CircleKind.FAMILY).public_id, "revision": 1})
    assert "had your chin" not in text_of(cast.client("relative").get(place))
    client.post(word, {"do": "choose"})
    assert "had your chin" in text_of(cast.client("relative").get(place))
    client.post(word, {"do": "hide"})
    for page in (place, base, f"{place}{entry.first_on.year}/"):
        assert "had your chin" not in text_of(cast.client("relative").get(page)), page
        assert "had your chin" not in text_of(client.get(page)), page
    client.post(word, {"do": "show"})
    assert "had your chin" in text_of(cast.client("relative").get(place))


def test_many_words_stand_by_year(cast: Cast, base: str) -> None:
    family = cast.circle(CircleKind.FAMILY)
    for year in range(2010, 2024):
        make.make_letter(
            cast.person, cast.keeper, audience=family, kind="kind_word", title="", body=f"In {year}.",
            first_on=date(year, 5, 1), last_on=date(year, 5, 1), happened_on=f"{year}-05-01",
        )  # fmt: skip
    page = cast.client("relative").get(base).content.decode()
    assert re.findall(r'class="yr" id="y(\d+)"', page) == [str(year) for year in range(2023, 2009, -1)]


def test_a_page_without_words_asks_keepers_to_invite_and_nobody_else(cast: Cast, base: str) -> None:
    assert "No one has been asked yet." in text_of(cast.client("keeper").get(base))
    told = text_of(cast.client("relative").get(base))
    assert "asked" not in told
    assert "Write a word" in told


def test_the_name_below_a_word_is_kept_with_it_so_that_no_page_shows_another_unread(cast: Cast, base: str) -> None:
    entry = leave(cast)
    read = actions.Read(cast.person, entry.public_id, entry.revision)
    circle_id = cast.circle(CircleKind.FAMILY).pk
    actions.put_on_page(cast.viewer("keeper"), read=read, circle_id=circle_id, now=clock.now())
    actions.choose_word(
        cast.viewer("keeper"), person=cast.person, entry_id=entry.public_id, is_chosen=True, now=clock.now()
    )
    keeper, place = cast.client("keeper"), f"/p/{cast.person.public_id}/"
    before = cast.relative.name
    assert before in text_of(keeper.get(place))
    type(cast.relative).objects.filter(pk=cast.relative.pk).update(name="Somebody Else")
    for page in (place, base):
        assert "Somebody Else" not in text_of(keeper.get(page))
        assert before in text_of(keeper.get(page))
    cast.client("relative").post(f"{base}mine/{entry.public_id}/", {"body": entry.body, "by": "Somebody Else"})
    assert "Somebody Else" not in text_of(cast.client("guest_reading").get(base))
    assert "Somebody Else" in text_of(keeper.get(f"{base}inbox/"))
