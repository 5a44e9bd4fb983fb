"""The dates of a person, one by one: added, changed, put away and brought back."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yearlight.memorials import actions, queries
from yearlight.memorials.forms import DATE_KINDS, OneDateForm
from yearlight.memorials.here import Here
from yearlight.memorials.sentences import date_name
from yearlight.memorials.views.here import date_of, to_change
from yearlight.web.dates import fields_of
from yearlight.web.forms import faults_of

if TYPE_CHECKING:
    from yearlight.memorials.models import PersonDate


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Which day it is; and then the date, as exactly as the family knows it."""
    at = to_change(request, slug)
    given = request.POST if request.method == "POST" else request.GET
    kinds = {key: (name, hint) for key, name, hint in DATE_KINDS}
    kind = given.get("kind", "")
    if kind not in kinds:
        return render(request, "memorials/date_kind.html", {"person": at.person, "kinds": DATE_KINDS})
    form = OneDateForm(request.POST if request.method == "POST" else None, prefix="d", initial={"sunset": "before"})
    if request.method == "POST" and form.is_valid():
        actions.add_date(at.viewer, at.person, kind=kind, now=at.now, **_given(form))
        messages.info(request, _("It is kept."))
        return redirect("memorials:days", slug)
    return _page(request, at, form, {"title": kinds[kind][0], "kind": kind})


@require_http_methods(["GET", "HEAD", "POST"])
def date(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """One date: to be changed, put away with what comes back from it, or brought back."""
    at = to_change(request, slug)
    row = date_of(at, public_id)
    match request.POST.get("do", ""):
        case "take-away":
            actions.take_away_date(at.viewer, row, now=at.now)
            messages.info(request, _("It is put away. For 30 days it can be brought back."))
            return redirect("memorials:days", slug)
        case "bring-back":
            return _bring_back(request, at, row)
    name = date_name(at.person, row)
    if row.put_away_at is not None:
        context = {"person": at.person, "row": row, "title": name, "until": row.put_away_at + queries.STAYS}
        return render(request, "memorials/date_away.html", context)
    initial = {**fields_of(row.happened_on), "word": row.word, "sunset": row.sunset}
    form = OneDateForm(request.POST if request.method == "POST" else None, prefix="d", initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_date(at.viewer, row, now=at.now, **_given(form))
        messages.info(request, _("It is kept."))
        return redirect("memorials:days", slug)
    return _page(request, at, form, {"title": name, "row": row})


def _bring_back(request: HttpRequest, at: Here, row: "PersonDate") -> HttpResponse:
    actions.bring_back_date(at.viewer, row, now=at.now)
    messages.info(request, _("It is back."))
    return redirect("memorials:days", at.person.public_id)


def _given(form: OneDateForm) -> dict[str, Any]:
    return {
        "happened_on": form.happened_on,
        "word": form.cleaned_data["word"],
        "sunset": form.cleaned_data["sunset"],
    }


def _page(request: HttpRequest, at: Here, form: OneDateForm, more: dict[str, Any]) -> HttpResponse:
    faults = faults_of(form) if form.is_bound else []
    context = {"person": at.person, "form": form, "faults": faults, **more}
    return render(request, "memorials/date.html", context, status=422 if faults else 200)
