"""What the days of an account come from: the persons it sees, what their families keep, and its own wishes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

from yearlight.calendars import edtf
from yearlight.calendars.customs import custom
from yearlight.calendars.customs.options import choose
from yearlight.calendars.occurrences import Anchor, Kept, Sunset
from yearlight.memorials import queries as memorials
from yearlight.people.viewer import Viewer
from yearlight.reminders.models import SharedDay, Wish

if TYPE_CHECKING:
    from yearlight.memorials.models import KeptCustom, Person, PersonDate

#: What comes back each civil year without being chosen, unless ``none`` was.
_BY_ITSELF = ("died", "born", "remembered")
_YEARLY, _NONE = "civil-yearly", "none"


@dataclass(frozen=True, slots=True)
class Source:
    """One custom as it is kept: for a date of a person, for a person, or for an account."""

    custom: str
    person: "Person | None" = None
    date: "PersonDate | None" = None
    options: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    #: Whether the person was born on the day of their death.
    is_same_day: bool = False
    wish: Wish | None = None

    def kept(self) -> Kept:
        """The custom, its choices, and what it is counted from; raises Declined, and EdtfError for no date."""
        one = custom(self.custom)
        return Kept(one, choose(one, self.options), self._anchor())

    def rule(self) -> str:
        """Which custom of which date, by names that stay when the date is corrected."""
        if self.date is None or self.person is None:
            return self.custom
        # A person is born and dies once, so the kind is name enough; further dates of one kind have ids.
        first = min((one.pk for one in self.person.dates.all() if one.kind == self.date.kind), default=None)
        return f"{self.custom} {self.date.kind if first == self.date.pk else self.date.public_id}"

    def _anchor(self) -> Anchor | None:
        if self.date is None:
            return self._since()
        burial = _whole_day(self.person, "funeral")
        known = edtf.parse(self.date.happened_on)
        return Anchor(known, Sunset(self.date.sunset), burial.toordinal() if burial else None)

    def _since(self) -> Anchor | None:
        """A custom of the year that is kept for a person is kept from their day on."""
        day = _whole_day(self.person, "died") or _whole_day(self.person, "remembered")
        return Anchor(edtf.parse(day.isoformat())) if day else None


def sources(viewer: Viewer) -> list[Source]:
    """Everything that gives this viewer days. As many queries for one person as for a dozen."""
    persons = memorials.persons(viewer)
    # Their dates and customs are seen by all who see the place, so they are fetched as the foreign keys reach them.
    prefetch_related_objects(persons, "dates", "customs")
    wishes = {(one.person_id, one.date_id, one.custom): one for one in Wish.objects.filter(account=viewer.account_id)}
    shared = SharedDay.objects.filter(account=viewer.account_id).order_by("custom")
    found = [source for person in persons for source in _of_person(person)]
    found += [Source(one.custom, options=one.options) for one in shared]
    return [_with_wish(one, wishes) for one in found]


def _of_person(person: "Person") -> Iterator[Source]:
    dates = sorted(person.dates.all(), key=lambda one: one.pk)
    customs = sorted(person.customs.all(), key=lambda one: one.pk)
    first = {one.kind: one.happened_on for one in reversed(dates)}
    is_same_day = "born" in first and first["born"] == first.get("died")
    for one in dates:
        own = [kept for kept in customs if kept.date_id == one.pk]
        if _comes_by_itself(one, own) and not (is_same_day and one.kind == "born"):
            yield Source(_YEARLY, person, one, is_same_day=is_same_day)
        yield from (_chosen(kept, person, one, is_same_day) for kept in own if kept.custom != _NONE)
    yield from (_chosen(kept, person, None, is_same_day) for kept in customs if kept.date_id is None)


def _comes_by_itself(one: "PersonDate", own: "list[KeptCustom]") -> bool:
    return one.kind in _BY_ITSELF and not any(kept.custom in (_YEARLY, _NONE) for kept in own)


def _chosen(kept: "KeptCustom", person: "Person", one: "PersonDate | None", is_same_day: bool) -> Source:
    return Source(kept.custom, person, one, kept.options, kept.moved, is_same_day)


def _with_wish(one: Source, wishes: dict[tuple[int | None, int | None, str], Wish]) -> Source:
    """A wish for a date names its person too, or does not; either is found."""
    date_id, person_id = (each.pk if each else None for each in (one.date, one.person))
    wish = wishes.get((person_id, date_id, one.custom)) or wishes.get((None, date_id, one.custom))
    return Source(one.custom, one.person, one.date, one.options, one.moved, one.is_same_day, wish)


def _whole_day(person: "Person | None", kind: str) -> date | None:
    dates = person.dates.all() if person else ()
    return next((one.first_on for one in dates if one.kind == kind and one.first_on == one.last_on), None)
