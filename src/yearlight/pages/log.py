"""What was done in a family, by whom and when, as its keepers read it: a month at a time, and never what was written."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from yearlight.core import audit
from yearlight.core.audit import Line
from yearlight.entries.queries import log as entries
from yearlight.keepsakes import log as keepsakes
from yearlight.memorials import log as memorials
from yearlight.pages.log_words import KINDS, UNKNOWN, Kind, Shown
from yearlight.people import queries as people
from yearlight.people.queries.log import log_families, names
from yearlight.people.viewer import Viewer
from yearlight.rituals.queries import log as rituals

#: So many lines are on one page of a month.
A_PAGE = 200

#: Who knows which things of a line are seen; by the names that the log has for them, all others are texts.
_PLACES = frozenset({"person", "date", "custom"})


@dataclass(frozen=True, slots=True)
class Told:
    """One line as it is read."""

    at: datetime
    sentence: str


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the log, the newest line first, and where to go on."""

    first: date
    lines: list[Told]
    #: The id to go on from where the month has more; 0 where it has not.
    more: int
    earlier: date | None
    later: date | None


def month(viewer: Viewer, first: date, *, before: int = 0) -> Month:
    """A month of every family that the viewer keeps. As many queries however much was done."""
    families = log_families(viewer)
    begins, ends = _moment(first), _moment(_next(first))
    found = audit.lines(families, first=begins, end=ends, before=before, limit=A_PAGE + 1)
    shown = _shown(viewer, found[:A_PAGE])
    by_account, by_id = names(families)
    told = [Told(one.at, _sentence(one, by_account, by_id)) for one in shown]
    more = found[A_PAGE - 1].id if len(found) > A_PAGE else 0
    earlier, later = audit.nearest(families, before=begins), audit.nearest(families, since=ends)
    return Month(first, told, more, _month_of(earlier), _month_of(later))


def _sentence(line: Line, by_account: dict[tuple[int, str], str], by_id: dict[str, str]) -> str:
    kind = kind_of(line)
    if not line.actor:
        return str(kind.unnamed or UNKNOWN.unnamed)
    said = {
        "who": by_account.get((line.family_id, line.actor)) or _("Somebody who is no longer here"),
        "whom": by_id.get(line.thing_id) or _("somebody"),
    }
    return str(kind.words) % said


def kind_of(line: Line) -> Kind:
    """How a line reads."""
    return KINDS.get((line.thing, line.verb), UNKNOWN)


def _shown(viewer: Viewer, lines: list[Line]) -> list[Line]:
    """Those that are the viewer's to know of: a thing that is kept for its writer alone is nobody else's, also here."""
    asked = [one for one in lines if kind_of(one).shown is Shown.WHO_SEE_IT]
    seen = _seen(viewer, asked)
    circles = {one.public_id for pk in viewer.family_ids for one in people.own_circles(viewer, pk)}
    known = {Shown.WHO_SEE_IT: seen, Shown.IN_CIRCLE: circles}
    return [
        one for one in lines if _is_own(viewer, one) or one.thing_id in known.get(kind_of(one).shown, {one.thing_id})
    ]


def _is_own(viewer: Viewer, line: Line) -> bool:
    return bool(line.actor) and line.actor == str(viewer.account_id)


def _seen(viewer: Viewer, lines: list[Line]) -> frozenset[str]:
    ask: dict[str, Callable[[Viewer, Collection[str]], frozenset[str]]] = {
        "places": memorials.seen_among,
        "picture": keepsakes.seen_among,
        "ritual": rituals.seen_among,
        "texts": entries.seen_among,
    }
    ids: dict[str, set[str]] = {name: set() for name in ask}
    for one in lines:
        name = "places" if one.thing in _PLACES else one.thing if one.thing in ask else "texts"
        ids[name].add(one.thing_id)
    return frozenset().union(*(ask[name](viewer, found) for name, found in ids.items()))


def _next(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def _moment(day: date) -> datetime:
    """When a day begins where whoever looks lives."""
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone())


def _month_of(at: datetime | None) -> date | None:
    return timezone.localtime(at).date().replace(day=1) if at else None
