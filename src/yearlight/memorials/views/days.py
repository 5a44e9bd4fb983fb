"""What comes back for a person: the page of all of it, and one custom that is kept."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yearlight.calendars.customs import CUSTOMS
from yearlight.calendars.customs.declined import Declined
from yearlight.calendars.customs.options import choose
from yearlight.calendars.customs.rule import Chosen, Custom, Option, Takes
from yearlight.memorials import actions, queries
from yearlight.memorials.custom_words import custom_name
from yearlight.memorials.forms import OptionsForm, asked_of
from yearlight.memorials.here import Here
from yearlight.memorials.overview import overview
from yearlight.memorials.preview import Preview, preview
from yearlight.memorials.sentences import called_within, date_name
from yearlight.memorials.views.here import custom_of, to_change
from yearlight.web.forms import faults_of

if TYPE_CHECKING:
    from yearlight.memorials.models import KeptCustom


@require_safe
def days(request: HttpRequest, slug: str) -> HttpResponse:
    """Each date with what is kept for it, the days of the year, and what can be brought back."""
    at = to_change(request, slug)
    found = queries.days(at.viewer, at.person, now=at.now)
    context = {
        "person": at.person,
        "name": called_within(at.person),
        "page": overview(at.person, found, at.today.toordinal()),
    }
    return render(request, "memorials/days.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def custom(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """One custom that is kept: its next days and its rule; to choose otherwise, to take away, to bring back."""
    at = to_change(request, slug)
    kept = custom_of(at, public_id)
    do = request.POST.get("do", "")
    if do == "take-away":
        actions.take_away_custom(at.viewer, kept, now=at.now)
        messages.info(request, _("It is put away. For 30 days it can be brought back."))
        return redirect("memorials:days", slug)
    if do == "bring-back":
        actions.bring_back_custom(at.viewer, kept, now=at.now)
        messages.info(request, _("It is back."))
        return redirect("memorials:days", slug)
    rule = CUSTOMS.get(kept.custom)
    if rule is None:
        return render(request, "memorials/custom.html", _base(at, kept))
    try:
        if request.method == "POST" or "choose" in request.GET or "o-asked" in request.GET:
            return _change(request, at, kept, rule)
        return _as_it_is(request, at, kept, rule)
    except Declined:
        # What stands in the row is no answer in this release: it can be taken away, and chosen anew.
        return render(request, "memorials/custom.html", _base(at, kept))


def _as_it_is(request: HttpRequest, at: Here, kept: "KeptCustom", rule: Custom) -> HttpResponse:
    found = _preview(at, kept, rule, choose(rule, kept.options))
    context = _base(at, kept) | {"preview": found, "has_choices": bool(_asked(kept, rule))}
    return render(request, "memorials/custom.html", context)


def _change(request: HttpRequest, at: Here, kept: "KeptCustom", rule: Custom) -> HttpResponse:
    """The choices asked again, shown before they are kept."""
    if kept.put_away_at is not None:
        raise Http404
    given = request.POST if request.method == "POST" else request.GET
    is_answered = "o-asked" in given
    asked = _asked(kept, rule)
    form = OptionsForm(rule, asked, given if is_answered else None, initial=_initial(kept))
    if not is_answered or not form.is_valid() or "choose" in given:
        return render(
            request,
            "memorials/options.html",
            _base(at, kept) | {"form": form, "faults": faults_of(form), "back": _address(at, kept)},
            status=422 if form.errors else 200,
        )
    answers = {**kept.options, **form.answers}
    found = _preview(at, kept, rule, choose(rule, answers))
    if request.method == "POST" and not found.is_declined:
        actions.change_custom(at.viewer, kept, options=answers, now=at.now)
        messages.info(request, _("It is kept."))
        return redirect("memorials:custom", at.person.public_id, kept.public_id)
    carried = [(name, value) for name, values in given.lists() if name.startswith("o-") for value in values]
    context = _base(at, kept) | {"preview": found, "carried": carried, "back": _address(at, kept) + "?choose=1"}
    return render(request, "memorials/preview.html", context, status=422 if request.method == "POST" else 200)


def _preview(at: Here, kept: "KeptCustom", rule: Custom, chosen: Chosen) -> Preview:
    dates = queries.dates(at.viewer, at.person)
    return preview(
        at.person,
        rule,
        chosen,
        date=kept.date,
        dates=dates,
        options=_asked(kept, rule),
        today=at.today.toordinal(),
        row=kept,
    )


def _asked(kept: "KeptCustom", rule: Custom) -> tuple[Option, ...]:
    return asked_of(rule, kept.date.happened_on if kept.date else "")


def _initial(kept: "KeptCustom") -> dict[str, object]:
    """The answers as the form shows them at first."""
    rule = CUSTOMS[kept.custom]
    several = {option.key for option in rule.options if option.takes is Takes.SOME}
    return {key: answer.split(",") if key in several else answer for key, answer in kept.options.items()}


def _base(at: Here, kept: "KeptCustom") -> dict[str, object]:
    return {
        "person": at.person,
        "kept": kept,
        "custom_name": custom_name(kept.custom),
        "date_name": date_name(at.person, kept.date) if kept.date else "",
        "until": kept.put_away_at + queries.STAYS if kept.put_away_at else None,
    }


def _address(at: Here, kept: "KeptCustom") -> str:
    return reverse("memorials:custom", args=[at.person.public_id, kept.public_id])
