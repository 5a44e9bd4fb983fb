"""Telling of what waits, and doing it on its day. Each may run twice, and at the same time as another."""

from django_tasks import task

from yearlight.core import clock
from yearlight.people.actions import ending, telling


@task()
def tell() -> None:
    """Tell what is due to be told."""
    telling.tell_due()


@task()
def do_due() -> None:
    """Do what has waited its days."""
    ending.do_due(now=clock.now())
