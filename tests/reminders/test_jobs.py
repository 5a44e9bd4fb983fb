"""Planning and sending from the worker: what is left over is the next job's."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from yearlight.core import clock
from yearlight.core.models import Job
from yearlight.ops.worker import RECURRING
from yearlight.reminders import jobs
from yearlight.reminders.actions import planning, sending

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]


def waiting() -> list[tuple[str, object]]:
    return [(job.task, job.arguments["kwargs"]) for job in Job.objects.all()]


def test_a_plan_that_comes_to_its_most_goes_on_in_another_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "plan", lambda _now, *, most, goes_on: most)
    jobs.plan.func()
    assert waiting() == [("yearlight.reminders.jobs.plan", {"goes_on": True})]


def test_a_sending_that_comes_to_its_most_goes_on_in_another_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "send_due", lambda _now, *, most: most)
    jobs.send.func()
    assert waiting() == [("yearlight.reminders.jobs.send", {})]


def test_a_night_with_nothing_due_puts_nothing_in() -> None:
    jobs.plan.func()
    jobs.send.func()
    assert waiting() == []


def test_looking_for_what_is_open_reads_no_ledger() -> None:
    """With the values apart from the question, as the site asks it: SQLite chooses otherwise where it sees them."""
    with CaptureQueriesContext(connection) as found:
        sending.send_due(clock.now)
    words = found[-1]["sql"].partition(" WHERE ")[2].partition(" ORDER BY ")[0]
    asked = re.sub(r"'[^']*'", "?", words)
    given = [one[1:-1] for one in re.findall(r"'[^']*'", words)]
    tables = " FROM reminders_delivery JOIN reminders_message ON reminders_message.id = message_id"
    with connection.cursor() as cursor:
        raw = cursor.connection.execute(f"EXPLAIN QUERY PLAN SELECT 1 {tables} WHERE {asked}", given)
        assert "delivery_reached (reached=? AND try_at<?)" in " ".join(str(row) for row in raw.fetchall())


def test_all_that_comes_again_is_there() -> None:
    assert all(
        callable(import_string(one.task).func if hasattr(import_string(one.task), "func") else import_string(one.task))
        for one in RECURRING
    )
    assert {"yearlight.reminders.jobs.plan", "yearlight.reminders.jobs.send"} <= {one.task for one in RECURRING}
