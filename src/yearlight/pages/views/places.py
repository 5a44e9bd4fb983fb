"""A person's place, one year of it, one photograph, and what can be added or brought back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yearlight.entries import queries as entries
from yearlight.entries.queries import words
from yearlight.keepsakes import queries as keepsakes
from yearlight.keepsakes.queries import PictureView
from yearlight.memorials.here import Here
from yearlight.memorials.sentences import called, called_within
from yearlight.pages import place as places
from yearlight.pages.context import belonging_of
from yearlight.pages.views.here import here
from yearlight.people.guests import open_to_guests
from yearlight.people.held import names_in
from yearlight.people.request import account as account_of
from yearlight.people.roles import Deed
from yearlight.reminders.queries.lookbacks import is_asked_for, may_ask_again
from yearlight.rituals import queries
from yearlight.rituals.queries.candles import burning

#: So many of one's own lines stand on the place's first page.
_OWN_LINES = 5
_KINDS = ("letter", "moment", "kind_word")


@open_to_guests
@require_safe
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """The person's place: the shared part as it lies ready, and below it what is the viewer's own."""
    at = here(request, slug)
    account = account_of(request)
    veil = bool(account and account.veils_pictures)
    belonging = belonging_of(request, at.person)
    head, cover, *rest = places.shared_parts(at.viewer, at.person, keepers=belonging.keepers, today=at.today, veil=veil)
    own_cover = None
    if not cover.strip() and at.person.cover_id is not None:
        own_cover = keepsakes.cover(at.viewer, at.person)
    context = {
        "person": at.person,
        "name": called(at.person),
        "name_within": called_within(at.person),
        "head": head,
        "cover": cover if cover.strip() else "",
        "own_cover": own_cover,
        "rest": "".join(rest),
        "is_empty": not rest[-1].strip(),
        "seen_by": belonging.words.get(at.person.audience_id, ""),
        "own": entries.own_lines(at.viewer, at.person, limit=_OWN_LINES) if at.may(Deed.WRITE) else (),
        "candle": burning(at.viewer, at.person, now=at.now),
        "may_light": at.viewer.seat_in(at.person.family_id) is not None,
        "may_change": at.may(Deed.CHANGE_PLACE),
        "may_write": at.may(Deed.WRITE),
        "may_add": at.may(Deed.ADD_PICTURE),
        "may_close": at.may(Deed.CLOSE_PLACE),
    }
    return render(request, "pages/place.html", context)


@open_to_guests
@require_safe
def year(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Everything of one year that the viewer sees, in the order of its days."""
    at = here(request, slug)
    if not 1 <= year <= 9999:
        raise Http404
    found = entries.year_entries(at.viewer, at.person, year, kinds=_KINDS)
    rituals = queries.rituals(at.viewer, at.person)
    done = [(one, acts) for one in rituals if (acts := one.of_year(year))]
    beside = {picture.pk for one in found for picture in one.pictures}
    beside |= {picture.pk for _ritual, acts in done for act in acts for picture in act.entry.pictures}
    pictures = keepsakes.pictures_between(at.viewer, at.person, first_year=year, last_year=year)
    context = {
        "person": at.person,
        "name": called(at.person),
        "year": year,
        "letters": [one for one in found if one.kind == "letter"],
        "moments": [one for one in found if one.kind == "moment"],
        "kind_words": [one for one in found if one.kind == "kind_word"],
        "pictures": [one for one in reversed(pictures) if one.pk not in beside],
        "done": done,
        "years": _years_around(at, year, {act.year for one in rituals for act in one.acts}),
        "is_empty": not found and not pictures and not done,
    }
    return render(request, "pages/year.html", context)


def _years_around(at: Here, year: int, of_rituals: set[int]) -> list[int]:
    """The years that hold something for this viewer, and this one, newest first."""
    known = of_rituals | {one.year for one in entries.by_year(at.viewer, at.person) if one.year}
    known |= {number for number, _count in keepsakes.years(at.viewer, at.person) if number}
    return sorted(known | {year}, reverse=True)


@open_to_guests
@require_safe
def photo(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """One photograph, large, with everything that is said of it."""
    at = here(request, slug)
    is_shown = request.GET.get("show") == "1"
    picture = keepsakes.picture(at.viewer, at.person, public_id, is_asked_for=is_shown)
    if picture is None:
        raise Http404
    newer, older = keepsakes.beside(at.viewer, at.person, picture)
    context = {
        "person": at.person,
        "picture": picture,
        "is_shown": is_shown,
        "may_hold": _may_hold(at, picture, is_shown=is_shown),
        "people": names_in(picture.people),
        "newer": newer,
        "older": older,
        "used_in": entries.entries_with(at.viewer, at.person, picture.pk),
        "may_change": at.may(Deed.CHANGE_PICTURE),
        "may_ask_again": may_ask_again(at.viewer, picture),
        "is_asked_for": is_asked_for(at.viewer, picture.pk),
    }
    return render(request, "pages/photo.html", context)


def _may_hold(at: Here, picture: PictureView, *, is_shown: bool) -> bool:
    """Whether somebody can ask here not to come across these people, or this date: of what they see of it by now."""
    is_told = is_shown or not picture.is_shut_away
    return bool(at.viewer.account_id and is_told and not picture.is_held and (picture.people or picture.words_date))


@require_safe
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """What can be added to a place."""
    at = here(request, slug, deed=Deed.WRITE)
    context = {
        "person": at.person,
        "name": called_within(at.person),
        "yearly": words.done_every_year(at.viewer, at.person),
    }
    return render(request, "pages/add.html", context)


@require_safe
def away(request: HttpRequest, slug: str) -> HttpResponse:
    """What the viewer put away and can bring back."""
    at = here(request, slug, deed=Deed.WRITE)
    context = {
        "person": at.person,
        "name": called(at.person),
        "texts": entries.put_away(at.viewer, at.person, now=at.now),
        "pictures": keepsakes.put_away(at.viewer, at.person, now=at.now),
    }
    return render(request, "pages/away.html", context)
