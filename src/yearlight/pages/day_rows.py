"""One day as a row: in the list of the year, and on its own page where something is wished of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from yearlight.pages import wish_words
from yearlight.pages.listing import AtDay, Listing
from yearlight.pages.told import address_of, facts, told
from yearlight.web.templatetags.shell import OWN, QUIET, SHARED, day_sign, icon
from yearlight.web.words import weekday_in_words

if TYPE_CHECKING:
    from yearlight.reminders.queries.days import Day

#: Of a day that comes each week or month, so many are named.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day in the list. ``name`` is its name in addresses, ``wish`` how it is told, in a word for machines."""

    on: date
    name: str
    when: str
    words: str
    note: str
    facts: Sequence[str]
    kind: str
    wish: str
    wish_words: str
    address: str
    #: Where the wish opens: on a whole page, and as a part of it.
    wish_at: str
    part_at: str
    iso: str = ""

    @property
    def lines(self) -> list[str]:
        """What stands below its name."""
        return [self.note, *self.facts] if self.note else [*self.facts]

    @property
    def is_quiet(self) -> bool:
        return self.kind == QUIET

    @property
    def sign(self) -> SafeString:
        return day_sign(self.kind)

    @property
    def bell(self) -> SafeString:
        return icon("no-bell" if self.is_quiet else "bell")


def day_row(day: "Day", where: Listing | AtDay, *, has_several: bool, wishes: dict[str, str] | None = None) -> DayRow:
    """One day as a row of a list, or on its own page. What began before a list and still lasts stands at its beginning."""
    on = date.fromordinal(day.on)
    if where.first is not None and on < where.first:
        on = where.first
    telling = told(day, has_several=has_several)
    wish, name = day.source.told(day.on), day.name
    address = address_of(name)
    return DayRow(
        on,
        name,
        _day_of_month(get_language(), on),
        telling.words,
        telling.note,
        facts(day),
        kind_of(day),
        wish,
        wishes[wish] if wishes else wish_words.words(wish),
        address,
        f"{where.more}open={name}#d-{name}",
        f"{address}wish/?open&at={where.at}",
        on.isoformat(),
    )


def kind_of(day: "Day") -> str:
    """Its mark: quiet for whoever looks, their family's own, or shared with others."""
    if day.source.told(day.on) != wish_words.AS_IT_IS:
        return QUIET
    return OWN if day.source.is_own else SHARED


def often_row(row: DayRow, days: Sequence["Day"]) -> DayRow:
    """The row of a day that comes each week or month, with the first of those that follow; ``days`` begin with it."""
    when, *then = (weekday_in_words(date.fromordinal(day.on)) for day in days[:_NAMED])
    words = _("Then %(days)s") % {"days": ", ".join(then)} if then else ""
    if len(days) > _NAMED:
        words = _("%(days)s, and so on") % {"days": words}
    return replace(row, when=when, facts=[words] if words else [], iso="")


@lru_cache(maxsize=4096)
def _day_of_month(language: str, on: date) -> str:
    """A day below the heading of its month: "Saturday 14". Kept for each language."""
    return formats.date_format(on, pgettext("a day below its month: weekday and day in Django's letters", "l j"))
