"""Beginning a family of one's own, where everyone may make an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from yearlight.core import clock
from yearlight.people import actions
from yearlight.people.forms import NameForm
from yearlight.people.queries.hosting import may_begin_family
from yearlight.people.request import account as account_of
from yearlight.web.forms import faults_of


@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """One's name, and then the first question about the place."""
    account = account_of(request)
    if account is None or not may_begin_family(account):
        raise Http404
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": account.name})
    if form.is_valid():
        name = form.cleaned_data["name"]
        actions.begin_family(account, name=name, now=clock.now())
        actions.set_preferences(account, name=name)
        return redirect("memorials:start")
    context = {"form": form, "faults": faults_of(form) if form.errors else []}
    return render(request, "people/found.html", context, status=422 if form.errors else 200)
