"""The site as whoever looks after it sees it: its health, its mail, its doors, and the host's own texts."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from yearlight.core import clock, host_texts, refusals
from yearlight.core.doors import Door
from yearlight.entries.markdown import to_html
from yearlight.pages.forms import TextForm
from yearlight.pages.host import health
from yearlight.pages.host.gate import for_operators
from yearlight.people.queries import hosting
from yearlight.reminders.queries import host
from yearlight.web.forms import faults_of

_DAYS = 14
_REFUSED_DAYS = 7
_DOORS = {
    Door.SIGN_IN: gettext_lazy("Signing in"),
    Door.SIGN_UP: gettext_lazy("Making an account"),
    Door.CODES: gettext_lazy("Codes"),
    Door.LINKS: gettext_lazy("Links"),
    Door.WORDS: gettext_lazy("Words"),
    Door.UPLOADS: gettext_lazy("Pictures"),
    Door.DEVICES: gettext_lazy("Devices"),
}
_TEXTS = {
    host_texts.Name.RULES: gettext_lazy("Rules of the house"),
    host_texts.Name.HELP: gettext_lazy("Words on the help page"),
}


@require_safe
@for_operators
def home(request: HttpRequest) -> HttpResponse:
    """How the site stands, part by part."""
    return render(request, "pages/host/home.html", {"parts": health.parts(clock.now()), "texts": _TEXTS.items()})


@require_safe
@for_operators
def mail(request: HttpRequest) -> HttpResponse:
    """What became of the messages, in numbers by day."""
    today = clock.now().date()
    days = host.by_day(today - timedelta(days=_DAYS), today + timedelta(days=1))
    since = host.braked_at()
    context = {
        "days": [(day.on, sorted(day.outcomes.items())) for day in reversed(days)],
        "stopped": list(host.stopped().items()),
        "brake": host.sentence(since) if since else "",
    }
    return render(request, "pages/host/mail.html", context)


@require_safe
@for_operators
def doors(request: HttpRequest) -> HttpResponse:
    """What was refused because of too many tries, by door, network and account."""
    refused = refusals.since(clock.now() - timedelta(days=_REFUSED_DAYS))
    emails = hosting.emails_of({one.account for one in refused if one.account})
    rows = [(_DOORS[one.door], one.network, emails.get(one.account, ""), one.count) for one in refused]
    return render(request, "pages/host/doors.html", {"rows": rows, "days": _REFUSED_DAYS})


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def text(request: HttpRequest, text: str) -> HttpResponse:
    """Write one of the host's own texts; it is looked at before it is kept."""
    if text not in _TEXTS:
        raise Http404
    name = host_texts.Name(text)
    form = TextForm(request.POST if request.method == "POST" else None, initial={"body": host_texts.text(name)})
    if form.is_valid() and request.POST.get("do") == "keep":
        host_texts.keep(name, body=form.cleaned_data["body"], now=clock.now())
        messages.info(request, _("Kept."))
        return redirect("host:home")
    is_looked_at = form.is_valid()
    context = {
        "form": form,
        "faults": faults_of(form) if form.errors else [],
        "title": _TEXTS[name],
        # Made of the closed subset alone, by the same reader as letters.
        "preview": mark_safe(to_html(form.cleaned_data["body"])) if is_looked_at else "",  # noqa: S308
        "is_looked_at": is_looked_at,
    }
    return render(request, "pages/host/text.html", context, status=422 if form.errors else 200)
