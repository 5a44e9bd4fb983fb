"""What the links in a message open, without signing in. The address is the key: no cookie counts here, and looking changes nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from yearlight.core import clock
from yearlight.reminders.actions import leads, pauses, receivers
from yearlight.reminders.forms import PauseForm, WishForm
from yearlight.reminders.queries import pauses as pause_queries
from yearlight.reminders.queries.links import Opened, days_opened, opened
from yearlight.reminders.queries.receivers import contact
from yearlight.reminders.queries.wished import Wished
from yearlight.web import doors
from yearlight.web.forms import faults_of

View = Callable[[HttpRequest, Opened], HttpResponse]


def by_link(view: View) -> Callable[..., HttpResponse]:
    """Open a page to whoever has the link, in the language and the zone of its receiver."""

    @csrf_exempt
    @login_not_required
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answered(request: HttpRequest, token: str) -> HttpResponse:
        answer = _answer(view, request, opened(token))
        # The address is the key: where a link leads to is told nobody.
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer

    return answered


def _answer(view: View, request: HttpRequest, found: Opened | None) -> HttpResponse:
    if found is None:
        return render(request, "reminders/link_nowhere.html", status=404)
    to = contact(found.receiver)
    with translation.override(to.language), timezone.override(to.zone):
        too_many = doors.too_many(request, "message_link", key=found.receiver.public_id)
        return too_many or view(request, found)


@by_link
def change(request: HttpRequest, found: Opened) -> HttpResponse:
    """How the days of a message are told, and when messages about them come."""
    days = _days(found)
    asked = _asked(request, days)
    forms = [
        WishForm(request.POST if one is asked else None, initial=_shown(one), prefix=f"day{number}")
        for number, one in enumerate(days)
    ]
    pressed = forms[days.index(asked)] if asked is not None else None
    if asked is not None and pressed is not None and pressed.is_valid():
        _change(asked, pressed)
        return redirect(f"{request.path}?kept=1")
    context = {
        "days": list(zip(days, forms, strict=True)),
        "is_kept": "kept" in request.GET,
        **_standing(found),
        "faults": faults_of(pressed) if pressed else [],
        "token": _token(request),
    }
    return render(request, "reminders/link_change.html", context, status=422 if asked else 200)


@by_link
def stop(request: HttpRequest, found: Opened) -> HttpResponse:
    """No more messages about a day of this message."""
    days = _days(found)
    asked = _asked(request, days)
    if asked is not None:
        assert asked.wish is not None  # noqa: S101  found by its wish
        leads.stop_wish(asked.wish, now=clock.now())
        return redirect(request.path)
    context = {"days": days, "token": _token(request), **_standing(found)}
    return render(request, "reminders/link_stop.html", context)


@by_link
def pause(request: HttpRequest, found: Opened) -> HttpResponse:
    """Pause everything, until a day or until it is undone."""
    today, now = clock.today_here(), clock.now()
    do = request.POST.get("do", "") if request.method == "POST" else ""
    form = PauseForm(request.POST if do == "until" else None, prefix="until", today=today)
    if do == "end":
        pauses.end_pause(found.receiver, now=now)
        return redirect(request.path)
    if do == "pause" or (do == "until" and form.is_valid()):
        pauses.pause(found.receiver, until=form.until, today=today, now=now)
        return redirect(request.path)
    context = {"pause": pause_queries.pause_of(found.receiver, today), "form": form}
    return render(request, "reminders/link_pause.html", context, status=422 if form.errors else 200)


@by_link
def everything(request: HttpRequest, found: Opened) -> HttpResponse:
    """Stop all e-mail, or let it come again. A mail program does the first by one POST, and waits for no page (RFC 8058)."""
    if request.POST.get("List-Unsubscribe") == "One-Click":
        receivers.stop_mail(found.receiver, now=clock.now())
        return HttpResponse(content_type="text/plain")
    do = request.POST.get("do", "")
    if do == "forget" and found.receiver.account_id is None:
        receivers.forget(found.receiver, now=clock.now())
        return render(request, "reminders/link_forgotten.html")
    if do == "stop":
        receivers.stop_mail(found.receiver, now=clock.now())
    elif do == "open":
        receivers.open_again(found.receiver, now=clock.now())
    if do in ("stop", "open"):
        return redirect(request.path)
    context = {"receiver": found.receiver, "token": _token(request)}
    return render(request, "reminders/link_everything.html", context)


def _standing(found: Opened) -> dict[str, Any]:
    """Whether something else keeps messages from coming."""
    today = clock.today_here()
    return {"is_stopped": found.receiver.stopped_at, "pause": pause_queries.pause_of(found.receiver, today)}


def _days(found: Opened) -> list[Wished]:
    return days_opened(found, clock.today_here())


def _token(request: HttpRequest) -> str:
    """The key of the address that was asked for, for the other pages it opens."""
    return str(request.resolver_match.kwargs["token"]) if request.resolver_match else ""


def _asked(request: HttpRequest, days: list[Wished]) -> Wished | None:
    """The day that was pressed for."""
    wanted = request.POST.get("day")
    return next((one for one in days if one.key == wanted), None)


def _shown(one: Wished) -> dict[str, Any]:
    return {"told": one.told, **WishForm.shown(one.leads)}


def _change(one: Wished, form: WishForm) -> None:
    assert one.wish is not None  # noqa: S101  found by its wish
    year = one.next_on.year if one.next_on else None
    leads.change_wish(one.wish, told=form.cleaned_data["told"], year=year, leads=form.chosen, now=clock.now())
