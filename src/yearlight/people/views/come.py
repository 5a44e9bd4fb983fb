"""The link of an invitation: open to whoever holds it, used up only by coming in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from yearlight.core import clock
from yearlight.people import actions, carried, guests, queries
from yearlight.people.forms import NameForm
from yearlight.people.queries import Welcome
from yearlight.people.request import account as account_of
from yearlight.web import doors
from yearlight.web.forms import faults_of


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def come(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites, and their line. Looking changes nothing, so that a preview of the link uses nothing up."""
    welcome = queries.invitation(token, now=clock.now())
    if welcome is None:
        return _not_open(request)
    account = account_of(request)
    if account is None and request.method == "POST":
        carried.carry(request, token)
        return redirect("account_login" if request.POST.get("do") == "sign-in" else "account_signup")
    form = NameForm(
        request.POST if request.method == "POST" else None,
        initial={"name": account.name or welcome.keeps_seat_of if account else ""},
    )
    if account is not None and form.is_valid():
        return _accepted(request, token, welcome, form.cleaned_data["name"])
    context = {"welcome": welcome, "form": form, "faults": faults_of(form) if form.errors else [], "account": account}
    return render(request, "people/come.html", context, status=422 if form.errors else 200)


def _accepted(request: HttpRequest, token: str, welcome: Welcome, name: str) -> HttpResponse:
    account = account_of(request)
    assert account is not None  # noqa: S101  asked by the view
    try:
        actions.accept(account, token=token, name=name, now=clock.now())
    except actions.NotOpen:
        return _not_open(request)
    if not account.name:
        actions.set_preferences(account, name=name)
    carried.put_down(request)
    # Whoever came by a personal link before signs in now.
    guests.leave(request)
    return redirect("memorials:start" if welcome.founds_family else "pages:today")


def _not_open(request: HttpRequest) -> HttpResponse:
    """Used, closed, over, or never a link: nobody is told which."""
    return doors.too_many(request, "link") or render(request, "people/not_open.html", status=404)
