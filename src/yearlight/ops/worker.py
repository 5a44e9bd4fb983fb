"""The worker: does what was put in the queue, and puts in what comes again."""

import logging
import signal
import threading
import time
from datetime import timedelta
from types import FrameType

from django.db import DatabaseError, close_old_connections

from yearlight.core import clock, queue
from yearlight.core.queue import Recurring

logger = logging.getLogger(__name__)

MINUTES, HOUR, DAY = timedelta(minutes=10), timedelta(hours=1), timedelta(days=1)
#: Everything that comes again by itself.
RECURRING = [
    Recurring("yearlight.entries.jobs.open_letters", HOUR),
    Recurring("yearlight.entries.jobs.index", HOUR),
    Recurring("yearlight.entries.jobs.sweep", DAY),
    Recurring("yearlight.children.jobs.sweep", DAY),
    Recurring("yearlight.keepsakes.jobs.index", HOUR),
    Recurring("yearlight.keepsakes.jobs.remake", HOUR),
    Recurring("yearlight.keepsakes.jobs.sweep", DAY),
    Recurring("yearlight.keepsakes.jobs.sweep_uploads", HOUR),
    Recurring("yearlight.keepsakes.jobs.check_part", HOUR),
    Recurring("yearlight.memorials.jobs.sweep", DAY),
    Recurring("yearlight.rituals.jobs.sweep", DAY),
    # A plan puts a sending in for the very minute at which its messages open; this one takes up what was tried in vain.
    Recurring("yearlight.reminders.jobs.plan", MINUTES),
    Recurring("yearlight.reminders.jobs.look_into_mailbox", timedelta(minutes=5)),
    Recurring("yearlight.reminders.jobs.send", MINUTES),
    Recurring("yearlight.people.jobs.tell", MINUTES),
    Recurring("yearlight.reminders.jobs.show_waits", MINUTES),
    Recurring("yearlight.people.jobs.do_due", MINUTES),
    Recurring("yearlight.ops.erasing.do_due", HOUR),
    Recurring("yearlight.ops.housekeeping.sweep", DAY),
]
#: Put in by each worker that begins. What a killed one held is leased to it for minutes yet, and nobody shall wait so
#: long for a picture.
_WHEN_BEGINNING = "yearlight.keepsakes.jobs.remake"
#: How long it looks away when nothing is due: what someone just added is worked on within this.
_PAUSE_SECONDS = 0.5
#: How often it looks for what comes again.
_LOOK_SECONDS = 60.0
#: After a fault of the database itself, such as a full disk.
_AFTER_FAULT_SECONDS = 5.0


def work() -> None:
    """Work until told to end. What is under way is finished first; a second telling ends at once."""
    is_over = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        if is_over.is_set():
            raise SystemExit(1)
        is_over.set()

    signal.signal(signal.SIGTERM, end)
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, end)
    begun, looked = clock.now(), float("-inf")
    while not is_over.is_set():
        try:
            if time.monotonic() - looked >= _LOOK_SECONDS:
                queue.put_in_once(_WHEN_BEGINNING, key=f"{_WHEN_BEGINNING} {begun}", run_at=begun, now=clock.now())
                queue.put_in_recurring(RECURRING, now=clock.now())
                looked = time.monotonic()
            if not queue.run_one():
                is_over.wait(_PAUSE_SECONDS)
        except DatabaseError:
            logger.exception("The queue could not be read or written.")
            close_old_connections()
            is_over.wait(_AFTER_FAULT_SECONDS)
