"""Not today: the quiet page, and opening everything again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from yearlight.core import clock
from yearlight.people import actions
from yearlight.people.forms import UntilForm
from yearlight.people.quiet import is_quiet
from yearlight.people.request import account as account_of


@require_http_methods(["GET", "HEAD", "POST"])
def quiet(request: HttpRequest) -> HttpResponse:
    """One press makes everything quiet; on the page itself a day can be named on which it opens again."""
    account = account_of(request)
    assert account is not None  # noqa: S101  nobody comes here signed out
    asks_until = request.POST.get("do") == "until"
    today = clock.today_here()
    form = UntilForm(request.POST if asks_until else None, prefix="until", today=today)
    if request.method == "POST" and (not asks_until or form.is_valid()):
        actions.be_quiet(account, now=clock.now(), until=form.until)
        return redirect("people:quiet")
    context = {"is_quiet": is_quiet(account), "has_day": account.quiet_until is not None, "form": form}
    return render(request, "people/quiet.html", context, status=422 if form.errors else 200)


@require_POST
def open_again(request: HttpRequest) -> HttpResponse:
    """Everything is there again."""
    account = account_of(request)
    assert account is not None  # noqa: S101  nobody comes here signed out
    actions.open_again(account)
    return redirect("pages:today")
