"""Messages that are planned, and what they tell, without the planner."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from yearlight.reminders.models import Delivery, Message, Receiver, Told, Way, Wish

#: Within the hours of a morning in UTC, on a day that the cast is told of.
ON = date(2026, 11, 14)
NOW = datetime(2026, 11, 14, 9, 0, tzinfo=UTC)


def planned(receiver: Receiver, wish: Wish, *, ways: tuple[Way, ...] = (Way.MAIL,), **fields: Any) -> Message:
    """One message for this morning, with a delivery for each way."""
    values = {"on": ON, "opens_at": NOW - timedelta(hours=1), "closes_at": NOW + timedelta(hours=5), **fields}
    message = Message.objects.create(receiver=receiver, **values)
    # Any other day is no day of this wish: it has a name that none has.
    name = f"y{ON.year}" if values["on"] == ON else f"x{values['on']}"
    Told.objects.create(message=message, wish=wish, occurrence=name, lead="0m", day=values["on"])
    for way in ways:
        Delivery.objects.create(message=message, way=way, try_at=values["opens_at"])
    return message


class Hands:
    """A clock that goes on when it is told to."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def on(self, **span: float) -> None:
        self.now += timedelta(**span)
