import email
from collections.abc import Iterator
from datetime import timedelta
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from tests.core.post import Hall, mail_server
from tests.reminders.ledger import NOW, ON, Hands, planned
from tests.reminders.returns import report
from yearlight.core import clock
from yearlight.core.mail import Came, Outbox, Parcel, Reply
from yearlight.core.models import Job
from yearlight.people.roles import CircleKind
from yearlight.reminders import jobs, push, ways
from yearlight.reminders.actions import brake, receivers, returned, sending
from yearlight.reminders.actions.returned import Taken
from yearlight.reminders.compose import Text
from yearlight.reminders.models import (
    Delivery,
    Look,
    Message,
    Outcome,
    PushDevice,
    Reached,
    Receiver,
    Subject,
    Way,
    WhyStopped,
    Wish,
    WordLink,
)
from yearlight.reminders.queries import host
from yearlight.rituals.actions import Said, begin
from yearlight.rituals.kinds import Kind


@pytest.fixture
def hall(settings: Settings) -> Iterator[Hall]:
    settings.YEARLIGHT_ADDRESS = "https://remember.example.org"
    with mail_server(settings) as found:
        yield found


@pytest.fixture
def mara(cast: Cast) -> Receiver:
    return make.make_receiver(cast.account("keeper"))


@pytest.fixture
def wish(cast: Cast, mara: Receiver) -> Wish:
    """Mara wishes for a message on the morning of the day on which Jonah died."""
    died = cast.person.dates.get()
    values: dict[str, Any] = {"leads": "0m", "due_on": ON, "changed_at": make.NOW}
    return Wish.objects.create(receiver=mara, person=cast.person, date=died, custom="civil-yearly", **values)


@pytest.fixture
def message(mara: Receiver, wish: Wish) -> Message:
    return planned(mara, wish)


def now_of(message: Message) -> tuple[str, str]:
    """What became of it, and how far its one delivery came."""
    message.refresh_from_db()
    return message.outcome, message.deliveries.get().reached


# --- it arrives ---


def test_message_arrives_once_however_often_it_is_sent(hall: Hall, message: Message) -> None:
    assert sending.send_due(lambda: NOW) == 1
    assert sending.send_due(lambda: NOW) == 0
    [one] = hall.taken
    assert (one.mail_from, one.rcpt_tos) == ("days@house.example", ["mara@example.org"])
    assert now_of(message) == (Outcome.SENT, Reached.SENT)
    assert (message.decided_at, message.deliveries.get().answer) == (NOW, "250 2.0.0 queued as 7A")


def test_message_says_the_day_and_leads_to_its_links(hall: Hall, message: Message) -> None:
    sending.send_due(lambda: NOW)
    assert isinstance(hall.taken[0].content, bytes)
    read = email.message_from_bytes(hall.taken[0].content, policy=default)
    assert (read["Subject"], read["From"]) == ("A day in your year", "Yearlight <days@house.example>")
    assert read["Message-ID"] == ways.message_id(message.public_id)
    assert read["List-Unsubscribe"].startswith("<https://remember.example.org/r/")
    text = read.get_content()
    assert text.startswith("Today, Saturday 14 November, is a day in your year.")
    assert "The day Jonah died" in text
    assert text.count("https://remember.example.org/r/") == 3


def test_message_names_what_the_receiver_sees_done_on_the_day(hall: Hall, message: Message, cast: Cast) -> None:
    day = f"{cast.person.dates.get().public_id}.civil-yearly"
    family = cast.circle(CircleKind.FAMILY).public_id
    for who, name, audience in (("keeper", "The gift", family), ("other_keeper", "Alone by the lake", "me")):
        said = Said(name, audience=audience, day=day)
        begin(cast.viewer(who), persons=[cast.person], kind=Kind.GIFT, said=said, now=make.NOW)
    sending.send_due(lambda: NOW)
    content = hall.taken[0].content
    assert isinstance(content, bytes)
    text = email.message_from_bytes(content, policy=default).get_content()
    assert "What you do on it: The gift." in text


def test_message_speaks_the_receivers_language_whatever_is_active(
    hall: Hall, message: Message, mara: Receiver, cast: Cast, settings: Settings
) -> None:
    Receiver.objects.filter(pk=mara.pk).update(subject=Subject.TOLD)
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar-xb", "[RTL]")]
    account = cast.account("keeper")
    account.language = "ar-xb"
    account.save()
    sending.send_due(lambda: NOW)
    read = email.message_from_bytes(bytes(hall.taken[0].content or b""), policy=default)
    assert read["Content-Language"] == "ar-xb"
    # A name in Latin letters is held apart where all else runs from right to left.
    assert "\u2068The day Jonah died\u2069" in read.get_content()


def test_address_of_a_domain_in_other_letters_is_written_as_servers_read_it(
    hall: Hall, message: Message, cast: Cast, settings: Settings
) -> None:
    settings.DEFAULT_FROM_EMAIL = "Straße <tage@haus-süd.example>"
    account = cast.account("keeper")
    account.email = "mara@münchen.example"
    account.save()
    assert sending.send_due(lambda: NOW) == 1
    [one] = hall.taken
    assert (one.mail_from, one.rcpt_tos) == ("tage@xn--haus-sd-s2a.example", ["mara@xn--mnchen-3ya.example"])
    read = email.message_from_bytes(bytes(one.content or b""), policy=default)
    assert (read["To"], read["From"]) == (one.rcpt_tos[0], "Straße <tage@xn--haus-sd-s2a.example>")


def test_address_that_no_server_takes_is_refused_without_asking_one(hall: Hall, message: Message, cast: Cast) -> None:
    account = cast.account("keeper")
    account.email = "mära@example.org"
    account.save()
    assert sending.send_due(lambda: NOW) == 0
    assert (now_of(message)[0], hall.connections) == (Outcome.REFUSED, 0)


def test_nothing_goes_before_its_hours(hall: Hall, mara: Receiver, wish: Wish) -> None:
    planned(mara, wish, opens_at=NOW + timedelta(minutes=1))
    assert sending.send_due(lambda: NOW) == 0
    assert hall.taken == []


def test_nothing_goes_once_its_hours_are_over(hall: Hall, message: Message) -> None:
    sending.send_due(lambda: message.closes_at)
    assert hall.taken == []
    assert now_of(message) == (Outcome.MISSED, Reached.ENDED)


# --- it is not to be sent after all ---


def test_stop_that_comes_before_it_is_sent_withholds_it(hall: Hall, message: Message, mara: Receiver) -> None:
    receivers.stop_mail(mara, now=NOW)
    sending.send_due(lambda: NOW)
    assert hall.taken == []
    assert now_of(message) == (Outcome.STOPPED, Reached.ENDED)


def test_stop_that_comes_during_the_conversation_withholds_it(
    hall: Hall, message: Message, mara: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ways.by_mail

    def meanwhile(*args: Any, **words: Any) -> ways.Answer:
        receivers.stop_mail(mara, now=NOW)
        return real(*args, **words)

    monkeypatch.setattr(ways, "by_mail", meanwhile)
    assert sending.send_due(lambda: NOW) == 0
    assert hall.taken == []
    assert now_of(message) == (Outcome.PLANNED, Reached.WAITING)
    sending.send_due(lambda: NOW + timedelta(minutes=2))
    assert now_of(message) == (Outcome.STOPPED, Reached.ENDED)


# --- faults ---


@pytest.mark.parametrize(("command", "answer"), [("RCPT", "451 4.3.0 busy"), ("DOT", "451 4.7.1 later")])
def test_server_that_says_later_is_asked_again_later(hall: Hall, message: Message, command: str, answer: str) -> None:
    hall.answers[command] = [answer]
    time = Hands()
    assert sending.send_due(time) == 0
    assert now_of(message) == (Outcome.PLANNED, Reached.WAITING)
    assert sending.send_due(time) == 0
    time.on(minutes=1)
    assert sending.send_due(time) == 1
    assert len(hall.taken) == 1


def test_waits_grow_and_stay_within_a_quarter_of_an_hour(hall: Hall, message: Message) -> None:
    hall.answers["RCPT"] = ["450 busy"] * 7
    time, waits = Hands(), []
    for _ in range(7):
        sending.send_due(time)
        waits.append(int((message.deliveries.get().try_at - time.now).total_seconds() // 60))
        time.on(minutes=waits[-1])
    assert waits == [1, 2, 4, 8, 15, 15, 15]


def test_server_that_is_not_there_ends_the_round_and_loses_nothing(
    mara: Receiver, message: Message, settings: Settings
) -> None:
    settings.SENDS_MAIL, settings.EMAIL_HOST, settings.EMAIL_PORT = True, "127.0.0.1", 1
    settings.EMAIL_USE_TLS = False
    assert sending.send_due(lambda: NOW) == 0
    assert now_of(message) == (Outcome.PLANNED, Reached.WAITING)
    assert message.deliveries.get().answer == "ConnectionRefusedError"


def test_all_that_is_due_waits_while_there_is_no_server(
    cast: Cast, mara: Receiver, message: Message, settings: Settings
) -> None:
    peter = make.make_receiver(cast.account("other_keeper"))
    planned(peter, Wish.objects.create(receiver=peter, custom="civil-yearly", changed_at=make.NOW))
    settings.SENDS_MAIL, settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = True, "127.0.0.1", 1, False
    sending.send_due(lambda: NOW)
    assert set(Delivery.objects.values_list("try_at", "reached")) == {(NOW + timedelta(minutes=1), Reached.WAITING)}


def test_what_could_not_go_is_looked_at_again_when_its_time_has_come(
    hall: Hall, message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.answers["RCPT"] = ["450 busy"]
    time = Hands()
    monkeypatch.setattr(clock, "now", time)
    jobs.send.func()
    [job] = Job.objects.filter(done_at=None)
    assert (job.task, job.run_at) == ("yearlight.reminders.jobs.send", NOW + timedelta(minutes=2))
    time.now = job.run_at
    jobs.send.func()
    assert now_of(message)[0] == Outcome.SENT
    assert Job.objects.count() == 1


def test_nothing_is_looked_at_again_while_the_brake_is_on(message: Message) -> None:
    assert sending.more_at(NOW) is not None
    Look.objects.create(name=host.BRAKE, until=NOW)
    assert sending.more_at(NOW) is None


def test_connection_that_breaks_after_the_dot_leaves_it_unsure_and_it_is_never_tried_again(
    hall: Hall, message: Message
) -> None:
    hall.breaks = "after"
    sending.send_due(lambda: NOW)
    assert now_of(message) == (Outcome.UNSURE, Reached.UNSURE)
    hall.breaks = ""
    for hours in range(1, 6):
        sending.send_due(lambda: NOW + timedelta(hours=hours))  # noqa: B023
    assert len(hall.taken) == 1


def test_receiver_that_is_refused_is_not_tried_again_and_counted(hall: Hall, message: Message, mara: Receiver) -> None:
    hall.answers["RCPT"] = ["550 5.1.1 <mara@example.org> no such user"]
    sending.send_due(lambda: NOW)
    assert now_of(message) == (Outcome.REFUSED, Reached.REFUSED)
    assert "mara" not in message.deliveries.get().answer
    mara.refresh_from_db()
    assert mara.returned == 1


def test_refusal_of_the_sender_is_not_the_receivers_fault(hall: Hall, message: Message, mara: Receiver) -> None:
    hall.answers["DOT"] = ["550 5.7.26 not signed"]
    sending.send_due(lambda: NOW)
    mara.refresh_from_db()
    assert (now_of(message)[0], mara.returned) == (Outcome.REFUSED, 0)


# --- senders that die ---


def dies_at(came: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sender that is killed during the conversation: before the last question, or right after its answer."""

    def hand_over(self: object, parcel: Parcel, before_last: Any) -> Reply:
        if came == "handing":
            assert before_last()
        raise KeyboardInterrupt

    monkeypatch.setattr(Outbox, "hand_over", hand_over)


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.SENDS_MAIL, settings.OUTBOX = False, tmp_path / "outbox"
    return tmp_path / "outbox"


def test_what_a_sender_held_when_it_died_before_the_dot_is_sent_by_another_once_its_lease_is_over(
    folder: Path, message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        dies_at("claimed", patch)
        with pytest.raises(KeyboardInterrupt):
            sending.send_due(lambda: NOW)
    assert now_of(message) == (Outcome.PLANNED, Reached.CLAIMED)
    assert sending.send_due(lambda: NOW + sending.LEASE - timedelta(seconds=1)) == 0
    assert sending.send_due(lambda: NOW + sending.LEASE) == 1
    assert now_of(message) == (Outcome.SENT, Reached.SENT)


def test_what_a_sender_held_when_it_died_after_the_dot_is_unsure_and_told(
    folder: Path, message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        dies_at("handing", patch)
        with pytest.raises(KeyboardInterrupt):
            sending.send_due(lambda: NOW)
    assert now_of(message) == (Outcome.PLANNED, Reached.HANDING)
    assert sending.send_due(lambda: NOW + sending.LEASE) == 0
    assert now_of(message) == (Outcome.UNSURE, Reached.UNSURE)
    assert not folder.exists()


def test_sender_that_slept_beyond_its_lease_hands_nothing_over(
    folder: Path, message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    time, real = Hands(), Outbox.hand_over

    def slept(self: Outbox, parcel: Parcel, before_last: Any) -> Reply:
        time.on(minutes=6)
        monkeypatch.setattr(Outbox, "hand_over", real)
        assert sending.send_due(time) == 1
        return real(self, parcel, before_last)

    monkeypatch.setattr(Outbox, "hand_over", slept)
    sending.send_due(time, most=1)
    assert now_of(message) == (Outcome.SENT, Reached.SENT)
    assert len(list(folder.glob("*.eml"))) == 1


def test_sender_that_wakes_with_the_servers_yes_corrects_what_was_thought_meanwhile(
    folder: Path, message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    time = Hands()

    def slow(self: Outbox, parcel: Parcel, before_last: Any) -> Reply:
        assert before_last()
        time.on(minutes=6)
        assert sending.end_unsure(time()) == 1
        return Reply(Came.TAKEN, "250 OK")

    monkeypatch.setattr(Outbox, "hand_over", slow)
    assert sending.send_due(time) == 1
    assert now_of(message) == (Outcome.SENT, Reached.SENT)


def test_message_that_cannot_be_written_keeps_no_other_back(
    folder: Path, cast: Cast, message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    peter = make.make_receiver(cast.account("other_keeper"))
    other = Wish.objects.create(
        receiver=peter, person=cast.person, date=cast.person.dates.get(), custom="civil-yearly", leads="0m",
        due_on=ON, changed_at=make.NOW,
    )  # fmt: skip
    planned(peter, other)
    real = sending.letter

    def fails_for_mara(days: Any, frame: Any) -> Any:
        if frame.to == "mara@example.org":
            raise RuntimeError("odd")
        return real(days, frame)

    monkeypatch.setattr(sending, "letter", fails_for_mara)
    assert sending.send_due(lambda: NOW) == 1
    assert now_of(message) == (Outcome.PLANNED, Reached.WAITING)


def test_outbox_takes_it_where_no_mail_server_is_set(folder: Path, message: Message) -> None:
    assert sending.send_due(lambda: NOW) == 1
    [path] = folder.iterdir()
    assert path.name == f"{ways.name_of(message.public_id)}.eml"
    assert now_of(message) == (Outcome.SENT, Reached.SENT)


# --- by several ways ---


@pytest.fixture
def phone(mara: Receiver, message: Message) -> PushDevice:
    """A device of Mara's, to which the message goes too."""
    Receiver.objects.filter(pk=mara.pk).update(by_push=True)
    one = PushDevice.objects.create(
        receiver=mara, endpoint_hash="0" * 64, endpoint="https://push.example/1", p256dh="k", auth="a", made_at=make.NOW
    )
    Delivery.objects.create(message=message, way=Way.PUSH, device=one, try_at=message.opens_at)
    return one


def pushes(answer: Reached, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is pushed, to a service that answers so."""
    pushed: list[str] = []

    def hand_over(device: PushDevice, text: Text, before_last: Any, **words: Any) -> ways.Answer:
        assert before_last()
        pushed.append(text.subject)
        return ways.Answer(answer, "")

    monkeypatch.setattr(push, "hand_over", hand_over)
    return pushed


def test_message_goes_by_each_way_and_is_sent_when_one_arrived(
    hall: Hall, message: Message, phone: PushDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    pushed = pushes(Reached.SENT, monkeypatch)
    hall.answers["RCPT"] = ["550 5.1.1 nobody"]
    sending.send_due(lambda: NOW)
    message.refresh_from_db()
    assert (len(pushed), message.outcome) == (1, Outcome.SENT)
    assert sorted(message.deliveries.values_list("reached", flat=True)) == [Reached.REFUSED, Reached.SENT]


def test_mail_server_that_is_not_there_keeps_nothing_from_a_device(
    message: Message, phone: PushDevice, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SENDS_MAIL, settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = True, "127.0.0.1", 1, False
    pushed = pushes(Reached.SENT, monkeypatch)
    assert sending.send_due(lambda: NOW) == 1
    assert len(pushed) == 1
    assert message.deliveries.get(device=None).reached == Reached.WAITING


def test_device_that_takes_nothing_any_more_is_sent_nothing_more(
    hall: Hall, message: Message, phone: PushDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    pushes(Reached.ENDED, monkeypatch)
    sending.send_due(lambda: NOW)
    phone.refresh_from_db()
    message.refresh_from_db()
    assert phone.ended_at == NOW
    assert (message.outcome, len(hall.taken)) == (Outcome.SENT, 1)


def test_address_that_is_stopped_keeps_nothing_from_a_device(
    hall: Hall, message: Message, mara: Receiver, phone: PushDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    pushed = pushes(Reached.SENT, monkeypatch)
    Receiver.objects.filter(pk=mara.pk).update(stopped_at=NOW, stopped_why=WhyStopped.RETURNED)
    sending.send_due(lambda: NOW)
    assert (len(pushed), hall.taken) == (1, [])
    assert message.deliveries.get(device=None).reached == Reached.ENDED


# --- it comes back ---


def test_three_messages_that_come_back_stop_the_address(hall: Hall, mara: Receiver, wish: Wish) -> None:
    for days in range(3):
        mara.refresh_from_db()
        assert mara.stopped_at is None
        message = planned(mara, wish, on=ON + timedelta(days=days))
        Delivery.objects.update(reached=Reached.SENT)
        Message.objects.update(outcome=Outcome.SENT)
        name = ways.message_id(message.public_id)
        assert returned.take(report(name), NOW) is Taken.COUNTED
        assert returned.take(report(name), NOW) is Taken.NOT_OURS
        assert now_of(message) == (Outcome.REFUSED, Reached.REFUSED)
    mara.refresh_from_db()
    assert (mara.returned, mara.stopped_at, mara.stopped_why) == (3, NOW, WhyStopped.RETURNED)


@pytest.mark.parametrize(
    ("action", "status", "taken", "outcome"),
    [
        ("delayed", "4.4.1", Taken.DELAYED, Outcome.SENT),
        ("failed", "4.4.7", Taken.NOT_ARRIVED, Outcome.REFUSED),
        ("failed", "5.7.1", Taken.NOT_ARRIVED, Outcome.REFUSED),
    ],
)
def test_what_may_arrive_another_time_is_not_counted(
    hall: Hall, message: Message, mara: Receiver, action: str, status: str, taken: Taken, outcome: Outcome
) -> None:
    sending.send_due(lambda: NOW)
    found = returned.take(report(ways.message_id(message.public_id), action=action, status=status), NOW)
    mara.refresh_from_db()
    assert (found, now_of(message)[0], mara.returned) == (taken, outcome, 0)


def test_nobody_stops_messages_by_making_one_up_that_came_back(hall: Hall, message: Message, mara: Receiver) -> None:
    sending.send_due(lambda: NOW)
    for name in (f"<{message.public_id}@house.example>", f"<{message.public_id}.{'0' * 40}@house.example>", ""):
        assert returned.take(report(name), NOW) is Taken.NOT_OURS
    mara.refresh_from_db()
    assert (mara.returned, now_of(message)[0]) == (0, Outcome.SENT)


def test_an_answer_is_no_message_that_came_back(message: Message) -> None:
    assert returned.take(b"Subject: Re: A day in your year\r\n\r\nThank you.", NOW) is Taken.NOT_RETURNED


# --- the brake ---


def test_brake_is_pulled_when_more_goes_out_than_could_be_due(
    hall: Hall, mara: Receiver, wish: Wish, caplog: pytest.LogCaptureFixture
) -> None:
    for days in range(1, 8):
        gone = planned(mara, wish, on=ON - timedelta(days=days), outcome=Outcome.SENT)
        gone.deliveries.update(reached=Reached.SENT, at=NOW - timedelta(minutes=days))
    message = planned(mara, wish)
    assert sending.send_due(lambda: NOW) == 0
    assert hall.taken == []
    assert "7 messages went out, and 1 receivers had a day" in caplog.text
    assert sending.send_due(lambda: NOW + timedelta(hours=3)) == 0
    assert brake.release(NOW + timedelta(hours=3)) is True
    assert sending.send_due(lambda: NOW + timedelta(hours=3)) == 1
    assert now_of(message)[0] == Outcome.SENT


def test_brake_is_not_pulled_by_what_is_due_after_a_fault(hall: Hall, cast: Cast, mara: Receiver, wish: Wish) -> None:
    planned(mara, wish)
    for number in range(8):
        account = make.make_account(f"r{number}@example.org")
        make.make_member(cast.family, account=account)
        one = make.make_receiver(account)
        planned(one, Wish.objects.create(receiver=one, person=cast.person, date=cast.person.dates.get(),
                                         custom="civil-yearly", leads="0m", due_on=ON, changed_at=make.NOW))  # fmt: skip
    assert sending.send_due(lambda: NOW + timedelta(hours=4)) == 9
    assert brake.holds(NOW + timedelta(hours=4)) is False


# --- somebody without an account ---


@pytest.mark.parametrize("name", ["Jonah", ""])
def test_friend_is_told_of_the_days_of_their_link_with_help_in_what_to_write(hall: Hall, cast: Cast, name: str) -> None:
    cast.person.name = name
    cast.person.save()
    died = cast.person.dates.get()
    link = WordLink.objects.create(
        person=cast.person, token_hash="0" * 64, days=[f"{died.public_id}.civil-yearly"], made_at=make.NOW
    )
    daniel = Receiver.objects.create(
        word_link=link, email="daniel@example.org", confirmed_at=make.NOW, made_at=make.NOW, time_zone="UTC"
    )
    wish = Wish.objects.create(
        receiver=daniel, person=cast.person, date=died, custom="civil-yearly", leads="0m", changed_at=make.NOW
    )
    planned(daniel, wish)
    assert sending.send_due(lambda: NOW) == 1
    read = email.message_from_bytes(bytes(hall.taken[0].content or b""), policy=default)
    assert (read["To"], read["Subject"]) == ("daniel@example.org", "A day in your year")
    text = read.get_content()
    assert ("say the name" in text) == bool(name)
    assert "No answer is needed." in text
    assert "Reply-To" not in read
