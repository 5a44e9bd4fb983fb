"""Asking that a whole place is removed for good."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yearlight.memorials.here import here
from yearlight.memorials.sentences import called, called_within
from yearlight.people.actions.keepers import erase_place
from yearlight.people.actions.waits import WaitsAlready
from yearlight.people.roles import Deed


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, slug: str) -> HttpResponse:
    """What would be removed, and asking for it. It waits, and every keeper is told and can stop it."""
    at = here(request, slug, deed=Deed.CLOSE_PLACE)
    person = at.person
    if request.method == "POST" and request.POST.get("do") == "ask":
        try:
            erase_place(at.viewer, family_id=person.family_id, thing=person.public_id, label=called(person), now=at.now)
        except WaitsAlready as error:
            messages.warning(request, error.sentence)
        else:
            messages.info(request, _("It waits 30 days now, and every keeper is told. Nothing has changed yet."))
        return redirect("people:ways")
    return render(request, "memorials/erase.html", {"person": person, "name": called_within(person)})
