"""What tests of rituals share: one begun, and its years noted."""

from datetime import date
from typing import Any

import pytest

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.core.ids import public_id
from yearlight.entries.models import Entry
from yearlight.entries.texts import Text, Window
from yearlight.memorials.models import Person
from yearlight.people.roles import CircleKind
from yearlight.rituals import actions
from yearlight.rituals.facts import NO_FACTS, Facts
from yearlight.rituals.kinds import Chapter, Kind
from yearlight.rituals.models import Ritual

TODAY = make.NOW.date()


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.NOW)


def begin(
    cast: Cast, kind: Kind = Kind.TREE, *, who: str = "keeper", persons: list[Person] | None = None, **said: Any
) -> Ritual:
    """A ritual that the family sees, unless something else is said."""
    given = {"name": "The rowan", "audience": cast.circle(CircleKind.FAMILY).public_id, **said}
    return actions.begin(
        cast.viewer(who), persons=persons or [cast.person], kind=kind, said=actions.Said(**given), now=make.NOW
    )


def note(
    cast: Cast,
    ritual: Ritual,
    year: int,
    title: str = "",
    *,
    who: str = "keeper",
    on: str = "",
    body: str = "",
    audience: str | None = None,
    chapter: Chapter = Chapter.YEAR,
    facts: Facts = NO_FACTS,
    window: str = "",
    act_id: str = "",
    base: int = 0,
    person: Person | None = None,
) -> Entry:
    """One year of it, seen as the family sees it unless something else is said."""
    to = cast.circle(CircleKind.FAMILY).public_id if audience is None else audience
    text = Text(title, body, on, to)
    named = {"act_id": act_id} if act_id else {"ritual_id": ritual.public_id}
    return actions.keep_act(
        cast.viewer(who),
        person=person or cast.person,
        done=actions.Done(text, year, chapter, facts),
        window=Window(window or public_id(), base_revision=base),
        **named,
        now=make.NOW,
        today=date(2026, 11, 3),
    )
