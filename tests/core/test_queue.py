"""Later work: leased, fenced, tried again with growing waits, and laid down for good in the end."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from tests import make
from tests.core import work
from yearlight.core import clock, queue
from yearlight.core.models import Job
from yearlight.core.queue import Recurring

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(clock, "now", lambda: make.NOW)
    monkeypatch.setattr(work, "DONE", [])
    return work.DONE


def _run(at: datetime = make.NOW) -> bool:
    return queue.run_one(now=lambda: at)


def test_work_is_done_once(done: list[str]) -> None:
    work.note.enqueue("one")
    assert _run()
    assert not _run()
    assert done == ["one"]
    assert Job.objects.get().done_at == make.NOW


def test_nothing_is_done_for_what_was_taken_back(done: list[str]) -> None:
    with transaction.atomic():
        work.note.enqueue("never")
        transaction.set_rollback(True)
    assert not _run()
    assert done == []


def test_work_waits_for_its_time(done: list[str]) -> None:
    work.note.using(run_after=make.NOW + timedelta(hours=1)).enqueue("later")
    assert not _run()
    assert _run(make.NOW + timedelta(hours=1))
    assert done == ["later"]


def test_what_is_urgent_goes_first_and_then_what_waited_longest(done: list[str]) -> None:
    work.note.enqueue("first")
    work.note.enqueue("second")
    work.note.using(priority=10).enqueue("urgent")
    while _run():
        pass
    assert done == ["urgent", "first", "second"]


def test_a_leased_job_is_nobody_elses() -> None:
    work.note.enqueue("one")
    assert queue._take(make.NOW)
    assert queue._take(make.NOW + queue.LEASE - timedelta(seconds=1)) is None
    assert queue._take(make.NOW + queue.LEASE)


def test_a_worker_that_slept_through_its_lease_changes_nothing() -> None:
    work.note.enqueue("one")
    slept, woke = queue._take(make.NOW), make.NOW + queue.LEASE
    other = queue._take(woke)
    assert slept
    assert other
    queue._finish(slept, woke)
    queue._put_back(slept, "too late", woke)
    row = Job.objects.get()
    assert (row.done_at, row.last_error, row.leased_until) == (None, "", woke + queue.LEASE)
    queue._finish(other, woke)
    assert Job.objects.get().done_at == woke


def test_a_worker_that_wakes_after_another_finished_puts_nothing_back() -> None:
    work.note.enqueue("one")
    slept, woke = queue._take(make.NOW), make.NOW + queue.LEASE
    other = queue._take(woke)
    assert slept
    assert other
    queue._finish(other, woke)
    queue._put_back(slept, "too late", woke)
    assert queue.waiting(now=woke + timedelta(days=1)).due == 0


def test_work_of_a_killed_worker_is_done_by_another(done: list[str]) -> None:
    work.note.enqueue("one")
    queue._take(make.NOW)
    assert not _run(make.NOW + timedelta(minutes=1))
    assert _run(make.NOW + queue.LEASE)
    assert done == ["one"]


def test_work_that_fails_comes_back_after_growing_waits_and_is_laid_down(caplog: pytest.LogCaptureFixture) -> None:
    work.stumble.enqueue("one")
    at, waits = make.NOW, []
    for _ in range(queue.MOST_ATTEMPTS):
        assert _run(at)
        row = Job.objects.get()
        waits.append(row.run_at - at)
        at = row.run_at
    assert waits[:4] == [timedelta(seconds=15 * 2**tried) for tried in range(4)]
    assert waits[:-1] == sorted(waits[:-1])
    assert row.given_up_at is not None
    assert "the disk is full" in row.last_error
    assert not _run(at + timedelta(days=365))
    assert queue.waiting(now=at) == queue.Waiting(due=0, given_up=1)
    assert len(caplog.records) == queue.MOST_ATTEMPTS


def test_the_log_names_the_work_and_not_its_arguments(caplog: pytest.LogCaptureFixture) -> None:
    work.stumble.enqueue("Dear Jonah")
    _run()
    assert "stumble" in caplog.messages[0]
    assert "Dear Jonah" not in caplog.messages[0]


def test_work_that_is_not_there_any_more_does_not_stop_the_worker(done: list[str]) -> None:
    queue.put_in_once("yearlight.gone.task", key="gone", run_at=make.NOW, now=make.NOW)
    work.note.enqueue("one")
    while _run():
        pass
    assert done == ["one"]


def test_recurring_work_is_put_in_once_by_many(done: list[str]) -> None:
    daily = [Recurring("tests.core.work.plain", timedelta(days=1))]
    assert [queue.put_in_recurring(daily, now=make.NOW) for _ in range(3)] == [1, 0, 0]
    assert queue.put_in_recurring(daily, now=make.NOW + timedelta(days=1)) == 1
    while _run(make.NOW + timedelta(days=1)):
        pass
    assert done == ["plain", "plain"]


def test_only_work_that_was_done_long_ago_is_forgotten() -> None:
    work.note.enqueue("one")
    _run()
    work.stumble.enqueue("two")
    _run()
    assert queue.sweep(now=make.NOW + timedelta(days=6)) == 0
    assert queue.sweep(now=make.NOW + timedelta(days=8)) == 1
    assert Job.objects.get().task.endswith("stumble")
