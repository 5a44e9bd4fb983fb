"""What is played, its captions, and the file of the moment around a picture."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from yearlight.keepsakes import queries
from yearlight.memorials.here import here
from yearlight.people.guests import open_to_guests
from yearlight.people.roles import Deed
from yearlight.web.downloads import send_file


@open_to_guests
@require_safe
def play(request: HttpRequest, slug: str, public_id: str, ending: str) -> HttpResponseBase:
    """A video or a sound, whole or the part that a player asks for. The gate is asked each time."""
    at = here(request, slug)
    found = queries.play(at.viewer, at.person, public_id, ending=ending)
    if found is None:
        raise Http404
    return send_file(request, found.path, media_type=found.media_type, etag=found.etag, max_age=0)


@open_to_guests
@require_safe
def captions(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """The timed lines of what is said, for the player."""
    at = here(request, slug)
    found = queries.captions(at.viewer, at.person, public_id)
    if found is None:
        raise Http404
    headers = {"Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(found, content_type="text/vtt; charset=utf-8", headers=headers)


@require_safe
def original_moment(request: HttpRequest, slug: str, public_id: str) -> HttpResponseBase:
    """The moment around a picture as it was given, to take along; for keepers alone."""
    at = here(request, slug, deed=Deed.TAKE_ORIGINAL)
    found = queries.original_file(at.viewer, at.person, public_id, of_motion=True)
    if found is None:
        raise Http404
    return send_file(request, found.path, media_type=found.media_type, etag=found.etag, name=found.name)
