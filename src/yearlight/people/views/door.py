"""The door of a personal link: open to whoever holds it. Only the press goes in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from yearlight.core import clock
from yearlight.people import actions, carried, guests, queries
from yearlight.people.request import account as account_of
from yearlight.people.request import viewer as viewer_of


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites, and their line. Programs look at links too, so that looking changes nothing and tells no name."""
    found = queries.door(token, now=clock.now())
    if found is None:
        return guests.no_longer_open(request)
    account = account_of(request)
    if request.method == "POST" and account is None:
        guests.let_in(request, found.link_id)
        return redirect("pages:guest")
    return render(request, "people/door.html", {"door": found, "account": account})


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the place on this device; the link opens it again."""
    if not _is_guest(request):
        return guests.no_longer_open(request)
    guests.leave(request)
    return render(request, "people/left.html")


@login_not_required
@require_POST
def make_account(request: HttpRequest) -> HttpResponse:
    """An account for whoever came by a personal link: the same seat, and a way in of their own."""
    if not _is_guest(request):
        return guests.no_longer_open(request)
    carried.carry(request, actions.offer_account(viewer_of(request), now=clock.now()))
    return redirect("account_login" if request.POST.get("do") == "sign-in" else "account_signup")


def _is_guest(request: HttpRequest) -> bool:
    return account_of(request) is None and bool(viewer_of(request).seats)
