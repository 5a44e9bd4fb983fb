"""The year of an account, and what it wishes of each day."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from yearlight.core import clock
from yearlight.memorials.sentences import called, called_within
from yearlight.pages import wish_words
from yearlight.pages.context import persons_of
from yearlight.pages.day_rows import day_row, often_row
from yearlight.pages.forms import WishForm
from yearlight.pages.listing import FIRST_YEAR, LAST_YEAR, AtDay, Listing, listing
from yearlight.pages.told import address_of
from yearlight.pages.year_parts import year_parts
from yearlight.people.request import viewer as viewer_of
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer
from yearlight.reminders.actions import wishes
from yearlight.reminders.queries.days import Day, day_named, following
from yearlight.reminders.queries.sources import sources


@require_safe
def year(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """All days of all persons: twelve months from this one or from a day, or a year from January."""
    today, persons, viewer = clock.today_here(), persons_of(request), viewer_of(request)
    shown = _listing(str(year) if year is not None else request.GET.get("from", ""))
    parts = year_parts(request, viewer, persons, shown, today=today)
    around = shown.year or shown.first.year
    context = {
        "parts": parts,
        "leaf": parts.leaf,
        "list": parts.list,
        "where": shown,
        "this_year": today.year,
        "before": around - 1 if around > FIRST_YEAR else None,
        "after": around + 1 if around < LAST_YEAR else None,
        "only": called(persons[0]) if len(persons) == 1 else "",
        "may_change": [
            (called_within(one), one.public_id) for one in persons if viewer.may(Deed.CHANGE_PLACE, one.family_id)
        ],
    }
    return render(request, "pages/whole_year.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: HttpRequest, day: str) -> HttpResponse:
    """How one day is told to whoever looks: a press keeps it. Where script runs, the day's row alone is drawn anew."""
    viewer, persons = viewer_of(request), persons_of(request)
    found = day_named(sources(viewer, persons), day)
    if found is None:
        raise Http404
    at, form = str((request.POST or request.GET).get("at", "")), WishForm(request.POST)
    where, is_kept = _where(at, found), request.method == "POST" and form.is_valid()
    if is_kept:
        _set(viewer, found, form.cleaned_data["told"])
        found = day_named(sources(viewer, persons), day) or found
    if request.headers.get("HX-Request"):
        return _part(request, found, where, is_kept=is_kept)
    # Without script back to where it was pressed, with the wish open for another choice.
    return redirect(f"{where.more}open={day}{'&kept' if is_kept else ''}#d-{day}")


def _set(viewer: Viewer, day: Day, told: str) -> None:
    try:
        wishes.set_wish(viewer, day, told=told, now=clock.now())
    except wishes.NoSuchDay as fault:
        # Another window of theirs took the day out just now.
        raise Http404 from fault


def _part(request: HttpRequest, day: Day, where: Listing | AtDay, *, is_kept: bool) -> HttpResponse:
    """The row of a day, and the leaf where that has changed; beside the day's own page what can be wished of it."""
    viewer, persons = viewer_of(request), persons_of(request)
    row = day_row(day, where, has_several=len(persons) > 1)
    leaf = ""
    if isinstance(where, Listing) and day.source.is_often:
        row = often_row(row, [day, *following(day)])
    elif isinstance(where, Listing) and is_kept:
        leaf = year_parts(request, viewer, persons, where, today=clock.today_here()).leaf
    context = {
        "day": row,
        "where": where,
        "open": day.name if is_kept or "open" in request.GET else "",
        "kept": is_kept,
        "choices": wish_words.choices(),
        "leaf": leaf,
    }
    return render(request, "pages/day_swapped.html", context)


def _where(at: str, day: Day) -> Listing | AtDay:
    """The page on which a wish is pressed."""
    address = address_of(day.name)
    return AtDay(address) if at == AtDay(address).at else _listing(at)


def _listing(at: str) -> Listing:
    found = listing(at, clock.today_here())
    if found is None:
        raise Http404
    return found
