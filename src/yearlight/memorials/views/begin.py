"""The first run: five questions, one a page, each of which can be left out."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yearlight.core import clock
from yearlight.memorials import actions, queries
from yearlight.memorials.forms import BirthForm, DayForm, NameForm, ToldForm, WhoForm
from yearlight.memorials.sentences import called_within
from yearlight.people.request import viewer as viewer_of
from yearlight.people.viewer import Viewer
from yearlight.web.dates import DateForm, fields_of
from yearlight.web.forms import faults_of

if TYPE_CHECKING:
    from yearlight.memorials.models import Person, PersonDate

LAST = 5
#: The question about birth is only for a child.
_BIRTH = 4


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Go on where one left, or begin."""
    person = queries.begun(viewer_of(request))
    return redirect("memorials:begin", step=(person.begin_at or 1) if person else 1)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, step: int) -> HttpResponse:
    """One question. What was answered is kept at each, and Back finds it again."""
    viewer = viewer_of(request)
    family_id = queries.family_to_begin_in(viewer)
    if family_id is None or not 1 <= step <= LAST:
        raise Http404
    person = queries.begun(viewer)
    if person is None and step > 1:
        return redirect("memorials:begin", step=1)
    if person is not None and step == _BIRTH and person.who == "someone":
        return redirect("memorials:begin", step=LAST if request.GET.get("from") != "after" else _BIRTH - 1)
    asked = _ASKED[step](viewer, person, request.POST if request.method == "POST" else None)
    if request.method == "POST" and all([form.is_valid() for form in asked.forms]):  # noqa: C419 - each is asked, so that all faults are told
        if person is None:
            person = actions.begin(viewer, family_id=family_id, now=clock.now())
        asked.keep(viewer, person)
        return _onwards(request, viewer, person, step)
    context = {
        "step": step,
        "forms": asked.by_name,
        "faults": faults_of(*asked.forms) if request.method == "POST" else [],
        "person": person,
        "name": called_within(person) if person else "",
        "is_child": person is None or person.who != "someone",
        "count_words": _count_words(step, person),
        "back": reverse("memorials:begin", args=[step - 1]) + ("?from=after" if step == LAST else "")
        if step > 1
        else "",
    }
    return render(request, f"memorials/begin_{step}.html", context, status=422 if context["faults"] else 200)


def _onwards(request: HttpRequest, viewer: Viewer, person: "Person", step: int) -> HttpResponse:
    if request.POST.get("do") == "leave":
        _reach(viewer, person, step)
        return redirect("/")
    if step < LAST:
        step_after = LAST if step + 1 == _BIRTH and person.who == "someone" else step + 1
        _reach(viewer, person, step_after)
        return redirect("memorials:begin", step=step_after)
    actions.change_person(viewer, person=person, begin_at=None, now=clock.now())
    messages.info(request, _("Only the keepers of this place can see it. You can invite someone whenever you like."))
    if request.POST.get("do") == "photograph":
        return redirect("keepsakes:add", person.public_id)
    return redirect("pages:place", person.public_id)


def _reach(viewer: Viewer, person: "Person", step: int) -> None:
    if person.begin_at != step:
        actions.change_person(viewer, person=person, begin_at=step, now=clock.now())


def _count_words(step: int, person: "Person | None") -> str:
    if person is not None and person.who == "someone":
        return (_("The first of four."), _("The second of four."), _("The third of four."), "", _("The last of four."))[
            step - 1
        ]
    return (
        _("The first of five."),
        _("The second of five."),
        _("The third of five."),
        _("The fourth of five."),
        _("The last of five."),
    )[step - 1]


class Asked:
    """The forms of one question, and what is done with the answer."""

    def __init__(self, by_name: dict[str, forms.Form], keep: Callable[[Viewer, "Person"], None]) -> None:
        self.by_name = by_name
        self.keep = keep

    @property
    def forms(self) -> list[forms.Form]:
        return list(self.by_name.values())


def _who(viewer: Viewer, person: "Person | None", sent: Any) -> Asked:
    form = WhoForm(sent, initial={"who": person.who if person else "our_child"})
    return Asked({"who": form}, lambda viewer, person: _change(viewer, person, who=form.cleaned_data["who"]))


def _name(viewer: Viewer, person: "Person | None", sent: Any) -> Asked:
    form = NameForm(sent, initial={"name": person.name, "called": person.called} if person else None)
    return Asked({"name": form}, lambda viewer, person: _change(viewer, person, **form.cleaned_data))


def _day(viewer: Viewer, person: "Person | None", sent: Any) -> Asked:
    dates = _dates(viewer, person)
    died, born, remembered = (dates.get(kind) for kind in ("died", "born", "remembered"))
    same = bool(died and born and died.happened_on == born.happened_on)
    day = DayForm(sent, prefix="day", initial={"is_same_day": same})
    parts = {
        "died": _date_form(sent, "died", died),
        "born": _date_form(sent, "born", None if same else born),
        "remembered": _date_form(sent, "remembered", remembered),
    }

    def keep(viewer: Viewer, person: "Person") -> None:
        new = {kind: form.happened_on for kind, form in parts.items()}
        if day.cleaned_data["is_same_day"] and not new["born"]:
            new["born"] = new["died"]
        _set_dates(viewer, person, new)

    return Asked({"day": day, **parts}, keep)


def _birth(viewer: Viewer, person: "Person | None", sent: Any) -> Asked:
    names = ("how_died", "death_words", "weeks", "days")
    form = BirthForm(sent, initial={name: getattr(person, name) for name in names} if person else None)
    due = _date_form(sent, "due", _dates(viewer, person).get("due"))

    def keep(viewer: Viewer, person: "Person") -> None:
        _change(viewer, person, **form.cleaned_data)
        _set_dates(viewer, person, {"due": due.happened_on})

    return Asked({"birth": form, "due": due}, keep)


def _told(viewer: Viewer, person: "Person | None", sent: Any) -> Asked:
    form = ToldForm(sent, initial={"told": person.told} if person else None)
    return Asked({"told": form}, lambda viewer, person: _change(viewer, person, told=form.cleaned_data["told"]))


_ASKED: dict[int, Callable[[Viewer, "Person | None", Any], Asked]] = {1: _who, 2: _name, 3: _day, 4: _birth, 5: _told}


def _change(viewer: Viewer, person: "Person", **facts: Any) -> None:
    actions.change_person(viewer, person=person, now=clock.now(), **facts)


def _date_form(sent: Any, prefix: str, date: "PersonDate | None") -> DateForm:
    return DateForm(sent, prefix=prefix, initial=fields_of(date.happened_on) if date else None)


def _dates(viewer: Viewer, person: "Person | None") -> dict[str, "PersonDate"]:
    """The first date of each kind."""
    found: dict[str, PersonDate] = {}
    for one in queries.dates(viewer, person) if person else ():
        found.setdefault(one.kind, one)
    return found


def _set_dates(viewer: Viewer, person: "Person", new: dict[str, str]) -> None:
    """Put the answers in place of the first date of each kind; the other dates stay."""
    first = {date.pk for date in _dates(viewer, person).values() if date.kind in new}
    stay: Sequence[PersonDate] = [one for one in queries.dates(viewer, person) if one.pk not in first]
    rows = [_as_given(one) for one in stay]
    rows += [{"kind": kind, "happened_on": text} for kind, text in new.items()]
    actions.set_dates(viewer, person=person, dates=rows, now=clock.now())


def _as_given(one: "PersonDate") -> dict[str, Any]:
    return {
        "kind": one.kind,
        "happened_on": one.happened_on,
        "word": one.word,
        "sunset": one.sunset,
    }
