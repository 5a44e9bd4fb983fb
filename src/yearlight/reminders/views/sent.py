"""What was sent to oneself, when, and what was not and why."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yearlight.core import clock
from yearlight.people.request import viewer as viewer_of
from yearlight.reminders.queries.ledger import ledger
from yearlight.reminders.queries.wished import wished

_FIRST, _LAST = 1000, 3000


@require_safe
def sent(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The ledger of one year; without one, of this."""
    if year is not None and not _FIRST <= year <= _LAST:
        raise Http404
    viewer, today = viewer_of(request), clock.today_here()
    found = ledger(viewer, wished(viewer, today), year=year or today.year)
    return render(request, "reminders/sent.html", {"ledger": found})
