"""Who belongs to the family, and inviting another keeper."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yearlight.core import clock
from yearlight.people import actions, post, queries
from yearlight.people.forms import InviteForm
from yearlight.people.queries import FamilyView
from yearlight.people.request import absolute
from yearlight.people.request import account as account_of
from yearlight.people.request import viewer as viewer_of
from yearlight.people.roles import Role
from yearlight.people.views.families import families_of, family_wanted
from yearlight.web.forms import faults_of


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everyone who belongs to the family, with what each may do, and the links that are open."""
    families = families_of(request)
    return render(request, "people/people.html", {"families": families, "are_several": len(families) > 1})


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Make a link for another keeper. It is shown on the answer to the press and never again."""
    family, others = family_wanted(request)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _invited(request, family, form)
    context = {
        "form": form,
        "family": family,
        "sends_mail": settings.SENDS_MAIL,
        "others": others,
        "faults": faults_of(form) if form.errors else [],
    }
    return render(request, "people/invite.html", context, status=422 if form.errors else 200)


@require_POST
def close_invitation(request: HttpRequest, public_id: str) -> HttpResponse:
    """Close a link that nobody used yet."""
    for family in queries.families(viewer_of(request), now=clock.now()):
        if any(one.public_id == public_id for one in family.invitations):
            actions.close_invitation(viewer_of(request), family_id=family.id, public_id=public_id, now=clock.now())
            return redirect("people:people")
    raise Http404


def _invited(request: HttpRequest, family: FamilyView, form: InviteForm) -> HttpResponse:
    line, email = form.cleaned_data["line"], form.cleaned_data["email"]
    token = actions.invite(
        viewer_of(request), family_id=family.id, role=Role.KEEPER, now=clock.now(), line=line, email=email
    )
    link = absolute(request, reverse("people:come", args=[token]))
    account = account_of(request)
    is_sent = (
        bool(email)
        and settings.SENDS_MAIL
        and post.invitation(to=email, link=link, line=line, invited_by=account.name if account else "")
    )
    context = {"link": link, "email": email, "is_sent": is_sent, "days": actions.OPEN_FOR.days}
    return render(request, "people/invited.html", context)
