"""What the views of one's own words ask first."""

from django.http import Http404, HttpRequest

from yearlight.core import clock
from yearlight.entries.queries.words import has_own_words, may_leave_words
from yearlight.memorials import queries as memorials
from yearlight.memorials.here import Here
from yearlight.people.request import viewer as viewer_of


def at_place_or_none(request: HttpRequest, slug: str) -> Here | None:
    """The viewer and the person whose place they see; None where there is none for them."""
    viewer = viewer_of(request)
    person = memorials.person(viewer, slug)
    return Here(viewer, person, clock.now(), clock.today_here()) if person is not None else None


def at_words(request: HttpRequest, slug: str, *, to_leave: bool = False) -> Here:
    """The viewer and the person they leave words for, or left some for; 404 where they do not.

    What one left stays one's own where no more can be left, or the place is closed: it can be withdrawn at any time.
    """
    viewer = viewer_of(request)
    person = memorials.person_of_family(viewer, slug)
    if person is None or not (may_leave_words(viewer, person) or (not to_leave and has_own_words(viewer, person))):
        raise Http404
    return Here(viewer, person, clock.now(), clock.today_here())
