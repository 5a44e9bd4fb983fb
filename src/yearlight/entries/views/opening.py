"""A closed letter, for the one who may open it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from yearlight.entries import actions
from yearlight.entries.queries.opening import closed_letter
from yearlight.memorials.here import here
from yearlight.people.guests import open_to_guests


@open_to_guests
@require_http_methods(["GET", "HEAD", "POST"])
def open_letter(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """That it is there, and one press that opens it; then the letter itself."""
    at = here(request, slug)
    if request.method == "POST":
        actions.open_letter(at.viewer, person=at.person, entry_id=public_id, now=at.now)
        return redirect("entries:letter", slug, public_id)
    letter = closed_letter(at.viewer, at.person, public_id)
    if letter is None:
        raise Http404
    return render(request, "entries/closed.html", {"person": at.person, "letter": letter})
