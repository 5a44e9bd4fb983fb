"""My settings: one form for each topic, kept on press."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yearlight.people import actions
from yearlight.people.forms import LooksForm, NameForm, PlaceForm, RestForm, SoftlyForm
from yearlight.people.request import account as account_of
from yearlight.web.forms import faults_of

_TOPICS: dict[str, type[forms.Form]] = {
    "name": NameForm,
    "looks": LooksForm,
    "place": PlaceForm,
    "rest": RestForm,
    "softly": SoftlyForm,
}


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """How pages look to oneself, and the ways to sign in."""
    account = account_of(request)
    assert account is not None  # noqa: S101  nobody comes here signed out
    asked = request.POST.get("topic") if request.method == "POST" else None
    given = {
        topic: form(
            request.POST if topic == asked else None,
            initial={name: getattr(account, name) for name in form.base_fields},
        )
        for topic, form in _TOPICS.items()
    }
    form = given.get(asked or "")
    if form is not None and form.is_valid():
        actions.set_preferences(account, **form.cleaned_data)
        messages.info(request, _("Kept."))
        return redirect(f"{reverse('people:settings')}#{asked}")
    context = {
        "forms": given,
        "faults": faults_of(form) if form is not None else [],
        "has_languages": len(settings.LANGUAGES) > 1,
        "email": account.email,
        "has_password": account.has_usable_password(),
    }
    return render(request, "people/settings.html", context, status=422 if form is not None else 200)
