"""The leaf and the list of the year, drawn once and kept ready until something in them changes.

What each person's days put into them lies ready by itself, so that a change to one of a dozen draws one of them anew.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from yearlight.pages import wish_words
from yearlight.pages.days import today_mark
from yearlight.pages.listing import Listing
from yearlight.pages.year import YearPage, year_page
from yearlight.pages.year_days import DrawnDay, OwnerYear, owner_year
from yearlight.people.viewer import Viewer
from yearlight.reminders.queries.sources import Own, Source, of_persons, own, shared_sources
from yearlight.web import ready

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: What each owner's days put into lists. The rows behind what is drawn take as much room again.
_owners_ready: ready.Ready[OwnerYear] = ready.memory(2_000_000, lambda one: one.size)


@dataclass(frozen=True, slots=True)
class YearParts:
    """Two drawn parts, whether there is a day in them, and the next of the family's own days."""

    leaf: str
    list: str
    has_days: bool
    next_own: date | None


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who asks for which list, on which day."""

    viewer: Viewer
    persons: "Sequence[Person]"
    own: Own
    listing: Listing
    today: date

    @property
    def frame(self) -> tuple[Hashable, ...]:
        """What each part depends on, whosever days it holds."""
        return self.listing.at, self.today, get_language()

    @property
    def latitude(self) -> int | None:
        return self.persons[0].latitude if self.persons else None

    @property
    def has_several(self) -> bool:
        return len(self.persons) > 1


def year_parts(
    request: HttpRequest, viewer: Viewer, persons: "Sequence[Person]", listing: Listing, *, today: date
) -> YearParts:
    """The parts of a list, as they lie ready. A list with a wish open is pressed in next, so it is put together anew."""
    asked = _Asked(viewer, persons, own(viewer), listing, today)
    opened = request.GET.get("open", "")
    if opened:
        return _told(_draw(asked, request, opened))
    # All that they are drawn from: so nobody is shown what another wishes, or sees.
    key = ("year", tuple((one.pk, one.version) for one in persons), asked.own.in_short(), *asked.frame)
    return _told(ready.parts.get(key, lambda: _draw(asked)))


def _told(parts: tuple[str, ...]) -> YearParts:
    leaf, days, has_days, own_day = parts
    return YearParts(leaf, days, bool(has_days), date.fromisoformat(own_day) if own_day else None)


def _draw(asked: _Asked, request: HttpRequest | None = None, opened: str = "") -> tuple[str, ...]:
    owners, listing = _owners(asked), asked.listing
    page = year_page(owners, listing, today=asked.today, latitude=asked.latitude)
    if request is not None:
        page = _with_open(page, listing, request, opened)
    is_now = listing.first <= asked.today <= listing.last
    context = {
        "page": page,
        "latitude": asked.latitude,
        "today": today_mark(asked.latitude, asked.today) if is_now else None,
    }
    parts = (render_to_string(f"pages/year_{name}.html", context) for name in ("leaf", "list"))
    begins = min((one.next_own for one in owners if one.next_own), default=None)
    return (*parts, "yes" if page.has_days else "", begins.isoformat() if begins else "")


def _owners(asked: _Asked) -> list[OwnerYear]:
    """What each person's days put into the list, and then what is shared; those that lie ready are not asked for."""
    keys = {
        one.pk: ("owner", one.pk, one.version, asked.own.in_short_of(one.pk), asked.has_several, *asked.frame)
        for one in asked.persons
    }
    found = {pk: _owners_ready.look(key) for pk, key in keys.items()}
    missing = [one for one in asked.persons if found[one.pk] is None]
    sources: dict[int, list[Source]] = {one.pk: [] for one in missing}
    for one in of_persons(asked.viewer, missing, asked.own.wishes) if missing else ():
        if one.person is not None:
            sources[one.person.pk].append(one)
    for pk, many in sources.items():
        found[pk] = one_year = _owner(asked, many)
        _owners_ready.keep(keys[pk], one_year)
    key = ("shared", asked.own.in_short_of_shared(), asked.has_several, *asked.frame)
    shared = _owners_ready.get(key, lambda: _owner(asked, shared_sources(asked.own)))
    return [*(one for one in found.values() if one is not None), shared]


def _owner(asked: _Asked, sources: Sequence[Source]) -> OwnerYear:
    return owner_year(sources, asked.listing, today=asked.today, has_several=asked.has_several)


def _with_open(page: YearPage, listing: Listing, request: HttpRequest, opened: str) -> YearPage:
    """The page with the wish of one day open, where there is such a day."""

    def day(one: DrawnDay) -> DrawnDay:
        if one.row.name != opened:
            return one
        context = {
            "day": one.row,
            "where": listing,
            "open": opened,
            "kept": "kept" in request.GET,
            "choices": wish_words.choices(),
        }
        html = render_to_string("pages/day_row.html", context, request)
        return replace(one, html=mark_safe(html))  # noqa: S308 - drawn by a template

    months = [replace(month, days=[day(one) for one in month.days]) for month in page.months]
    return replace(page, months=months, often=[day(one) for one in page.often])
