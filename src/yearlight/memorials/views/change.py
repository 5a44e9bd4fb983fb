"""Changing what a place says: the person, their dates, the picture at its head."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from yearlight.memorials import actions, queries
from yearlight.memorials.forms import PlaceForm
from yearlight.memorials.here import here
from yearlight.memorials.sentences import called_within
from yearlight.memorials.views.here import to_change
from yearlight.people.choices import audience_choices, audience_from, audience_value
from yearlight.people.roles import Deed
from yearlight.web.dates import DateForm, fields_of
from yearlight.web.forms import Typed, faults_of

KINDS = [
    ("born", gettext_lazy("Born")),
    ("died", gettext_lazy("Died")),
    ("due", gettext_lazy("Due")),
    ("found", gettext_lazy("The day we knew")),
    ("funeral", gettext_lazy("Funeral")),
    ("remembered", gettext_lazy("The day we would like remembered")),
    ("own", gettext_lazy("A day of our own")),
]
_FACTS = (
    "who", "name", "called", "relation", "how_died", "death_words", "told", "weeks", "days", "latitude", "counts_years",
    "reckons_weeks", "tells_would_be",
)  # fmt: skip


class KindForm(DateForm):
    """A date of the person with its kind and the family's word for it."""

    kind = forms.ChoiceField(choices=KINDS, label=gettext_lazy("Which day it is"))
    word = Typed(required=False, max_length=120, label=gettext_lazy("Your own word for it"))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that was said of a person, to be changed. An emptied date is taken away."""
    at = to_change(request, slug)
    viewer, person = at.viewer, at.person
    sent = request.POST if request.method == "POST" else None
    audiences = [one for one in audience_choices(viewer, person.family_id) if one[0] != "me"]
    initial = {name: getattr(person, name) for name in _FACTS}
    initial["audience"] = audience_value(viewer, person.family_id, person.audience_id)
    form = PlaceForm(sent, initial=initial, audiences=audiences)
    kept = queries.dates(viewer, person)
    dates = [
        KindForm(sent, prefix=f"d{number}", initial={**fields_of(one.happened_on), "kind": one.kind, "word": one.word})
        for number, one in enumerate(kept)
    ]
    # One more, empty; a date is added by filling it in, so that it works without script.
    dates.append(KindForm(sent, prefix="new", initial={"kind": "remembered" if kept else "died"}))
    if sent is not None and all([one.is_valid() for one in (form, *dates)]):  # noqa: C419 - each is asked, so that all faults are told
        facts: dict[str, Any] = {name: form.cleaned_data[name] for name in _FACTS}
        audience_id = audience_from(viewer, person.family_id, form.cleaned_data["audience"])
        actions.change_person(viewer, person=person, now=at.now, audience_id=audience_id, **facts)
        given = [
            {"kind": one.cleaned_data["kind"], "happened_on": one.happened_on, "word": one.cleaned_data["word"]}
            for one in dates
        ]
        actions.set_dates(viewer, person=person, dates=given, now=at.now)
        messages.info(request, _("It is kept."))
        return redirect("pages:place", person.public_id)
    context = {
        "person": person,
        "name": called_within(person),
        "form": form,
        "dates": dates[:-1],
        "new_date": dates[-1],
        "faults": faults_of(form, *dates) if sent is not None else [],
    }
    return render(request, "memorials/change.html", context, status=422 if context["faults"] else 200)


@require_POST
def cover(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the picture at the head of the place, or none."""
    at = to_change(request, slug)
    actions.choose_cover(at.viewer, person=at.person, picture_id=request.POST.get("picture", ""), now=at.now)
    return redirect("pages:place", at.person.public_id)


@require_POST
def closed(request: HttpRequest, slug: str) -> HttpResponse:
    """Close a place to everyone but its keepers, or open it as it was: one press each."""
    at = here(request, slug, deed=Deed.CLOSE_PLACE)
    is_closed = {"close": True, "open": False}.get(request.POST.get("do", ""))
    if is_closed is not None:
        actions.set_closed(at.viewer, person=at.person, is_closed=is_closed, now=at.now)
    return redirect("pages:place", at.person.public_id)
