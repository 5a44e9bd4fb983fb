"""Death at any moment, and a mail server that may die with us: what was really taken, it writes down itself."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from random import Random
from types import TracebackType
from typing import Any, Self

from django.db import connection

from yearlight.core.mail import Came, NotReached, Parcel, Reply
from yearlight.reminders import links

_LINK = re.compile(r"/r/([^/\s]+)/")


class Died(BaseException):
    """The process is gone. Nothing that belongs to us may catch it."""


class Death:
    """Waits at the database for the so-and-so-many-th question. What the trial itself asks is not counted."""

    def __init__(self) -> None:
        self._left: int | None = None

    @contextmanager
    def waits(self, after: int | None) -> Iterator[None]:
        """Die at this question; None: not at all."""
        self._left = after
        try:
            with connection.execute_wrapper(self._ask):
                yield
        finally:
            self._left = None

    @contextmanager
    def looks_away(self) -> Iterator[None]:
        left, self._left = self._left, None
        yield
        self._left = left

    def _ask(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if self._left is not None:
            self._left -= 1
            if self._left <= 0:
                raise Died
        return execute(sql, params, many, context)


class Hands:
    """A mail server. ``taken`` is told of each message that it really has, with the wishes its links are for."""

    def __init__(self, chance: Random, taken: Callable[[str, set[int]], None], faults: float) -> None:
        self._chance, self._taken, self._faults = chance, taken, faults
        #: By the message's name: those for which nobody could know, and those that were not wanted.
        self.in_doubt: set[str] = set()
        self.refused: set[str] = set()
        self.is_reached = True
        self.deaths = {"before the last dot": 0, "in the last dot": 0, "after the last dot": 0}

    def hand_over(self, parcel: Parcel, before_last: Callable[[], bool]) -> Reply:
        if not self.is_reached:
            raise NotReached("nobody there")
        name = parcel.name.partition(".")[0]
        self._die(self._faults, "before the last dot")
        if self._chance.random() < self._faults:
            return Reply(Came.AGAIN, "451 later")
        if not before_last():
            return Reply(Came.WITHHELD)
        if self._chance.random() < self._faults / 4:
            self.refused.add(name)
            return Reply(Came.REFUSED, "554 5.7.1 not today")
        if self._chance.random() < self._faults:
            self.in_doubt.add(name)
            self._die(1, "in the last dot")
        self._taken(name, _wishes(parcel.data))
        if self._chance.random() < self._faults:
            self.in_doubt.add(name)
            self._die(1, "after the last dot")
        return Reply(Came.TAKEN, "250 ok")

    def _die(self, chance: float, where: str) -> None:
        if self._chance.random() < chance:
            self.deaths[where] += 1
            raise Died

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


def _wishes(data: bytes) -> set[int]:
    """For which wishes the links of a letter are, as whoever opens one would find."""
    text = message_from_bytes(data, policy=default).get_content()
    found = (links.read(token) for token in _LINK.findall(text))
    return {pk for held in found if held is not None for pk in held.wishes}
