"""What tests of entries share: a place seen from a person's seat, and texts kept from windows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from tests import make
from tests.conftest import Cast
from yearlight.core.ids import public_id
from yearlight.entries import actions
from yearlight.entries.models import Entry, EntryDraft
from yearlight.entries.texts import Going, Text, Window
from yearlight.people.roles import CircleKind
from yearlight.people.viewer import Viewer


@dataclass
class Desk:
    """One member at one window of the cast's place."""

    cast: Cast
    who: str = "keeper"
    kind: str = "letter"

    @property
    def viewer(self) -> Viewer:
        return self.cast.viewer(self.who)

    def circle(self, kind: CircleKind) -> str:
        return self.cast.circle(kind).public_id

    def keep(
        self,
        body: str = "It snowed.",
        *,
        window: str = "",
        base: int = 0,
        saves: int = 1,
        now: datetime = make.NOW,
        entry_id: str = "",
        going_on: Going | None = None,
        today: date | None = None,
        **text: Any,
    ) -> Entry:
        return actions.keep_entry(
            self.viewer,
            person=self.cast.person,
            kind=self.kind,
            window=Window(window or public_id(), saves, base, going_on),
            text=Text(body=body, **text),
            entry_id=entry_id,
            now=now,
            today=today,
        )

    def save(
        self,
        body: str = "It snowed.",
        *,
        window: str = "",
        base: int = 0,
        saves: int = 1,
        now: datetime = make.NOW,
        entry_id: str = "",
        going_on: Going | None = None,
        **text: Any,
    ) -> EntryDraft:
        return actions.save_draft(
            self.viewer,
            person=self.cast.person,
            kind=self.kind,
            window=Window(window or public_id(), saves, base, going_on),
            text=Text(body=body, **text),
            entry_id=entry_id,
            now=now,
        )


@pytest.fixture
def desk(cast: Cast) -> Desk:
    """Mara's desk."""
    return Desk(cast)


@pytest.fixture
def other_desk(cast: Cast) -> Desk:
    """Peter's desk."""
    return Desk(cast, "other_keeper")
