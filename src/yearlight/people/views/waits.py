"""What waits: the page that explains it, and stopping it, there or by the link in a message."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yearlight.core import clock
from yearlight.people.actions import waits as actions
from yearlight.people.actions.refused import NotOpen
from yearlight.people.queries import recovery, waits
from yearlight.people.queries.ways import families_kept
from yearlight.people.request import viewer as viewer_of
from yearlight.web import doors


@require_safe
def ways(request: HttpRequest) -> HttpResponse:
    """What waits for whoever looks, and what keepers can ask for: leaving, a death, a separation, a way back in."""
    viewer = viewer_of(request)
    context = {
        "waits": waits.open_waits(viewer),
        "to_open": recovery.to_open(viewer, clock.now()),
        "families": families_kept(viewer),
    }
    return render(request, "people/ways.html", context)


@require_POST
def stop(request: HttpRequest, public_id: str) -> HttpResponse:
    """Stop what waits."""
    actions.stop(viewer_of(request), public_id=public_id, now=clock.now())
    messages.info(request, _("It is stopped. Everyone who was told of it is told so."))
    return redirect("people:ways")


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same by the link in a message, without signing in. Looking changes nothing, since programs look at links too."""
    found = waits.by_token(token)
    if found is None:
        return _answered(doors.too_many(request, "link") or render(request, "people/wait_nowhere.html", status=404))
    wait, reads = found
    with translation.override(reads.language), timezone.override(reads.zone):
        if request.method == "POST":
            return _answered(_stopped(request, token))
        return _answered(render(request, "people/wait.html", {"wait": wait}))


def _stopped(request: HttpRequest, token: str) -> HttpResponse:
    try:
        actions.stop_by_link(token, now=clock.now())
    except NotOpen:
        return render(request, "people/wait_nowhere.html", status=404)
    return redirect(request.path)


def _answered(answer: HttpResponse) -> HttpResponse:
    # The address is the key: where it leads to is told nobody.
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
