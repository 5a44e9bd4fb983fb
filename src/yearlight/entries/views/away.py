"""Put away, and brought back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yearlight.entries import actions, queries
from yearlight.entries.addresses import base_of, entry_at
from yearlight.memorials.here import here
from yearlight.people.roles import Deed


@require_POST
def put_away(request: HttpRequest, slug: str, kind: str, public_id: str) -> HttpResponse:
    """Take it out of sight; the next page says where it is and for how long."""
    at = here(request, slug, deed=Deed.WRITE)
    actions.put_away(at.viewer, person=at.person, entry_id=public_id, now=at.now)
    return redirect(f"{entry_at(base_of(slug, kind), public_id)}away/")


@require_safe
def away(request: HttpRequest, slug: str, kind: str, public_id: str) -> HttpResponse:
    """What was put away says that it is, and can be brought back."""
    at = here(request, slug, deed=Deed.WRITE)
    found = [entry for entry in queries.put_away(at.viewer, at.person, now=at.now) if entry.public_id == public_id]
    if not found or found[0].kind != kind:
        raise Http404
    return render(request, "entries/away.html", {"person": at.person, "entry": found[0], "base": base_of(slug, kind)})


@require_POST
def bring_back(request: HttpRequest, slug: str, kind: str, public_id: str) -> HttpResponse:
    """Bring it back as it was."""
    at = here(request, slug, deed=Deed.WRITE)
    actions.bring_back(at.viewer, person=at.person, entry_id=public_id, now=at.now)
    return redirect(entry_at(base_of(slug, kind), public_id))


@require_safe
def text(request: HttpRequest, slug: str, window: str) -> HttpResponse:
    """A text of one's own that another window holds, to read."""
    at = here(request, slug, deed=Deed.WRITE)
    draft = queries.draft(at.viewer, at.person, window)
    if draft is None:
        raise Http404
    return render(
        request, "entries/text.html", {"person": at.person, "draft": draft, "base": base_of(slug, draft.kind)}
    )


@require_POST
def put_text_away(request: HttpRequest, slug: str, window: str) -> HttpResponse:
    """Put such a text away; it can be brought back as a letter begun."""
    at = here(request, slug, deed=Deed.WRITE)
    entry = actions.put_draft_away(at.viewer, person=at.person, window=window, now=at.now)
    messages.info(request, _("The text is put away. For 30 days it can be brought back."))
    return redirect(f"{entry_at(base_of(slug, entry.kind), entry.public_id)}away/")
