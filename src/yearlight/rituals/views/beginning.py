"""A ritual begun, from nothing or from a kind word; and told otherwise, ended, put away and brought back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yearlight.core.ids import public_id
from yearlight.entries.queries import words
from yearlight.entries.shown_words import WordLine
from yearlight.memorials.here import Here, here
from yearlight.memorials.sentences import called, called_within
from yearlight.people.choices import audience_choices, audience_value, last_audience
from yearlight.people.roles import Deed
from yearlight.rituals import actions, queries
from yearlight.rituals.forms import EndForm, RitualForm, ritual_fields
from yearlight.rituals.kinds import PLACED, Kind
from yearlight.rituals.queries import days
from yearlight.rituals.shown import RitualView
from yearlight.rituals.words import offers, suggested_name
from yearlight.web.dates import fields_of
from yearlight.web.forms import faults_of

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


@require_safe
def offered(request: HttpRequest, slug: str) -> HttpResponse:
    """What could be done again, or nothing at all; beside a kind word, where one was the reason."""
    at = here(request, slug, deed=Deed.WRITE)
    name = called_within(at.person)
    word = _word(at, request.GET.get("word", ""))
    context = {
        "person": at.person,
        "name": name,
        "offers": offers(name),
        "word": word,
        "yearly": [] if word else words.done_every_year(at.viewer, at.person),
    }
    return render(request, "rituals/begin.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Tell a ritual for the first time: one word is enough."""
    at = here(request, slug, deed=Deed.WRITE)
    chosen = _kind(kind)
    word = _word(at, request.GET.get("word", ""))
    if request.method == "POST":
        form = _form(at, chosen, data=request.POST)
        if form.is_valid():
            begun = actions.begin(
                at.viewer,
                persons=_persons(at, form.cleaned_data["persons"]),
                kind=chosen,
                said=form.said(),
                key=form.key_now(),
                from_word=word.public_id if word else "",
                now=at.now,
            )
            return redirect("rituals:ritual", slug, begun.public_id)
    else:
        form = _form(at, chosen, initial=_begun_with(at, chosen))
    return _page(request, at, form, word=word)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, ritual: str) -> HttpResponse:
    """Tell it otherwise, or say that it is done no more; each press does one of these."""
    at = here(request, slug, deed=Deed.WRITE)
    found = queries.ritual(at.viewer, at.person, ritual)
    if found is None or not found.may_change:
        raise Http404
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do in _PRESSES:
        return _pressed(request, at, found, do)
    end = EndForm(request.POST if do == "end" else None, prefix="end", initial=fields_of(at.today.isoformat()))
    if do == "end" and end.is_valid():
        words_said = end.cleaned_data["words"]
        actions.end(
            at.viewer, person=at.person, ritual_id=ritual, ended_on=end.happened_on, words=words_said, now=at.now
        )
        return redirect(found.address)
    data = request.POST if do == "keep" else None
    form = _form(at, found.kind, day=found.day_name, data=data, initial=_told(at, found))
    if do == "keep" and form.is_valid():
        persons = _persons(at, form.cleaned_data["persons"])
        actions.change(at.viewer, person=at.person, ritual_id=ritual, persons=persons, said=form.said(), now=at.now)
        messages.info(request, _("Kept."))
        return redirect(found.address)
    return _page(request, at, form, ritual=found, end=end)


@require_POST
def bring_back(request: HttpRequest, slug: str, ritual: str) -> HttpResponse:
    """Bring a ritual back that was put away."""
    at = here(request, slug, deed=Deed.WRITE)
    actions.bring_back(at.viewer, person=at.person, ritual_id=ritual, now=at.now)
    return redirect("rituals:ritual", slug, ritual)


_PRESSES = {"again": actions.take_up_again, "put-away": actions.put_away}


def _pressed(request: HttpRequest, at: Here, found: RitualView, do: str) -> HttpResponse:
    try:
        _PRESSES[do](at.viewer, person=at.person, ritual_id=found.public_id, now=at.now)
    except actions.HoldsYears as refused:
        messages.error(request, refused.sentence)
        return redirect(f"{found.address}change/")
    if do == "again":
        return redirect(found.address)
    messages.info(request, _("It is put away. For 30 days it can be brought back from this page."))
    return redirect("rituals:rituals", at.person.public_id)


def _page(
    request: HttpRequest,
    at: Here,
    form: RitualForm,
    *,
    word: WordLine | None = None,
    ritual: RitualView | None = None,
    end: EndForm | None = None,
) -> HttpResponse:
    faults = [*faults_of(form), *(faults_of(end) if end else [])]
    context = {
        "person": at.person,
        "name": called_within(at.person),
        "form": form,
        "faults": faults,
        "kind": form.kind.value,
        "heading": next(one.words for one in offers(called_within(at.person)) if one.kind is form.kind),
        "is_placed": form.kind in PLACED,
        "is_gift": form.kind is Kind.GIFT,
        "has_several": len(form.fields["persons"].choices) > 1,  # type: ignore[attr-defined]
        "has_own": any(name.value() for _key, name, _kind in form.own_fields()),
        "chooses_audience": ritual is None or ritual.is_mine,
        "word": word,
        "ritual": ritual,
        "end": end,
        "back": ritual.address if ritual else reverse("rituals:begin", args=[at.person.public_id]),
    }
    return render(request, "rituals/form.html", context, status=422 if faults else 200)


def _form(at: Here, kind: Kind, *, day: str = "", **given: object) -> RitualForm:
    persons = queries.persons_of_family(at.viewer, at.person.family_id)
    return RitualForm(
        **given,
        kind=kind,
        persons=[(one.public_id, called(one)) for one in persons],
        days=days.day_choices(at.viewer, persons, kept=day),
        ages=days.age_choices(at.viewer, persons),
        owners=days.owners(at.viewer, persons),
        audiences=audience_choices(at.viewer, at.person.family_id),
    )


def _begun_with(at: Here, kind: Kind) -> dict[str, object]:
    return {
        "name": suggested_name(kind, called_within(at.person)),
        "persons": [at.person.public_id],
        "audience": last_audience(at.viewer, at.person.family_id),
        "key": public_id(),
    }


def _told(at: Here, found: RitualView) -> dict[str, object]:
    persons = queries.persons_of_family(at.viewer, at.person.family_id)
    theirs = [one.public_id for one in persons if one.pk in found.person_ids]
    audience = audience_value(at.viewer, at.person.family_id, found.audience_id)
    dates = (one for person in persons for one in days.dates_of(at.viewer, person))
    age_from = next((one.public_id for one in dates if one.pk == found.age_from_id), "")
    return ritual_fields(found, audience=audience, persons=theirs, age_from=age_from)


def _persons(at: Here, chosen: Sequence[str]) -> "list[Person]":
    """Those who were chosen of the family's; the one whose page it is where there is nobody else to choose."""
    found = [one for one in queries.persons_of_family(at.viewer, at.person.family_id) if one.public_id in chosen]
    return found or [at.person]


def _word(at: Here, entry_id: str) -> WordLine | None:
    """The kind word this begins from, if it was noted as done every year."""
    if not entry_id:
        return None
    return next((one for one in words.done_every_year(at.viewer, at.person) if one.public_id == entry_id), None)


def _kind(kind: str) -> Kind:
    try:
        return Kind(kind)
    except ValueError as error:
        raise Http404 from error
