"""Who takes over: choosing them, the page to print for them, and telling that somebody died."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yearlight.core import clock
from yearlight.people.actions import succession as actions
from yearlight.people.actions.waits import WaitsAlready
from yearlight.people.forms import SuccessorForm
from yearlight.people.queries import succession as queries
from yearlight.people.queries.ways import FamilyKept, families_kept, family_kept
from yearlight.people.request import absolute
from yearlight.people.request import account as account_of
from yearlight.people.request import viewer as viewer_of
from yearlight.web.forms import faults_of


@require_http_methods(["GET", "HEAD", "POST"])
def successor(request: HttpRequest) -> HttpResponse:
    """Who tells, who takes over, and how long it waits; for each family that one keeps."""
    viewer, chosen = viewer_of(request), queries.chosen(viewer_of(request))
    families = families_kept(viewer)
    if not families:
        raise Http404
    if request.POST.get("do") == "take-back":
        return _taken_back(request)
    wanted = family_kept(viewer, request.POST.get("family", ""))
    if request.method == "POST" and wanted is None:
        raise Http404
    forms = [
        (family, chosen.get(family.id), _form(request if family == wanted else None, family, chosen.get(family.id)))
        for family in families
    ]
    pressed = next((form for family, _chosen, form in forms if family == wanted), None)
    if wanted is not None and pressed is not None and pressed.is_valid():
        data = pressed.cleaned_data
        actions.choose(
            viewer,
            family_id=wanted.id,
            tells=data["tells"],
            takes_over=data["takes_over"],
            days=int(data["days"]),
            now=clock.now(),
        )
        messages.info(request, _("It is kept. They are told nothing; tell them yourself, as you like."))
        return redirect("people:successor")
    faults = faults_of(pressed) if pressed is not None and pressed.errors else []
    context = {"families": forms, "faults": faults}
    return render(request, "people/successor.html", context, status=422 if faults else 200)


@require_safe
def heir(request: HttpRequest) -> HttpResponse:
    """A page to print, for whoever takes over and knows nothing of machines."""
    viewer = viewer_of(request)
    if not families_kept(viewer):
        raise Http404
    account = account_of(request)
    context = {
        "name": account.name if account else "",
        "address": absolute(request, "/"),
        "chosen": list(queries.chosen(viewer).values()),
        "contact": settings.YEARLIGHT_KEEPER_CONTACT,
    }
    return render(request, "people/heir.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def entrusted(request: HttpRequest) -> HttpResponse:
    """Who chose whoever looks to tell, or to take over; and telling."""
    viewer = viewer_of(request)
    if request.method == "POST":
        return _told(request)
    return render(request, "people/entrusted.html", {"entrusted": queries.entrusted(viewer)})


def _form(request: HttpRequest | None, family: FamilyKept, chosen: queries.Chosen | None) -> SuccessorForm:
    initial = {"days": "90"}
    if chosen is not None:
        initial = {"tells": chosen.tells_id, "takes_over": chosen.takes_over_id, "days": str(chosen.days)}
    sent = request.POST if request is not None and request.method == "POST" else None
    people = [(one.public_id, one.name) for one in family.people]
    return SuccessorForm(sent, people=people, initial=initial, auto_id=f"{family.public_id}-%s")


def _taken_back(request: HttpRequest) -> HttpResponse:
    actions.take_back(viewer_of(request), public_id=request.POST.get("chosen", ""), now=clock.now())
    messages.info(request, _("Nobody takes over now."))
    return redirect("people:successor")


def _told(request: HttpRequest) -> HttpResponse:
    try:
        actions.tell(viewer_of(request), public_id=request.POST.get("chosen", ""), now=clock.now())
    except WaitsAlready as error:
        messages.warning(request, error.sentence)
    else:
        messages.info(request, _("Thank you for telling. It waits now; nothing more is asked of you."))
    return redirect("people:entrusted")
