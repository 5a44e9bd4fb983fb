"""Pictures and recordings that come with kind words: enclosed, and removed 30 days after no word has them any more."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from yearlight.core.errors import YearlightError
from yearlight.core.ids import public_id
from yearlight.keepsakes.actions import Taken, make_later_what_follows, original_of
from yearlight.keepsakes.kinds import Medium
from yearlight.keepsakes.models import Enclosure
from yearlight.keepsakes.queries import DAYS_AWAY

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from yearlight.memorials.models import Person

#: What comes with a word may be this large; what a keeper adds has a limit of its own.
MOST_MEGABYTES = 50
#: What can come with a word.
TAKES = (Medium.PICTURE, Medium.SOUND, Medium.VIDEO)
#: So many are taken from one person at one place within a day.
MOST_A_DAY = 10
LONGEST_DESCRIPTION = 300


class EnoughEnclosed(YearlightError):  # noqa: N818
    """More pictures in a day than anybody sends who means them."""

    code = "enough_enclosed"


def refuse_more(person: "Person", writer_id: int, *, now: datetime) -> None:
    """Raise ``EnoughEnclosed`` where no further picture is taken from this writer today."""
    lately = Enclosure.objects.filter(person=person, writer=writer_id, came_at__gt=now - timedelta(days=1))
    if lately.count() >= MOST_A_DAY:
        raise EnoughEnclosed(
            _(
                "You have sent many pictures or recordings today, and they are all kept. This was not sent. "
                "Send your words without one, or the picture or recording tomorrow."
            )
        )


def enclose(
    person: "Person", *, writer_id: int, taken: Taken, description: str, file_name: str, now: datetime
) -> Enclosure:
    """The row of a picture or recording whose bytes were taken in, in the caller's transaction."""
    original = original_of(person.family_id, taken, now=now)
    make_later_what_follows(original)
    return Enclosure.objects.create(
        person=person,
        original=original,
        writer_id=writer_id,
        description=description.strip()[:LONGEST_DESCRIPTION],
        file_name=file_name[-255:],
        came_at=now,
    )


def described(enclosure_id: int, description: str, *, now: datetime) -> Enclosure:
    """The same picture with other words, as a row of its own: what was read of the one before stays as it was read."""
    row = Enclosure.objects.get(pk=enclosure_id)
    row.pk, row.public_id, row.came_at, row.let_go_at = None, public_id(), now, None
    row.description = description.strip()[:LONGEST_DESCRIPTION]
    row.save(force_insert=True)
    return row


def remove(ids: Collection[int]) -> None:
    """Remove these rows at once; their bytes go as those of a picture do, where nothing else names them."""
    Enclosure.objects.filter(pk__in=ids).delete()


def sweep(*, named: Iterable["QuerySet[Any, int | None]"], now: datetime) -> int:
    """Let go of all but those that these queries name, and remove what was let go 30 days ago; returns how many."""
    others = Enclosure.objects.all()
    for ids in named:
        others = others.exclude(pk__in=ids)
    others.filter(let_go_at=None).update(let_go_at=now)
    removed, _by_table = others.filter(let_go_at__lte=now - timedelta(days=DAYS_AWAY)).delete()
    return removed
