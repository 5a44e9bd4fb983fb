"""Whether the site is well: each part in one sentence, and whether it needs somebody."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from yearlight.core import queue
from yearlight.core.files import is_short_of_space
from yearlight.keepsakes import checking, room
from yearlight.keepsakes import queries as keepsakes
from yearlight.reminders.queries import host

#: The worker has something to do every few minutes.
_WORKER_LATE = timedelta(minutes=20)
_COPY_LATE = timedelta(days=7)
_READING_LATE = timedelta(days=7)
#: What makes copies of the folder touches it afterwards.
COPIED = "last-backup"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the site, and how it stands."""

    sentence: str
    is_well: bool


def parts(now: datetime) -> list[Part]:
    """Everything that is looked at. Where the database answers nothing, that alone is said."""
    try:
        return [_database(), _files(), _read_again(now), _queue(now), _worker(now), _disk(), _copy(now), _mail()]
    except DatabaseError:
        return [Part(_("The database does not answer."), False)]


def _database() -> Part:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Part(_("The database answers."), True)


def _files() -> Part:
    count, size = room.total()
    said = {"count": count, "size": filesizeformat(size), "waiting": keepsakes.without_sizes()}
    return Part(_("Originals kept: %(count)s, %(size)s. Without sizes to be shown in yet: %(waiting)s.") % said, True)


def _read_again(now: datetime) -> Part:
    stands = checking.standing()
    if stands.damaged:
        words = _("%(count)s originals are damaged or not there; yearlight check names them.") % {
            "count": stands.damaged
        }
        return Part(words, False)
    if stands.oldest_at is None:
        return Part(_("No original needed to be read again yet."), True)
    words = _("Every original was read again and found whole, the longest ago on %(moment)s.")
    is_well = now - stands.oldest_at < checking.ROUND + _READING_LATE
    return Part(words % {"moment": _moment(stands.oldest_at)}, is_well)


def _queue(now: datetime) -> Part:
    waiting = queue.waiting(now=now)
    said = {"due": waiting.due, "given_up": waiting.given_up}
    words = _("Later work that is due: %(due)s. Laid down after too many attempts: %(given_up)s.") % said
    return Part(words, not waiting.given_up)


def _worker(now: datetime) -> Part:
    at = queue.last_done_at()
    if at is None:
        return Part(_("The worker has done nothing yet. Look whether it runs."), False)
    words = _("The worker last did something on %(moment)s.") % {"moment": _moment(at)}
    return Part(words, now - at < _WORKER_LATE)


def _disk() -> Part:
    free = shutil.disk_usage(settings.YEARLIGHT_HOME).free
    words = _("%(size)s are free on the disk.") % {"size": filesizeformat(free)}
    return Part(words, not is_short_of_space(settings.YEARLIGHT_HOME))


def _copy(now: datetime) -> Part:
    mark = Path(settings.YEARLIGHT_HOME) / COPIED
    if not mark.exists():
        return Part(_("No copy of the folder is noted here."), False)
    at = datetime.fromtimestamp(mark.stat().st_mtime, UTC)
    words = _("The folder was last copied on %(moment)s.") % {"moment": _moment(at)}
    return Part(words, now - at < _COPY_LATE)


def _mail() -> Part:
    since = host.braked_at()
    if since is not None:
        return Part(host.sentence(since), False)
    if not settings.SENDS_MAIL:
        return Part(_("No mail server is set, so that messages lie in the outbox."), False)
    return Part(_("Messages are handed to the mail server, and the brake is off."), True)


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
