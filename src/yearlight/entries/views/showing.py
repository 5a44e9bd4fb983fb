"""A slideshow: the pictures beside a letter or a moment, one after the other."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yearlight.entries import queries
from yearlight.memorials.here import here
from yearlight.people.guests import open_to_guests


@open_to_guests
@require_safe
def show(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """All of it on one page, to be read at one's own pace. Where script runs it is played when that is pressed, never before."""
    at = here(request, slug)
    found = queries.show(at.viewer, at.person, public_id)
    if found is None:
        raise Http404
    return render(request, "entries/show.html", {"person": at.person, "slideshow": found})
