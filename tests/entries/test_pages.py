"""Letters and moments as pages: read, written without script, kept by script, and closed to others."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.conftest import Cast
from tests.entries.conftest import Desk
from yearlight.core import clock
from yearlight.entries import actions, queries
from yearlight.entries.models import Entry, EntryDraft, EntryState
from yearlight.people.roles import CircleKind


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.NOW)


def _base(cast: Cast, kind: str = "letters") -> str:
    return f"/p/{cast.person.public_id}/{kind}/"


def _hidden(answer: HttpResponse) -> dict[str, str]:
    """What the page's own form would send back: its hidden fields."""
    page = answer.content.decode()
    return {
        name: value
        for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
        if name != "csrfmiddlewaretoken"
    }


def _open(client: Client, address: str) -> dict[str, str]:
    answer = client.get(address)
    assert answer.status_code == 200
    return {**_hidden(answer), "audience": "me"}


def test_keeper_writes_a_letter_without_script(cast: Cast) -> None:
    client = cast.client("keeper")
    sent = {**_open(client, _base(cast) + "write/"), "title": "Eight", "body": "Dear Jonah,\r\n\r\nIt snowed.", "day": "14",
            "month": "11", "year": "2025", "do": "keep"}  # fmt: skip
    answer = client.post(_base(cast) + "write/", sent, follow=True)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "It snowed." in page
    assert "From <bdi>Mara</bdi> to <bdi>Jonah</bdi>" in page
    entry = Entry.objects.get()
    assert (entry.title, entry.happened_on, entry.audience_id, entry.writer_id) == (
        "Eight", "2025-11-14", None, cast.keeper.pk)  # fmt: skip
    assert "Eight" in client.get(_base(cast)).content.decode()


def test_new_letter_carries_todays_date_and_may_have_none(cast: Cast) -> None:
    client = cast.client("keeper")
    page = client.get(_base(cast) + "write/").content.decode()
    assert re.search(r'name="year"[^>]*value="2026"', page)
    sent = {**_open(client, _base(cast) + "write/"), "body": "Undated", "do": "keep"}
    client.post(_base(cast) + "write/", sent)
    assert Entry.objects.get().happened_on == ""


def test_form_sent_twice_makes_one_letter(cast: Cast) -> None:
    client = cast.client("keeper")
    sent = {**_open(client, _base(cast) + "write/"), "body": "Dear", "do": "keep"}
    for _press in range(2):
        assert client.post(_base(cast) + "write/", sent).status_code == 302
    assert Entry.objects.count() == 1


def test_letter_left_for_now_is_gone_on_with(cast: Cast) -> None:
    client = cast.client("keeper")
    sent = {**_open(client, _base(cast) + "write/"), "body": "Dear", "do": "leave"}
    assert "Dear" in client.post(_base(cast) + "write/", sent, follow=True).content.decode()
    entry = Entry.objects.get()
    assert entry.state == EntryState.DRAFT
    address = f"{_base(cast)}{entry.public_id}/"
    assert client.get(address).headers["Location"] == f"{address}edit/"
    again = _open(client, f"{address}edit/")
    client.post(f"{address}edit/", {**again, "body": "Dear Jonah,", "do": "keep"})
    assert list(Entry.objects.values_list("body", "state")) == [("Dear Jonah,", "kept")]
    assert not EntryDraft.objects.filter(closed_at=None).exists()


def test_leaving_an_empty_page_makes_nothing(cast: Cast) -> None:
    client = cast.client("keeper")
    assert client.post(_base(cast) + "write/", {"body": "", "do": "leave"}).status_code == 302
    assert not Entry.objects.exists()


def test_leaving_a_letter_as_it_was_makes_no_draft(cast: Cast) -> None:
    keepers = cast.circle(CircleKind.KEEPERS)
    letter = make.make_letter(cast.person, cast.keeper, audience=keepers)
    address = f"{_base(cast)}{letter.public_id}/edit/"
    for who in ("keeper", "other_keeper"):
        client = cast.client(who)
        sent = {**_open(client, address), "title": letter.title, "body": letter.body, "audience": keepers.public_id}
        sent |= {"day": "14", "month": "11", "year": "2025", "do": "leave"}
        assert client.post(address, sent).status_code == 302
    assert not EntryDraft.objects.exists()


def test_empty_letter_is_met_kindly(cast: Cast) -> None:
    answer = cast.client("keeper").post(_base(cast) + "write/", {"body": " ", "do": "keep"})
    assert answer.status_code == 422
    assert "One line is a letter." in answer.content.decode()


def test_date_that_cannot_be_read_costs_no_word(cast: Cast) -> None:
    client = cast.client("keeper")
    sent = {**_open(client, _base(cast) + "write/"), "body": "Dear Jonah,", "day": "31", "month": "11", "year": "2025"}
    answer = client.post(_base(cast) + "write/", {**sent, "do": "keep"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "no such day" in page
    assert "Dear Jonah," in page
    assert EntryDraft.objects.get().body == "Dear Jonah,"
    again = {**_hidden(answer), "audience": "me", "body": "Dear Jonah,", "day": "30", "month": "11", "year": "2025"}
    action = re.search(r'<form id="writing" method="post" action="([^"]+)"', page)
    assert action is not None
    assert client.post(action[1], {**again, "do": "keep"}).status_code == 302
    assert Entry.objects.get().happened_on == "2025-11-30"


def test_date_that_three_fields_cannot_hold_stays_or_goes_as_asked(cast: Cast) -> None:
    client = cast.client("keeper")
    letter = make.make_letter(cast.person, cast.keeper, happened_on="2018-11-14/2018-11-16")
    address = f"{_base(cast)}{letter.public_id}/edit/"
    sent = {**_open(client, address), "body": "Changed", "do": "keep"}
    client.post(address, {**sent, "keeps_other_date": "on"})
    letter.refresh_from_db()
    assert letter.happened_on == "2018-11-14/2018-11-16"
    client.post(address, {**_open(client, address), "body": "Changed", "do": "keep"})
    letter.refresh_from_db()
    assert letter.happened_on == ""


def test_two_keepers_get_both_texts_without_script(cast: Cast) -> None:
    keepers = cast.circle(CircleKind.KEEPERS)
    letter = make.make_letter(cast.person, cast.keeper, audience=keepers, title="", body="Base")
    address = f"{_base(cast)}{letter.public_id}/edit/"
    mara, peter = cast.client("keeper"), cast.client("other_keeper")
    hers = {**_open(mara, address), "audience": keepers.public_id, "body": "Mara's", "do": "keep"}
    his = {**_open(peter, address), "body": "Peter's", "do": "keep"}
    peter.post(address, his)
    answer = mara.post(address, hers)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mara&#x27;s" in page
    assert "<p>Peter's</p>" in page
    assert mara.post(address, {**hers, **_hidden(answer)}).status_code == 302
    letter.refresh_from_db()
    assert letter.body == "Mara's"
    versions = mara.get(f"{_base(cast)}{letter.public_id}/versions/").content.decode()
    assert "Peter's" in versions
    assert "Base" in versions


def test_letter_that_another_has_open_is_read_first(cast: Cast) -> None:
    desk, peter = Desk(cast), Desk(cast, "other_keeper")
    entry = desk.keep("Ours", audience=desk.circle(CircleKind.KEEPERS))
    peter.save("Peter's", base=1, entry_id=entry.public_id)
    client = cast.client("keeper")
    page = client.get(f"{_base(cast)}{entry.public_id}/edit/").content.decode()
    assert "has this letter open" in page
    assert "<textarea" not in page
    assert "<textarea" in client.get(f"{_base(cast)}{entry.public_id}/edit/?anyway=1").content.decode()


def test_another_text_of_ones_own_is_offered_to_read(cast: Cast) -> None:
    desk = Desk(cast)
    entry = desk.keep("Kept")
    desk.save("From the telephone", window="phone", base=1, entry_id=entry.public_id)
    desk.save("From the table", window="table", base=1, entry_id=entry.public_id, now=make.NOW + timedelta(minutes=1))
    client = cast.client("keeper")
    page = client.get(f"{_base(cast)}{entry.public_id}/edit/").content.decode()
    assert "From the table" in page
    text = f"/p/{cast.person.public_id}/texts/phone/"
    assert text in page
    assert "From the telephone" in client.get(text).content.decode()
    assert cast.client("other_keeper").get(text).status_code == 404


def test_earlier_text_is_brought_back_on_its_page(cast: Cast) -> None:
    desk = Desk(cast)
    entry = desk.keep("One")
    desk.keep("Two", base=1, entry_id=entry.public_id)
    address = f"{_base(cast)}{entry.public_id}/versions/1/bring-back/"
    assert cast.client("keeper").post(address).status_code == 302
    entry.refresh_from_db()
    assert entry.body == "One"


def test_letter_is_put_away_and_brought_back_on_its_pages(cast: Cast) -> None:
    letter = make.make_letter(cast.person, cast.keeper)
    client, address = cast.client("keeper"), f"{_base(cast)}{letter.public_id}/"
    page = client.post(f"{address}put-away/", follow=True).content.decode()
    assert "Bring it back" in page
    assert client.get(address).status_code == 404
    assert client.post(f"{address}bring-back/", follow=True).status_code == 200
    assert client.get(address).status_code == 200


def test_letter_to_a_circle_shows_who_sees_it_and_a_private_one_is_ones_own(cast: Cast) -> None:
    own = make.make_letter(cast.person, cast.keeper)
    ours = make.make_letter(cast.person, cast.keeper, audience=cast.circle(CircleKind.KEEPERS))
    client = cast.client("keeper")
    assert '<body class="has-tabs own">' in client.get(f"{_base(cast)}{own.public_id}/").content.decode()
    assert '<body class="has-tabs own">' not in client.get(f"{_base(cast)}{ours.public_id}/").content.decode()


def test_what_people_write_cannot_become_code(cast: Cast) -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    letter = make.make_letter(cast.person, cast.keeper, title=evil, body=evil)
    Desk(cast).save(evil, title=evil, base=1, window="evil", entry_id=letter.public_id)
    client, address = cast.client("keeper"), f"{_base(cast)}{letter.public_id}/"
    text = f"/p/{cast.person.public_id}/texts/evil/"
    for page in (_base(cast), address, f"{address}edit/", f"{address}versions/", text):
        shown = client.get(page).content.decode()
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown


# --- kept by script ---


def _keep_draft(client: Client, address: str, **sent: str) -> HttpResponse:
    return client.post(address, {"audience": "me", "base_revision": "0", **sent})


def test_script_is_told_what_is_kept_and_where(cast: Cast) -> None:
    client = cast.client("keeper")
    address = _base(cast) + "write/keep-draft/"
    told = _keep_draft(client, address, window="w", saves="1", body="Dear").json()
    entry = Entry.objects.get()
    assert told == {
        "entry": entry.public_id,
        "edit": f"{_base(cast)}{entry.public_id}/edit/",
        "keep": f"{_base(cast)}{entry.public_id}/keep-draft/",
        "saves": 1,
        "base_revision": 0,
        "words": "Kept at 19:00",
        "changed": "",
    }
    again = _keep_draft(client, told["keep"], window="w", saves="2", body="Dear Jonah").json()
    assert (again["entry"], again["saves"]) == (entry.public_id, 2)
    assert Entry.objects.count() == 1


def test_script_is_told_when_another_text_was_kept(cast: Cast) -> None:
    letter = make.make_letter(cast.person, cast.keeper, revision=2)
    address = f"{_base(cast)}{letter.public_id}/keep-draft/"
    assert "both will be here" in _keep_draft(cast.client("keeper"), address, window="w", saves="1", base_revision="1", body="x").json()["changed"]  # fmt: skip


def test_script_keeping_is_told_where_to_go(cast: Cast) -> None:
    client, address = cast.client("keeper"), _base(cast) + "write/"
    sent = {"audience": "me", "window": "w", "saves": "1", "body": "Dear", "do": "keep"}
    told = client.post(address, sent, headers={"accept": "application/json"}).json()
    assert told == {"address": f"{_base(cast)}{Entry.objects.get().public_id}/"}
    empty = client.post(address, {**sent, "window": "x", "body": ""}, headers={"accept": "application/json"})
    assert (empty.status_code, empty.json()) == (422, {"again": True})


def test_text_that_is_too_long_is_refused_to_the_script_in_a_sentence(cast: Cast) -> None:
    address = _base(cast) + "write/keep-draft/"
    answer = _keep_draft(cast.client("keeper"), address, window="w", saves="1", body="a" * 200_001)
    assert answer.status_code == 422
    assert "second letter" in answer.json()["words"]


def test_keeping_needs_the_pages_own_token(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.account("keeper"))
    sent = {"window": "w", "saves": "1", "body": "Dear"}
    assert client.post(_base(cast) + "write/keep-draft/", sent).status_code == 403
    page = client.get(_base(cast) + "write/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    assert client.post(_base(cast) + "write/keep-draft/", {**sent, "csrfmiddlewaretoken": token[1]}).status_code == 200


# --- the gate ---


@pytest.mark.parametrize("who", ["relative", "stranger"])
def test_those_who_may_not_write_find_no_writing_page(cast: Cast, who: str) -> None:
    client = cast.client(who)
    assert client.get(_base(cast) + "write/").status_code == 404
    assert client.post(_base(cast) + "write/", {"body": "x"}).status_code == 404
    assert client.post(_base(cast) + "write/keep-draft/", {"body": "x"}).status_code == 404
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "tail", ["", "edit/", "versions/", "photographs/", "away/", "put-away/", "bring-back/", "versions/1/bring-back/"]
)
def test_private_letter_answers_others_like_one_that_is_not_there(cast: Cast, tail: str) -> None:
    letter = make.make_letter(cast.person, cast.keeper)
    for who in ("other_keeper", "relative", "stranger"):
        client = cast.client(who)
        for public_id in (letter.public_id, "zzzzzzzzzzzzzzzz"):
            address = f"{_base(cast)}{public_id}/{tail}"
            # Pages that only take a form say so to everyone alike.
            assert client.get(address).status_code in {404, 405}
            assert client.post(address).status_code in {404, 405}
    letter.refresh_from_db()
    assert letter.state == EntryState.KEPT


def test_words_for_a_letter_out_of_reach_are_kept_as_ones_own(cast: Cast) -> None:
    letter = make.make_letter(cast.person, cast.keeper)
    answer = cast.client("other_keeper").post(
        f"{_base(cast)}{letter.public_id}/edit/", {"body": "Peter's words", "window": "p", "do": "keep"}, follow=True
    )
    assert "Peter&#x27;s words" in answer.content.decode() or "Peter's words" in answer.content.decode()
    letter.refresh_from_db()
    assert "Peter" not in letter.body


def test_relative_reads_what_the_family_sees_and_is_offered_no_change(cast: Cast) -> None:
    letter = make.make_letter(cast.person, cast.keeper, audience=cast.circle(CircleKind.FAMILY))
    page = cast.client("relative").get(f"{_base(cast)}{letter.public_id}/").content.decode()
    assert "It snowed" in page
    assert "edit/" not in page
    assert "put-away/" not in page


def test_letter_is_not_at_the_address_of_a_moment(cast: Cast) -> None:
    letter = make.make_letter(cast.person, cast.keeper)
    assert cast.client("keeper").get(f"{_base(cast, 'moments')}{letter.public_id}/").status_code == 404


def test_moments_have_the_same_pages(cast: Cast) -> None:
    client = cast.client("keeper")
    sent = {**_open(client, _base(cast, "moments") + "write/"), "body": "He opened his eyes.", "do": "keep"}
    answer = client.post(_base(cast, "moments") + "write/", sent, follow=True)
    assert "He opened his eyes." in answer.content.decode()
    assert Entry.objects.get().kind == "moment"
    assert "He opened his eyes." in client.get(_base(cast, "moments")).content.decode()
    assert "He opened" not in client.get(_base(cast)).content.decode()


# --- photographs beside ---


def test_photographs_are_chosen_from_those_here(cast: Cast) -> None:
    client, desk = cast.client("keeper"), Desk(cast)
    entry = desk.keep("Dear", audience=desk.circle(CircleKind.KEEPERS))
    picture = make.make_picture(cast.person, cast.keeper, caption="The lake")
    address = f"{_base(cast)}{entry.public_id}/photographs/"
    assert "The lake" in client.get(address).content.decode()
    assert client.post(address, {"picture": picture.public_id}).status_code == 302
    page = client.get(f"{_base(cast)}{entry.public_id}/").content.decode()
    assert "The lake" in page
    assert "Others who read this do not see it." in page
    client.post(address, {"take_away": picture.public_id})
    assert queries.beside(desk.viewer, cast.person, entry.public_id) == ()


def test_adding_a_photograph_while_writing_keeps_the_text_first(cast: Cast) -> None:
    client = cast.client("keeper")
    sent = {**_open(client, _base(cast) + "write/"), "body": "Dear", "do": "photographs"}
    answer = client.post(_base(cast) + "write/", sent)
    assert answer.headers["Location"].endswith("/photographs/")
    assert EntryDraft.objects.get().body == "Dear"


# --- as many questions as entries grow ---


def test_pages_ask_the_database_as_often_with_many_letters(cast: Cast) -> None:
    client = cast.client("keeper")
    first = make.make_letter(cast.person, cast.keeper)
    addresses = [_base(cast), f"{_base(cast)}{first.public_id}/", f"{_base(cast)}{first.public_id}/edit/"]

    def asked() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            counts.append(len(captured))
        return counts

    asked()
    few = asked()
    for number in range(60):
        make.make_letter(cast.person, cast.keeper, title=str(number))
    assert asked() == few


def test_away_page_is_for_its_writer(cast: Cast) -> None:
    letter = make.make_letter(cast.person, cast.keeper, audience=cast.circle(CircleKind.KEEPERS))
    actions.put_away(cast.viewer("keeper"), person=cast.person, entry_id=letter.public_id, now=make.NOW)
    address = f"{_base(cast)}{letter.public_id}/away/"
    assert cast.client("keeper").get(address).status_code == 200
    assert cast.client("other_keeper").get(address).status_code == 404


def test_photograph_from_the_device_that_cannot_be_taken_costs_nothing(cast: Cast) -> None:
    client, entry = cast.client("keeper"), Desk(cast).keep("Dear")
    answer = client.post(f"{_base(cast)}{entry.public_id}/photographs/", {"bring": "1", "audience": "me"}, follow=True)
    assert "No file came with this." in answer.content.decode()
    entry.refresh_from_db()
    assert entry.body == "Dear"


def test_enter_in_the_title_stays_with_the_letter_without_script(cast: Cast) -> None:
    client = cast.client("keeper")
    address = f"/p/{cast.person.public_id}/letters/write/"
    page = client.get(address).content.decode()
    first = re.search(
        r'<button[^>]*form="writing"[^>]*value="(\w+)"|<button[^>]*value="(\w+)"[^>]*form="writing"', page
    )
    assert first, page
    assert "stay" in first.groups()
    answer = client.post(address, {"title": "Eight", "body": "", "audience": "me", "window": "w1", "do": "stay"})
    assert answer.headers["Location"].endswith("/edit/")
    assert "Eight" in client.get(answer.headers["Location"]).content.decode()
