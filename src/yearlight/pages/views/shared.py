"""Shared days: which of them the account takes part in. Each is a switch of its own, off at first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yearlight.core import clock
from yearlight.memorials.forms import OptionsForm
from yearlight.pages.forms import shared_form
from yearlight.people.request import viewer as viewer_of
from yearlight.reminders.actions import shared as actions
from yearlight.reminders.queries import shared as queries
from yearlight.web.words import weekday_in_words


@dataclass(frozen=True, slots=True)
class SharedRow:
    """One shared day on the page."""

    key: str
    name: str
    rule: str
    next: str
    is_on: bool
    form: OptionsForm
    #: Whether a choice must be made before the day has a date; other choices are folded away.
    must_choose: bool
    said: str = ""


@dataclass(frozen=True, slots=True)
class SharedGroup:
    """Shared days of one origin; folded away where most people look for none of them."""

    name: str
    rows: Sequence[SharedRow]
    is_open: bool = True


#: So many groups are never folded away.
_OPEN = 2


@require_safe
def shared_days(request: HttpRequest) -> HttpResponse:
    """All shared days, group by group."""
    kept = request.GET.get("kept", "")
    groups = []
    for number, (name, here) in enumerate(queries.offered(viewer_of(request), today=clock.today_here().toordinal())):
        rows = [_row(one, said=_("Kept.") if one.custom.key == kept else "") for one in here]
        groups.append(SharedGroup(gettext(name), rows, number < _OPEN or any(row.is_on or row.said for row in rows)))
    return render(request, "pages/shared_days.html", {"groups": groups})


@require_POST
def shared_day(request: HttpRequest, custom: str) -> HttpResponse:
    """Take part in one shared day, choose otherwise for it, or take no part."""
    viewer, on = viewer_of(request), clock.today_here().toordinal()
    one = queries.offered_one(viewer, custom, today=on)
    if one is None:
        raise Http404
    if request.POST.get("do") == "leave":
        actions.take_no_part(viewer, custom=custom, now=clock.now())
        return _done(request, custom)
    form = shared_form(one.custom, one.answers, request.POST)
    if not form.is_valid():
        return _answer(request, _row(one, form), status=422)
    actions.take_part(viewer, custom=custom, options=form.answers, now=clock.now())
    return _done(request, custom)


def _done(request: HttpRequest, custom: str) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect(f"{reverse('pages:shared-days')}?kept={custom}#s-{custom}")
    one = queries.offered_one(viewer_of(request), custom, today=clock.today_here().toordinal())
    if one is None:
        raise Http404
    return _answer(request, _row(one, said=_("Kept.")))


def _answer(request: HttpRequest, row: SharedRow, status: int = 200) -> HttpResponse:
    """One day drawn anew: as a part of the page where script asked for it, otherwise alone on a page."""
    is_part = bool(request.headers.get("HX-Request"))
    context: dict[str, Any] = {"row": row} if is_part else {"groups": [SharedGroup(row.name, [row])], "is_alone": True}
    # htmx puts in place what came with a fault only when it is told so by its status.
    answer = "pages/shared_swapped.html" if is_part else "pages/shared_days.html"
    return render(request, answer, context, status=200 if is_part else status)


def _row(one: queries.Offered, form: OptionsForm | None = None, said: str = "") -> SharedRow:
    on = date.fromordinal(one.next_on) if one.next_on else None
    return SharedRow(
        one.custom.key,
        gettext(one.custom.name),
        gettext(one.custom.rule),
        weekday_in_words(on, with_year=True) if on else "",
        one.is_on,
        form or shared_form(one.custom, one.answers),
        any(option.choices and not option.default and option.takes == "one" for option in one.custom.options),
        said,
    )
