"""The nightly work on rows: what is planned, moved, withdrawn and missed, and that several planners write no more than one."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.conftest import Cast
from yearlight.core.models import Job
from yearlight.memorials.models import Person, PersonDate
from yearlight.people.models import Member
from yearlight.reminders.actions import messages, planning
from yearlight.reminders.models import (
    Delivery,
    HowTold,
    Look,
    Message,
    Outcome,
    Pause,
    PushDevice,
    Reached,
    Receiver,
    Told,
    WhyStopped,
    Wish,
    WordLink,
)
from yearlight.reminders.queries import due as queries
from yearlight.reminders.queries.due import ToldDay

#: Jonah died on 14 November; the keeper lives in Berlin, and this is half past midnight there.
DAY = date(2026, 11, 14)
NIGHT = datetime(2026, 11, 13, 23, 30, tzinfo=UTC)
OPENS, CLOSES = datetime(2026, 11, 14, 7, 0, tzinfo=UTC), datetime(2026, 11, 14, 13, 0, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def receiver(cast: Cast) -> Receiver:
    account = cast.account("keeper")
    account.time_zone = "Europe/Berlin"
    account.save()
    return make.make_receiver(account)


def wish(cast: Cast, receiver: Receiver, leads: str = "0m", *, due_on: date = DAY, **fields: Any) -> Wish:
    values = {"person": cast.person, "date": cast.person.dates.get(kind="died"), "custom": "civil-yearly", **fields}
    return Wish.objects.create(receiver=receiver, leads=leads, due_on=due_on, changed_at=LONG_AGO, **values)


def corrected(cast: Cast, to: date, now: datetime) -> None:
    PersonDate.objects.filter(person=cast.person).update(happened_on=to.isoformat(), first_on=to, last_on=to)
    Person.objects.filter(pk=cast.person.pk).update(days_changed_at=now)


def outcomes() -> list[tuple[date, str]]:
    return [(one.on, one.outcome) for one in Message.objects.order_by("on")]


def next_look() -> date | None:
    return Wish.objects.get().due_on


# --- what has come is planned ---


def test_a_day_that_has_come_is_planned_for_its_hours(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver)
    assert planning.plan(NIGHT) == 1
    message = Message.objects.get()
    assert (message.on, message.opens_at, message.closes_at, message.outcome) == (DAY, OPENS, CLOSES, "planned")
    told = message.tells.get()
    assert (told.occurrence, told.lead, told.day, told.outcome) == ("y2026", "0m", DAY, "")
    delivery = message.deliveries.get()
    assert (delivery.way, delivery.reached, delivery.try_at) == ("mail", "waiting", OPENS)
    assert next_look() == date(2027, 11, 14)


def test_a_day_that_has_not_come_where_the_receiver_lives_is_left(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver)
    assert planning.plan(NIGHT - timedelta(hours=1)) == 0
    assert not Message.objects.exists()


def test_a_sending_is_put_in_for_the_minute_at_which_the_message_opens(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver)
    planning.plan(NIGHT)
    assert list(Job.objects.values_list("task", "run_at")) == [("yearlight.reminders.jobs.send", OPENS)]


def test_days_of_one_local_day_join_into_one_message_that_comes_in_the_morning(cast: Cast, receiver: Receiver) -> None:
    make.make_date(cast.person, "born", date(2018, 11, 15))
    wish(cast, receiver, "0m")
    wish(cast, receiver, "1e", date=cast.person.dates.get(kind="born"))
    planning.plan(NIGHT)
    message = Message.objects.get()
    assert (message.opens_at, message.closes_at) == (OPENS, CLOSES)
    assert {(one.lead, one.day.day) for one in message.tells.all()} == {("0m", 14), ("1e", 15)}


def test_planning_again_writes_nothing_more(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver, "0m")
    planning.plan(NIGHT)
    Wish.objects.update(due_on=DAY)
    planning.plan(NIGHT + timedelta(minutes=10))
    assert (Message.objects.count(), Told.objects.count(), Delivery.objects.count()) == (1, 1, 1)


def test_each_device_is_a_way_of_its_own(cast: Cast, receiver: Receiver) -> None:
    Receiver.objects.update(by_push=True, by_mail=False)
    for name in ("a", "b"):
        PushDevice.objects.create(receiver=receiver, endpoint_hash=name, endpoint=name, made_at=make.NOW)
    wish(cast, receiver)
    planning.plan(NIGHT)
    assert list(Delivery.objects.values_list("way", flat=True)) == ["push", "push"]


def test_whoever_chose_no_way_is_written_nothing(cast: Cast, receiver: Receiver) -> None:
    Receiver.objects.update(by_mail=False)
    wish(cast, receiver)
    planning.plan(NIGHT)
    assert not Message.objects.exists()
    assert next_look() == date(2027, 11, 14)


@pytest.mark.parametrize(
    ("told", "year", "looks"),
    [(HowTold.NEVER, None, None), (HowTold.NOT_THIS_YEAR, 2026, date(2027, 11, 14))],
)
def test_a_day_that_is_not_to_be_told_is_not(
    cast: Cast, receiver: Receiver, told: str, year: int | None, looks: date | None
) -> None:
    wish(cast, receiver, told=told, year=year)
    planning.plan(NIGHT)
    assert not Message.objects.exists()
    assert next_look() == looks


def test_nothing_is_due_before_the_death_however_long_the_lead(cast: Cast, receiver: Receiver) -> None:
    died = date(2026, 11, 20)
    corrected(cast, died, LONG_AGO)
    wish(cast, receiver, "366m", due_on=date(2026, 11, 1))
    planning.plan(NIGHT)
    assert not Message.objects.exists()
    # That of the first year has its place before the death, and that of the second is further than a look reaches.
    assert next_look() == DAY + timedelta(days=planning.FURTHEST)


def test_a_day_on_29_february_is_told_in_every_year(cast: Cast, receiver: Receiver) -> None:
    corrected(cast, date(2020, 2, 29), LONG_AGO)
    wish(cast, receiver, due_on=date(2027, 2, 28))
    planning.plan(datetime(2027, 2, 28, 5, 0, tzinfo=UTC))
    assert outcomes() == [(date(2027, 2, 28), "planned")]
    assert next_look() == date(2028, 2, 29)


# --- who sees nothing is told nothing ---


def left(cast: Cast) -> None:
    Member.objects.filter(account=cast.account("keeper")).update(left_at=NIGHT)


def closed(cast: Cast) -> None:
    account = cast.account("keeper")
    account.is_active = False
    account.save()


def out_of_the_audience(cast: Cast) -> None:
    Person.objects.update(audience=make.circle(make.make_family()))


@pytest.mark.parametrize("goes", [left, closed, out_of_the_audience])
def test_whoever_does_not_see_the_person_is_told_nothing_and_looked_at_in_a_week(
    cast: Cast, receiver: Receiver, goes: Callable[[Cast], None]
) -> None:
    wish(cast, receiver)
    goes(cast)
    planning.plan(NIGHT)
    assert not Message.objects.exists()
    assert next_look() == DAY + timedelta(days=7)


@pytest.mark.parametrize("goes", [left, closed, out_of_the_audience])
def test_whoever_is_gone_when_the_message_opens_is_sent_nothing(
    cast: Cast, receiver: Receiver, goes: Callable[[Cast], None]
) -> None:
    wish(cast, receiver)
    planning.plan(NIGHT)
    goes(cast)
    assert queries.days_of(Message.objects.get(), OPENS) == Outcome.WITHDRAWN


def test_somebody_without_an_account_is_told_of_the_days_that_the_link_names(cast: Cast) -> None:
    born = make.make_date(cast.person, "born", DAY)
    died = cast.person.dates.get(kind="died")
    link = WordLink.objects.create(
        person=cast.person, token_hash="x", days=[f"{died.public_id}.civil-yearly"], made_at=make.NOW
    )
    friend = Receiver.objects.create(
        word_link=link, email="asha@example.org", time_zone="Europe/Berlin", confirmed_at=make.NOW, made_at=make.NOW
    )
    for one in (died, born):
        Wish.objects.create(
            receiver=friend,
            person=cast.person,
            date=one,
            custom="civil-yearly",
            leads="0m",
            due_on=DAY,
            changed_at=LONG_AGO,
        )
    planning.plan(NIGHT)
    assert list(Told.objects.values_list("wish__date", flat=True)) == [died.pk]
    WordLink.objects.update(closed_at=NIGHT)
    assert queries.days_of(Message.objects.get(), OPENS) == Outcome.WITHDRAWN


# --- what changes before it goes ---


def told_now(moment: datetime = OPENS) -> list[tuple[str, int]] | Outcome:
    found = queries.days_of(Message.objects.get(), moment)
    return found if isinstance(found, Outcome) else [(one.key[1], one.on) for one in found]


def test_what_is_to_be_told_is_asked_again_when_it_opens(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver)
    planning.plan(NIGHT)
    assert told_now(OPENS - timedelta(seconds=1)) == Outcome.PLANNED
    assert told_now(OPENS) == [("y2026", DAY.toordinal())]
    assert told_now(CLOSES - timedelta(seconds=1)) == [("y2026", DAY.toordinal())]
    assert told_now(CLOSES) == Outcome.MISSED


@pytest.mark.parametrize("change", [{"told": "never"}, {"told": "not_this_year", "year": 2026}, {"leads": "7m"}])
def test_a_wish_that_was_changed_withdraws_its_day(cast: Cast, receiver: Receiver, change: dict[str, Any]) -> None:
    wish(cast, receiver)
    planning.plan(NIGHT)
    Wish.objects.update(**change)
    assert told_now() == Outcome.WITHDRAWN


def test_softer_is_said_with_the_day(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver, told=HowTold.SOFTER)
    planning.plan(NIGHT)
    (day,) = queries.days_of(Message.objects.get(), OPENS)
    assert isinstance(day, ToldDay)
    assert day.is_softer


def test_a_corrected_date_leaves_the_message_and_falls_due_on_its_new_day(cast: Cast, receiver: Receiver) -> None:
    one = wish(cast, receiver)
    planning.plan(NIGHT)
    corrected(cast, date(2018, 11, 20), NIGHT + timedelta(minutes=5))
    planning.plan(NIGHT + timedelta(minutes=10))
    assert told_now() == Outcome.WITHDRAWN
    Message.objects.update(outcome=Outcome.WITHDRAWN, decided_at=OPENS)
    assert next_look() == date(2026, 11, 20)
    planning.plan(datetime(2026, 11, 20, 5, 0, tzinfo=UTC))
    told = Told.objects.get(wish=one)
    assert (told.message.on, told.day, told.outcome) == (date(2026, 11, 20), date(2026, 11, 20), "")


def test_a_date_that_is_corrected_after_it_was_told_is_not_told_again(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver)
    planning.plan(NIGHT)
    Message.objects.update(outcome=Outcome.SENT)
    corrected(cast, date(2018, 11, 20), CLOSES)
    for day in range(14, 22):
        planning.plan(datetime(2026, 11, day, 23, 30, tzinfo=UTC))
    assert Told.objects.count() == 1
    assert next_look() == date(2027, 11, 20)


def test_a_date_that_is_corrected_to_a_day_that_is_over_is_no_fault_of_ours(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver, due_on=date(2027, 3, 1))
    corrected(cast, date(2018, 11, 14), CLOSES + timedelta(hours=1))
    planning.plan(CLOSES + timedelta(hours=2))
    assert not Message.objects.exists()


def test_a_date_that_is_corrected_to_later_today_comes_today(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver, due_on=date(2027, 3, 1))
    corrected(cast, date(2018, 11, 14), NIGHT)
    planning.plan(NIGHT + timedelta(minutes=10))
    assert outcomes() == [(DAY, "planned")]


def test_changed_days_are_noticed_after_a_clock_that_was_ahead(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver, due_on=date(2027, 3, 1))
    planning.plan(NIGHT + timedelta(days=30))
    assert Look.objects.get().until > NIGHT
    corrected(cast, date(2018, 11, 14), NIGHT)
    planning.plan(NIGHT + timedelta(minutes=1))
    assert outcomes() == [(DAY, "planned")]


def test_a_receiver_who_moves_is_told_in_the_hours_of_the_new_place(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver)
    planning.plan(NIGHT)
    account = cast.account("keeper")
    account.time_zone = "America/New_York"
    account.save()
    assert told_now(OPENS) == Outcome.PLANNED
    planning.plan(NIGHT + timedelta(minutes=10))
    moved = datetime(2026, 11, 14, 13, 0, tzinfo=UTC)
    assert Message.objects.get().opens_at == moved
    assert Delivery.objects.get().try_at == moved
    assert told_now(moved) == [("y2026", DAY.toordinal())]


def test_a_message_loses_the_days_it_goes_out_without(cast: Cast, receiver: Receiver) -> None:
    make.make_date(cast.person, "born", DAY.replace(year=2017))
    kept, gone = wish(cast, receiver), wish(cast, receiver, date=cast.person.dates.get(kind="born"))
    planning.plan(NIGHT)
    Wish.objects.filter(pk=gone.pk).update(told="never")
    message = Message.objects.get()
    found = queries.days_of(message, OPENS)
    assert not isinstance(found, Outcome)
    messages.leave_out(message, found)
    assert dict(Told.objects.values_list("wish", "outcome")) == {kept.pk: "", gone.pk: "withdrawn"}


def test_a_day_is_added_to_a_message_that_waits(cast: Cast, receiver: Receiver) -> None:
    make.make_date(cast.person, "born", date(2018, 11, 15))
    wish(cast, receiver, "1e", date=cast.person.dates.get(kind="born"))
    planning.plan(NIGHT)
    assert Message.objects.get().opens_at == datetime(2026, 11, 14, 17, 0, tzinfo=UTC)
    wish(cast, receiver, "0m")
    planning.plan(NIGHT + timedelta(minutes=10))
    message = Message.objects.get()
    assert (message.opens_at, message.tells.count(), message.deliveries.get().try_at) == (OPENS, 2, OPENS)


def test_a_day_that_comes_up_while_the_message_is_going_out_waits_and_is_then_too_late(
    cast: Cast, receiver: Receiver
) -> None:
    make.make_date(cast.person, "born", date(2018, 11, 15))
    wish(cast, receiver)
    planning.plan(NIGHT)
    Delivery.objects.update(reached=Reached.CLAIMED, leased_until=OPENS + timedelta(minutes=5))
    later = wish(cast, receiver, "1e", date=cast.person.dates.get(kind="born"))
    planning.plan(OPENS)
    assert Told.objects.count() == 1
    Delivery.objects.update(reached=Reached.SENT)
    Message.objects.update(outcome=Outcome.SENT)
    planning.plan(OPENS + timedelta(minutes=10))
    assert Told.objects.get(wish=later).outcome == Outcome.TOO_LATE
    assert outcomes() == [(DAY, "sent")]


def test_a_day_that_was_withdrawn_and_wished_again_the_same_day_comes(cast: Cast, receiver: Receiver) -> None:
    one = wish(cast, receiver)
    planning.plan(NIGHT)
    Message.objects.update(outcome=Outcome.WITHDRAWN, decided_at=NIGHT)
    Delivery.objects.update(reached=Reached.ENDED)
    planning.touch([one], NIGHT)
    planning.plan(NIGHT + timedelta(minutes=10))
    assert outcomes() == [(DAY, "planned")]
    assert Delivery.objects.get().reached == Reached.WAITING
    assert told_now() == [("y2026", DAY.toordinal())]


# --- what was missed, and why ---


def test_what_passed_while_nothing_ran_is_missed_once(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver, "7m,1e,0m", due_on=date(2026, 11, 7))
    for hour in range(3):
        planning.plan(CLOSES + timedelta(days=3, hours=hour))
    assert outcomes() == [(date(2026, 11, day), "missed") for day in (7, 13, 14)]
    assert not Delivery.objects.exists()
    assert next_look() == date(2027, 11, 7)


def test_a_planned_message_that_nobody_sent_is_missed(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver)
    planning.plan(NIGHT)
    planning.plan(CLOSES)
    assert outcomes() == [(DAY, "missed")]
    assert Delivery.objects.get().reached == Reached.ENDED


def test_a_message_that_is_being_handed_over_is_left_to_its_sender(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver)
    planning.plan(NIGHT)
    Delivery.objects.update(reached=Reached.HANDING, leased_until=CLOSES)
    planning.plan(CLOSES + timedelta(hours=1))
    assert outcomes() == [(DAY, "planned")]


def test_what_was_over_before_it_was_wished_is_not_missed(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver, "0m,0e")
    Wish.objects.update(changed_at=CLOSES + timedelta(minutes=1))
    planning.plan(CLOSES + timedelta(minutes=5))
    assert list(Told.objects.values_list("lead", "message__outcome")) == [("0e", "planned")]


def test_after_a_fault_of_years_the_days_before_the_last_thirty_are_one_message(cast: Cast, receiver: Receiver) -> None:
    # Twelve leads, and three years in which nothing ran: 36 days.
    leads = ",".join(f"{days}m" for days in range(300, 288, -1))
    wish(cast, receiver, leads, due_on=date(2023, 11, 20))
    Wish.objects.update(changed_at=datetime(2023, 1, 1, tzinfo=UTC))
    planning.plan(datetime(2026, 11, 1, tzinfo=UTC))
    assert set(Message.objects.values_list("outcome", flat=True)) == {"missed"}
    assert Message.objects.count() == messages.MOST_SINGLY + 1
    stretch = Message.objects.earliest("on")
    # The first six days, of each lead of which the last is named.
    assert (stretch.opens_at.date(), stretch.on) == (date(2024, 1, 19), date(2024, 1, 24))
    assert (stretch.tells.count(), Told.objects.count()) == (6, 36)


@pytest.mark.parametrize(
    ("until", "expected"), [(None, Outcome.PAUSED), (DAY, None), (DAY + timedelta(days=1), Outcome.PAUSED)]
)
def test_a_pause_ends_with_the_first_minute_of_its_day(
    cast: Cast, receiver: Receiver, until: date | None, expected: Outcome | None
) -> None:
    Pause.objects.create(receiver=receiver, since=LONG_AGO, until=until)
    wish(cast, receiver)
    planning.plan(NIGHT)
    assert outcomes() == [(DAY, "planned")]
    assert told_now() == (expected or [("y2026", DAY.toordinal())])


def test_a_pause_that_is_undone_before_the_hour_holds_nothing(cast: Cast, receiver: Receiver) -> None:
    pause = Pause.objects.create(receiver=receiver, since=LONG_AGO)
    wish(cast, receiver)
    planning.plan(NIGHT)
    pause.ended_at = OPENS - timedelta(minutes=1)
    pause.save()
    assert told_now() == [("y2026", DAY.toordinal())]


def test_not_today_throws_the_message_away(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver)
    planning.plan(NIGHT)
    account = cast.account("keeper")
    account.quiet_since = NIGHT
    account.save()
    assert told_now() == Outcome.QUIET


def test_what_passed_in_a_fault_while_all_was_paused_is_paused(cast: Cast, receiver: Receiver) -> None:
    Pause.objects.create(receiver=receiver, since=LONG_AGO, ended_at=CLOSES + timedelta(hours=1))
    wish(cast, receiver)
    planning.plan(CLOSES + timedelta(days=1))
    assert outcomes() == [(DAY, "paused")]


def test_a_stopped_address_is_told_so(cast: Cast, receiver: Receiver) -> None:
    Receiver.objects.update(stopped_at=LONG_AGO, stopped_why=WhyStopped.RETURNED)
    wish(cast, receiver)
    planning.plan(NIGHT)
    assert told_now() == Outcome.STOPPED


# --- how it works ---


def test_touching_lets_a_wish_be_looked_at_and_takes_no_day_from_one_that_has_come(
    cast: Cast, receiver: Receiver
) -> None:
    came = wish(cast, receiver, due_on=DAY - timedelta(days=1))
    later = wish(cast, receiver, due_on=date(2027, 1, 1), custom="yahrzeit")
    planning.touch(Wish.objects.all(), NIGHT)
    came.refresh_from_db()
    later.refresh_from_db()
    assert (came.due_on, later.due_on) == (DAY - timedelta(days=1), planning.AT_ONCE)


def test_a_receiver_that_cannot_be_planned_keeps_nobody_back(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver)
    other = make.make_receiver(cast.account("relative"))
    wish(cast, other, "nonsense")
    planning.plan(NIGHT + timedelta(hours=1))
    assert Message.objects.get().receiver == receiver


def test_so_many_at_most_are_looked_at_and_the_rest_by_the_next(cast: Cast, receiver: Receiver) -> None:
    for who in ("other_keeper", "relative"):
        wish(cast, make.make_receiver(cast.account(who)), "0m")
    wish(cast, receiver, "0m")
    found = [planning.plan(NIGHT + timedelta(hours=1), most=2) for _ in range(3)]
    assert found == [2, 1, 0]
    assert Message.objects.count() == 3


def test_a_look_asks_as_often_for_many_wishes_as_for_one(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver)
    few = asked(receiver)
    Message.objects.all().delete()
    for kind in ("born", "found", "remembered", "own", "due"):
        one = make.make_date(cast.person, kind, DAY.replace(year=2015))
        cast.person.customs.create(date=one, custom="civil-yearly", made_at=make.NOW)
        wish(cast, receiver, "7m,1e,0m", date=one)
    Wish.objects.update(due_on=DAY)
    assert asked(receiver) == few
    assert Told.objects.count() == 6


def asked(receiver: Receiver) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        planning.look(receiver.pk, NIGHT)
    return len(found)


def test_an_empty_night_asks_a_few_indexed_questions(cast: Cast, receiver: Receiver) -> None:
    wish(cast, receiver, due_on=date(2027, 1, 1))
    planning.plan(NIGHT)
    with CaptureQueriesContext(connection) as found:
        planning.plan(NIGHT + timedelta(minutes=10))
    assert len(found) == 4
    used = ["", "days_changed_at", "message_planned", "wish_due"]
    for query, index in zip(found, used, strict=True):
        assert index in plan_of(query["sql"]), query["sql"]


def plan_of(sql: str) -> str:
    """How the database goes about a question."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + sql)
        return " ".join(str(row) for row in cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_two_planners_at_once_write_one_message(transactional_db: None) -> None:
    family = make.make_family()
    member = make.make_member(family, account=make.make_account())
    person = make.make_person(family)
    died = make.make_date(person)
    assert member.account is not None
    receiver = make.make_receiver(member.account)
    for number in range(5):
        Wish.objects.create(
            receiver=receiver, person=person, date=died, custom="civil-yearly" if not number else f"c{number}",
            leads="0m", due_on=DAY, changed_at=LONG_AGO,
        )  # fmt: skip
    faults: list[BaseException] = []
    begin = threading.Barrier(4)

    def work() -> None:
        try:
            begin.wait(timeout=10)
            planning.plan(NIGHT + timedelta(hours=1))
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert faults == []
    assert (Message.objects.count(), Told.objects.count(), Delivery.objects.count()) == (1, 1, 1)
