"""The writing page as it is drawn."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yearlight.core.ids import public_id as new_window
from yearlight.entries import queries
from yearlight.entries.addresses import base_of
from yearlight.entries.beginnings import beginnings
from yearlight.entries.forms import WritingForm, date_fields, opening_fields
from yearlight.entries.shown import DraftView, Editable
from yearlight.memorials.here import Here
from yearlight.memorials.sentences import called_within
from yearlight.people.choices import audience_choices, readers
from yearlight.web.words import in_words


@dataclass(frozen=True, slots=True)
class Fault:
    """What to change, and where on the page."""

    words: str
    at: str


def form_for(at: Here, **given: Any) -> WritingForm:
    """The form with those circles that this viewer may write for."""
    family_id = at.person.family_id
    return WritingForm(
        audiences=audience_choices(at.viewer, family_id),
        readers=readers(at.viewer, family_id),
        today=at.today,
        **given,
    )


def from_entry(entry: Editable) -> dict[str, Any]:
    """A new window on a kept text."""
    return {
        "title": entry.title,
        "body": entry.body,
        **date_fields(entry.happened_on),
        "audience": entry.audience,
        **opening_fields(entry.opens_on),
        "opener": entry.opener,
        "window": new_window(),
        "base_revision": entry.revision,
    }


def from_draft(draft: DraftView, entry: Editable) -> dict[str, Any]:
    """A new window that goes on from a draft. The page tells of a newer text, so it begins from that revision."""
    text = replace(
        entry,
        title=draft.title,
        body=draft.body,
        happened_on=draft.happened_on,
        opens_on=draft.opens_on,
        opener=draft.opener,
    )
    going_on = f"{draft.window}:{draft.saves}"
    return {**from_entry(text), "audience": draft.audience or entry.audience, "going_on": going_on}


def page(
    request: HttpRequest,
    at: Here,
    kind: str,
    entry: Editable | None,
    form: WritingForm,
    *,
    newer: Editable | None = None,
    texts: tuple[DraftView, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """Draw it; ``newer`` is the text that was kept since, ``texts`` are others of the viewer's own."""
    base = base_of(at.person.public_id, kind)
    name = called_within(at.person)
    context = {
        "person": at.person,
        "name": name,
        "kind": kind,
        "base": base,
        "form": form,
        "faults": _faults(form),
        "date_parts": [form["day"], form["month"], form["year"]],
        "opens_parts": [form["opens_day"], form["opens_month"], form["opens_year"]],
        "other_date_words": in_words(form["other_date"].value() or ""),
        "entry": entry,
        "is_private": form["audience"].value() == "me",
        "address": f"{entry.address}edit/" if entry else f"{base}write/",
        "keep_address": f"{entry.address}keep-draft/" if entry else f"{base}write/keep-draft/",
        "account": at.viewer.account_id,
        "chooses_audience": entry is None or entry.is_mine,
        "newer": newer,
        "texts": texts,
        "beside": queries.beside(at.viewer, at.person, entry.public_id) if entry else (),
        "year_ago": queries.year_ago(at.viewer, at.person, at.today) if kind == "letter" else None,
        "beginnings": beginnings(kind, name),
    }
    return render(request, "entries/write.html", context, status=status)


def _faults(form: WritingForm) -> list[Fault]:
    places = {"title": "t", "body": "b", "audience": "who"}
    return [
        Fault(str(words), places.get(name, f"id_{name}"))
        for name, found in form.errors.items()
        for words in found
        if name
    ]
