"""Housekeeping of rituals. It may run twice."""

from django_tasks import task

from yearlight.core import clock
from yearlight.rituals import actions
from yearlight.rituals.actions.candles import sweep_candles
from yearlight.rituals.actions.orders import sweep_parts


@task()
def sweep() -> None:
    """Remove what was put away or taken out 30 days ago, what is of nobody any more, and candles that are over."""
    actions.sweep(now=clock.now())
    sweep_parts(now=clock.now())
    sweep_candles(now=clock.now())
