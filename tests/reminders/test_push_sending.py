"""A day's message on its whole way to a device: from the ledger through a push service to what the browser shows."""

import json
from datetime import timedelta
from typing import Any

import pytest

from tests import make
from tests.conftest import Cast
from tests.reminders.ledger import ON, Hands, planned
from tests.reminders.push_service import Browser, Service
from yearlight.reminders.actions import devices, sending
from yearlight.reminders.models import Delivery, Message, Outcome, Reached, Receiver, Subject, Way, Wish


@pytest.fixture
def message(cast: Cast, there: Service, browser: Browser) -> Message:
    """The day on which Jonah died, which Mara is told of on her telephone alone."""
    receiver = make.make_receiver(cast.account("keeper"), by_mail=False)
    device = devices.add(cast.viewer("keeper"), endpoint=there.url, **browser.keys, name="", now=make.NOW)
    receiver.refresh_from_db()
    values: dict[str, Any] = {"leads": "0m", "due_on": ON, "changed_at": make.NOW, "custom": "civil-yearly"}
    wish = Wish.objects.create(receiver=receiver, person=cast.person, date=cast.person.dates.get(), **values)
    made = planned(receiver, wish, ways=())
    Delivery.objects.create(message=made, way=Way.PUSH, device=device, try_at=made.opens_at)
    return made


def now_of(message: Message) -> tuple[str, str]:
    message.refresh_from_db()
    return message.outcome, message.deliveries.get().reached


def read(there: Service, browser: Browser) -> dict[str, str]:
    told: dict[str, str] = json.loads(browser.read(there.came[-1][1]))
    told.pop("tag")
    return told


def test_message_arrives_softened_and_once(message: Message, there: Service, browser: Browser) -> None:
    now = Hands()
    assert [sending.send_due(now), sending.send_due(now)] == [1, 0]
    assert now_of(message) == (Outcome.SENT, Reached.SENT)
    assert read(there, browser) == {"title": "A day in your year"}
    assert len(there.came) == 1


def test_service_keeps_it_no_longer_than_its_hours(message: Message, there: Service) -> None:
    sending.send_due(Hands())
    assert there.came[0][0]["TTL"] == str(5 * 3600)


def test_message_says_what_the_day_is_where_that_was_chosen(message: Message, there: Service, browser: Browser) -> None:
    Receiver.objects.update(subject=Subject.TOLD)
    sending.send_due(Hands())
    assert read(there, browser)["title"] == "The day Jonah died"
    assert "Jonah" in read(there, browser)["body"]


def test_softer_day_is_not_named_even_there(message: Message, there: Service, browser: Browser) -> None:
    Receiver.objects.update(subject=Subject.TOLD)
    Wish.objects.update(told="softer")
    sending.send_due(Hands())
    assert "Jonah" not in json.dumps(read(there, browser))


def test_busy_service_is_tried_again_under_the_same_name(message: Message, there: Service) -> None:
    now = Hands()
    there.status = 503
    sending.send_due(now)
    assert now_of(message) == (Outcome.PLANNED, Reached.WAITING)
    there.status = 201
    now.on(minutes=2)
    sending.send_due(now)
    assert now_of(message) == (Outcome.SENT, Reached.SENT)
    assert len({head["Topic"] for head, _body in there.came}) == 1


def test_message_that_may_have_arrived_is_never_sent_again(message: Message, there: Service) -> None:
    now = Hands()
    there.says_nothing = True
    sending.send_due(now)
    assert now_of(message) == (Outcome.UNSURE, Reached.UNSURE)
    there.says_nothing = False
    now.on(hours=1)
    sending.send_due(now)
    assert len(there.came) == 1


def test_sender_that_dies_with_the_message_in_hand_leaves_it_unsure(
    message: Message, there: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a power cut would: after it was written down that it is in hand, before anybody answered."""

    class PowerCutError(BaseException):
        pass

    def cut(*args: object) -> None:
        raise PowerCutError

    now = Hands()
    monkeypatch.setattr("http.client.HTTPConnection.getresponse", cut)
    with pytest.raises(PowerCutError):
        sending.send_due(now)
    assert now_of(message)[1] == Reached.HANDING
    monkeypatch.undo()
    now.on(minutes=6)
    assert sending.send_due(now) == 0
    assert now_of(message) == (Outcome.UNSURE, Reached.UNSURE)


def test_browser_that_takes_none_any_more_leaves_the_list(message: Message, there: Service) -> None:
    there.status = 410
    sending.send_due(Hands())
    assert message.deliveries.get().reached == Reached.ENDED
    assert not message.receiver.devices.filter(ended_at=None).exists()


def test_refusal_of_a_device_says_nothing_against_the_e_mail_address(message: Message, there: Service) -> None:
    there.status = 403
    sending.send_due(Hands())
    assert now_of(message) == (Outcome.REFUSED, Reached.REFUSED)
    assert Receiver.objects.get().returned == 0


def test_message_whose_hours_are_over_is_not_sent(message: Message, there: Service) -> None:
    now = Hands(message.closes_at + timedelta(minutes=1))
    sending.send_due(now)
    assert there.came == []


def test_device_that_was_ended_meanwhile_gets_none(message: Message, there: Service, cast: Cast) -> None:
    devices.end(cast.viewer("keeper"), device=message.receiver.devices.get(), now=make.NOW)
    sending.send_due(Hands())
    assert there.came == []
