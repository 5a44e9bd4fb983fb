"""Housekeeping of dates and customs. It may run twice."""

from django_tasks import task

from yearlight.core import clock
from yearlight.memorials import actions


@task()
def sweep() -> None:
    """Remove the dates and customs that were put away 30 days ago."""
    actions.sweep(now=clock.now())
