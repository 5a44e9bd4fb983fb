"""What was done in a family, as its keepers read it for themselves."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yearlight.core import clock
from yearlight.pages import log as logs
from yearlight.people.queries.log import log_families
from yearlight.people.request import viewer as viewer_of


@require_safe
def log(request: HttpRequest, year: int | None = None, month: int = 1) -> HttpResponse:
    """One month; without one, the present."""
    viewer = viewer_of(request)
    if not log_families(viewer):
        raise Http404
    try:
        first = date(year, month, 1) if year is not None else clock.today_here().replace(day=1)
    except ValueError as error:
        raise Http404 from error
    before = request.GET.get("before", "")
    found = logs.month(viewer, first, before=int(before) if before.isdecimal() and len(before) < 19 else 0)
    return render(request, "pages/log.html", {"month": found})
