"""The housekeeping that the worker does."""

from datetime import date, timedelta

import pytest

from tests import make
from tests.entries.conftest import Desk
from yearlight.core import clock
from yearlight.entries import actions, jobs, queries
from yearlight.entries.models import Entry
from yearlight.people.roles import CircleKind


def test_worker_opens_letters_whose_day_has_come(desk: Desk, other_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = desk.keep(audience=desk.circle(CircleKind.KEEPERS), opens_on=date(2026, 11, 14), today=date(2026, 11, 3))
    monkeypatch.setattr(clock, "now", lambda: make.NOW + timedelta(days=12))
    jobs.open_letters.func()
    jobs.open_letters.func()
    assert queries.entry(other_desk.viewer, desk.cast.person, entry.public_id)


def test_worker_removes_what_was_put_away_long_enough_ago(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = desk.keep()
    actions.put_away(desk.viewer, person=desk.cast.person, entry_id=entry.public_id, now=make.NOW)
    monkeypatch.setattr(clock, "now", lambda: make.NOW + timedelta(days=31))
    jobs.sweep.func()
    jobs.sweep.func()
    assert not Entry.objects.exists()
