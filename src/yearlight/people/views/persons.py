"""Somebody of the family: making them a link, what they see and may, and closing it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yearlight.core import clock
from yearlight.people import actions, post, queries
from yearlight.people.forms import GuestForm, LinkForm, MemberForm, RelationForm
from yearlight.people.queries import MemberView
from yearlight.people.request import absolute
from yearlight.people.request import account as account_of
from yearlight.people.request import viewer as viewer_of
from yearlight.people.views.families import family_wanted
from yearlight.web.forms import faults_of


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Somebody new who needs no account. Their link is shown on the answer to the press and never again."""
    family, others = family_wanted(request)
    circles = [(one.public_id, one.name) for one in family.circles]
    form = GuestForm(request.POST if request.method == "POST" else None, circles=circles)
    if form.is_valid():
        now, data = clock.now(), form.cleaned_data
        token = actions.add_guest(
            viewer_of(request),
            family_id=family.id,
            access=form.access,
            expires_at=form.expires_at(now),
            code_to=form.code_to,
            now=now,
            **{name: data[name] for name in ("name", "relation", "line")},
        )
        return _made(request, token, form, data["name"])
    context = {
        "form": form,
        "family": family,
        "sends_mail": settings.SENDS_MAIL,
        "others": others,
        "faults": faults_of(form) if form.errors else [],
    }
    return render(request, "people/add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, public_id: str) -> HttpResponse:
    """One of the family: what is said of them, what they see and may, and their link."""
    viewer, now, do = viewer_of(request), clock.now(), request.POST.get("do", "")
    who = queries.member(viewer, public_id, now=now)
    if who is None:
        raise Http404
    if request.method == "POST" and do == "close" and who.link is not None:
        actions.close_link(viewer, public_id=public_id, now=now)
        messages.info(request, _("The link is closed. It leads nowhere now, on any device."))
        return redirect("people:member", public_id)
    about = _about(request, who, request.POST if do == "keep" else None)
    link = LinkForm(request.POST if do == "link" else None, initial=_as_before(who))
    if who.may_have_link and link.is_valid():
        token = actions.make_link(
            viewer,
            public_id=public_id,
            line=link.cleaned_data["line"],
            expires_at=link.expires_at(now),
            code_to=link.code_to,
            now=now,
        )
        return _made(request, token, link, who.name)
    if about.is_valid():
        _keep(request, who, about)
        messages.info(request, _("Kept."))
        return redirect("people:member", public_id)
    context = {
        "who": who,
        "about": about,
        "link": link,
        "sends_mail": settings.SENDS_MAIL,
        "faults": faults_of(about, link) if about.errors or link.errors else [],
    }
    return render(request, "people/member.html", context, status=422 if context["faults"] else 200)


def _as_before(who: MemberView) -> dict[str, Any]:
    """Another link begins as the one before was."""
    if who.link is None:
        return {}
    return {"line": who.link.line, "email": who.link.code_to, "asks_code": bool(who.link.code_to)}


def _about(request: HttpRequest, who: MemberView, sent: Any) -> MemberForm | RelationForm:
    if who.is_keeper:
        return RelationForm(sent, initial={"relation": who.relation})
    initial = {
        "name": who.name,
        "relation": who.relation,
        "sees": who.sees.value,
        "circles": list(who.own_circles),
        "may_leave_words": who.may_leave_words,
    }
    circles = queries.own_circles(viewer_of(request), who.family_id)
    offered = [(one.public_id, one.name) for one in circles]
    return MemberForm(sent, circles=offered, has_account=who.has_account, initial=initial)


def _keep(request: HttpRequest, who: MemberView, about: MemberForm | RelationForm) -> None:
    data = about.cleaned_data
    actions.change_member(
        viewer_of(request),
        public_id=who.public_id,
        relation=data["relation"],
        name=data.get("name", ""),
        access=about.access if isinstance(about, MemberForm) else None,
        now=clock.now(),
    )


def _made(request: HttpRequest, token: str, form: LinkForm, name: str) -> HttpResponse:
    """The link, on the answer to the press and never again; mailed too, where that was wished."""
    line, email, account = form.cleaned_data["line"], form.cleaned_data["email"], account_of(request)
    link = absolute(request, reverse("people:door", args=[token]))
    invited_by = account.name if account else ""
    is_sent = bool(
        email and settings.SENDS_MAIL and post.personal_link(to=email, link=link, line=line, invited_by=invited_by)
    )
    context = {"link": link, "email": email if settings.SENDS_MAIL else "", "is_sent": is_sent, "name": name}
    return render(request, "people/link_made.html", context)
