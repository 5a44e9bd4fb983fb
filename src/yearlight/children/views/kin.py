"""A child of the family: added, changed, their own page age by age, and what is kept for them handed over."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yearlight.children import actions, queries
from yearlight.children.forms import ChildForm, date_fields
from yearlight.children.shown import ChildView
from yearlight.core import clock
from yearlight.people.guests import open_to_guests
from yearlight.people.request import viewer as viewer_of
from yearlight.web.forms import faults_of


@open_to_guests
@require_safe
def child(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a child said, drew and wrote, at four, at five, at six."""
    viewer = viewer_of(request)
    found = child_or_404(request, public_id)
    away = queries.put_away(viewer, found, now=clock.now())
    context = {"child": found, "ages": queries.by_age(viewer, found), "away": away}
    return render(request, "children/child.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A name, and a day of birth or none."""
    viewer = viewer_of(request)
    families = queries.families(viewer)
    if not families:
        raise Http404
    form = ChildForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        name = form.cleaned_data["name"]
        made = actions.add_child(viewer, family_id=families[0], name=name, born_on=form.born_on, now=clock.now())
        return redirect("children:child", made.public_id)
    return _form(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Another name or day of birth."""
    viewer, found = viewer_of(request), child_or_404(request, public_id)
    if not found.may_write:
        raise Http404
    first = {"name": found.name, **date_fields(found.born_on.isoformat() if found.born_on else "")}
    form = ChildForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        name = form.cleaned_data["name"]
        actions.change_child(viewer, public_id=public_id, name=name, born_on=form.born_on, now=clock.now())
        messages.info(request, _("Kept."))
        return redirect("children:child", public_id)
    return _form(request, form, found)


@require_POST
def hand_over(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was kept for the child is theirs from now on."""
    actions.hand_over(viewer_of(request), public_id=public_id, now=clock.now())
    messages.info(request, _("It is theirs now, to see and to hide."))
    return redirect("children:child", public_id)


def child_or_404(request: HttpRequest, public_id: str) -> ChildView:
    """The child of this address; 404 where there is none for this viewer."""
    found = queries.child(viewer_of(request), public_id)
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, form: ChildForm, child: ChildView | None) -> HttpResponse:
    context = {"form": form, "child": child, "faults": faults_of(form) if form.errors else []}
    return render(request, "children/child_form.html", context, status=422 if form.errors else 200)
