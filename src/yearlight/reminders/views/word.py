"""Where relatives and friends ask for a yearly word, without an account. The address is the key: no cookie counts here."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from yearlight.core import clock
from yearlight.core.errors import NotThere
from yearlight.people import queries as people
from yearlight.people.guests import open_to_guests
from yearlight.people.request import absolute
from yearlight.people.request import viewer as viewer_of
from yearlight.reminders import asking, links, post
from yearlight.reminders.actions import word_links as actions
from yearlight.reminders.asking import Asked
from yearlight.reminders.forms import WordForm
from yearlight.reminders.queries.wished import Wished
from yearlight.reminders.queries.word_links import OpenLink, open_link, open_link_named, open_link_near, wish_ids
from yearlight.web import doors
from yearlight.web.forms import faults_of
from yearlight.web.words import day_in_words


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def word(request: HttpRequest, token: str) -> HttpResponse:
    """Who asks, which days there are, and asking for a message. The answer is the same for a known address and a new one."""
    found = open_link(token, clock.today_here())
    return _not_open(request) if found is None else _for_the_key(_page(request, found))


@open_to_guests
@require_http_methods(["GET", "HEAD", "POST"])
def near(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for a guest, who came by a link of their own: with an account, reminders are chosen elsewhere."""
    viewer = viewer_of(request)
    found = open_link_near(viewer, slug, clock.today_here())
    if found is None:
        raise NotThere
    return _page(request, found, name=people.name_of(viewer), is_guest=True)


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the message to an address. Looking confirms nothing: programs look at links too."""
    asked = asking.read(token, now=clock.now())
    found = open_link_named(asked.link, clock.today_here()) if asked else None
    if asked is None or found is None:
        return _not_open(request)
    if request.method != "POST":
        return _for_the_key(render(request, "reminders/word_confirm.html", {"open": found, "asked": asked}))
    try:
        receiver = actions.confirm(asked, found.link, [one.source for one in found.days], now=clock.now())
    except actions.NoLink:
        return _not_open(request)
    change = reverse("reminders:link", args=[links.token(receiver, wish_ids(receiver))])
    return _for_the_key(render(request, "reminders/word_confirmed.html", {"open": found, "change": change}))


def _page(request: HttpRequest, found: OpenLink, *, name: str = "", is_guest: bool = False) -> HttpResponse:
    """Who asks, and the form; or, where it is sent, that a message to confirm it is on its way."""
    days = [(one.key, _called(one)) for one in found.days]
    form = WordForm(request.POST if request.method == "POST" else None, days=days, initial={"name": name})
    if form.is_valid():
        too_many = doors.too_many(request, "yearly_word", key=form.cleaned_data["email"])
        return too_many or _asked(request, found, form)
    context = {
        "open": found,
        "form": form,
        "is_guest": is_guest,
        "guesses_zone": request.method != "POST",
        "faults": faults_of(form) if form.errors else [],
    }
    return render(request, "reminders/word.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, found: OpenLink, form: WordForm) -> HttpResponse:
    data = form.cleaned_data
    asked = Asked(
        link=found.link.public_id,
        email=data["email"],
        name=data["name"],
        zone=data["zone"],
        language=get_language() or settings.LANGUAGE_CODE,
        days=tuple(data["days"]),
        leads=",".join(data["leads"]),
        asked_at=clock.now(),
    )
    link = absolute(request, reverse("reminders:word-confirm", args=[asking.token(asked)]))
    is_sent = post.confirmation(to=asked.email, link=link)
    context = {
        "open": found,
        "email": asked.email,
        "is_sent": is_sent,
        "sends_mail": settings.SENDS_MAIL,
        "days": asking.OPEN_FOR.days,
    }
    return render(request, "reminders/word_asked.html", context, status=200 if is_sent else 503)


def _not_open(request: HttpRequest) -> HttpResponse:
    """Closed, over, or never a link: nobody is told which, or whose."""
    return _for_the_key(render(request, "reminders/word_not_open.html", status=404))


def _for_the_key(answer: HttpResponse) -> HttpResponse:
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _called(one: Wished) -> str:
    """A day, and when it is next."""
    words = f"{one.words}. {one.note}" if one.note else one.words
    if one.next_on is None:
        return words
    return _("%(words)s (next on %(day)s)") % {"words": words, "day": day_in_words(one.next_on)}
