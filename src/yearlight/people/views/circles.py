"""The circles that a family makes for itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yearlight.core import clock
from yearlight.people import actions, queries
from yearlight.people.forms import CircleForm
from yearlight.people.request import viewer as viewer_of
from yearlight.people.views.families import family_wanted
from yearlight.web.forms import faults_of


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Make a circle; whoever makes it is in it, and puts others in on the next page."""
    family, others = family_wanted(request)
    form = CircleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        circle = actions.make_circle(
            viewer_of(request), family_id=family.id, name=form.cleaned_data["name"], now=clock.now()
        )
        return redirect("people:circle", circle.public_id)
    context = {
        "form": form,
        "family": family,
        "others": others,
        "faults": faults_of(form) if form.errors else [],
    }
    return render(request, "people/circle_add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def circle(request: HttpRequest, public_id: str) -> HttpResponse:
    """One circle: its name, who is in it, and taking it away."""
    viewer, now, do = viewer_of(request), clock.now(), request.POST.get("do", "")
    found = queries.own_circle(viewer, public_id)
    if found is None:
        raise Http404
    if do == "take-away":
        return _taken_away(request, public_id)
    form = CircleForm(request.POST if do == "rename" else None, initial={"name": found.name})
    if form.is_valid():
        actions.rename_circle(viewer, public_id=public_id, name=form.cleaned_data["name"], now=now)
    if do == "fill":
        actions.put_in_circle(viewer, public_id=public_id, members=request.POST.getlist("who"), now=now)
    if do == "fill" or form.is_valid():
        messages.info(request, _("Kept."))
        return redirect("people:circle", public_id)
    context = {
        "circle": found,
        "form": form,
        "members": queries.in_circle(viewer, found),
        "faults": faults_of(form) if form.errors else [],
    }
    return render(request, "people/circle.html", context, status=422 if form.errors else 200)


def _taken_away(request: HttpRequest, public_id: str) -> HttpResponse:
    try:
        actions.take_circle_away(viewer_of(request), public_id=public_id, now=clock.now())
    except actions.CircleHolds as held:
        messages.warning(request, held.sentence)
        return redirect("people:circle", public_id)
    messages.info(request, _("The circle is taken away. Nobody was told."))
    return redirect("people:people")
