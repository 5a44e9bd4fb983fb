"""One's own calendar feed, and the file at its address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yearlight.core import clock
from yearlight.people.request import absolute
from yearlight.people.request import viewer as viewer_of
from yearlight.reminders.actions import feeds
from yearlight.reminders.forms import FeedForm
from yearlight.reminders.queries import feeds as queries
from yearlight.web.forms import faults_of


@login_not_required
@require_safe
def feed_file(request: HttpRequest, token: str) -> HttpResponseBase:
    """The feed, to whoever has its address. Where there is none, nobody is told why."""
    found = feeds.read(token, now=clock.now())
    if found is None:
        raise Http404
    etag = f'"{found.etag}"'
    response = HttpResponse(found.body, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    answer = get_conditional_response(request, etag=etag, response=response) or response
    # The address is the key: no program that shows the file shall tell another where it is.
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def feed(request: HttpRequest) -> HttpResponse:
    """Make a feed, choose how it tells its days, give it another address, or close it."""
    try:
        return _pressed(request) if request.method == "POST" else _page(request)
    except feeds.NoFeed as fault:
        messages.warning(request, fault.sentence)
        return redirect("reminders:feed")


def _pressed(request: HttpRequest) -> HttpResponse:
    viewer, now, do = viewer_of(request), clock.now(), request.POST.get("do", "")
    if do == "close":
        feeds.close(viewer, now=now)
        messages.info(request, _("The feed is closed. Its address leads nowhere now."))
        return redirect("reminders:feed")
    if do == "renew":
        return _made(request, feeds.renew(viewer, now=now))
    form = FeedForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    if do == "make":
        return _made(request, feeds.make(viewer, now=now, **form.cleaned_data))
    feeds.change(viewer, now=now, **form.cleaned_data)
    messages.info(request, _("Kept."))
    return redirect("reminders:feed")


def _page(request: HttpRequest, form: FeedForm | None = None) -> HttpResponse:
    one = queries.own_feed(viewer_of(request))
    before = {"name": one.name, "titles": one.titles, "alarm": one.alarm} if one else {}
    shown = form or FeedForm(initial={"titles": "discreet", "alarm": "none", **before})
    context = {"feed": one, "form": shown, "faults": faults_of(form) if form else []}
    return render(request, "reminders/feed.html", context, status=422 if form else 200)


def _made(request: HttpRequest, token: str) -> HttpResponse:
    """The address, on the answer to the press and never again."""
    link = absolute(request, reverse("reminders:feed-file", args=[token]))
    return render(request, "reminders/feed_made.html", {"link": link})
