"""The printed sheet, and a new way into an account at the end of its days."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yearlight.core import clock
from yearlight.people import post
from yearlight.people.actions import recovery as actions
from yearlight.people.actions.refused import NotOpen
from yearlight.people.actions.waits import WaitsAlready
from yearlight.people.forms import NewPasswordForm, SheetForm
from yearlight.people.queries import recovery as queries
from yearlight.people.queries.accounts import addresses
from yearlight.people.request import absolute
from yearlight.people.request import account as account_of
from yearlight.web import doors
from yearlight.web.forms import faults_of


@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """The recovery sheet of one's own account: made, made anew, or ended. Its code stands on the answer alone."""
    account, do = account_of(request), request.POST.get("do", "")
    assert account is not None  # noqa: S101  the door lets nobody else in
    if do == "make":
        code = actions.make_sheet(account, now=clock.now())
        post.said(to=addresses(account), sentence=_("A recovery sheet was made for your account."))
        context = {"code": code, "email": account.email, "address": absolute(request, reverse("people:recover"))}
        return render(request, "people/sheet_made.html", context)
    if do == "end":
        actions.end_sheet(account, now=clock.now())
        messages.info(request, _("The sheet opens nothing any more. The paper can be thrown away."))
        return redirect("people:sheet")
    return render(request, "people/sheet.html", {"made_at": queries.sheet_made_at(account)})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    """Where the code of a printed sheet is written: it begins the days, and opens the account when they are over."""
    form = SheetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        email, code = form.cleaned_data["email"], form.cleaned_data["code"]
        too_many = doors.too_many(request, "recover", key=email.casefold())
        if too_many is not None:
            return too_many
        try:
            return _by_sheet(request, email, code)
        except (NotOpen, WaitsAlready) as error:
            form.add_error(None, error.sentence)
    context = {"form": form, "faults": faults_of(form) if form.errors else []}
    return render(request, "people/recover.html", context, status=422 if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def way_back(request: HttpRequest, token: str) -> HttpResponse:
    """A new password by a one-time link. Looking changes nothing."""
    now = clock.now()
    account = queries.account_of_link(token, now)
    if account is None:
        return _answered(doors.too_many(request, "link") or render(request, "people/not_open.html", status=404))
    form = NewPasswordForm(request.POST if request.method == "POST" else None, account=account)
    if form.is_valid():
        try:
            account = actions.open_again(token, password=form.cleaned_data["password"], now=now)
        except NotOpen:
            return _answered(render(request, "people/not_open.html", status=404))
        post.said(to=addresses(account), sentence=_("Your account has a new password, set by a recovery."))
        messages.info(
            request, _("The password is kept. Sign in with it; then a passkey can be added in your settings.")
        )
        return redirect("account_login")
    context = {"form": form, "email": account.email, "faults": faults_of(form) if form.errors else []}
    return _answered(render(request, "people/way_back.html", context, status=422 if form.errors else 200))


def _by_sheet(request: HttpRequest, email: str, code: str) -> HttpResponse:
    """Begin the days, or go through where they are over. Raises ``NotOpen``, or ``WaitsAlready``."""
    wait = actions.begin_by_sheet(email=email, code=code, now=clock.now())
    if queries.may_open(wait, clock.now()):
        return redirect("people:way-back", actions.make_link_by_sheet(email=email, code=code, now=clock.now()))
    return render(request, "people/recover_begun.html", {"due_at": wait.due_at})


def _answered(answer: HttpResponse) -> HttpResponse:
    # The address is the key: no other site is told of it, and a form still says where it comes from.
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer
