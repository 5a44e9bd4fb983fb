"""Housekeeping of rituals. It may run twice."""

from django_tasks import task

from yearlight.core import clock
from yearlight.rituals import actions


@task()
def sweep() -> None:
    """Remove what was put away 30 days ago, and what is of nobody any more."""
    actions.sweep(now=clock.now())
