"""Asking to see a photograph again on Today, and no longer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yearlight.core import clock
from yearlight.pages.context import persons_of
from yearlight.pages.views.here import here
from yearlight.people.request import viewer as viewer_of
from yearlight.reminders.actions import lookbacks as actions
from yearlight.reminders.queries.lookbacks import asked_for


@require_POST
def photo(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Ask for one photograph, or let it come no more; from Today one comes back there."""
    at = here(request, slug)
    if request.POST.get("do") == "ask":
        actions.ask_again(at.viewer, person=at.person, picture_id=public_id, now=at.now)
        return redirect("pages:photo", slug, public_id)
    actions.stop_again(at.viewer, person=at.person, picture_id=public_id, now=at.now)
    if "today" not in request.POST:
        return redirect("pages:photo", slug, public_id)
    messages.info(request, _("It is not shown there again. On its own page you can ask for it."))
    return redirect("pages:today")


@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """All that one asked for, in words alone; pressed, none of it is shown any more."""
    viewer = viewer_of(request)
    if request.method == "POST":
        actions.stop_all_again(viewer, now=clock.now())
        messages.info(request, _("No photograph comes to Today any more. Each can be asked for on its own page."))
        return redirect("pages:today" if "today" in request.POST else "pages:again")
    return render(request, "pages/again.html", {"all": asked_for(viewer, persons_of(request))})
