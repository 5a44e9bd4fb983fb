"""The trial of thirty years in short, and that it would find what is wrong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from trials.years.living import BEGIN, Years
from trials.years.reference import Owed, State, Wished, dues_on, owed

from tests import make
from yearlight.reminders import ways
from yearlight.reminders.models import Message, Outcome, Receiver, Told

pytestmark = pytest.mark.django_db
END = BEGIN + timedelta(days=800)


@pytest.mark.trial
def test_a_few_people_are_told_each_day_once_and_in_its_hours_whatever_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    # What the trial puts in place of the mail server is taken away again.
    monkeypatch.setattr(ways, "mail", ways.mail)
    years = Years(people=8, years=1, seed=4, faults=0.05)
    years.live()
    told = years.told()
    assert told["bad"] == {}, told["examples"]
    assert told["of these"]["told"]


class Scene:
    """One person to whom one day is owed, with the message of it."""

    def __init__(self) -> None:
        self.years = Years(people=1, years=2.2, seed=1, faults=0)
        self.receiver = Receiver.objects.get()
        self.life = self.years.lives[self.receiver.pk]
        wish = replace(self.life.now.wishes[0], custom="civil-yearly", happened_on="2018-11-14", leads="0m")
        self.life.states[0] = (BEGIN, State("Europe/Berlin", (480, 840), (1080, 1260), (wish,)))
        self.owed: Owed = next(owed(self.life, END))
        self.message = Message.objects.create(
            receiver=self.receiver, on=self.owed.on, opens_at=self.owed.opens, closes_at=self.owed.closes
        )
        pk, name, lead = self.owed.key
        self.told = Told.objects.create(message=self.message, wish_id=pk, occurrence=name, lead=lead, day=self.owed.on)

    def taken(self, **after: float) -> dict[str, int]:
        """The message is taken so long after it opens."""
        self.years.true = self.owed.opens + timedelta(**after)
        self.years.took(self.message.public_id, {self.owed.key[0]})
        return dict(self.years.bad)

    def found(self) -> dict[str, int]:
        """What is bad of the one day that is owed."""
        self.years.end = self.owed.closes + timedelta(days=2)
        self.years.told()
        return dict(self.years.bad)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_what_is_owed_is_known_without_the_planner() -> None:
    wish = Wished(1, "civil-yearly", "2018-11-14", "7m,0m")
    state = State("Europe/Berlin", (480, 840), (1080, 1260), (wish,))
    assert [(name, lead) for _w, name, lead in dues_on(state, date(2026, 11, 14).toordinal())] == [("y2026", "0m")]


def test_a_message_in_its_hours_is_good(scene: Scene) -> None:
    assert scene.taken(hours=5) == {}
    assert scene.found() == {}


@pytest.mark.parametrize(
    ("after", "what"),
    [
        ({"minutes": -1}, "outside the hours"),
        ({"hours": 6}, "outside the hours"),
        ({"days": 1}, "on another local date"),
    ],
)
def test_a_message_at_another_time_is_found(scene: Scene, after: dict[str, float], what: str) -> None:
    assert what in scene.taken(**after)


def test_a_message_that_comes_twice_is_found(scene: Scene) -> None:
    scene.taken()
    assert scene.taken() == {"told twice": 1, "two a day": 1}


def pause(scene: Scene) -> None:
    scene.life.change(BEGIN, replace(scene.life.now, paused_until=date.max))


def never(scene: Scene) -> None:
    wishes = tuple(replace(one, told="never") for one in scene.life.now.wishes)
    scene.life.change(BEGIN, replace(scene.life.now, wishes=wishes))


@pytest.mark.parametrize(("change", "what"), [(pause, "in a pause"), (never, "not due")])
def test_a_message_that_was_not_wished_is_found(scene: Scene, change: Callable[[Scene], None], what: str) -> None:
    change(scene)
    assert scene.taken() == {what: 1}


def test_a_letter_about_another_wish_is_found(scene: Scene) -> None:
    scene.years.true = scene.owed.opens
    scene.years.took(scene.message.public_id, {make.NOW.year})
    assert scene.years.bad == {"tells another wish": 1}


def test_a_day_without_a_line_in_the_ledger_is_found(scene: Scene) -> None:
    scene.told.delete()
    assert scene.found() == {"neither told nor explained": 1}


@pytest.mark.parametrize("outcome", [Outcome.MISSED, Outcome.PAUSED, Outcome.UNSURE, Outcome.REFUSED, Outcome.PLANNED])
def test_a_reason_that_is_none_is_found(scene: Scene, outcome: str) -> None:
    Message.objects.update(outcome=outcome)
    assert scene.found() == {"neither told nor explained": 1}


def test_a_day_is_missed_for_a_fault_of_all_its_hours_and_for_no_shorter_one(scene: Scene) -> None:
    Message.objects.update(outcome=Outcome.MISSED)
    scene.years.faults.add(scene.owed.opens, scene.owed.closes - timedelta(hours=1))
    assert scene.found() == {"neither told nor explained": 1}
    scene.years.bad.clear()
    scene.years.faults.add(scene.owed.closes - timedelta(hours=2), scene.owed.closes)
    assert scene.found() == {}
