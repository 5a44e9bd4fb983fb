"""The messages that lie in the outbox, for whoever made the first account of a machine without a mail server."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yearlight.people.request import viewer as viewer_of
from yearlight.reminders.queries import outbox as queries


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """To whom, when and the subject; the text of one's own alone."""
    viewer = viewer_of(request)
    if not queries.is_seen_by(viewer):
        raise Http404
    return render(request, "reminders/outbox.html", {"letters": queries.letters(viewer)})
