"""The door of a personal link: open to whoever holds it. Only the press goes in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yearlight.core import clock
from yearlight.people import actions, carried, codes, guests, post, queries
from yearlight.people.forms import CodeForm
from yearlight.people.queries import Door
from yearlight.people.request import account as account_of
from yearlight.people.request import viewer as viewer_of
from yearlight.web import doors
from yearlight.web.forms import faults_of


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites, and their line. Programs look at links too, so that looking changes nothing and tells no name."""
    found = queries.door(token, now=clock.now())
    if found is None:
        return doors.too_many(request, "link") or guests.no_longer_open(request)
    account = account_of(request)
    if request.method != "POST" or account is not None:
        return render(request, "people/door.html", {"door": found, "account": account})
    if found.code_to:
        return _by_code(request, found)
    return _come_in(request, found)


def _come_in(request: HttpRequest, door: Door) -> HttpResponse:
    # What was begun in this browser by another link may be somebody else's.
    carried.put_down(request)
    guests.let_in(request, door.link_id)
    return redirect("pages:guest")


def _by_code(request: HttpRequest, door: Door) -> HttpResponse:
    """Send a code, or come in by the one that was sent."""
    now = clock.now()
    if request.POST.get("do") != "code":
        return _send_code(request, door)
    too_many = doors.too_many(request, "door_try", key=door.link_id)
    if too_many is not None:
        return too_many
    form = CodeForm(request.POST)
    if form.is_valid() and codes.is_right(request, door.link_id, form.cleaned_data["code"], now=now):
        return _come_in(request, door)
    if not codes.is_asked(request, door.link_id, now=now):
        said = _("This code opens nothing any more. Have another one sent.")
        return render(request, "people/door.html", {"door": door, "said": said}, status=422)
    if form.is_valid():
        form.add_error("code", _("That is not the code. Look once more, or have another one sent."))
    return render(request, "people/door_code.html", {"form": form, "faults": faults_of(form)}, status=422)


def _send_code(request: HttpRequest, door: Door) -> HttpResponse:
    too_many = doors.too_many(request, "door_code", key=door.link_id)
    if too_many is not None:
        return too_many
    if not post.code(to=door.code_to, code=codes.begin(request, door.link_id, now=clock.now())):
        said = _("The code could not be sent just now. Nothing is changed; try it again in a while.")
        return render(request, "people/door.html", {"door": door, "said": said}, status=503)
    return render(request, "people/door_code.html", {"form": CodeForm()})


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the place on this device; the link opens it again."""
    if not _is_guest(request):
        return guests.no_longer_open(request)
    guests.leave(request)
    # An account that was begun and not made: whoever uses this device next must not take the seat with theirs.
    carried.put_down(request)
    return guests.forget_pictures(render(request, "people/left.html"))


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
