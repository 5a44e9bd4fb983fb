"""What somebody was told, what not, and why: the ledger as its own receiver sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from yearlight.people.viewer import Viewer
from yearlight.reminders.models import Delivery, Message, Outcome, Reached, Told
from yearlight.reminders.queries.wished import Wished

#: What is told once on the site: a message that something here kept from coming, or that may not have arrived.
_FAULTS = (Outcome.MISSED, Outcome.UNSURE, Outcome.REFUSED)


@dataclass(frozen=True, slots=True)
class Line:
    """One day's message: what became of it, when, by which ways, and which days it told of, as far as they are seen now."""

    on: date
    outcome: str
    decided_at: datetime | None
    ways: tuple[str, ...]
    days: tuple[str, ...]
    #: Days that it should have told of and did not, each with what became of it.
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    year: int
    years: Sequence[int]
    lines: Sequence[Line]


def ledger(viewer: Viewer, days: Sequence[Wished], *, year: int) -> Ledger:
    """The messages of one year, newest first, and the years that have some."""
    mine = _own(viewer)
    years = sorted({one.year for one in mine.dates("on", "year")} | {year}, reverse=True)
    words = {one.wish.pk: one.words for one in days if one.wish is not None}
    rows = mine.filter(on__year=year).order_by("-on").prefetch_related(
        Prefetch("tells", Told.objects.order_by("pk")), Prefetch("deliveries", Delivery.objects.order_by("pk"))
    )  # fmt: skip
    return Ledger(year, years, [_line(row, words) for row in rows])


def untold(viewer: Viewer) -> list[Message]:
    """Messages that a fault kept from coming, or that may not have arrived, and of which the viewer was not told yet."""
    return list(_own(viewer).filter(outcome__in=_FAULTS, told_at=None).order_by("on"))


def _own(viewer: Viewer) -> QuerySet[Message]:
    if viewer.account_id is None:
        return Message.objects.none()
    return Message.objects.filter(receiver__account=viewer.account_id).exclude(outcome=Outcome.PLANNED)


def _line(row: Message, words: dict[int, str]) -> Line:
    sent = [one for one in row.deliveries.all() if one.reached in (Reached.SENT, Reached.UNSURE)]
    seen = [one for one in row.tells.all() if one.wish_id in words]
    told = dict.fromkeys(words[one.wish_id] for one in seen if not one.outcome)
    others = dict.fromkeys((words[one.wish_id], str(Outcome(one.outcome).label)) for one in seen if one.outcome)
    return Line(
        row.on,
        str(Outcome(row.outcome).label),
        row.decided_at,
        tuple(dict.fromkeys(str(one.get_way_display()) for one in sent)),
        tuple(told),
        tuple(others),
    )
