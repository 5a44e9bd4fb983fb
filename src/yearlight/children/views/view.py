"""The children's view: opened and closed by an adult; while it is open, nothing else is there in this browser."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yearlight.children import queries
from yearlight.children.forms import CloseForm, OpenForm
from yearlight.children.queries import view as shown_in
from yearlight.memorials import queries as memorials
from yearlight.memorials.sentences import called, called_within
from yearlight.people import childrens_view
from yearlight.people.childrens_view import open_to_children
from yearlight.people.guests import open_to_guests
from yearlight.people.request import account as account_of
from yearlight.people.request import adult
from yearlight.people.request import viewer as viewer_of
from yearlight.people.roles import Deed
from yearlight.web import doors
from yearlight.web.downloads import send_file
from yearlight.web.forms import faults_of

if TYPE_CHECKING:
    from yearlight.keepsakes.queries import StoredFile
    from yearlight.people.viewer import Viewer


@open_to_guests
@require_http_methods(["GET", "HEAD", "POST"])
def open_view(request: HttpRequest) -> HttpResponse:
    """Choose a code, and open the view in this browser."""
    if not queries.families_to_open(viewer_of(request)):
        raise Http404
    form = OpenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        childrens_view.begin(request, form.cleaned_data["code"])
        return redirect("children:view")
    context = {
        "form": form,
        "faults": faults_of(form) if form.errors else [],
        "to_choose": [
            {"name": called(one), "slug": one.public_id}
            for one in memorials.persons(viewer_of(request))
            if viewer_of(request).may(Deed.CHOOSE_FOR_CHILDREN, one.family_id)
        ],
    }
    return render(request, "children/open.html", context, status=422 if form.errors else 200)


@open_to_children
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """Close it with the code, or with the password of whoever is signed in."""
    _adult(request)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        too_many = doors.too_many(request, "childrens_view", key=str(request.session.session_key))
        if too_many is not None:
            return too_many
    if form.is_valid():
        if _is_the_adults(request, form.cleaned_data["code"]):
            childrens_view.end(request)
            messages.info(request, _("The children’s view is closed."))
            return redirect("pages:guest" if account_of(request) is None else "pages:today")
        form.add_error("code", _("That does not close it. Nothing is changed; look once more."))
    context = {"form": form, "faults": faults_of(form) if form.errors else []}
    return render(request, "children/close.html", context, status=422 if form.errors else 200)


def _is_the_adults(request: HttpRequest, given: str) -> bool:
    account = account_of(request)
    return childrens_view.is_code(request, given) or (account is not None and account.check_password(given))


@open_to_children
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """For an adult who does not know the code any more: nobody is signed in here then, and nothing is shown."""
    _adult(request)
    logout(request)
    return redirect("account_login")


@open_to_children
@require_safe
def view(request: HttpRequest) -> HttpResponse:
    """Everyone of whom something is told here."""
    viewer = _adult(request)
    persons = [(called(one), one.public_id) for one in shown_in.persons(viewer)]
    context = {"persons": persons, "has_joys": bool(shown_in.joys(viewer))}
    return render(request, "children/view.html", context)


@open_to_children
@require_safe
def shown_of(request: HttpRequest, slug: str) -> HttpResponse:
    """One person who died: a few true words, and what was chosen."""
    viewer = _adult(request)
    person = shown_in.person(viewer, slug)
    if person is None:
        raise Http404
    context = {
        "name": called(person),
        "name_within": called_within(person),
        "words": shown_in.words(person),
        "pictures": shown_in.pictures_for(viewer, person),
        "entries": shown_in.entries_for(viewer, person),
    }
    return render(request, "children/shown_of.html", context)


@open_to_children
@require_safe
def shown(request: HttpRequest) -> HttpResponse:
    """What the living children said and drew."""
    return render(request, "children/shown.html", {"joys": shown_in.joys(_adult(request))})


@open_to_children
@require_safe
def picture(request: HttpRequest, slug: str, public_id: str, name: int, ending: str) -> HttpResponseBase:
    """One size of a picture that was chosen."""
    viewer = _adult(request)
    person = shown_in.person(viewer, slug)
    saves = _saves_data(request)
    found = (
        shown_in.picture_file(viewer, person, public_id, name=name, ending=ending, saves_data=saves) if person else None
    )
    return sent(request, found)


@open_to_children
@require_safe
def drawing(request: HttpRequest, public_id: str, name: int, ending: str) -> HttpResponseBase:
    """One size of a drawing that was chosen."""
    viewer = _adult(request)
    saves = _saves_data(request)
    return sent(request, shown_in.drawing_file(viewer, public_id, name=name, ending=ending, saves_data=saves))


def sent(request: HttpRequest, found: "StoredFile | None") -> HttpResponseBase:
    """The file, asked for anew each time, since what is chosen can change; 404 where there is none."""
    if found is None:
        raise Http404
    response = send_file(request, found.path, media_type=found.media_type, etag=found.etag, max_age=0)
    patch_vary_headers(response, ["Save-Data"])
    return response


def _saves_data(request: HttpRequest) -> bool:
    return request.headers.get("Save-Data", "").lower() == "on"


def _adult(request: HttpRequest) -> "Viewer":
    """Whoever opened the view; where it is not open in this browser, nothing is there."""
    if not childrens_view.is_open(request):
        raise Http404
    return adult(request)
