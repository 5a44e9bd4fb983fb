"""What is tidied away each day that belongs to no folder of the product."""

from importlib import import_module

from django.conf import settings
from django_tasks import task

from yearlight.core import clock, files, queue, refusals


@task()
def sweep() -> None:
    """Forget work long done, files of broken requests, what doors refused a month ago, and sessions that are over."""
    queue.sweep(now=clock.now())
    files.sweep_incoming()
    refusals.sweep(now=clock.now())
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
