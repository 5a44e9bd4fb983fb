"""A candle for a person: lit by a press, seen by those who see the place, over by itself."""

from datetime import datetime, time, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from yearlight.memorials.here import here
from yearlight.memorials.sentences import called_within
from yearlight.people.guests import open_to_guests
from yearlight.rituals.actions import candles as actions
from yearlight.rituals.queries import candles as queries
from yearlight.web.words import names_in_words

_HOUR = timedelta(hours=1)
#: The Wave of Light: on 15 October a candle burns from seven to eight in the evening, each by their own clock. Source:
#: the International Wave of Light, as Baby Loss Awareness Week in the United Kingdom tells it (babyloss-awareness.org).
_WAVE_MONTH, _WAVE_DAY, _WAVE_FROM, _WAVE_UNTIL = 10, 15, time(19), time(20)


class CandleForm(forms.Form):
    """Until when it burns."""

    until = forms.TimeField(
        label=_("Until what time"),
        error_messages={"invalid": _("Write the hour and the minutes, such as 21:30. No candle was lit yet."),
                        "required": _("Write the hour and the minutes, such as 21:30. No candle was lit yet.")},
        widget=forms.TimeInput,
    )  # fmt: skip


@open_to_guests
@require_http_methods(["GET", "HEAD", "POST"])
def candle(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether one burns; light one's own for an hour or until a time, or put it out."""
    at = here(request, slug)
    do, local = request.POST.get("do", "") if request.method == "POST" else "", timezone.localtime(at.now)
    form = CandleForm(request.POST if do == "until" else None)
    until = {"hour": at.now + _HOUR, "wave": _today_at(local, _WAVE_UNTIL)}.get(do)
    if do == "until" and form.is_valid():
        until = next_at(local, form.cleaned_data["until"])
    if do == "out":
        actions.put_out(at.viewer, person=at.person)
    if until is not None:
        actions.light(at.viewer, person=at.person, until=until, now=at.now)
    if do and not form.errors:
        return redirect("rituals:candle", slug)
    found = queries.burning(at.viewer, at.person, now=at.now)
    context = {
        "person": at.person,
        "name": called_within(at.person),
        "burning": found,
        "names": names_in_words(found.names) if found else "",
        "form": form,
        "is_wave": is_wave(local),
    }
    return render(request, "rituals/candle.html", context, status=422 if form.errors else 200)


def is_wave(local: datetime) -> bool:
    """Whether it is the hour of the Wave of Light where this clock is."""
    return (local.month, local.day) == (_WAVE_MONTH, _WAVE_DAY) and _WAVE_FROM <= local.time() < _WAVE_UNTIL


def next_at(local: datetime, at: time) -> datetime:
    """The next moment at which the clock shows a time: today, or where that is over, tomorrow."""
    found = _today_at(local, at)
    return found if found > local else _today_at(local + timedelta(days=1), at)


def _today_at(local: datetime, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(local.date(), at), local.tzinfo)
