"""Photographs beside a letter: chosen from those here, or brought from this device."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yearlight.core.errors import YearlightError
from yearlight.entries import actions, queries
from yearlight.entries.bringing import bring
from yearlight.entries.shown import Editable
from yearlight.memorials.here import Here, here
from yearlight.people.choices import audience_choices
from yearlight.people.roles import Deed

LONGEST_LINE = 300
#: So many of the newest can be chosen from on one page.
_SHOWN = 60


@require_http_methods(["GET", "HEAD", "POST"])
def photographs(request: HttpRequest, slug: str, kind: str, public_id: str) -> HttpResponse:
    """The photographs beside one letter or moment, and those that could be."""
    at = here(request, slug, deed=Deed.WRITE)
    entry = queries.to_change(at.viewer, at.person, public_id, kind=kind)
    if entry is None:
        raise Http404
    if request.method == "POST":
        return _changed(request, at, entry)
    texts = queries.own_texts(at.viewer, at.person, public_id)
    context = {
        "person": at.person,
        "kind": kind,
        "entry": entry,
        "is_kept": bool(entry.revision),
        "beside": queries.beside(at.viewer, at.person, public_id),
        "others": queries.to_lay_beside(at.viewer, at.person, public_id, limit=_SHOWN),
        "audiences": audience_choices(at.viewer, at.person.family_id),
        # What is brought for a letter is seen by those who shall read the letter, unless something else is chosen.
        "audience": (texts[0].audience if texts else "") or entry.audience,
    }
    return render(request, "entries/photographs.html", context)


def _changed(request: HttpRequest, at: Here, entry: Editable) -> HttpResponse:
    given: dict[str, Any] = {"person": at.person, "entry_id": entry.public_id, "now": at.now}
    again = redirect(f"{entry.address}photographs/")
    try:
        if gone := request.POST.get("take_away"):
            actions.detach(at.viewer, picture_id=gone, **given)
            return again
        if _is_shown_otherwise(request, at, given):
            return again
        for picture_id in request.POST.getlist("picture"):
            actions.attach(at.viewer, picture_id=picture_id, **given)
    except YearlightError as error:
        messages.error(request, error.sentence)
        return again
    if "bring" not in request.POST:
        return redirect(f"{entry.address}edit/")
    refused = _brought(request, at, entry)
    for sentence in refused:
        messages.error(request, sentence)
    return again


def _is_shown_otherwise(request: HttpRequest, at: Here, given: dict[str, Any]) -> bool:
    """Whether the press was about the order of the pictures, or about the line of one; then it is done."""
    if "by_date" in request.POST:
        actions.order_beside(at.viewer, **given)
        return True
    picture_id, do = request.POST.get("of", ""), request.POST.get("do", "")
    if not picture_id:
        return False
    # A line that was typed is kept whichever button of the picture is pressed.
    line = request.POST.get("line", "")[:LONGEST_LINE]
    actions.say_beside(at.viewer, picture_id=picture_id, line=line, **given)
    if do in ("beneath", "alone"):
        actions.lay_beneath(at.viewer, picture_id=picture_id, is_beneath=do == "beneath", **given)
    if do in ("earlier", "later"):
        actions.move_beside(at.viewer, picture_id=picture_id, earlier=do == "earlier", **given)
    return True


def _brought(request: HttpRequest, at: Here, entry: Editable) -> list[str]:
    """Bring the files that were chosen; returns a sentence for each that was not kept."""
    if not request.FILES.getlist("pictures"):
        return [_("No file came with this. Choose one or more photographs.")]
    return bring(request, at, entry.public_id, audience=request.POST.get("audience", ""))
