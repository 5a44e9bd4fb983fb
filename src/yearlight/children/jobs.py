"""Housekeeping of what living children said and drew. It may run twice."""

from django_tasks import task

from yearlight.children.actions.joys import remove_expired
from yearlight.core import clock


@task()
def sweep() -> None:
    """Remove what was put away 30 days ago."""
    remove_expired(now=clock.now())
