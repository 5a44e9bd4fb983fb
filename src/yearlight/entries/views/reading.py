"""Letters and moments read: the list, one of them, its earlier texts."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yearlight.entries import actions, queries
from yearlight.entries.addresses import base_of, entry_at
from yearlight.memorials.here import here
from yearlight.memorials.sentences import called_within
from yearlight.people.guests import open_to_guests
from yearlight.people.roles import Deed


@open_to_guests
@require_safe
def many(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The letters, or the moments, by year."""
    at = here(request, slug)
    read = queries.letters if kind == "letter" else queries.moments
    context = {
        "person": at.person,
        "kind": kind,
        "base": base_of(slug, kind),
        "years": read(at.viewer, at.person),
        "drafts": [draft for draft in queries.drafts(at.viewer, at.person) if draft.kind == kind],
        "may_write": at.may(Deed.WRITE),
    }
    return render(request, "entries/many.html", context)


@open_to_guests
@require_safe
def one(request: HttpRequest, slug: str, kind: str, public_id: str) -> HttpResponse:
    """One letter or moment to read; a draft of one's own opens on its writing page."""
    at = here(request, slug)
    entry = queries.entry(at.viewer, at.person, public_id, kind=kind)
    if entry is None:
        begun = queries.to_change(at.viewer, at.person, public_id, kind=kind)
        if begun is None:
            raise Http404
        return redirect(f"{begun.address}edit/")
    context = {
        "person": at.person,
        "kind": kind,
        "base": base_of(slug, kind),
        "name": called_within(at.person),
        "may_write": at.may(Deed.WRITE),
        "entry": entry,
        "around": queries.around(at.viewer, at.person, entry),
        "has_versions": entry.may_change and bool(queries.versions(at.viewer, at.person, public_id)),
        "own_texts": queries.own_texts(at.viewer, at.person, public_id) if at.may(Deed.WRITE) else (),
        "seen_by_fewer": queries.seen_by_fewer(at.viewer, at.person, entry) if entry.is_mine else (),
    }
    return render(request, "entries/one.html", context)


@require_safe
def versions(request: HttpRequest, slug: str, kind: str, public_id: str) -> HttpResponse:
    """The earlier texts, for those who may change it."""
    at = here(request, slug, deed=Deed.WRITE)
    entry = queries.to_change(at.viewer, at.person, public_id, kind=kind)
    if entry is None:
        raise Http404
    context = {
        "person": at.person,
        "kind": kind,
        "entry": entry,
        "versions": queries.versions(at.viewer, at.person, public_id),
        "texts": queries.own_texts(at.viewer, at.person, public_id),
    }
    return render(request, "entries/versions.html", context)


@require_POST
def bring_back_version(request: HttpRequest, slug: str, kind: str, public_id: str, revision: int) -> HttpResponse:
    """Make an earlier text the current one."""
    at = here(request, slug, deed=Deed.WRITE)
    actions.bring_back_version(at.viewer, person=at.person, entry_id=public_id, revision=revision, now=at.now)
    messages.info(request, _("The earlier text is the text again. The other one is kept among the earlier texts."))
    return redirect(entry_at(base_of(slug, kind), public_id))
