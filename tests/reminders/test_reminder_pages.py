"""One's own messages: whether any come, when, how, and what was sent."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.people import actions as people
from yearlight.reminders.actions import pauses, planning, receivers
from yearlight.reminders.models import HowTold, Message, Outcome, Pause, Receiver, SharedDay, WhyStopped, Wish

pytestmark = pytest.mark.usefixtures("clock_stands")

ADDRESS = "/me/reminders/"
#: The day of 14 November is eleven days away.
NOW = make.NOW


def key(cast: Cast) -> str:
    return f"{cast.person.dates.get().public_id}.civil-yearly"


def choose(cast: Cast, *leads: str, who: str = "keeper", others: str = "") -> HttpResponse:
    sent = {"leads": leads, "others": others}
    return cast.client(who).post(f"{ADDRESS}day/{key(cast)}/", sent)  # type: ignore[return-value]


def said(cast: Cast, address: str = ADDRESS, who: str = "keeper") -> str:
    return cast.client(who).get(address).content.decode()


def wish(who: str, cast: Cast) -> Wish | None:
    return Wish.objects.filter(receiver__account=cast.account(who)).first()


def message(cast: Cast, on: date, outcome: Outcome, who: str = "keeper", **more: Any) -> Message:
    receiver = Receiver.objects.get_or_create(account=cast.account(who), defaults={"made_at": NOW})[0]
    return Message.objects.create(
        receiver=receiver, on=on, opens_at=NOW, closes_at=NOW, outcome=outcome, decided_at=NOW, **more
    )


def test_nothing_comes_before_anything_was_chosen(cast: Cast) -> None:
    assert "Nothing is sent to you: no day has a message chosen." in said(cast)
    assert not Receiver.objects.exists()


def test_looking_makes_no_receiver(cast: Cast) -> None:
    for address in ("", "how/", "hours/", "subject/", "sent/", f"day/{key(cast)}/"):
        assert cast.client("keeper").get(ADDRESS + address).status_code == 200
    assert not Receiver.objects.exists()


def test_what_was_chosen_for_a_day_is_kept_and_told(cast: Cast) -> None:
    assert choose(cast, "7m", "0m", others="3, 30").status_code == 302
    page = said(cast)
    assert "a week before" in page
    assert "3 days before" in page
    found = wish("keeper", cast)
    assert found is not None
    assert found.leads == "30m,7m,3m,0m"
    assert found.due_on == planning.AT_ONCE


def test_next_messages_are_told_with_their_hours(cast: Cast) -> None:
    choose(cast, "7m", "1e")
    page = said(cast)
    assert "7 November 2026" in page
    assert "between 08:00 and 14:00" in page
    assert "13 November 2026" in page
    assert "between 18:00 and 21:00" in page


def test_a_message_whose_hours_are_over_today_is_not_told_as_coming(cast: Cast) -> None:
    choose(cast, others="11")
    assert "3 November 2026" not in said(cast)


def test_a_message_that_was_sent_today_is_not_told_as_coming(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(cast, others="11")
    early = NOW.replace(hour=9)
    monkeypatch.setattr(clock, "now", lambda: early)
    assert "3 November 2026" in said(cast)
    message(cast, NOW.date(), Outcome.SENT)
    assert "3 November 2026" not in said(cast)


def test_nothing_chosen_takes_the_message_away_again(cast: Cast) -> None:
    choose(cast, "7m")
    choose(cast)
    found = wish("keeper", cast)
    assert found is not None
    assert (found.leads, found.due_on) == ("", None)
    assert "No message." in said(cast)


@pytest.mark.parametrize("others", ["soon", "367", "-2", "1 2 3 4 5", "1.5"])
def test_days_that_cannot_be_are_met_kindly_and_change_nothing(cast: Cast, others: str) -> None:
    choose(cast, "7m")
    answer = choose(cast, "0m", others=others)
    assert answer.status_code == 422
    assert "Nothing is changed yet." in answer.content.decode()
    found = wish("keeper", cast)
    assert found is not None
    assert found.leads == "7m"


def test_two_of_one_family_do_not_see_each_others_wishes(cast: Cast) -> None:
    choose(cast, "7m", who="keeper")
    Wish.objects.update(told=HowTold.SOFTER)
    for address in (ADDRESS, f"{ADDRESS}day/{key(cast)}/"):
        page = said(cast, address, "other_keeper")
        assert "a week before" not in page
        assert "checked" not in page
        assert "softer" not in page
    assert "No message." in said(cast, who="other_keeper")
    choose(cast, "0m", who="other_keeper")
    found = wish("keeper", cast)
    assert found is not None
    assert found.leads == "7m"


def test_stranger_cannot_choose_for_a_day_of_the_family(cast: Cast) -> None:
    assert choose(cast, "7m", who="stranger").status_code == 404
    assert not Wish.objects.exists()
    assert choose(cast, "7m", who="relative").status_code == 302


def test_a_shared_day_has_messages_too(cast: Cast) -> None:
    SharedDay.objects.create(account=cast.account("keeper"), custom="wave-of-light", changed_at=NOW)
    assert cast.client("keeper").post(f"{ADDRESS}day/shared.wave-of-light/", {"leads": ["0m"]}).status_code == 302
    page = said(cast)
    assert "15 October 2027" in page
    assert "Wave of Light" in page
    assert said(cast, who="other_keeper").count("Wave of Light") == 0
    assert cast.client("other_keeper").get(f"{ADDRESS}day/shared.wave-of-light/").status_code == 404


def test_a_custom_that_needs_no_date_has_messages_too(cast: Cast) -> None:
    cast.person.customs.create(custom="wave-of-light", options={}, made_at=NOW)
    address = f"{ADDRESS}day/{cast.person.public_id}.wave-of-light/"
    for leads in (["0m"], ["7m"]):
        assert cast.client("keeper").post(address, {"leads": leads}).status_code == 302
    found = Wish.objects.get()
    assert (found.person, found.date, found.leads) == (cast.person, None, "7m")
    assert "8 October 2027" in said(cast)


def test_days_of_one_day_come_in_one_message(cast: Cast) -> None:
    cast.person.customs.create(date=cast.person.dates.get(), custom="civil-monthly", options={}, made_at=NOW)
    choose(cast, "0m", "1e")
    monthly = f"{ADDRESS}day/{cast.person.dates.get().public_id}.civil-monthly/"
    cast.client("keeper").post(monthly, {"leads": ["0m"]})
    page = said(cast)
    head = page[: page.index('id="pause"')]
    assert head.count("14 November 2026") == 1
    assert head.count("14 December 2026") == 1


def test_a_day_told_never_is_not_among_what_comes(cast: Cast) -> None:
    choose(cast, "7m")
    Wish.objects.update(told=HowTold.NEVER)
    page = said(cast)
    assert "Never for this day." in page
    assert "Nothing is sent to you: no day has a message chosen." in page


def test_a_day_told_not_this_year_comes_in_the_next(cast: Cast) -> None:
    choose(cast, "7m")
    Wish.objects.update(told=HowTold.NOT_THIS_YEAR, year=2026)
    page = said(cast)
    assert "7 November 2026" not in page
    assert "7 November 2027" in page


def test_one_press_pauses_everything_and_one_ends_it(cast: Cast) -> None:
    choose(cast, "7m")
    client = cast.client("keeper")
    client.post(ADDRESS, {"do": "pause"})
    page = client.get(ADDRESS).content.decode()
    assert "Nothing comes until you undo it." in page
    assert "7 November 2026" not in page
    client.post(ADDRESS, {"do": "end"})
    assert "7 November 2026" in said(cast)
    assert Pause.objects.get().ended_at == NOW


def test_a_pause_until_a_day_tells_what_comes_after_it(cast: Cast) -> None:
    choose(cast, "7m", "0m")
    sent = {"do": "until", "until-day": "10", "until-month": "11", "until-year": "2026"}
    assert cast.client("keeper").post(ADDRESS, sent).status_code == 302
    page = said(cast)
    assert "Messages come again from 10 November 2026 on." in page
    assert "7 November 2026" not in page
    assert "14 November 2026" in page


@pytest.mark.parametrize("parts", [("3", "11", "2026"), ("31", "2", "2027"), ("", "", ""), ("", "", "2027")])
def test_a_day_that_is_not_to_come_pauses_nothing(cast: Cast, parts: tuple[str, str, str]) -> None:
    sent = dict(zip(("until-day", "until-month", "until-year"), parts, strict=True), do="until")
    assert cast.client("keeper").post(ADDRESS, sent).status_code == 422
    assert not Pause.objects.exists()


def test_a_pause_that_is_over_makes_place_for_another(cast: Cast) -> None:
    receiver = make.make_receiver(cast.account("keeper"))
    today = NOW.date()
    pauses.pause(receiver, until=today + timedelta(days=2), today=today, now=NOW)
    later = today + timedelta(days=5)
    pauses.pause(receiver, until=None, today=later, now=NOW + timedelta(days=5))
    assert [one.ended_at is None for one in Pause.objects.order_by("pk")] == [False, True]


def test_pausing_twice_is_one_pause_with_the_later_end(cast: Cast) -> None:
    receiver = make.make_receiver(cast.account("keeper"))
    for until in (date(2026, 11, 9), date(2026, 12, 24)):
        pauses.pause(receiver, until=until, today=NOW.date(), now=NOW)
    assert Pause.objects.get().until == date(2026, 12, 24)


def test_stopped_is_told_and_undone_by_one_press(cast: Cast) -> None:
    choose(cast, "7m")
    receivers.stop_mail(Receiver.objects.get(), now=NOW)
    assert "you stopped all of it on 3 November 2026" in said(cast)
    cast.client("keeper").post(ADDRESS, {"do": "open"})
    assert "7 November 2026" in said(cast)


def test_stopped_e_mail_leaves_what_comes_on_a_device(cast: Cast) -> None:
    choose(cast, "7m")
    receiver = Receiver.objects.get()
    receivers.stop_mail(receiver, now=NOW)
    assert "7 November 2026" not in said(cast)
    receiver.devices.create(endpoint_hash="0", endpoint="https://push.example/1", p256dh="k", auth="a", made_at=NOW)
    Receiver.objects.update(by_push=True)
    page = said(cast)
    assert "you stopped all of it on 3 November 2026" in page
    assert "7 November 2026" in page


def test_messages_that_came_back_are_told_in_a_sentence(cast: Cast) -> None:
    choose(cast, "7m")
    Receiver.objects.update(stopped_at=NOW, stopped_why=WhyStopped.RETURNED, returned=3)
    assert "messages to your address came back" in said(cast)
    cast.client("keeper").post(ADDRESS, {"do": "open"})
    assert Receiver.objects.get().returned == 0


def test_hours_are_kept_and_what_comes_next_keeps_them(cast: Cast) -> None:
    choose(cast, "7m")
    sent = {"morning_from": "420", "morning_until": "600", "evening_from": "1020", "evening_until": "1440"}
    assert cast.client("keeper").post(f"{ADDRESS}hours/", sent).status_code == 302
    assert "between 07:00 and 10:00" in said(cast)
    page = said(cast, f"{ADDRESS}hours/")
    assert '<option value="420" selected>07:00</option>' in page
    assert '<option value="1440" selected>midnight</option>' in page


@pytest.mark.parametrize(
    "hours", [(600, 600, 1020, 1200), (480, 1050, 1020, 1200), (480, 600, 1200, 1020), (-30, 600, 1020, 1200)]
)
def test_hours_out_of_order_are_met_kindly(cast: Cast, hours: tuple[int, ...]) -> None:
    names = ("morning_from", "morning_until", "evening_from", "evening_until")
    answer = cast.client("keeper").post(f"{ADDRESS}hours/", dict(zip(names, hours, strict=True)))
    assert answer.status_code == 422
    assert not Receiver.objects.exists()


def test_what_the_subject_says_is_discreet_until_it_is_chosen(cast: Cast) -> None:
    assert '<input type="radio" name="subject" value="discreet" checked>' in said(cast, f"{ADDRESS}subject/")
    cast.client("keeper").post(f"{ADDRESS}subject/", {"subject": "told"})
    assert Receiver.objects.get().subject == "told"


def test_without_a_way_nothing_comes_and_the_page_says_so(cast: Cast) -> None:
    choose(cast, "7m")
    cast.client("keeper").post(f"{ADDRESS}how/", {"do": "keep"})
    assert not Receiver.objects.get().by_mail
    assert "no way is chosen" in said(cast)


def test_the_address_that_answers_go_to_is_another_each_time(cast: Cast) -> None:
    viewer = cast.viewer("keeper")
    first = receivers.take_answers(viewer, takes=True, now=NOW).answers_to
    assert first is not None
    assert receivers.take_answers(viewer, takes=False, now=NOW).answers_to is None
    second = receivers.take_answers(viewer, takes=True, now=NOW).answers_to
    assert second not in (None, first)


def test_ledger_tells_what_was_sent_and_what_was_not_and_why(cast: Cast) -> None:
    choose(cast, "7m")
    told = message(cast, date(2026, 11, 2), Outcome.SENT)
    told.tells.create(wish=wish("keeper", cast), occurrence="y2026", lead="12m", day=date(2026, 11, 14))
    told.deliveries.create(way="mail", reached="sent", try_at=NOW)
    message(cast, date(2026, 11, 1), Outcome.PAUSED)
    message(cast, date(2025, 11, 7), Outcome.MISSED)
    page = said(cast, f"{ADDRESS}sent/")
    assert "2 November 2026" in page
    assert "The day Jonah died" in page
    assert "By e-mail" in page
    assert "Not sent, since you had paused everything" in page
    assert "7 November 2025" not in page
    assert "7 November 2025" in said(cast, f"{ADDRESS}sent/2025/")


def test_ledger_tells_of_a_day_that_came_to_something_else_than_its_message(cast: Cast) -> None:
    choose(cast, "7m")
    told = message(cast, date(2026, 11, 2), Outcome.SENT)
    told.tells.create(
        wish=wish("keeper", cast), occurrence="y2026", lead="7m", day=date(2026, 11, 9), outcome=Outcome.TOO_LATE
    )
    page = said(cast, f"{ADDRESS}sent/")
    assert "<bdi>The day Jonah died</bdi>: Not sent, since there had been a message that day already" in page
    assert ", <bdi>The day Jonah died</bdi>" not in page


def test_ledger_has_no_line_of_another(cast: Cast) -> None:
    message(cast, date(2026, 11, 2), Outcome.SENT)
    assert "2 November 2026" not in said(cast, f"{ADDRESS}sent/", "other_keeper")


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome.MISSED, "On 1 November 2026 a message to you could not be sent in time."),
        (Outcome.UNSURE, "it is not known whether it arrived"),
        (Outcome.REFUSED, "your mail server did not take a message to you"),
    ],
)
def test_today_tells_of_a_fault_once_and_never_again(cast: Cast, outcome: Outcome, words: str) -> None:
    message(cast, date(2026, 11, 1), outcome)
    client = cast.client("keeper")
    client.head("/")
    assert words in client.get("/").content.decode()
    assert words not in client.get("/").content.decode()
    assert Message.objects.get().told_at == NOW


def test_several_faults_are_told_in_one_sentence(cast: Cast) -> None:
    for day in (1, 2):
        message(cast, date(2026, 11, day), Outcome.MISSED)
    assert "From 1 November 2026 to 2 November 2026 messages to you could not be sent in time" in said(cast, "/")
    assert not Message.objects.filter(told_at=None).exists()


@pytest.mark.parametrize("outcome", [Outcome.PAUSED, Outcome.QUIET, Outcome.STOPPED, Outcome.WITHDRAWN, Outcome.SENT])
def test_what_was_wished_is_told_of_nowhere_on_today(cast: Cast, outcome: Outcome) -> None:
    message(cast, date(2026, 11, 1), outcome)
    assert "1 November 2026" not in said(cast, "/")
    assert Message.objects.get().told_at is None


def test_a_fault_of_another_is_not_told(cast: Cast) -> None:
    message(cast, date(2026, 11, 1), Outcome.MISSED)
    assert "1 November 2026" not in said(cast, "/", "other_keeper")


def test_a_fault_is_told_after_the_quiet_and_not_in_it(cast: Cast) -> None:
    message(cast, date(2026, 11, 1), Outcome.MISSED)
    people.be_quiet(cast.account("keeper"), now=NOW)
    cast.client("keeper").get("/")
    assert Message.objects.get().told_at is None
