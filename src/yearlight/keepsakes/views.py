"""The photographs of a place: the list, adding, changing, and the files themselves."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yearlight.core.uploads import IncomingFile
from yearlight.keepsakes import actions, queries
from yearlight.keepsakes.asked import asked_only, asked_page
from yearlight.keepsakes.forms import ChangeForm, PictureForm, date_fields
from yearlight.keepsakes.refused import PictureRefused, sentence
from yearlight.keepsakes.room import room_of
from yearlight.keepsakes.sizes import MOMENTS
from yearlight.memorials.here import Here, here
from yearlight.people.choices import audience_choices, audience_from, audience_value, last_audience
from yearlight.people.guests import open_to_guests
from yearlight.people.roles import Deed
from yearlight.web import doors
from yearlight.web.downloads import send_file

#: For so many seconds a keeper's browser shows a picture without asking.
_KEEPERS_AGE = 600
#: What is said of a picture, by the names that its row and its form have for it.
_SAID = ("caption", "description", "taken_by", "people", "is_shut_away", "note_before", "transcript")
_MOMENTS = frozenset(str(number) for number in range(MOMENTS))

# --- the list ---


@open_to_guests
@require_safe
def photos(request: HttpRequest, slug: str) -> HttpResponse:
    """All photographs by year and month, or those of one year (``?year=2023``, ``?year=none``)."""
    at = here(request, slug)
    year, undated, page = asked_page(request)
    album = queries.album(at.viewer, at.person, year=year, undated=undated, page=page, only=asked_only(request))
    if album is None:
        raise Http404
    context = {
        "person": at.person,
        "album": album,
        "may_add": at.may(Deed.ADD_PICTURE),
        "may_mend": at.may(Deed.CHANGE_PICTURE),
    }
    return render(request, "keepsakes/photos.html", context)


@open_to_guests
@require_safe
def which(request: HttpRequest, slug: str) -> HttpResponse:
    """What the photographs can be chosen by, to see only some of them."""
    at = here(request, slug)
    return render(
        request, "keepsakes/which.html", {"person": at.person, "choices": queries.choices(at.viewer, at.person)}
    )


# --- adding ---


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one file that was sent."""

    name: str
    is_kept: bool
    code: str
    sentence: str
    address: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add photographs: many in one form, or, with the script, each in a request of its own."""
    at = here(request, slug, deed=Deed.ADD_PICTURE)
    family_id = at.person.family_id
    choices = audience_choices(at.viewer, family_id)
    if request.method != "POST":
        form = PictureForm(audiences=choices, initial={"audience": last_audience(at.viewer, family_id)})
        return _form(request, at, form)
    files = request.FILES.getlist("pictures")
    form = PictureForm(request.POST, audiences=choices)
    wants_json = "application/json" in request.headers.get("Accept", "")
    if files and doors.is_too_often(request, "upload"):
        form.add_error(None, sentence("too_often"))
    if form.is_valid() and files:
        # Words belong to a picture, not to a heap of them.
        words = {name: form.cleaned_data[name] if len(files) == 1 else "" for name in ("caption", "description")}
        audience_id = audience_from(at.viewer, family_id, form.cleaned_data["audience"])
        told = [_take(at, file, audience_id=audience_id, **words) for file in files]
        return _told_to_script(told) if wants_json else _told(request, at, told)
    for file in files:
        _discard(file)
    if not files:
        form.add_error(None, _("No file came with this. Choose one or more photographs."))
    if wants_json:
        told_of = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return _told_to_script([Told("", is_kept=False, code="form", sentence=told_of)])
    return _form(request, at, form, status=422)


def _form(request: HttpRequest, at: Here, form: PictureForm, status: int = 200) -> HttpResponse:
    context = {"person": at.person, "form": form, "room": room_of(at.person.family_id)}
    return render(request, "keepsakes/add.html", context, status=status)


def _take(at: Here, file: object, *, audience_id: int | None, caption: str, description: str) -> Told:
    name = str(getattr(file, "name", ""))
    try:
        if not isinstance(file, IncomingFile) or file.incoming is None:
            raise PictureRefused(getattr(file, "refused", None) or "not_kept")
        added = actions.add_picture(
            at.viewer,
            person=at.person,
            incoming=file.incoming,
            audience_id=audience_id,
            file_name=name,
            caption=caption,
            description=description,
            now=at.now,
        )
    except PictureRefused as refused:
        return Told(name, is_kept=False, code=refused.code, sentence=refused.sentence)
    finally:
        _discard(file)
    address = f"{queries.base_of(at.person)}{added.picture.public_id}/"
    code = "kept" if added.is_new else "here"
    return Told(name, is_kept=True, code=code, sentence=added.sentence, address=address)


def _discard(file: object) -> None:
    incoming = getattr(file, "incoming", None)
    if incoming is not None:
        incoming.discard()


def _told_to_script(told: list[Told]) -> JsonResponse:
    files = [
        {"name": one.name, "kept": one.is_kept, "code": one.code, "sentence": one.sentence, "address": one.address}
        for one in told
    ]
    if all(one.is_kept for one in told):
        return JsonResponse({"files": files}, status=201)
    return JsonResponse({"files": files}, status=422 if not any(one.is_kept for one in told) else 200)


def _told(request: HttpRequest, at: Here, told: list[Told]) -> HttpResponse:
    """A page that says of each file whether it is kept; one that went well alone needs none."""
    kept = [one for one in told if one.is_kept]
    if len(told) == 1 and kept:
        messages.info(request, kept[0].sentence)
        return redirect(kept[0].address)
    line = ngettext("%(count)s photograph is kept.", "%(count)s photographs are kept.", len(kept)) % {
        "count": len(kept)
    }
    context = {"person": at.person, "kept": kept, "refused": [one for one in told if not one.is_kept], "line": line}
    return render(request, "keepsakes/added.html", context, status=200 if kept else 422)


# --- changing ---


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Change what is said of a photograph, when it was taken and who sees it."""
    at = here(request, slug, deed=Deed.CHANGE_PICTURE)
    row = queries.row(at.viewer, at.person, public_id)
    view = queries.picture(at.viewer, at.person, public_id)
    if row is None or view is None:
        raise Http404
    value = audience_value(at.viewer, at.person.family_id, row.audience_id)
    # Who sees it is its writer's to say; to another keeper it is only told.
    choices = audience_choices(at.viewer, at.person.family_id) if view.is_mine else [(value, view.audience_words)]
    if request.method == "POST":
        form = ChangeForm(request.POST, audiences=choices)
        if form.is_valid():
            _change(at, row, form.cleaned_data, value)
            return redirect(view.address)
    else:
        initial = {name: getattr(row, name) for name in (*_SAID, "moment")} | date_fields(row.happened_on)
        form = ChangeForm(audiences=choices, initial={**initial, "audience": value})
    context = {"person": at.person, "picture": view, "form": form, "is_cover": at.person.cover_id == row.pk}
    if row.latitude is not None and row.longitude is not None:
        context["place"] = f"{row.latitude:.5f}, {row.longitude:.5f}"
    context["date_fields"] = [form[name] for name in ("day", "month", "year")]
    return render(request, "keepsakes/change.html", context, status=422 if form.errors else 200)


def _change(at: Here, row: Any, data: dict[str, Any], value: str) -> None:
    chosen = data["audience"] or value
    audience_id = row.audience_id if chosen == value else audience_from(at.viewer, at.person.family_id, chosen)
    actions.change_picture(
        at.viewer,
        picture=row,
        now=at.now,
        audience_id=audience_id,
        moment=int(data["moment"]),
        forgets_place=data["forgets_place"],
        **{name: data[name] for name in (*_SAID, "happened_on")},
    )


@require_POST
def put_away(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Put a photograph away; it can be brought back for 30 days."""
    at = here(request, slug, deed=Deed.CHANGE_PICTURE)
    row = queries.row(at.viewer, at.person, public_id)
    if row is None:
        raise Http404
    actions.put_away(at.viewer, picture=row, now=at.now)
    return redirect("keepsakes:away", slug, public_id)


@require_safe
def away(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """What was put away says that it is, and can be brought back."""
    at = here(request, slug, deed=Deed.CHANGE_PICTURE)
    found = [one for one in queries.put_away(at.viewer, at.person, now=at.now) if one.public_id == public_id]
    if not found:
        raise Http404
    return render(request, "keepsakes/away.html", {"person": at.person, "picture": found[0]})


@require_POST
def bring_back(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Bring it back as it was."""
    at = here(request, slug, deed=Deed.CHANGE_PICTURE)
    row = queries.put_away_row(at.viewer, at.person, public_id, now=at.now)
    if row is None:
        raise Http404
    actions.bring_back(at.viewer, picture=row, now=at.now)
    return redirect(f"{queries.base_of(at.person)}{public_id}/")


# --- files ---


@open_to_guests
@require_safe
def rendition(request: HttpRequest, slug: str, public_id: str, name: int, ending: str) -> HttpResponseBase:
    """One size of a photograph. The gate is asked each time, also where the browser has it already."""
    at = here(request, slug)
    saves = request.headers.get("Save-Data", "").lower() == "on"
    asked = request.GET.get("moment", "")
    moment = int(asked) if asked in _MOMENTS else None
    found = queries.rendition(
        at.viewer, at.person, public_id, name=name, ending=ending, saves_data=saves, moment=moment
    )
    if found is None:
        raise Http404
    # What a keeper closes, or withholds from somebody, is closed at once: only keepers' browsers need not ask again.
    max_age = _KEEPERS_AGE if at.may(Deed.TAKE_ORIGINAL) else 0
    response = send_file(request, found.path, media_type=found.media_type, etag=found.etag, max_age=max_age)
    patch_vary_headers(response, ["Save-Data"])
    return response


@require_safe
def original(request: HttpRequest, slug: str, public_id: str) -> HttpResponseBase:
    """The file as it was given, to take along; for keepers alone."""
    at = here(request, slug, deed=Deed.TAKE_ORIGINAL)
    found = queries.original_file(at.viewer, at.person, public_id)
    if found is None:
        raise Http404
    return send_file(request, found.path, media_type=found.media_type, etag=found.etag, name=found.name)
