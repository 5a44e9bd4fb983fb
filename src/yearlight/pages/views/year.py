"""The year of an account."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yearlight.memorials import queries as memorials
from yearlight.memorials.sentences import called
from yearlight.pages.context import persons_of
from yearlight.pages.days import today_mark
from yearlight.pages.views.here import today as today_here
from yearlight.pages.year import months_from, year_page
from yearlight.people.request import viewer as viewer_of

_FIRST, _LAST = 1000, 3000


@require_safe
def year(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """All days of all persons: twelve months from this one, or a year from January."""
    if year is not None and not _FIRST <= year <= _LAST:
        raise Http404
    today, persons = today_here(), persons_of(request)
    first, last = months_from(today if year is None else date(year, 1, 1))
    page = year_page(persons, memorials.series(viewer_of(request), persons), first=first, last=last, today=today)
    context = {
        "page": page,
        "year": year,
        "this_year": today.year,
        "before": (year or today.year) - 1 if (year or today.year) > _FIRST else None,
        "after": (year or today.year) + 1 if (year or today.year) < _LAST else None,
        "only": called(persons[0]) if len(persons) == 1 else "",
        "has_persons": bool(persons),
        "today": today_mark(persons[0], today) if persons and first <= today <= last else None,
    }
    return render(request, "pages/whole_year.html", context)
