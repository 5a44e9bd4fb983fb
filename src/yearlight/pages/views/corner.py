"""What one of the family keeps: a grandmother's, a father's own corner, made of what they wrote and the viewer sees."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yearlight.entries import queries as entries
from yearlight.entries.queries.corner import written_by
from yearlight.entries.shown import YearOf
from yearlight.memorials.sentences import called
from yearlight.pages.context import persons_of
from yearlight.pages.words_left import words_for
from yearlight.people.guests import open_to_guests
from yearlight.people.queries.known import known
from yearlight.people.request import viewer as viewer_of
from yearlight.people.roles import Deed


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote for one person, and where they could begin."""

    name: str
    slug: str
    years: tuple[YearOf, ...]
    may_write: bool


@open_to_guests
@require_safe
def corner(request: HttpRequest, public_id: str) -> HttpResponse:
    """What this member wrote, by year; for themselves with their drafts, and where it is empty with a question or two."""
    viewer = viewer_of(request)
    # The same is asked for whoever there is and whoever there is not.
    persons = persons_of(request)
    written = {one.pk: written_by(viewer, one, public_id) for one in persons}
    who = known(viewer, public_id)
    # Whoever sees nothing of theirs, and does not see the family's people, learns of nobody here.
    if who is None or not (who.is_you or who.is_listed or any(written.values())):
        raise Http404
    places = [
        Written(called(one), one.public_id, written[one.pk], who.is_you and viewer.may(Deed.WRITE, one.family_id))
        for one in persons
        if one.family_id == who.family_id
    ]
    context = {
        "who": who,
        "places": places,
        "is_empty": not any(written.values()),
        "drafts": entries.drafts(viewer) if who.is_you else (),
        "writes_for": words_for(viewer) if who.is_you else (),
    }
    return render(request, "pages/corner.html", context)
