"""Accounts as whoever looks after the site sees them, and what they can do to one: each is told to its owner."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yearlight.core import clock
from yearlight.core.errors import NotThere, YearlightError
from yearlight.pages.forms import AccountForm
from yearlight.pages.host.gate import for_operators, operator_of
from yearlight.people.actions import host as actions
from yearlight.people.actions import operators, recovery
from yearlight.people.queries import hosting
from yearlight.people.request import absolute

#: What can be pressed on the page of an account.
_DOES: dict[str, Callable[..., object]] = {
    "lock": actions.lock,
    "unlock": actions.unlock,
    "recover": actions.recover,
    "delete": actions.delete,
}


@require_safe
@for_operators
def accounts(request: HttpRequest) -> HttpResponse:
    """All accounts, by address."""
    form = AccountForm(request.GET)
    like = form.cleaned_data["q"] if form.is_valid() else ""
    page = page_of(request)
    found = hosting.accounts(like=like, page=page)
    context = {"form": form, "like": like, "accounts": found[: hosting.A_PAGE], "page": page}
    return render(request, "pages/host/accounts.html", {**context, "has_more": len(found) > hosting.A_PAGE})


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def account(request: HttpRequest, public_id: str) -> HttpResponse:
    """One account: how it stands, what waits, and what can be asked for."""
    found, now = hosting.account(public_id), clock.now()
    if found is None:
        raise Http404
    if request.method == "POST":
        return _pressed(request, public_id, now)
    context = {"account": found, "asked": hosting.asked_for(public_id, now=now)}
    return render(request, "pages/host/account.html", context)


def page_of(request: HttpRequest) -> int:
    """The page of a list that is asked for; the first for what is no number."""
    said = request.GET.get("page", "1")
    return max(1, int(said)) if said.isdecimal() and len(said) < 6 else 1


def _pressed(request: HttpRequest, public_id: str, now: datetime) -> HttpResponse:
    do, wait = request.POST.get("do", ""), request.POST.get("wait", "")
    try:
        if do == "link":
            return _link(request, public_id, wait, now)
        if do == "stop":
            _own_wait(public_id, wait, now)
            actions.stop(public_id=wait, now=now)
        elif do in _DOES:
            _DOES[do](account=public_id, now=now)
        else:
            raise NotThere
        operators.note_deed(operator_of(request), do, account=public_id, now=now)
        messages.info(request, _("It is written down, and told to the owner of the account and to their families."))
    except NotThere:
        messages.warning(request, _("That cannot be done to this account as it stands now. Nothing was changed."))
    except YearlightError as error:
        messages.warning(request, error.sentence)
    return redirect("host:account", public_id)


def _own_wait(public_id: str, wait: str, now: datetime) -> None:
    """Whether it is of this account. Raises ``NotThere``."""
    if wait not in {one.public_id for one in hosting.asked_for(public_id, now=now)}:
        raise NotThere


def _link(request: HttpRequest, public_id: str, wait: str, now: datetime) -> HttpResponse:
    """The one-time link at the end of a recovery, shown once. Raises ``NotThere``, or ``NotOpen`` before its day."""
    _own_wait(public_id, wait, now)
    token = recovery.make_link_for_host(public_id=wait, now=now)
    operators.note_deed(operator_of(request), "make link", account=public_id, now=now)
    link = absolute(request, reverse("people:way-back", args=[token]))
    return render(request, "pages/host/link.html", {"link": link, "is_way_back": True})
