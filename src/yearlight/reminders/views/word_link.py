"""A keeper's page for relatives and friends who would like a word once a year: the link, its days, and who asked."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yearlight.core import clock
from yearlight.memorials.sentences import called_within
from yearlight.people.request import absolute
from yearlight.people.request import viewer as viewer_of
from yearlight.reminders.actions import word_links as actions
from yearlight.reminders.forms import WordLinkForm
from yearlight.reminders.queries import word_links as queries
from yearlight.reminders.queries.wished import Wished
from yearlight.web.forms import faults_of

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
def word_link(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the link, choose its days and its line, give it another address, close it, or take somebody off."""
    viewer = viewer_of(request)
    person = queries.place_of(viewer, slug)
    if person is None:
        raise Http404
    days = queries.may_be_named(viewer, person, clock.today_here())
    try:
        return _pressed(request, person, days) if request.method == "POST" else _page(request, person, days)
    except actions.NoLink as fault:
        messages.warning(request, fault.sentence)
        return redirect(request.path)


def _pressed(request: HttpRequest, person: "Person", days: list[Wished]) -> HttpResponse:
    viewer, now, do = viewer_of(request), clock.now(), request.POST.get("do", "")
    if do == "renew":
        return _made(request, person, actions.renew(viewer, person, now=now))
    if do == "close":
        actions.close(viewer, person, now=now)
        messages.info(request, _("The link is closed. It leads nowhere now, and nothing more is sent."))
        return redirect(request.path)
    if do == "take-off":
        actions.take_off(viewer, person, public_id=request.POST.get("who", ""), now=now)
        messages.info(request, _("They are taken off. They are not told."))
        return redirect(request.path)
    form = WordLinkForm(request.POST, days=_choices(days))
    if not form.is_valid():
        return _page(request, person, days, form)
    if do == "make":
        return _made(request, person, actions.make(viewer, person, now=now, **form.cleaned_data))
    actions.change(viewer, person, now=now, **form.cleaned_data)
    messages.info(request, _("Kept."))
    return redirect(request.path)


def _page(request: HttpRequest, person: "Person", days: list[Wished], form: WordLinkForm | None = None) -> HttpResponse:
    link = queries.link_of(person)
    before = {"days": link.days, "line": link.line} if link else {}
    shown = form or WordLinkForm(initial=before, days=_choices(days))
    context = {
        "person": person,
        "name": called_within(person),
        "link": link if link is not None and link.closed_at is None else None,
        "days": days,
        "asked": queries.asked_by(link) if link else [],
        "form": shown,
        "sends_mail": settings.SENDS_MAIL,
        "faults": faults_of(form) if form else [],
    }
    return render(request, "reminders/word_link.html", context, status=422 if form else 200)


def _made(request: HttpRequest, person: "Person", token: str) -> HttpResponse:
    """The address, on the answer to the press and never again."""
    link = absolute(request, reverse("reminders:word", args=[token]))
    return render(request, "reminders/word_made.html", {"link": link, "person": person})


def _choices(days: list[Wished]) -> list[tuple[str, str]]:
    return [(one.key, f"{one.words}. {one.note}" if one.note else one.words) for one in days]
