"""One's own messages: whether any come, how, when, and what may stand in them. One topic a page, kept on press."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yearlight.core import clock
from yearlight.people.request import account as account_of
from yearlight.people.request import viewer as viewer_of
from yearlight.reminders.actions import leads, pauses, receivers
from yearlight.reminders.forms import HoursForm, LeadsForm, PauseForm, SubjectForm, WayForm
from yearlight.reminders.private_address import is_offered
from yearlight.reminders.queries.coming import outlook
from yearlight.reminders.queries.devices import own_devices
from yearlight.reminders.queries.outbox import is_seen_by
from yearlight.reminders.queries.pauses import pause_of
from yearlight.reminders.queries.receivers import receiver_or_new
from yearlight.reminders.queries.wished import wished, wished_named
from yearlight.reminders.queries.word_links import places
from yearlight.web.forms import faults_of

_PRESSES = ("pause", "until", "end", "open")


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """Whether anything comes and when next, the days, and pausing everything by one press."""
    viewer = viewer_of(request)
    today = clock.today_here()
    do = request.POST.get("do", "") if request.method == "POST" else ""
    form = PauseForm(request.POST if do == "until" else None, prefix="until", today=today)
    if do in _PRESSES and (do != "until" or form.is_valid()):
        return _pressed(request, do, form)
    receiver, days = receiver_or_new(viewer), wished(viewer, today)
    pause = pause_of(receiver, today)
    context = {
        "outlook": outlook(receiver, days, pause=pause, now=clock.now()),
        "receiver": receiver,
        "days": days,
        "places": places(viewer),
        "pause": pause,
        "keeps_outbox": is_seen_by(viewer),
        "may_answer": is_offered(),
        "form": form,
        "faults": faults_of(form) if form.errors else [],
    }
    return render(request, "reminders/reminders.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def ways(request: HttpRequest) -> HttpResponse:
    """How messages come: by e-mail, on devices, as a calendar; and the links in those that were sent."""
    viewer, do = viewer_of(request), request.POST.get("do")
    if do == "end-links":
        receivers.end_links(receivers.receiver_for(viewer, now=clock.now()), now=clock.now())
        messages.info(request, _("Links in earlier messages lead nowhere now."))
        return redirect("reminders:ways")
    account = account_of(request)
    assert account is not None  # noqa: S101  nobody comes here signed out
    more = {"email": account.email, "devices": own_devices(viewer), "sends_mail": settings.SENDS_MAIL}
    return _topic(request, "ways", WayForm, more)


@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: HttpRequest) -> HttpResponse:
    """Between which hours messages come, where one lives."""
    return _topic(request, "hours", HoursForm, {"zone": timezone.get_current_timezone_name().replace("_", " ")})


@require_http_methods(["GET", "HEAD", "POST"])
def subject(request: HttpRequest) -> HttpResponse:
    """What may stand in the subject and the preview."""
    return _topic(request, "subject", SubjectForm, {})


@require_http_methods(["GET", "HEAD", "POST"])
def leads_of(request: HttpRequest, key: str) -> HttpResponse:
    """When messages about the days of one kind come to oneself."""
    viewer = viewer_of(request)
    found = wished_named(viewer, key, clock.today_here())
    if found is None:
        raise Http404
    form = LeadsForm(request.POST if request.method == "POST" else None, initial=LeadsForm.shown(found.leads))
    if form.is_valid():
        leads.set_leads(viewer, source=found.source, leads=form.chosen, now=clock.now())
        messages.info(request, _("Kept."))
        return redirect("reminders:reminders")
    context = {"day": found, "form": form, "faults": faults_of(form) if form.errors else []}
    return render(request, "reminders/leads_of.html", context, status=422 if form.errors else 200)


def _pressed(request: HttpRequest, do: str, form: PauseForm) -> HttpResponse:
    now, today = clock.now(), clock.today_here()
    receiver = receivers.receiver_for(viewer_of(request), now=now)
    match do:
        case "end":
            pauses.end_pause(receiver, now=now)
        case "open":
            receivers.open_again(receiver, now=now)
        case _:
            pauses.pause(receiver, until=form.until, today=today, now=now)
    messages.info(request, _("Kept."))
    return redirect("reminders:reminders")


def _topic(request: HttpRequest, name: str, kind: type[forms.Form], more: dict[str, Any]) -> HttpResponse:
    """A page with one form about the receiver."""
    receiver = receiver_or_new(viewer_of(request))
    form = kind(
        request.POST if request.method == "POST" else None,
        initial={field: getattr(receiver, field) for field in kind.base_fields},
    )
    if form.is_valid():
        receivers.change(viewer_of(request), now=clock.now(), **form.cleaned_data)
        messages.info(request, _("Kept."))
        return redirect(f"reminders:{name}")
    context = {"form": form, "faults": faults_of(form) if form.errors else [], **more}
    return render(request, f"reminders/{name}.html", context, status=422 if form.errors else 200)
