"""A day's own page, its file for a calendar, and keeping it on another day."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yearlight.calendars.occurrences import identity
from yearlight.core import clock
from yearlight.memorials import actions as memorials
from yearlight.pages import wish_words
from yearlight.pages.context import persons_of
from yearlight.pages.day import day_page
from yearlight.pages.day_rituals import hung
from yearlight.pages.day_rows import day_row
from yearlight.pages.forms import MoveForm
from yearlight.pages.listing import AtDay
from yearlight.pages.told import address_of
from yearlight.people.request import viewer as viewer_of
from yearlight.people.roles import Deed
from yearlight.reminders.feed import one_day
from yearlight.reminders.queries import feeds
from yearlight.reminders.queries.days import Day, day_named
from yearlight.reminders.queries.sources import sources
from yearlight.web.dates import fields_of
from yearlight.web.forms import faults_of


@require_safe
def day(request: HttpRequest, day: str) -> HttpResponse:
    """What a day is and how it was found, what is wished of it, and where it is kept."""
    return _page(request, _found(request, day))


@require_POST
def move(request: HttpRequest, day: str) -> HttpResponse:
    """Keep this one day on another, or where its rule puts it again."""
    found, form = _found(request, day), MoveForm(request.POST, prefix="to")
    if not _may_move(request, found):
        raise Http404
    to = None
    if request.POST.get("do") != "back":
        if not form.is_valid():
            return _page(request, found, form)
        to = date.fromisoformat(form.happened_on)
    try:
        _move(request, found, to)
    except memorials.MovedTooFar as fault:
        form.add_error("day", fault.sentence)
        return _page(request, found, form)
    messages.info(request, _("Kept."))
    return redirect(address_of(found.name))


@require_safe
def day_file(request: HttpRequest, day: str) -> HttpResponse:
    """This one day as a file for a calendar. Its title says nothing unless that was asked for."""
    found = _found(request, day)
    titles = "told" if request.GET.get("titles") == "told" else "discreet"
    body = one_day(feeds.told(found.source, found.on, found.occurrence, titles))
    headers = {"Content-Disposition": 'attachment; filename="day.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


def _found(request: HttpRequest, name: str) -> Day:
    """The day of this name; 404 where it is not there, or not this viewer's, which nobody is told apart."""
    found = day_named(sources(viewer_of(request), persons_of(request)), name)
    if found is None:
        raise Http404
    return found


def _move(request: HttpRequest, day: Day, to: date | None) -> None:
    source = day.source
    assert source.person is not None  # noqa: S101  asked before
    assert source.kept is not None  # noqa: S101  what cannot be read has no days
    memorials.move_day(
        viewer_of(request),
        source.person,
        date=source.date,
        custom=source.custom,
        occurrence=identity(source.kept.custom, day.occurrence),
        to=to,
        now=clock.now(),
    )


def _may_move(request: HttpRequest, day: Day) -> bool:
    person = day.source.person
    return person is not None and viewer_of(request).may(Deed.CHANGE_PLACE, person.family_id)


def _page(request: HttpRequest, day: Day, form: MoveForm | None = None) -> HttpResponse:
    where = AtDay(address_of(day.name))
    shown = form or MoveForm(prefix="to", initial=fields_of(date.fromordinal(day.on).isoformat()))
    context = {
        "page": day_page(day),
        "person": day.source.person,
        # Messages are wished for all days of a source alike.
        "key": f"{day.source.owner}.{day.source.custom}",
        "day": day_row(day, where, has_several=False),
        "hung": hung(viewer_of(request), day, today=clock.today_here()),
        "where": where,
        "open": request.GET.get("open", ""),
        "kept": "kept" in request.GET,
        "choices": wish_words.choices(),
        "may_move": _may_move(request, day),
        "form": shown,
        "faults": faults_of(form) if form else [],
    }
    return render(request, "pages/day.html", context, status=422 if form else 200)
