"""The leaf and the list of the year, drawn once and kept ready until something in them changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from yearlight.pages import wish_words
from yearlight.pages.days import today_mark
from yearlight.pages.listing import Listing
from yearlight.pages.year import next_own, year_page
from yearlight.people.viewer import Viewer
from yearlight.reminders.queries.sources import Own, own, sources_with
from yearlight.web import ready

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


@dataclass(frozen=True, slots=True)
class YearParts:
    """Two drawn parts, whether there is a day in them, and the next of the family's own days."""

    leaf: str
    list: str
    has_days: bool
    next_own: date | None


def year_parts(
    request: HttpRequest, viewer: Viewer, persons: "Sequence[Person]", listing: Listing, *, today: date
) -> YearParts:
    """The parts of a list, as they lie ready. A list with a wish open is pressed in next, so it is drawn anew."""
    mine, opened = own(viewer), request.GET.get("open", "")
    # All that they are drawn from: so nobody is shown what another wishes, or sees.
    key = (
        "year", tuple((one.pk, one.version) for one in persons), mine.in_short(), listing.at, today, get_language(),
    )  # fmt: skip
    if opened:
        context = {"open": opened, "kept": "kept" in request.GET}
        return _told(_draw(viewer, persons, mine, listing, today, request, context))
    return _told(ready.parts.get(key, lambda: _draw(viewer, persons, mine, listing, today)))


def _told(parts: tuple[str, ...]) -> YearParts:
    leaf, days, has_days, own_day = parts
    return YearParts(leaf, days, bool(has_days), date.fromisoformat(own_day) if own_day else None)


def _draw(
    viewer: Viewer,
    persons: "Sequence[Person]",
    own: Own,
    listing: Listing,
    today: date,
    request: HttpRequest | None = None,
    more: "dict[str, object] | None" = None,
) -> tuple[str, ...]:
    sources = sources_with(viewer, persons, own)
    latitude = persons[0].latitude if persons else None
    page = year_page(sources, listing, today=today, latitude=latitude, has_several=len(persons) > 1)
    context = {
        "page": page,
        "where": listing,
        "latitude": latitude,
        "today": today_mark(latitude, today) if listing.first <= today <= listing.last else None,
        "choices": wish_words.choices(),
        **(more or {}),
    }
    drawn = (render_to_string(f"pages/year_{name}.html", context, request) for name in ("leaf", "list"))
    begins = next_own(sources, today)
    return (*drawn, "yes" if page.has_days else "", begins.isoformat() if begins else "")
