"""Later work: a row in the database, written in the same transaction as what asked for it.

A worker takes a job by a lease. Each taking counts up ``attempts``, and a job
is only finished by the attempt that holds it, so a worker that slept through
its lease changes nothing when it wakes. Work that fails comes back later, and
is laid down for good after some attempts. Every task may run twice.
"""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus

from yearlight.core import clock
from yearlight.core.models import Job

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
#: After so many attempts a job is laid down; the last wait is about nine hours.
MOST_ATTEMPTS = 12
_FIRST_WAIT = timedelta(seconds=15)
_KEPT_DONE = timedelta(days=7)


class LeasedBackend(BaseTaskBackend):
    """The backend of ``django_tasks`` that writes jobs into this table."""

    supports_defer = True
    supports_priority = True

    def enqueue(self, task: Task[..., Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Write the job. It exists once the caller's transaction is committed, and not otherwise."""
        self.validate_task(task)
        now = clock.now()
        job = Job.objects.create(
            task=task.module_path,
            arguments={"args": list(args), "kwargs": dict(kwargs)},
            queue=task.queue_name,
            priority=task.priority,
            run_at=task.run_after or now,
            made_at=now,
        )
        return TaskResult(
            task=task,
            id=str(job.pk),
            status=TaskResultStatus.READY,
            enqueued_at=now,
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=list(args),
            kwargs=dict(kwargs),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )


@dataclass(frozen=True, slots=True)
class Recurring:
    """Work that comes again: the task by its dotted name, and how often."""

    task: str
    every: timedelta


def put_in_once(task: str, *, key: str, run_at: datetime, now: datetime) -> bool:
    """Put work in unless work with this key was ever put in; returns whether it was."""
    defaults = {"task": task, "arguments": {"args": [], "kwargs": {}}, "run_at": run_at, "made_at": now}
    _job, is_new = Job.objects.get_or_create(key=key, defaults=defaults)
    return is_new


def put_in_recurring(recurring: list[Recurring], *, now: datetime) -> int:
    """Put in what falls due in the present stretch of each; many workers may do so at once. Returns how many."""
    new = 0
    for one in recurring:
        stretch = int(now.timestamp() // one.every.total_seconds())
        new += put_in_once(one.task, key=f"{one.task}:{stretch}", run_at=now, now=now)
    return new


def run_one(*, now: Callable[[], datetime] = clock.now) -> bool:
    """Take one due job and do it; False if none is due."""
    job = _take(now())
    if job is None:
        return False
    try:
        task = import_string(job.task)
        function = task.func if isinstance(task, Task) else task
        function(*job.arguments["args"], **job.arguments["kwargs"])
    except Exception:
        logger.exception("Later work %s failed at attempt %s.", job.task, job.attempts)
        _put_back(job, traceback.format_exc(), now())
    else:
        _finish(job, now())
    return True


def sweep(*, now: datetime) -> int:
    """Forget work that was done a while ago; returns how many rows."""
    return Job.objects.filter(done_at__lt=now - _KEPT_DONE).delete()[0]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How the queue stands: due now, and laid down after too many attempts."""

    due: int
    given_up: int


def waiting(*, now: datetime) -> Waiting:
    """How the queue stands."""
    due = Job.objects.filter(done_at=None, given_up_at=None, run_at__lte=now).count()
    return Waiting(due, Job.objects.exclude(given_up_at=None).count())


def last_done_at() -> datetime | None:
    """When a worker last finished something; None where none ever did, or not for a week."""
    at: datetime | None = Job.objects.exclude(done_at=None).aggregate(at=Max("done_at"))["at"]
    return at


def _take(now: datetime) -> Job | None:
    is_free = Q(leased_until=None) | Q(leased_until__lte=now)
    due = Job.objects.filter(is_free, done_at=None, given_up_at=None, run_at__lte=now)
    # A look takes no lock; a resting worker looks twice a second and shall be in nobody's way.
    if not due.exists():
        return None
    with transaction.atomic():
        job = due.order_by("-priority", "run_at", "pk").first()
        if job is None:
            return None
        taken = due.filter(pk=job.pk, attempts=job.attempts).update(
            leased_until=now + LEASE, attempts=F("attempts") + 1
        )
        if not taken:
            return None
    job.attempts += 1
    return job


def _finish(job: Job, now: datetime) -> None:
    _held(job).update(done_at=now, leased_until=None, last_error="")


def _put_back(job: Job, error: str, now: datetime) -> None:
    if job.attempts >= MOST_ATTEMPTS:
        _held(job).update(given_up_at=now, leased_until=None, last_error=error)
        return
    wait = _FIRST_WAIT * 2 ** (job.attempts - 1)
    _held(job).update(run_at=now + wait, leased_until=None, last_error=error)


def _held(job: Job) -> Any:
    """The row, if this attempt still holds it."""
    return Job.objects.filter(pk=job.pk, attempts=job.attempts, done_at=None)
