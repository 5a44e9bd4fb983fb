"""The order of a ceremony: read, written step by step, answered, on paper and in large print."""

from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yearlight.core import typeset
from yearlight.core.errors import YearlightError
from yearlight.core.ids import public_id
from yearlight.memorials.here import Here, here
from yearlight.memorials.sentences import called, called_within
from yearlight.people.guests import open_to_guests
from yearlight.people.roles import Deed
from yearlight.rituals import queries as rituals
from yearlight.rituals.actions import orders as actions
from yearlight.rituals.kinds import Kind
from yearlight.rituals.order_forms import AnswerForm, PartForm, WhenForm, when_fields
from yearlight.rituals.orders import beginnings, coming_words
from yearlight.rituals.queries import orders as queries
from yearlight.rituals.queries.orders import OrderView, PartView
from yearlight.rituals.sheet import Paper, Sheet, SheetPart, pdf
from yearlight.rituals.shown import RitualView
from yearlight.web.forms import faults_of
from yearlight.web.words import in_words


@open_to_guests
@require_safe
def order(request: HttpRequest, slug: str, ritual: str, year: int) -> HttpResponse:
    """The order as it is read; where there is none yet, whoever may begin one is asked from what."""
    at = here(request, slug)
    found = queries.order(at.viewer, at.person, ritual, year, now=at.now)
    if found is None:
        return _to_begin(request, at, ritual, year)
    context = {
        "person": at.person,
        "name": called_within(at.person),
        "order": found,
        "coming": [(one.value, words) for one, words in coming_words().items()],
        "may_answer": found.asks and at.viewer.seat_in(at.person.family_id) is not None,
    }
    return render(request, "rituals/order.html", context)


@open_to_guests
@require_safe
def large(request: HttpRequest, slug: str, ritual: str, year: int) -> HttpResponse:
    """The order in large print, one step after the other; where script runs, one a screen, which stays on."""
    at = here(request, slug)
    return render(request, "rituals/order_large.html", {"person": at.person, "order": _found(at, ritual, year)})


@open_to_guests
@require_safe
def sheet(request: HttpRequest, slug: str, ritual: str, year: int, paper: str) -> HttpResponse:
    """The order on paper, as a PDF."""
    at = here(request, slug)
    found = _found(at, ritual, year)
    if paper not in set(Paper):
        raise Http404
    try:
        made = pdf(_sheet(at, found), Paper(paper))
    except typeset.NotSet:
        messages.error(
            request,
            _("This order could not be set on paper: perhaps it holds a letter for which there is no typeface here. Everything is kept. The page itself can be printed."),
        )  # fmt: skip
        return redirect(found.address)
    headers = {"Content-Disposition": f'inline; filename="order-{paper}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@require_POST
def begin(request: HttpRequest, slug: str, ritual: str, year: int) -> HttpResponse:
    """Begin the order of a year: from the last one, from one of ours, or from nothing."""
    at = here(request, slug, deed=Deed.WRITE)
    _check_year(year)
    source = request.POST.get("from", "")
    last = queries.last_parts(at.viewer, at.person, ritual, year)
    ours = {one.key: one.parts for one in beginnings(called(at.person))}
    parts = last[1] if source == "last" and last else ours.get(source, ())
    actions.begin_order(at.viewer, person=at.person, ritual_id=ritual, year=year, parts=parts, now=at.now)
    return redirect("rituals:order-change", slug, ritual, year)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, ritual: str, year: int) -> HttpResponse:
    """When and where it is; and its steps, each of which is moved, taken out, or put in again by a press."""
    at = here(request, slug, deed=Deed.WRITE)
    found = _to_change(at, ritual, year)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do in _PRESSES:
        part_id = request.POST.get("part", "")
        _PRESSES[do](at.viewer, person=at.person, ritual_id=ritual, year=year, part_id=part_id, now=at.now)
        return redirect(f"{found.address}change/#steps")
    form = WhenForm(request.POST if do == "when" else None, initial=_when(found))
    if do == "when" and form.is_valid():
        gone = actions.change_order(
            at.viewer, person=at.person, ritual_id=ritual, year=year, when=form.when(), base=form.opened_with(), now=at.now
        )  # fmt: skip
        theirs = " · ".join(one for one in (in_words(gone.happens_on), gone.at, gone.place, gone.told) if one)
        if theirs:
            messages.info(request, _("Somebody else changed this while you wrote. Yours stands now; theirs was: %(words)s") % {"words": theirs})  # fmt: skip
        return redirect(found.address)
    context = {"person": at.person, "order": found, "form": form, "faults": faults_of(form) if form.errors else []}
    return render(request, "rituals/order_change.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def add_part(request: HttpRequest, slug: str, ritual: str, year: int) -> HttpResponse:
    """A new step, at the end of the order."""
    at = here(request, slug, deed=Deed.WRITE)
    found = _to_change(at, ritual, year)
    form = PartForm(request.POST if request.method == "POST" else None, initial={"key": public_id(), "kind": "free"})
    if form.is_valid():
        try:
            actions.add_part(
                at.viewer, person=at.person, ritual_id=ritual, year=year, part=form.part(), key=form.key_now(), now=at.now
            )  # fmt: skip
        except actions.TooManyParts as error:
            form.add_error(None, error.sentence)
        else:
            return redirect(f"{found.address}change/#steps")
    return _part_page(request, at, found, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, slug: str, ritual: str, year: int, public_id: str) -> HttpResponse:
    """One step to be written anew, with how it was written before."""
    at = here(request, slug, deed=Deed.WRITE)
    found = _to_change(at, ritual, year)
    # What somebody wrote is kept also where the step was taken out meanwhile.
    parts = (*found.parts, *found.taken_out) if request.method == "POST" else found.parts
    view = next((one for one in parts if one.public_id == public_id), None)
    if view is None:
        raise Http404
    form = PartForm(request.POST if request.method == "POST" else None, initial=_part_fields(view))
    if form.is_valid():
        meanwhile = actions.change_part(
            at.viewer, person=at.person, ritual_id=ritual, year=year, part_id=public_id, part=form.part(),
            base=form.cleaned_data["base"] or 0, now=at.now,
        )  # fmt: skip
        if view not in found.parts:
            messages.info(request, _("Somebody else took this step out while you wrote. Your text is kept with it, and it can be put in again."))  # fmt: skip
        elif meanwhile:
            messages.info(request, _("Somebody else changed this step while you wrote. Your text stands now, and theirs is the newest of the earlier ones below."))  # fmt: skip
            return redirect("rituals:order-part", slug, ritual, year, public_id)
        return redirect(f"{found.address}change/#steps")
    return _part_page(request, at, found, form, view)


@open_to_guests
@require_POST
def answer(request: HttpRequest, slug: str, ritual: str, year: int) -> HttpResponse:
    """Say whether one comes, or otherwise than before."""
    at = here(request, slug)
    found = _found(at, ritual, year)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            actions.answer(
                at.viewer, person=at.person, ritual_id=ritual, year=year, said=form.coming(),
                line=form.cleaned_data["line"], now=at.now,
            )  # fmt: skip
        except YearlightError as error:
            raise Http404 from error
        messages.info(request, _("It is kept. You can say otherwise until the day."))
    return redirect(f"{found.address}#answer")


_PRESSES: dict[str, Callable[..., None]] = {
    "earlier": partial(actions.move_part, earlier=True),
    "later": partial(actions.move_part, earlier=False),
    "take-out": actions.take_out,
    "put-in": actions.put_in,
}


def _to_begin(request: HttpRequest, at: Here, ritual_id: str, year: int) -> HttpResponse:
    ritual = _ceremony(at, ritual_id)
    _check_year(year)
    if not ritual.may_change:
        raise Http404
    last = queries.last_parts(at.viewer, at.person, ritual_id, year)
    context = {
        "person": at.person,
        "ritual": ritual,
        "year": year,
        "last_year": last[0] if last else None,
        "beginnings": beginnings(called(at.person)),
    }
    return render(request, "rituals/order_begin.html", context)


def _check_year(year: int) -> None:
    """An address takes any number; an order is of a year that a calendar has."""
    if not MINYEAR <= year <= MAXYEAR:
        raise Http404


def _ceremony(at: Here, ritual_id: str) -> RitualView:
    found = rituals.ritual(at.viewer, at.person, ritual_id)
    if found is None or found.kind is not Kind.CEREMONY:
        raise Http404
    return found


def _found(at: Here, ritual_id: str, year: int) -> OrderView:
    found = queries.order(at.viewer, at.person, ritual_id, year, now=at.now)
    if found is None:
        raise Http404
    return found


def _to_change(at: Here, ritual_id: str, year: int) -> OrderView:
    found = _found(at, ritual_id, year)
    if not found.may_change:
        raise Http404
    return found


def _part_page(request: HttpRequest, at: Here, found: OrderView, form: PartForm, view: PartView | None) -> HttpResponse:
    earlier = queries.earlier_parts(at.viewer, at.person, found.ritual_id, view.public_id) if view else ()
    context = {
        "person": at.person,
        "order": found,
        "form": form,
        "part": view,
        "earlier": earlier,
        "faults": faults_of(form) if form.errors else [],
    }
    return render(request, "rituals/order_part.html", context, status=422 if form.errors else 200)


def _part_fields(view: PartView) -> dict[str, Any]:
    text = view.text
    return {"kind": text.kind.value, "heading": text.heading, "who": text.who, "text": text.text, "base": view.revision}


def _when(found: OrderView) -> dict[str, Any]:
    return when_fields(actions.When(found.happens_on, found.at, found.place, found.told, found.asks))


def _sheet(at: Here, found: OrderView) -> Sheet:
    parts = [SheetPart(one.text.heading, one.text.who, one.text.text) for one in found.parts]
    title = found.ritual_name
    under = [called(at.person), *found.when]
    return Sheet(title, under, parts, language=get_language() or "en", is_rtl=get_language_bidi())
