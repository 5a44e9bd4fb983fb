"""The pictures and recordings beside kind words, handed out. The gate of the word is asked each time."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from yearlight.entries.queries import word_texts
from yearlight.entries.views.where import at_place_or_none, at_words
from yearlight.keepsakes import enclosed
from yearlight.memorials.here import here
from yearlight.people.guests import open_to_guests
from yearlight.people.roles import Deed
from yearlight.web.downloads import send_file

if TYPE_CHECKING:
    from yearlight.keepsakes.models import Enclosure


@open_to_guests
@require_safe
def size(request: HttpRequest, slug: str, public_id: str, picture_id: str, name: int, ending: str) -> HttpResponseBase:
    """One size of a picture, for those who may read the text that it stands beside, and for whoever sent it."""
    picture = _shown(request, slug, public_id, picture_id) or _own(request, slug, public_id, picture_id)
    saves = request.headers.get("Save-Data", "").lower() == "on"
    found = enclosed.size_of(picture, name=name, ending=ending, saves_data=saves) if picture else None
    if found is None:
        raise Http404
    response = send_file(request, found.path, media_type=found.media_type, etag=found.etag, max_age=0)
    patch_vary_headers(response, ["Save-Data"])
    return response


@open_to_guests
@require_safe
def play(request: HttpRequest, slug: str, public_id: str, picture_id: str, ending: str) -> HttpResponseBase:
    """A recording, whole or the part that a player asks for, for the same."""
    recording = _shown(request, slug, public_id, picture_id) or _own(request, slug, public_id, picture_id)
    found = enclosed.played(recording, ending) if recording else None
    if found is None:
        raise Http404
    return send_file(request, found.path, media_type=found.media_type, etag=found.etag, max_age=0)


@require_safe
def original(request: HttpRequest, slug: str, public_id: str, picture_id: str) -> HttpResponseBase:
    """The file as it was sent, to take along; for keepers alone."""
    at = here(request, slug, deed=Deed.TAKE_ORIGINAL)
    picture = word_texts.picture_shown(at.viewer, at.person, public_id, picture_id)
    if picture is None:
        raise Http404
    found = enclosed.file_of(picture)
    return send_file(request, found.path, media_type=found.media_type, etag=found.etag, name=found.name, max_age=0)


def _shown(request: HttpRequest, slug: str, public_id: str, picture_id: str) -> "Enclosure | None":
    at = at_place_or_none(request, slug)
    return word_texts.picture_shown(at.viewer, at.person, public_id, picture_id) if at else None


def _own(request: HttpRequest, slug: str, public_id: str, picture_id: str) -> "Enclosure | None":
    """Of one's own word, also where the place is closed or never was shown; 404 where one left none here."""
    at = at_words(request, slug)
    return word_texts.own_picture(at.viewer, at.person, public_id, picture_id, now=at.now)
