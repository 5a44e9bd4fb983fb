"""Joys: all of them by child and year, one to write down or to change, its picture, and hiding it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yearlight.children import actions, queries
from yearlight.children.actions import Written
from yearlight.children.forms import JoyForm, date_fields
from yearlight.children.shown import ChildView, JoyView
from yearlight.children.views.kin import child_or_404
from yearlight.children.views.view import sent
from yearlight.core import clock
from yearlight.core.files import Incoming
from yearlight.core.ids import public_id as new_window
from yearlight.core.uploads import IncomingFile
from yearlight.keepsakes.refused import PictureRefused
from yearlight.people.choices import audience_choices, audience_from, audience_value, last_audience
from yearlight.people.guests import open_to_guests
from yearlight.people.request import viewer as viewer_of
from yearlight.web import doors
from yearlight.web.forms import faults_of


@open_to_guests
@require_safe
def joys(request: HttpRequest) -> HttpResponse:
    """The living children, and what is kept of each, year by year."""
    viewer = viewer_of(request)
    children = queries.children(viewer)
    may_write = bool(queries.families(viewer))
    if not children and not may_write:
        raise Http404
    context = {
        "children": [(one, queries.by_year(viewer, one)) for one in children],
        "may_write": may_write,
        "may_open": bool(queries.families_to_open(viewer)),
    }
    return render(request, "children/joys.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write down what a child said, or add what they drew."""
    child = _written_by(request, public_id)
    viewer, choices = viewer_of(request), audience_choices(viewer_of(request), child.family_id)
    if request.method != "POST":
        first = {"window": new_window(), "audience": last_audience(viewer, child.family_id), "kind": "saying"}
        return _form(request, child, JoyForm(audiences=choices, initial=first))
    form = JoyForm(request.POST, request.FILES, audiences=choices)
    if not form.is_valid():
        return _form(request, child, form)
    try:
        actions.keep_joy(
            viewer,
            child_id=public_id,
            written=_written(request, form, child),
            window=form.cleaned_data["window"],
            incoming=_picture(request),
            now=clock.now(),
        )
    except PictureRefused as refused:
        form.add_error("picture", refused.sentence)
        return _form(request, child, form)
    messages.info(request, _("Kept."))
    return redirect("children:child", public_id)


@open_to_guests
@require_http_methods(["GET", "HEAD", "POST"])
def joy(request: HttpRequest, child_id: str, public_id: str) -> HttpResponse:
    """One of them, large; for whoever wrote it down, the form to change it."""
    viewer, child = viewer_of(request), child_or_404(request, child_id)
    # Before it is looked at: of what one may only read, a press learns no more than of what is not there.
    if request.method == "POST" and not queries.may_change(viewer, public_id):
        raise Http404
    found = queries.joy(viewer, child, public_id)
    if found is None:
        raise Http404
    if not found.may_change:
        return render(request, "children/joy.html", {"child": child, "joy": found})
    choices = audience_choices(viewer, child.family_id)
    given: dict[str, Any] = {"audiences": choices, "has_picture": found.picture is not None}
    if request.method != "POST":
        return _form(request, child, JoyForm(initial=_first(request, child, found), **given), found)
    form = JoyForm(request.POST, **given)
    if not form.is_valid():
        return _form(request, child, form, found)
    actions.change_joy(viewer, public_id=public_id, written=_written(request, form, child), now=clock.now())
    messages.info(request, _("Kept."))
    return redirect("children:child", child_id)


@require_POST
def put_away(request: HttpRequest, child_id: str, public_id: str) -> HttpResponse:
    """Take it out of sight for 30 days, then for good."""
    return _set(
        request, child_id, public_id, is_away=True, said=_("It is put away. You can bring it back for 30 days.")
    )


@require_POST
def bring_back(request: HttpRequest, child_id: str, public_id: str) -> HttpResponse:
    """Have it again."""
    return _set(request, child_id, public_id, is_away=False, said=_("It is here again."))


@open_to_guests
@require_POST
def hide(request: HttpRequest, child_id: str, public_id: str) -> HttpResponse:
    """The child it is of hides it from everybody else, or shows it again."""
    is_hidden = request.POST.get("do") != "show"
    actions.hide(viewer_of(request), public_id=public_id, is_hidden=is_hidden, now=clock.now())
    messages.info(request, _("Only you see it now.") if is_hidden else _("Those who saw it before see it again."))
    return redirect("children:child", child_id)


@open_to_guests
@require_safe
def picture(request: HttpRequest, child_id: str, public_id: str, name: int, ending: str) -> HttpResponseBase:
    """One size of a drawing, for those who see what it belongs to."""
    child = child_or_404(request, child_id)
    saves = request.headers.get("Save-Data", "").lower() == "on"
    found = queries.picture_of(viewer_of(request), child, public_id, name=name, ending=ending, saves_data=saves)
    return sent(request, found)


def _set(request: HttpRequest, child_id: str, public_id: str, *, is_away: bool, said: str) -> HttpResponse:
    actions.put_away(viewer_of(request), public_id=public_id, is_away=is_away, now=clock.now())
    messages.info(request, said)
    return redirect("children:child", child_id)


def _written_by(request: HttpRequest, public_id: str) -> ChildView:
    child = child_or_404(request, public_id)
    if not child.may_write:
        raise Http404
    return child


def _written(request: HttpRequest, form: JoyForm, child: ChildView) -> Written:
    data = form.cleaned_data
    return Written(
        kind=data["kind"],
        body=data["body"],
        description=data["description"],
        happened_on=form.happened_on,
        # Where a birth date says it, nobody is asked twice.
        age_said=None if child.born_on else data["age_said"],
        audience_id=audience_from(viewer_of(request), child.family_id, data["audience"]),
        is_for_children=data["is_for_children"],
    )


def _picture(request: HttpRequest) -> Incoming | None:
    """What came with the form. Raises ``PictureRefused``."""
    file = request.FILES.get("picture")
    if file is None:
        return None
    if not isinstance(file, IncomingFile) or file.incoming is None:
        raise PictureRefused(getattr(file, "refused", "") or "not_kept")
    if doors.is_too_often(request, "upload"):
        raise PictureRefused("too_often")
    return file.incoming


def _first(request: HttpRequest, child: ChildView, joy: JoyView) -> dict[str, Any]:
    return {
        "kind": joy.kind,
        "body": joy.body,
        "description": joy.description,
        "age_said": joy.age_said,
        "audience": audience_value(viewer_of(request), child.family_id, joy.audience_id),
        "is_for_children": joy.is_for_children,
        "window": new_window(),
        **date_fields(joy.happened_on),
    }


def _form(request: HttpRequest, child: ChildView, form: JoyForm, joy: JoyView | None = None) -> HttpResponse:
    context = {"child": child, "joy": joy, "form": form, "faults": faults_of(form) if form.errors else []}
    return render(request, "children/keep.html", context, status=422 if form.errors else 200)
