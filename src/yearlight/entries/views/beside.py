"""Photographs beside a letter: chosen from those here, or brought."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from yearlight.core.errors import YearlightError
from yearlight.entries import actions, queries
from yearlight.entries.shown import Editable
from yearlight.entries.views.where import Here, here

#: So many of the newest can be chosen from on one page.
_SHOWN = 60


@require_http_methods(["GET", "HEAD", "POST"])
def photographs(request: HttpRequest, slug: str, kind: str, public_id: str) -> HttpResponse:
    """The photographs beside one letter or moment, and those that could be."""
    at = here(request, slug, to_write=True)
    entry = queries.to_change(at.viewer, at.person, public_id, kind=kind)
    if entry is None:
        raise Http404
    if request.method == "POST":
        return _changed(request, at, entry)
    context = {
        "person": at.person,
        "kind": kind,
        "entry": entry,
        "beside": queries.beside(at.viewer, at.person, public_id),
        # Those brought a moment ago come back chosen.
        "chosen": request.GET.getlist("picture"),
        "others": queries.to_lay_beside(at.viewer, at.person, public_id, limit=_SHOWN),
    }
    return render(request, "entries/photographs.html", context)


def _changed(request: HttpRequest, at: Here, entry: Editable) -> HttpResponse:
    given: dict[str, Any] = {"person": at.person, "entry_id": entry.public_id, "now": at.now}
    gone = request.POST.get("take_away")
    try:
        if gone:
            actions.detach(at.viewer, picture_id=gone, **given)
            return redirect(f"{entry.address}photographs/")
        for picture_id in request.POST.getlist("picture"):
            actions.attach(at.viewer, picture_id=picture_id, **given)
    except YearlightError as error:
        messages.error(request, error.sentence)
        return redirect(f"{entry.address}photographs/")
    return redirect(f"{entry.address}edit/")
