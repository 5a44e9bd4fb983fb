"""One year of a ritual: noted, read, changed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from yearlight.core.ids import public_id as new_window
from yearlight.entries import queries as entries
from yearlight.entries.bringing import bring
from yearlight.memorials.here import Here, here
from yearlight.memorials.sentences import called_within
from yearlight.people.choices import audience_choices, audience_value
from yearlight.people.guests import open_to_guests
from yearlight.people.roles import Deed
from yearlight.rituals import actions, queries
from yearlight.rituals.facts import Facts
from yearlight.rituals.forms import ActForm, act_fields
from yearlight.rituals.kinds import Kind
from yearlight.rituals.queries import days
from yearlight.rituals.shown import ActView, RitualView
from yearlight.web import permissions
from yearlight.web.dates import DateForm, fields_of
from yearlight.web.forms import faults_of


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str, ritual: str) -> HttpResponse:
    """Note a year, with the last one beside it to begin from."""
    at = here(request, slug, deed=Deed.WRITE)
    found = queries.ritual(at.viewer, at.person, ritual)
    if found is None:
        raise Http404
    form = _form(request, at, found, _begun_with(request, at, found))
    if request.method == "POST" and form.all_valid():
        entry_id = _keep(at, found, form, {"ritual_id": ritual})
        return _kept(request, at, form, entry_id)
    return _page(request, at, found, form)


@open_to_guests
@require_safe
def one(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """What was done in one year."""
    at = here(request, slug)
    act, ritual = _found(at, public_id)
    texts = entries.own_texts(at.viewer, at.person, public_id) if at.may(Deed.WRITE) else ()
    context = {
        "person": at.person,
        "name": called_within(at.person),
        "act": act,
        "ritual": ritual,
        "own_texts": texts,
        "has_versions": act.entry.may_change and _has_earlier(at, act),
        "seen_by_fewer": entries.seen_by_fewer(at.viewer, at.person, act.entry) if act.entry.is_mine else (),
    }
    return render(request, "rituals/act.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Change what was noted of a year."""
    at = here(request, slug, deed=Deed.WRITE)
    act, ritual = _found(at, public_id)
    if not act.entry.may_change or ritual is None:
        raise Http404
    audience = audience_value(at.viewer, at.person.family_id, act.entry.audience_id)
    form = _form(request, at, ritual, act_fields(act, audience) | _own_year(at, ritual, act), act=act)
    if request.method == "POST" and form.all_valid():
        try:
            _keep(at, ritual, form, {"act_id": public_id})
        except actions.Conflict:
            newer = entries.to_change(at.viewer, at.person, public_id, kind="act")
            return _page(request, at, ritual, form, act=act, newer=newer, status=409)
        return _kept(request, at, form, public_id)
    return _page(request, at, ritual, form, act=act)


@require_safe
def versions(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """What stood there before: texts, and facts."""
    at = here(request, slug, deed=Deed.WRITE)
    act, _ritual = _found(at, public_id)
    if not act.entry.may_change:
        raise Http404
    context = {
        "person": at.person,
        "act": act,
        "versions": entries.versions(at.viewer, at.person, public_id),
        "earlier": queries.earlier(at.viewer, act.entry),
    }
    return render(request, "rituals/act_versions.html", context)


@open_to_guests
@require_safe
def back(request: HttpRequest, slug: str) -> HttpResponse:
    """Acts have no list of their own: they stand with their rituals."""
    at = here(request, slug)
    return redirect("rituals:rituals", at.person.public_id)


def _found(at: Here, entry_id: str) -> tuple[ActView, RitualView | None]:
    found = queries.act(at.viewer, at.person, entry_id)
    if found is None:
        raise Http404
    return found


def _has_earlier(at: Here, act: ActView) -> bool:
    return bool(entries.versions(at.viewer, at.person, act.entry.public_id) or queries.earlier(at.viewer, act.entry))


def _begun_with(request: HttpRequest, at: Here, ritual: RitualView) -> dict[str, Any]:
    """A new year's form. What stays the same from year to year can be taken over from the last."""
    audience = audience_value(at.viewer, at.person.family_id, ritual.audience_id)
    given: dict[str, Any] = {"window": new_window(), "audience": audience, "chapter": "year"}
    if request.GET.get("from") == "last" and ritual.last:
        facts = ritual.last.facts
        given |= {"for_whom": facts.for_whom, "carried_by": facts.carried_by, "title": ritual.last.entry.title}
    return given


def _own_year(at: Here, ritual: RitualView, act: ActView) -> dict[str, Any]:
    """The field of the year: empty where the date says it, so that it follows when the date is corrected."""
    persons = queries.persons_of_family(at.viewer, at.person.family_id)
    on = act.last_on
    return {"year": "" if on and days.year_of(at.viewer, ritual, persons, on) == act.year else act.year}


def _form(
    request: HttpRequest, at: Here, ritual: RitualView, given: dict[str, Any], *, act: ActView | None = None
) -> ActForm:
    data = request.POST if request.method == "POST" else None
    happened_on = act.entry.happened_on if act else at.today.isoformat()
    facts = act.facts if act else Facts()
    begins = ritual.last.facts if not act and request.GET.get("from") == "last" and ritual.last else facts
    form = ActForm(
        data,
        initial=given,
        ritual=ritual,
        audiences=audience_choices(at.viewer, at.person.family_id),
        when=DateForm(data, prefix="on", initial=fields_of(happened_on)),
        own={one.key: one.value for one in begins.own},
    )
    form.kept = facts.own
    return form


def _keep(at: Here, ritual: RitualView, form: ActForm, named: dict[str, str]) -> str:
    """Keep the act, and return its id."""
    persons, on = queries.persons_of_family(at.viewer, at.person.family_id), form.on()
    year = form.year_given or days.year_of(at.viewer, ritual, persons, on or at.today)
    entry = actions.keep_act(
        at.viewer,
        person=at.person,
        done=form.done(year),
        window=form.window_now(),
        **named,
        now=at.now,
        today=at.today,
    )
    return entry.public_id


def _kept(request: HttpRequest, at: Here, form: ActForm, entry_id: str) -> HttpResponse:
    """Lay the pictures beside it that came with the form; what could not be kept is said, and the act stands."""
    kept = entries.to_change(at.viewer, at.person, entry_id, kind="act")
    # Of another keeper's act its writer alone says who sees it: so the act is asked, and not the form.
    audience = kept.audience if kept else ""
    for sentence in bring(request, at, entry_id, audience=audience, taken_here_on=form.when.happened_on):
        messages.error(request, sentence)
    return redirect("rituals:act", at.person.public_id, entry_id)


def _page(
    request: HttpRequest,
    at: Here,
    ritual: RitualView,
    form: ActForm,
    *,
    act: ActView | None = None,
    newer: Any = None,
    status: int = 200,
) -> HttpResponse:
    faults = faults_of(*form.forms()) if form.is_bound else []
    earlier = [one for one in ritual.acts if act is None or one.entry.public_id != act.entry.public_id]
    last = next((one for one in earlier if act is None or one.year <= act.year), None)
    context = {
        "person": at.person,
        "name": called_within(at.person),
        "ritual": ritual,
        "act": act,
        "form": form,
        "faults": faults,
        "newer": newer,
        # A browser sends a file once: what this page shows again comes without it.
        "has_dropped_files": bool(request.FILES),
        "is_gift": ritual.kind is Kind.GIFT,
        "is_tree": ritual.kind is Kind.TREE,
        "last": last,
        "last_picture": next((one.picture for one in earlier if one.picture and not one.picture.is_shut_away), None),
        "chooses_audience": act is None or act.entry.is_mine,
        "is_from_last": request.GET.get("from") == "last",
        "back": act.address if act else ritual.address,
    }
    answer = render(request, "rituals/act_form.html", context, status=422 if faults else status)
    answer.headers[permissions.HEADER] = permissions.permissions("camera")
    return answer
