"""Housekeeping of entries. Each may run twice."""

from django.conf import settings
from django_tasks import task

from yearlight.core import clock
from yearlight.entries import actions


@task()
def open_letters() -> None:
    """Open the letters whose day has come."""
    actions.open_due(now=clock.now(), default_zone=settings.TIME_ZONE)


@task()
def sweep() -> None:
    """Remove what was put away 30 days ago, and the rows of windows long closed."""
    actions.sweep(now=clock.now())


@task()
def index() -> None:
    """Index the words of what was kept before there was an index, or put in without it."""
    actions.index_missing()
