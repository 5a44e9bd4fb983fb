"""Asking to see a photograph again on Today, and no longer; and not to come across some at all."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yearlight.core import clock
from yearlight.keepsakes import queries as keepsakes
from yearlight.pages.context import persons_of
from yearlight.pages.views.here import here
from yearlight.people.actions import ListFull, hold
from yearlight.people.held import names_in, unread
from yearlight.people.request import account as account_of
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


@require_POST
def rather_not(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Do not come across photographs of somebody on this one, or of its date."""
    at, account = here(request, slug), account_of(request)
    picture = keepsakes.picture(at.viewer, at.person, public_id, is_asked_for=True)
    if picture is None or account is None:
        raise Http404
    back = redirect("pages:photo", slug, public_id)
    asked = request.POST.get("name", "")
    name = asked if asked in names_in(picture.people) else ""
    on = picture.happened_on if "date" in request.POST and not unread(picture.happened_on) else ""
    if not name and not on:
        return back
    try:
        hold(account, name=name, on=on)
    except ListFull as error:
        messages.error(request, error.sentence)
    else:
        told = _("These stand behind a line for you from now on. Under My settings you can change that.")
        messages.info(request, told)
    return back


@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """All that one asked for, in words alone; pressed, none of it is shown any more."""
    viewer = viewer_of(request)
    if request.method == "POST":
        actions.stop_all_again(viewer, now=clock.now())
        messages.info(request, _("No photograph comes to Today any more. Each can be asked for on its own page."))
        return redirect("pages:today" if "today" in request.POST else "pages:again")
    return render(request, "pages/again.html", {"all": asked_for(viewer, persons_of(request))})
