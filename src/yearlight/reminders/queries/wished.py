"""The days of a receiver by what gives them, with the next of each, for pages about messages."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yearlight.calendars import day as day_numbers
from yearlight.memorials.sentences import called, day_words
from yearlight.memorials.series import YEARLY
from yearlight.people.viewer import Viewer
from yearlight.reminders import due
from yearlight.reminders.due import Lead, Part
from yearlight.reminders.models import HowTold, Wish
from yearlight.reminders.queries.sources import Source, sources

#: How far ahead the next day of a source is looked for, in steps of years: most come within one.
_AHEAD = (1, 13, 60)


@dataclass(frozen=True, slots=True)
class Wished:
    """What gives days, its next day, and what the receiver wishes of it."""

    source: Source
    words: str
    note: str
    next_on: date | None
    leads: tuple[Lead, ...]

    @property
    def key(self) -> str:
        """Its name in an address: it stays when the date is corrected."""
        return f"{self.source.owner}.{self.source.custom}"

    @property
    def wish(self) -> Wish | None:
        return self.source.wish

    @property
    def told(self) -> str:
        """How it is told; "not this year" only as long as it holds for the next day."""
        return self.source.told(self.next_on.toordinal()) if self.next_on else HowTold.AS_IT_IS.value

    @property
    def leads_words(self) -> str:
        """When messages about it come, as it stands beside it."""
        return ", ".join(lead_words(one) for one in self.leads)

    @property
    def sends(self) -> bool:
        """Whether a message about its next days is wished for."""
        return bool(self.leads) and self.told != HowTold.NEVER


def wished(viewer: Viewer, today: date) -> list[Wished]:
    """Everything that gives the viewer days, in the order of their next ones. Those that cannot be reckoned stand last."""
    found = [wished_of(one, today) for one in sources(viewer)]
    return sorted(found, key=lambda one: (one.next_on or date.max, one.key))


def wished_named(viewer: Viewer, key: str, today: date) -> Wished | None:
    """The one of this name among the viewer's own."""
    source = next((one for one in sources(viewer) if f"{one.owner}.{one.custom}" == key), None)
    return wished_of(source, today) if source else None


def lead_words(lead: Lead) -> str:
    """One lead, as it stands in a line."""
    named = {
        (7, Part.MORNING): _("a week before"),
        (1, Part.EVENING): _("the evening before"),
        (0, Part.MORNING): _("that morning"),
        (0, Part.EVENING): _("that evening"),
        (-1, Part.MORNING): _("the day after"),
    }
    if lead in named:
        return named[lead]
    if lead.part is Part.EVENING:
        words = ngettext("%(count)s evening before", "%(count)s evenings before", lead.days)
    else:
        words = ngettext("%(count)s day before", "%(count)s days before", lead.days)
    return words % {"count": lead.days}


def wished_of(source: Source, today: date) -> Wished:
    """A source with the next of its days after or on this one."""
    words, note = _words(source)
    return Wished(source, words, note, _next(source, today), due.leads(source.wish.leads) if source.wish else ())


def discreet(one: Wished) -> Wished:
    """The same without a name: only when it comes."""
    return Wished(one.source, _("A day in your year"), "", one.next_on, one.leads)


def _words(source: Source) -> tuple[str, str]:
    """What its days are called, and a line below it."""
    name = _(source.kept.custom.name) if source.kept else _("A day that cannot be reckoned")
    if source.person is None:
        return name, ""
    if source.date is None:
        return name, called(source.person)
    is_both = source.series is not None and source.series.is_same_day
    what = source.date.word or day_words(source.person, source.date.kind, is_same_day=is_both)
    return (what, "") if source.custom == YEARLY else (name, what)


def _next(source: Source, today: date) -> date | None:
    first = today.toordinal()
    for years in _AHEAD:
        found = source.days(first, min(first + years * 366, day_numbers.LAST_DAY))
        if found:
            return date.fromordinal(found[0][0])
    return None
