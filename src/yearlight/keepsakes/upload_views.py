"""Files that come in parts, by the tus protocol: an address to begin at, one for each upload, one to keep it."""

from collections.abc import Iterator
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, UnreadablePostError
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from yearlight.keepsakes import actions, queries, tus, uploads
from yearlight.keepsakes.forms import PictureForm
from yearlight.keepsakes.refused import PictureRefused, sentence
from yearlight.memorials.here import Here, here
from yearlight.people.choices import audience_choices, audience_from
from yearlight.people.roles import Deed
from yearlight.web import doors

if TYPE_CHECKING:
    from yearlight.keepsakes.models import Picture, Upload

_PIECE = 1 << 20
#: Slow lines hold a thread for minutes: half of them always answers pages.
_AT_ONCE = BoundedSemaphore(max(1, settings.YEARLIGHT_THREADS // 2))
_BUSY = {"Retry-After": "5"}


@require_http_methods(["OPTIONS", "POST"])
@tus.resumable
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin an upload; its address is answered. What is here already, or finds no room, is told before it is sent."""
    at = here(request, slug, deed=Deed.ADD_PICTURE)
    if request.method == "OPTIONS":
        return tus.options(uploads.largest())
    tus.ask_version(request)
    length, said = tus.whole_number(request, "Upload-Length"), tus.metadata(request)
    if doors.is_too_often(request, "upload"):
        return _told(_refused("too_often"), status=429)
    try:
        upload = uploads.begin(
            at.viewer,
            person=at.person,
            length=length,
            file_name=said.get("filename", ""),
            media_type_claimed=said.get("filetype", ""),
            sha256=said.get("sha256", "").lower(),
            now=at.now,
        )
    except PictureRefused as refused:
        return _told(_refused(refused.code), status=413 if refused.code == "too_large" else 422)
    except uploads.HereAlready as found:
        return _told(_here(at, found.picture), status=422)
    address = reverse("keepsakes:upload", args=[at.person.public_id, upload.public_id])
    headers = tus.place(offset=0, expires_at=upload.expires_at)
    return HttpResponse(status=201, headers={**headers, "Location": address})


@require_http_methods(["GET", "HEAD", "OPTIONS", "PATCH", "DELETE", "POST"])
@tus.resumable
def one(request: HttpRequest, slug: str, public_id: str) -> HttpResponseBase:
    """How much of an upload is here; the next part of it; or that it is not wanted any more."""
    method = tus.method_of(request)
    if method == "POST":
        return HttpResponse(status=405)
    at = here(request, slug, deed=Deed.ADD_PICTURE)
    upload = uploads.mine(at.viewer, at.person, public_id, now=at.now)
    if upload is None:
        raise Http404
    tus.ask_version(request)
    match method:
        case "PATCH":
            return _receive(request, at, upload)
        case "DELETE":
            uploads.forget(upload)
            return HttpResponse(status=204)
        case "OPTIONS":
            return tus.options(uploads.largest())
        case _:
            return _state(upload)


def _state(upload: "Upload") -> HttpResponse:
    headers = tus.place(offset=upload.received, expires_at=upload.expires_at)
    said = {"filename": upload.file_name, "filetype": upload.media_type_claimed, "sha256": upload.sha256_told}
    headers |= {"Upload-Length": str(upload.length), "Upload-Metadata": tus.written(said)}
    return HttpResponse(headers={**headers, "Cache-Control": "no-store"})


def _receive(request: HttpRequest, at: Here, upload: "Upload") -> HttpResponse:
    if request.content_type != tus.PART_TYPE:
        return HttpResponse(status=415)
    offset, checksum = tus.whole_number(request, "Upload-Offset"), tus.checksum(request)
    if not _AT_ONCE.acquire(blocking=False):
        return HttpResponse(status=503, headers=_BUSY)
    try:
        upload = uploads.receive(
            at.viewer, upload=upload, offset=offset, pieces=_pieces(request), checksum=checksum, now=at.now
        )
    except uploads.NotThisOffset:
        return HttpResponse(status=409)
    except uploads.Overtaken:
        return HttpResponse(status=423)
    except uploads.Mismatch:
        return HttpResponse(status=tus.MISMATCH)
    except PictureRefused as refused:
        return _told(_refused(refused.code), status=507)
    finally:
        _AT_ONCE.release()
    return HttpResponse(status=204, headers=tus.place(offset=upload.received, expires_at=upload.expires_at))


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    """What comes, until it ends or the line breaks."""
    try:
        while piece := request.read(_PIECE):
            yield piece
    except UnreadablePostError:
        return


@require_POST
def keep(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Keep an upload that has come whole, with what is said of it. The answer is that of the form without parts."""
    at = here(request, slug, deed=Deed.ADD_PICTURE)
    upload = uploads.mine(at.viewer, at.person, public_id, now=at.now)
    if upload is None:
        raise Http404
    form = PictureForm(request.POST, audiences=audience_choices(at.viewer, at.person.family_id))
    if not form.is_valid():
        said = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return _told({"name": upload.file_name, "kept": False, "code": "form", "sentence": said}, status=422)
    try:
        added = uploads.keep(
            at.viewer,
            upload=upload,
            person=at.person,
            audience_id=audience_from(at.viewer, at.person.family_id, form.cleaned_data["audience"]),
            caption=form.cleaned_data["caption"],
            description=form.cleaned_data["description"],
            now=at.now,
        )
    except uploads.NotWhole:
        return HttpResponse(status=409)
    except PictureRefused as refused:
        return _told(_refused(refused.code, upload.file_name), status=422)
    if not added.is_new:
        return _told(_here(at, added.picture), status=201)
    address = f"{queries.base_of(at.person)}{added.picture.public_id}/"
    told = {"name": upload.file_name, "kept": True, "code": "kept", "sentence": added.sentence, "address": address}
    return _told(told, status=201)


def _here(at: Here, picture: "Picture") -> dict[str, object]:
    address = f"{queries.base_of(at.person)}{picture.public_id}/"
    said = actions.Added(picture, is_new=False).sentence
    return {"name": picture.file_name, "kept": True, "code": "here", "sentence": said, "address": address}


def _refused(code: str, name: str = "") -> dict[str, object]:
    return {"name": name, "kept": False, "code": code, "sentence": sentence(code), "address": ""}


def _told(one: dict[str, object], *, status: int) -> HttpResponse:
    return JsonResponse({"files": [one]}, status=status)
