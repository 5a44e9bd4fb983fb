"""The first run: five questions, one a page, without script; each can be left out, and none is asked twice."""

from typing import Any

import pytest
from django.test import Client

from tests import make
from tests.conftest import Cast
from yearlight.memorials.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def mara() -> Client:
    """A keeper whose family has no place yet."""
    client = Client()
    account = make.make_account()
    make.make_member(make.make_family(), account=account)
    client.force_login(account)
    return client


def _answer(client: Client, step: int, do: str = "on", **answer: object) -> Any:
    named = {name.replace("__", "-"): value for name, value in answer.items()}
    return client.post(f"/begin/{step}/", {"do": do, **named})


def _who(client: Client, who: str = "our_child") -> Any:
    return _answer(client, 1, who=who)


def test_one_question_leads_to_the_next_and_to_the_place(mara: Client) -> None:
    assert _who(mara).headers["Location"] == "/begin/2/"
    assert _answer(mara, 2, name="Jonah").headers["Location"] == "/begin/3/"
    day = {"died__day": "14", "died__month": "11", "died__year": "2018", "day__is_same_day": "on"}
    assert _answer(mara, 3, **day).headers["Location"] == "/begin/4/"
    birth = {"how_died": "born_still", "weeks": "38", "days": "2", "due__year": "2018", "due__month": "11"}
    assert _answer(mara, 4, **birth).headers["Location"] == "/begin/5/"
    person = Person.objects.get()
    assert _answer(mara, 5, told="He had long feet.").headers["Location"] == f"/p/{person.public_id}/"
    person.refresh_from_db()
    assert (person.name, person.how_died, person.weeks, person.days, person.told, person.begin_at) == (
        "Jonah", "born_still", 38, 2, "He had long feet.", None)  # fmt: skip
    assert {date.kind: date.happened_on for date in person.dates.all()} == {
        "died": "2018-11-14", "born": "2018-11-14", "due": "2018-11"}  # fmt: skip


def test_everything_can_be_left_out(mara: Client) -> None:
    _who(mara)
    for step in (2, 3, 4):
        assert _answer(mara, step).headers["Location"] == f"/begin/{step + 1}/"
    _answer(mara, 5)
    person = Person.objects.get()
    assert (person.name, person.begin_at, person.dates.count()) == ("", None, 0)
    assert "Our child" in mara.get(f"/p/{person.public_id}/").content.decode()


def test_a_new_place_is_seen_by_its_keepers_only(mara: Client) -> None:
    _who(mara)
    assert Person.objects.get().audience.kind == "keepers"


def test_back_finds_the_answers_again(mara: Client) -> None:
    _who(mara)
    _answer(mara, 2, name="Jonah", called="our son")
    _answer(mara, 3, died__year="2018", died__season="autumn")
    assert 'value="Jonah"' in mara.get("/begin/2/").content.decode()
    page = mara.get("/begin/3/").content.decode()
    assert 'value="2018"' in page
    assert '<option value="autumn" selected>' in page


def test_one_can_leave_and_go_on_another_day(mara: Client) -> None:
    _who(mara)
    assert _answer(mara, 2, do="leave", name="Jonah").headers["Location"] == "/"
    assert "Go on when you like" in mara.get("/").content.decode()
    assert mara.get("/begin/").headers["Location"] == "/begin/2/"
    assert 'value="Jonah"' in mara.get("/begin/2/").content.decode()


def test_the_question_about_birth_is_not_asked_of_someone_else(mara: Client) -> None:
    _who(mara, "someone")
    _answer(mara, 2, name="Oma")
    assert _answer(mara, 3).headers["Location"] == "/begin/5/"
    assert mara.get("/begin/4/").headers["Location"] == "/begin/5/"
    assert mara.get("/begin/4/?from=after").headers["Location"] == "/begin/3/"
    assert "The last of four." in mara.get("/begin/5/").content.decode()


@pytest.mark.parametrize(
    ("step", "answer", "told"),
    [
        (3, {"died__day": "31", "died__month": "2", "died__year": "2018"}, "That month has no such day"),
        (3, {"died__day": "14"}, "Add the"),
        (3, {"died__year": "18"}, "four digits"),
        (4, {"weeks": "46"}, "Write a number from 0 to 45"),
        (4, {"weeks": "many"}, "Write a number from 0 to 45"),
        (4, {"weeks": "22", "days": "7"}, "Write a number from 0 to 6"),
        (4, {"due__month": "13", "due__year": "2018"}, "Months go from 1 to 12"),
    ],
)
def test_what_cannot_be_is_met_kindly_and_keeps_the_rest(
    mara: Client, step: int, answer: dict[str, str], told: str
) -> None:
    _who(mara)
    given = {**answer, "death_words": "Fell silent"} if step == 4 else answer
    page = _answer(mara, step, **given)
    assert page.status_code == 422
    text = page.content.decode()
    assert told in text
    assert "Something needs another look" in text
    assert all(f'value="{value}"' in text for value in given.values())
    assert Person.objects.get().dates.count() == 0


def test_a_choice_that_is_none_is_refused_and_nothing_begun(mara: Client) -> None:
    assert _who(mara, "a pet").status_code == 422
    assert not Person.objects.exists()


@pytest.mark.parametrize("weeks", ["0", "45"])
def test_weeks_reach_from_nothing_to_forty_five(mara: Client, weeks: str) -> None:
    _who(mara)
    _answer(mara, 4, weeks=weeks, days="6")
    assert Person.objects.get().weeks == int(weeks)


@pytest.mark.parametrize("address", ["/begin/0/", "/begin/6/"])
def test_there_is_no_other_question(mara: Client, address: str) -> None:
    assert mara.get(address).status_code == 404


def test_a_later_question_without_a_place_leads_to_the_first(mara: Client) -> None:
    assert mara.get("/begin/3/").headers["Location"] == "/begin/1/"


def test_a_relative_cannot_begin_a_place(cast: Cast) -> None:
    assert cast.client("relative").get("/begin/1/").status_code == 404
    assert _who(cast.client("relative")).status_code == 404
    assert Person.objects.count() == 1
