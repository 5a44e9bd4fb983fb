"""Families as whoever looks after the site sees them: an id and numbers; and inviting another one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yearlight.core import clock
from yearlight.pages.forms import RoomForm
from yearlight.pages.host.families import sized
from yearlight.pages.host.gate import for_operators, operator_of
from yearlight.pages.views.host_accounts import page_of
from yearlight.people.actions import OPEN_FOR, operators
from yearlight.people.queries import hosting
from yearlight.people.request import absolute
from yearlight.web.forms import faults_of


@require_safe
@for_operators
def families(request: HttpRequest) -> HttpResponse:
    """All families, the newest first."""
    page = page_of(request)
    lines = hosting.family_lines(page=page)
    context = {
        "families": sized(lines[: hosting.A_PAGE]),
        "page": page,
        "has_more": len(lines) > hosting.A_PAGE,
        "days": OPEN_FOR.days,
    }
    return render(request, "pages/host/families.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def family(request: HttpRequest, public_id: str) -> HttpResponse:
    """One family in numbers, and its room for pictures."""
    line = hosting.family_line(public_id)
    if line is None:
        raise Http404
    form = RoomForm(request.POST if request.method == "POST" else None, initial={"megabytes": line.quota_mb})
    if form.is_valid():
        operators.set_quota(
            operator_of(request), public_id=public_id, megabytes=form.cleaned_data["megabytes"], now=clock.now()
        )
        messages.info(request, _("Kept."))
        return redirect("host:family", public_id)
    context = {"family": sized([line])[0], "form": form, "faults": faults_of(form) if form.errors else []}
    return render(request, "pages/host/family.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def invite(request: HttpRequest) -> HttpResponse:
    """A link with which a family begins. It is shown on the answer to the press and never again."""
    if request.method != "POST":
        return render(request, "pages/host/invite.html", {"days": OPEN_FOR.days})
    token = operators.invite_family(operator_of(request), now=clock.now())
    link = absolute(request, reverse("people:come", args=[token]))
    return render(request, "pages/host/link.html", {"link": link, "days": OPEN_FOR.days})
