"""Choosing a custom for a date, or one of the year: the tradition, the custom, what must be asked; then it is shown, and kept.

Each step is a page of its own whose address holds what was chosen so far;
nothing is kept before the last is pressed.
"""

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yearlight.calendars.customs import CUSTOMS
from yearlight.calendars.customs.options import choose
from yearlight.calendars.customs.rule import Custom, Option, Takes
from yearlight.memorials import actions, queries, traditions
from yearlight.memorials.custom_words import tithis_told
from yearlight.memorials.forms import OptionsForm, SunsetForm, asked_of
from yearlight.memorials.here import Here
from yearlight.memorials.preview import preview
from yearlight.memorials.sentences import date_name
from yearlight.memorials.views.here import date_of, to_change
from yearlight.web.forms import faults_of

if TYPE_CHECKING:
    from yearlight.memorials.models import PersonDate

_CARRIED = ("date", "tradition", "custom", "sunset")


@dataclass(frozen=True, slots=True)
class Asking:
    """What was chosen so far: for which date, and the names and answers that the next page carries on."""

    at: Here
    given: QueryDict
    date: "PersonDate | None"

    @property
    def kind(self) -> str:
        return self.date.kind if self.date else ""

    def carried(self, *leave_out: str) -> list[tuple[str, str]]:
        named = [name for name in self.given if name in _CARRIED or name.startswith("o-")]
        return [(name, one) for name in named if name not in leave_out for one in self.given.getlist(name)]

    def address(self, *leave_out: str, **more: str) -> str:
        """The query of another step."""
        return "?" + urlencode([*self.carried(*leave_out, *more), *more.items()])

    def context(self) -> dict[str, object]:
        name = date_name(self.at.person, self.date) if self.date else ""
        context: dict[str, object] = {"person": self.at.person, "date_name": name}
        if self.date:
            context["date_id"] = self.date.public_id
        if self.date and self.date.first_on and self.date.first_on == self.date.last_on and self._is_hindu:
            context["tithis"] = tithis_told(self.date.first_on.toordinal())
        return context

    def kept(self) -> set[str]:
        """The customs that are kept for the date already, or those of the year."""
        found = queries.series(self.at.viewer, [self.at.person])
        return {one.custom for one in found if one.date == self.date}

    @property
    def _is_hindu(self) -> bool:
        return self.given.get("tradition") == "hindu" and "custom" in self.given


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """The next question of those that are open; at the last, what will be kept."""
    at = to_change(request, slug)
    given = request.POST if request.method == "POST" else request.GET
    asking = Asking(at, given, _date(at, given.get("date", "")))
    rule = _rule(asking)
    if rule is None:
        return _which(request, asking)
    if asking.kind not in rule.anchors if asking.date else rule.anchors:
        raise Http404
    if asking.date and rule.begins_at_sunset and not SunsetForm(given).is_valid():
        return _when_in_its_day(request, asking, asking.date)
    return _options_and_preview(request, asking, rule)


def _date(at: Here, public_id: str) -> "PersonDate | None":
    found = date_of(at, public_id) if public_id else None
    if found is not None and found.put_away_at is not None:
        raise Http404
    return found


def _rule(asking: Asking) -> Custom | None:
    """The custom that was chosen; also where a tradition has no other."""
    if key := asking.given.get("custom"):
        if key not in CUSTOMS:
            raise Http404
        return CUSTOMS[key]
    chosen = traditions.tradition(asking.given.get("tradition", ""))
    fitting = chosen.fitting(asking.kind) if chosen else []
    return fitting[0] if len(fitting) == 1 else None


def _which(request: HttpRequest, asking: Asking) -> HttpResponse:
    """The traditions; and of one of them, its customs."""
    chosen = traditions.tradition(asking.given.get("tradition", ""))
    context = asking.context()
    if chosen and (fitting := chosen.fitting(asking.kind)):
        context["tradition"] = _(chosen.name)
        kept = asking.kept()
        context["rows"] = [
            (asking.address(custom=one.key), _(one.name), _rule_told(one, is_kept=one.key in kept)) for one in fitting
        ]
        context["back"] = asking.address("tradition")
        return render(request, "memorials/choose_custom.html", context)
    context["rows"] = [
        (asking.address(tradition=one.key), _(one.name), _(one.hint) if one.hint else "")
        for one in traditions.fitting(asking.kind)
    ]
    return render(request, "memorials/choose_tradition.html", context)


def _rule_told(one: Custom, *, is_kept: bool) -> str:
    return _("%(rule)s It is kept already.") % {"rule": _(one.rule)} if is_kept else _(one.rule)


def _when_in_its_day(request: HttpRequest, asking: Asking, date: "PersonDate") -> HttpResponse:
    context = asking.context() | {
        # That a date was before sunset is also what stands where nobody was asked, so here it is chosen by nobody.
        "form": SunsetForm(asking.given)
        if "asked" in asking.given
        else SunsetForm(initial={"sunset": "" if date.sunset == "before" else date.sunset}),
        "carried": asking.carried("sunset"),
        "back": asking.address("custom", "sunset"),
    }
    return render(request, "memorials/choose_sunset.html", context)


def _options_and_preview(request: HttpRequest, asking: Asking, rule: Custom) -> HttpResponse:
    asked = asked_of(rule, asking.date.happened_on if asking.date else "")
    is_answered = "o-asked" in asking.given
    form = OptionsForm(rule, asked, asking.given if is_answered else None)
    is_open = any(not option.default and option.takes is not Takes.SOME for option in asked)
    if "choose" in asking.given or (not is_answered and is_open) or (is_answered and not form.is_valid()):
        carried = [(name, value) for name, value in asking.carried() if not name.startswith("o-")]
        context = asking.context() | {
            "custom_name": _(rule.name),
            "form": form,
            "is_open": is_open,
            "faults": faults_of(form),
            "carried": carried,
            "back": asking.address("custom", "sunset"),
        }
        return render(request, "memorials/options.html", context, status=422 if form.errors else 200)
    return _show_or_keep(request, asking, rule, asked, form.answers)


def _show_or_keep(
    request: HttpRequest, asking: Asking, rule: Custom, asked: tuple[Option, ...], answers: dict[str, str]
) -> HttpResponse:
    at, sunset = asking.at, asking.given.get("sunset", "") if rule.begins_at_sunset else ""
    date = copy.copy(asking.date)
    if date and sunset:
        date.sunset = sunset
    dates = queries.dates(at.viewer, at.person)
    chosen = choose(rule, answers)
    found = preview(at.person, rule, chosen, date=date, dates=dates, options=asked, today=at.today.toordinal())
    if request.method == "POST" and not found.is_declined:
        actions.keep_custom(
            at.viewer, at.person, date=asking.date, custom=rule.key, options=answers, sunset=sunset, now=at.now
        )
        messages.info(request, _("It is kept."))
        return redirect("memorials:days", at.person.public_id)
    context = asking.context() | {
        "custom_name": _(rule.name),
        "preview": found,
        "carried": asking.carried(),
        "change": asking.address(choose="1") if asked else "",
        "back": asking.address("custom", "sunset"),
    }
    return render(request, "memorials/preview.html", context, status=422 if request.method == "POST" else 200)
