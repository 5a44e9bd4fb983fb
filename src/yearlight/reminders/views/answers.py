"""Whether one's answers by e-mail become drafts, and the address for them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yearlight.core import clock
from yearlight.people.request import account as account_of
from yearlight.people.request import viewer as viewer_of
from yearlight.reminders.actions import receivers
from yearlight.reminders.private_address import address_of, is_offered
from yearlight.reminders.queries.receivers import receiver_or_new


@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest) -> HttpResponse:
    """Switch answers on and off; each time they are switched on, the address is another."""
    if not is_offered():
        raise Http404
    viewer, account = viewer_of(request), account_of(request)
    assert account is not None  # noqa: S101  nobody comes here signed out
    if request.method == "POST":
        receivers.take_answers(viewer, takes=request.POST.get("do") == "take", now=clock.now())
        messages.info(request, _("Kept."))
        return redirect("reminders:answers")
    context = {"address": address_of(receiver_or_new(viewer).answers_to), "email": account.email}
    return render(request, "reminders/answers.html", context)
