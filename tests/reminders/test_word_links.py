"""Relatives and friends ask for a yearly word, without an account, at a link that keepers give them."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.core.logs import WithoutSecrets
from yearlight.core.models import AuditLine
from yearlight.reminders import asking, links
from yearlight.reminders.actions import word_links
from yearlight.reminders.actions.planning import plan
from yearlight.reminders.models import Message, Outcome, Receiver, WhyStopped, Wish, WordLink
from yearlight.reminders.queries.due import days_of, standing

pytestmark = pytest.mark.usefixtures("clock_stands")

#: What a page writes first where it has a link to show.
_LINK = re.compile(r"/word/[^<\s]+/")


def key(cast: Cast, kind: str = "died") -> str:
    return f"{cast.person.dates.get(kind=kind).public_id}.civil-yearly"


def page(cast: Cast) -> str:
    return f"/p/{cast.person.public_id}/word/"


def given(cast: Cast, *kinds: str, line: str = "") -> str:
    """The address of a fresh link."""
    days = [key(cast, kind) for kind in kinds or ("died",)]
    return f"/word/{word_links.make(cast.viewer('keeper'), cast.person, days=days, line=line, now=make.NOW)}/"


def ask(address: str, cast: Cast, **more: object) -> HttpResponse:
    """From a browser that has no cookie."""
    sent = {"days": [key(cast)], "leads": ["7m"], "name": "Ann", "email": "Ann@Example.org", "zone": "", **more}
    return Client(enforce_csrf_checks=True).post(address, sent)  # type: ignore[return-value]


def link_in_mail() -> str:
    found = _LINK.search(mail.outbox[-1].body)
    assert found is not None
    return found[0]


def confirm(address: str) -> HttpResponse:
    return Client(enforce_csrf_checks=True).post(address)  # type: ignore[return-value]


def asked_and_confirmed(cast: Cast, address: str, **more: object) -> Receiver:
    assert ask(address, cast, **more).status_code == 200
    assert confirm(link_in_mail()).status_code == 200
    return Receiver.objects.get(account=None, email=mail.outbox[-1].to[0])


def test_keeper_makes_a_link_that_is_shown_once_and_kept_nowhere(cast: Cast) -> None:
    client = cast.client("keeper")
    answer = client.post(page(cast), {"do": "make", "days": [key(cast)], "line": "Thank you for thinking of him."})
    found = _LINK.search(answer.content.decode())
    assert found is not None
    row = WordLink.objects.get()
    assert found[0].split("/")[2] not in repr(vars(row))
    assert found[0] not in client.get(page(cast)).content.decode()
    shown = Client().get(found[0]).content.decode()
    assert "Thank you for thinking of him." in shown
    assert "The day Jonah died (next on 14 November 2026)" in shown


def test_link_needs_a_day(cast: Cast) -> None:
    answer = cast.client("keeper").post(page(cast), {"do": "make", "line": ""})
    assert answer.status_code == 422
    assert "Choose a day." in answer.content.decode()
    assert not WordLink.objects.exists()


def test_only_what_is_kept_can_be_named_and_the_death_comes_first(cast: Cast) -> None:
    make.make_date(cast.person, "born", date(2018, 11, 2))
    make.make_date(cast.person, "funeral", date(2018, 11, 20))
    shown = cast.client("keeper").get(page(cast)).content.decode()
    assert shown.index("The day Jonah died") < shown.index("The day Jonah was born")
    assert "funeral" not in shown
    funeral = cast.person.dates.get(kind="funeral").public_id
    sent = {"do": "make", "days": [f"{funeral}.civil-yearly"], "line": ""}
    assert cast.client("keeper").post(page(cast), sent).status_code == 422


@pytest.mark.parametrize("who", ["relative", "stranger"])
def test_nobody_but_a_keeper_gives_a_link(cast: Cast, who: str) -> None:
    assert cast.client(who).get(page(cast)).status_code == 404
    sent = {"do": "make", "days": [key(cast)], "line": ""}
    assert cast.client(who).post(page(cast), sent).status_code == 404
    with pytest.raises(word_links.NoLink):
        word_links.make(cast.viewer(who), cast.person, days=[key(cast)], line="", now=make.NOW)


def test_nothing_is_checked_before_a_friend_does(cast: Cast) -> None:
    shown = Client().get(given(cast)).content.decode()
    assert "checked" not in shown
    assert "Or nothing at all." in shown
    assert "no answer needed" in shown


def test_a_friend_is_not_told_to_say_a_name_where_there_is_none(cast: Cast) -> None:
    address = given(cast)
    assert "Say the name: Jonah." in Client().get(address).content.decode()
    type(cast.person).objects.update(name="")
    shown = Client().get(address).content.decode()
    assert "Our child is remembered here." in shown
    assert "Say the name" not in shown
    assert "or nothing at all" in shown


def test_asking_keeps_nothing_and_sends_one_message_that_names_nobody(cast: Cast) -> None:
    answer = ask(given(cast), cast)
    assert answer.status_code == 200
    assert not Receiver.objects.exists()
    [sent] = mail.outbox
    assert sent.to == ["ann@example.org"]
    for word in ("Jonah", "died", "Mara", "Ann"):
        assert word not in sent.subject + sent.body


def test_without_a_mail_server_nobody_is_told_to_look_into_their_mail(cast: Cast, settings: Settings) -> None:
    address = given(cast)
    assert "lies in its outbox" in ask(address, cast).content.decode()
    settings.SENDS_MAIL = True
    assert "A message went to ann@example.org." in ask(address, cast).content.decode()


def test_looking_at_the_confirmation_keeps_nothing(cast: Cast) -> None:
    ask(given(cast), cast)
    for method in ("get", "head"):
        assert getattr(Client(), method)(link_in_mail()).status_code == 200
    assert not Receiver.objects.exists()


def test_confirmed_is_kept_and_due(cast: Cast) -> None:
    receiver = asked_and_confirmed(cast, given(cast), leads=["7m", "0m"], zone="Pacific/Auckland")
    assert (receiver.name, receiver.time_zone, receiver.confirmed_at) == ("Ann", "Pacific/Auckland", make.NOW)
    wish = receiver.wishes.get()
    assert wish.leads == "7m,0m"
    assert wish.due_on is not None
    assert list(standing(receiver).sources) == [wish.pk]


def test_confirming_twice_changes_nothing_that_was_chosen_since(cast: Cast) -> None:
    receiver = asked_and_confirmed(cast, given(cast))
    Wish.objects.update(leads="")
    assert confirm(link_in_mail()).status_code == 200
    assert receiver.wishes.get().leads == ""


def test_asking_anew_changes_what_was_asked_before(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    make.make_date(cast.person, "remembered", date(2018, 6, 1))
    address = given(cast, "died", "remembered")
    receiver = asked_and_confirmed(cast, address)
    Receiver.objects.update(stopped_at=make.NOW, stopped_why=WhyStopped.RETURNED, returned=3)
    later = make.NOW + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    asked_and_confirmed(cast, address, days=[key(cast, "remembered")], leads=["0m"], name="Ann B.")
    receiver.refresh_from_db()
    assert (receiver.name, receiver.stopped_at, receiver.returned) == ("Ann B.", None, 0)
    assert {one.date.kind: one.leads for one in receiver.wishes.all() if one.date} == {"died": "", "remembered": "0m"}


def test_the_answer_is_the_same_for_a_known_address_and_a_new_one(cast: Cast) -> None:
    address = given(cast)
    first = ask(address, cast).content
    confirm(link_in_mail())
    assert ask(address, cast).content == first
    assert len(mail.outbox) == 2
    assert mail.outbox[0].subject == mail.outbox[1].subject


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "nowhere"),
        ("email", ""),
        ("name", ""),
        ("leads", []),
        ("days", []),
        ("days", ["x.y"]),
        ("zone", "Mars/X"),
    ],
)
def test_what_is_left_out_is_met_kindly_and_keeps_what_was_typed(cast: Cast, field: str, value: object) -> None:
    answer = ask(given(cast), cast, **{field: value})
    assert answer.status_code == 422
    assert "Something needs another look" in answer.content.decode()
    assert not mail.outbox


def test_a_confirmation_is_good_for_seven_days(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(given(cast), cast)
    late = make.NOW + timedelta(days=8)
    monkeypatch.setattr(clock, "now", lambda: late)
    assert confirm(link_in_mail()).status_code == 404
    assert not Receiver.objects.exists()


def test_a_confirmation_that_was_changed_opens_nothing(cast: Cast) -> None:
    ask(given(cast), cast)
    address = link_in_mail()
    assert confirm(address[:-6] + ("A" if address[-6] != "A" else "B") + address[-5:]).status_code == 404
    assert asking.read("x" * 100_000, now=make.NOW) is None
    receiver = make.make_receiver(cast.account("keeper"))
    assert confirm(f"/word/confirm/{links.token(receiver)}/").status_code == 404


def test_one_address_is_good_at_a_time(cast: Cast) -> None:
    first = given(cast)
    WordLink.objects.create(person=cast.person, token_hash="made at the same instant", days=[], made_at=make.NOW)
    second = given(cast)
    assert [Client().get(one).status_code for one in (first, second)] == [404, 200]


@pytest.mark.parametrize("do", ["close", "renew"])
def test_a_link_that_was_closed_or_renewed_names_nobody(cast: Cast, do: str) -> None:
    address = given(cast)
    cast.client("keeper").post(page(cast), {"do": do})
    for answer in (Client().get(address), ask(address, cast)):
        shown = answer.content.decode()
        assert answer.status_code == 404
        assert "This page is no longer open." in shown
        for word in ("Jonah", "Mara", "Peter", "died"):
            assert word not in shown


def test_a_confirmation_after_the_link_was_closed_keeps_nothing(cast: Cast) -> None:
    ask(given(cast), cast)
    word_links.close(cast.viewer("keeper"), cast.person, now=make.NOW)
    assert confirm(link_in_mail()).status_code == 404
    assert not Receiver.objects.exists()


def test_those_who_asked_stay_with_a_new_address_and_are_told_nothing_once_it_is_closed(cast: Cast) -> None:
    receiver = asked_and_confirmed(cast, given(cast))
    word_links.renew(cast.viewer("keeper"), cast.person, now=make.NOW)
    assert standing(Receiver.objects.get(pk=receiver.pk)).sources
    word_links.close(cast.viewer("keeper"), cast.person, now=make.NOW)
    assert not standing(Receiver.objects.get(pk=receiver.pk)).sources


def test_a_day_that_is_not_named_any_more_is_not_told(cast: Cast) -> None:
    make.make_date(cast.person, "remembered", date(2018, 6, 1))
    receiver = asked_and_confirmed(cast, given(cast, "died", "remembered"))
    word_links.change(cast.viewer("keeper"), cast.person, days=[key(cast, "remembered")], line="", now=make.NOW)
    told = {one.date.kind for one in standing(receiver).sources.values() if one.date}
    assert told == {"remembered"}


def test_a_friends_link_opens_what_they_asked_for(cast: Cast) -> None:
    receiver = asked_and_confirmed(cast, given(cast))
    wish = receiver.wishes.get()
    address = f"/r/{links.token(receiver, [wish.pk])}/"
    shown = Client().get(address).content.decode()
    assert "Next on 14 November 2026." in shown
    assert "Jonah" not in shown
    Client().post(address + "stop/", {"day": key(cast)})
    wish.refresh_from_db()
    assert wish.leads == ""


def test_a_friend_is_forgotten_by_one_press(cast: Cast) -> None:
    receiver = asked_and_confirmed(cast, given(cast))
    address = f"/r/{links.token(receiver)}/everything/"
    assert "Nothing of you is kept here any more" in Client().post(address, {"do": "forget"}).content.decode()
    assert not Receiver.objects.exists()
    assert not Wish.objects.exists()
    assert "@" not in "".join(AuditLine.objects.values_list("thing_id", flat=True))


def test_an_account_is_forgotten_by_no_link(cast: Cast) -> None:
    receiver = make.make_receiver(cast.account("keeper"))
    address = f"/r/{links.token(receiver)}/everything/"
    assert "Be forgotten" not in Client().get(address).content.decode()
    Client().post(address, {"do": "forget"})
    assert Receiver.objects.filter(pk=receiver.pk).exists()


def test_a_message_is_planned_for_whoever_confirmed_and_its_link_opens(cast: Cast) -> None:
    receiver = asked_and_confirmed(cast, given(cast))
    plan(make.NOW)
    week_before = datetime(2026, 11, 7, 9, 0, tzinfo=UTC)
    plan(week_before)
    message = Message.objects.get(receiver=receiver)
    assert message.on == date(2026, 11, 7)
    found = days_of(message, week_before)
    assert not isinstance(found, Outcome)
    assert [one.on for one in found] == [date(2026, 11, 14).toordinal()]
    wishes = [one.source.wish.pk for one in found if one.source.wish]
    assert "Next on 14 November 2026." in Client().get(f"/r/{links.token(receiver, wishes)}/").content.decode()


def test_keepers_see_who_asked_and_never_for_what(cast: Cast) -> None:
    make.make_date(cast.person, "remembered", date(2018, 6, 1))
    address = given(cast, "died", "remembered")
    shown = [cast.client("other_keeper").get(page(cast)).content.decode()]
    for days in ([key(cast)], [key(cast, "remembered")]):
        Receiver.objects.all().delete()
        asked_and_confirmed(cast, address, days=days)
        shown.append(cast.client("other_keeper").get(page(cast)).content.decode())
    bare = [re.sub(r'value="[^"]{16,}"', "", one) for one in shown]
    assert "1 person asked" in bare[1]
    assert "Ann" in bare[1]
    assert "ann@example.org" not in bare[1]
    assert bare[1] == bare[2]


def test_keeper_takes_somebody_off_with_all_they_wished(cast: Cast) -> None:
    receiver = asked_and_confirmed(cast, given(cast))
    old = f"/r/{links.token(receiver)}/pause/"
    cast.client("other_keeper").post(page(cast), {"do": "take-off", "who": receiver.public_id})
    assert not Receiver.objects.exists()
    assert not Wish.objects.exists()
    assert Client().get(old).status_code == 404


def test_whoever_was_taken_off_does_not_come_back_by_the_message_before(cast: Cast) -> None:
    address = given(cast)
    receiver = asked_and_confirmed(cast, address)
    before = link_in_mail()
    later = make.NOW + timedelta(hours=1)
    word_links.take_off(cast.viewer("keeper"), cast.person, public_id=receiver.public_id, now=later)
    assert confirm(before).status_code == 404
    assert not Receiver.objects.exists()


def test_whoever_was_taken_off_can_ask_anew_and_others_stay_confirmed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = given(cast)
    receiver = asked_and_confirmed(cast, address)
    asked_and_confirmed(cast, address, email="ben@example.org", name="Ben")
    of_ben = link_in_mail()
    word_links.take_off(cast.viewer("keeper"), cast.person, public_id=receiver.public_id, now=make.NOW)
    assert confirm(of_ben).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: make.NOW + timedelta(hours=1))
    assert asked_and_confirmed(cast, address).pk
    assert Receiver.objects.count() == 2


def test_what_was_asked_at_an_address_before_is_not_confirmed_at_the_one_after(cast: Cast) -> None:
    ask(given(cast), cast)
    word_links.renew(cast.viewer("keeper"), cast.person, now=make.NOW + timedelta(hours=1))
    assert confirm(link_in_mail()).status_code == 404
    assert not Receiver.objects.exists()


def test_keeper_takes_off_nobody_of_another_place(cast: Cast) -> None:
    receiver = asked_and_confirmed(cast, given(cast))
    own = make.make_receiver(cast.account("relative"))
    other = make.make_person(cast.family, "Ada", audience=cast.person.audience)
    for public_id in (receiver.public_id, own.public_id):
        with pytest.raises(word_links.NoLink):
            word_links.take_off(cast.viewer("keeper"), other, public_id=public_id, now=make.NOW)
    with pytest.raises(word_links.NoLink):
        word_links.take_off(cast.viewer("stranger"), cast.person, public_id=receiver.public_id, now=make.NOW)
    assert Receiver.objects.count() == 2


def test_one_address_is_not_written_to_again_and_again(cast: Cast) -> None:
    address = given(cast)
    answers = [ask(address, cast).status_code for _try in range(4)]
    assert answers == [200, 200, 200, 429]
    assert len(mail.outbox) == 3


def test_a_message_that_cannot_be_sent_is_said_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> int:
        raise OSError

    address = given(cast)
    monkeypatch.setattr(mail.EmailMessage, "send", refuse)
    answer = ask(address, cast)
    assert answer.status_code == 503
    assert "Nothing is kept of what you wrote." in answer.content.decode()


def test_pages_tell_nobody_where_they_are(cast: Cast) -> None:
    address = given(cast)
    for answer in (Client().get(address), ask(address, cast), Client().get(link_in_mail()), confirm(link_in_mail())):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer.headers["Cache-Control"]
        assert not answer.cookies


@pytest.mark.parametrize("address", ["/word/{}/", "/word/confirm/{}/", "/r/{}/pause/"])
def test_no_log_holds_the_key_of_an_address(address: str) -> None:
    import logging  # noqa: PLC0415

    record = logging.LogRecord("x", logging.INFO, "", 1, "GET %s", (address.format("sEcReT.k3y-_"),), None)
    WithoutSecrets().filter(record)
    assert "sEcReT" not in record.getMessage()


# --- for a guest, who came by a link of their own ---


@pytest.mark.parametrize("who", ["guest_reading", "guest_writing"])
def test_a_guest_asks_on_a_page_of_their_own(cast: Cast, who: str) -> None:
    given(cast)
    client = cast.client(who)
    address = f"/p/{cast.person.public_id}/remind/"
    assert address in client.get("/g/").text
    assert f'value="{who}"' in client.get(address).text
    sent = {"days": [key(cast)], "leads": ["7m"], "name": "Ann", "email": "ann@example.org", "zone": ""}
    assert client.post(address, sent).status_code == 200
    assert not Receiver.objects.exists()
    assert confirm(link_in_mail()).status_code == 200
    assert Receiver.objects.get().email == "ann@example.org"


def test_nothing_is_offered_to_a_guest_where_keepers_offer_nothing(cast: Cast) -> None:
    client, address = cast.client("guest_reading"), f"/p/{cast.person.public_id}/remind/"
    assert address not in client.get("/g/").text
    assert client.get(address).status_code == 404
    given(cast)
    word_links.close(cast.viewer("keeper"), cast.person, now=make.NOW)
    assert address not in client.get("/g/").text
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("who", ["keeper", "relative", "stranger"])
def test_whoever_has_an_account_chooses_reminders_elsewhere(cast: Cast, who: str) -> None:
    given(cast)
    assert cast.client(who).get(f"/p/{cast.person.public_id}/remind/").status_code == 404
