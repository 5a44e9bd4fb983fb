"""Planning and sending of messages. Each may run twice, and at the same time as another."""

from django_tasks import task

from yearlight.core import clock
from yearlight.reminders.actions import planning, sending

#: At so many receivers, and so many deliveries, one job looks; what is left is the next one's, so that letters and
#: pictures are not kept waiting.
_RECEIVERS, _DELIVERIES = 5000, 200


@task()
def plan() -> None:
    """Write down what has come to be due."""
    if planning.plan(clock.now(), most=_RECEIVERS) == _RECEIVERS:
        plan.enqueue()


@task()
def send() -> None:
    """Send what is due now."""
    if sending.send_due(clock.now, most=_DELIVERIES) == _DELIVERIES:
        send.enqueue()
