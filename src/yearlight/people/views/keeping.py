"""What keepers ask for that concerns another of them, leaving, and handing over a new way in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yearlight.core import clock
from yearlight.people.actions import keepers, recovery
from yearlight.people.actions.refused import NotOpen
from yearlight.people.actions.waits import NeedsAnother, WaitsAlready
from yearlight.people.queries.ways import families_kept, family_kept, somebody
from yearlight.people.request import absolute
from yearlight.people.request import viewer as viewer_of

_ASKS: dict[str, Callable[..., Any]] = {
    "end": keepers.end_keeper,
    "hand-over": keepers.hand_over,
    "recover": keepers.recover,
}


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """What can be asked for about somebody of the family, and what happens then, before it is asked for."""
    viewer, do = viewer_of(request), request.POST.get("do", "")
    found = somebody(viewer, public_id)
    if found is None:
        raise Http404
    who, is_keeper = found
    if do == "make-keeper":
        return _made_keeper(request, public_id)
    if do in _ASKS:
        try:
            _ASKS[do](viewer, public_id=public_id, now=clock.now())
        except WaitsAlready as error:
            messages.warning(request, error.sentence)
        else:
            messages.info(request, _("It waits now, and everyone whom it concerns is told. Nothing has changed yet."))
        return redirect("people:ways")
    return render(request, "people/ask.html", {"who": who, "is_keeper": is_keeper})


def _made_keeper(request: HttpRequest, public_id: str) -> HttpResponse:
    keepers.make_keeper(viewer_of(request), public_id=public_id, now=clock.now())
    messages.info(request, _("They keep the place with you now."))
    return redirect("people:people")


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Leaving of one's own accord: what happens is explained before, and it happens at once."""
    viewer = viewer_of(request)
    family = family_kept(viewer, request.POST.get("family") or request.GET.get("family", ""))
    if family is None:
        raise Http404
    if request.method == "POST" and request.POST.get("do") == "leave":
        try:
            keepers.leave(viewer, family_id=family.id, now=clock.now())
        except NeedsAnother as error:
            messages.warning(request, error.sentence)
            return redirect(request.path)
        messages.info(request, _("You have left. What you showed to others stays where it is, with your name."))
        return redirect("pages:today")
    context = {"family": family, "are_several": len(families_kept(viewer)) > 1}
    return render(request, "people/leave.html", context)


@require_POST
def make_way_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """The one-time link at the end of a recovery that this keeper began; shown on this answer and nowhere else."""
    try:
        token = recovery.make_link(viewer_of(request), public_id=public_id, now=clock.now())
    except NotOpen as error:
        messages.warning(request, error.sentence)
        return redirect("people:ways")
    link = absolute(request, reverse("people:way-back", args=[token]))
    return render(request, "people/way_back_made.html", {"link": link})
