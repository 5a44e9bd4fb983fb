"""What every view of entries asks first: who is looking, at whose place, and from when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

from yearlight.core import clock
from yearlight.entries.queries.words import has_own_words, may_leave_words
from yearlight.memorials import queries as memorials
from yearlight.people.request import viewer as viewer_of
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


@dataclass(frozen=True, slots=True)
class Here:
    """Who is looking at whose place, and when."""

    viewer: Viewer
    person: "Person"
    now: datetime
    today: date

    @property
    def may_write(self) -> bool:
        return self.viewer.may(Deed.WRITE, self.person.family_id)


def here(request: HttpRequest, slug: str, *, to_write: bool = False) -> Here:
    """The viewer and the place of this address; 404 where it is not theirs to see, or to write in."""
    viewer = viewer_of(request)
    person = memorials.person(viewer, slug)
    if person is None or (to_write and not viewer.may(Deed.WRITE, person.family_id)):
        raise Http404
    return Here(viewer, person, clock.now(), clock.today_here())


def at_words(request: HttpRequest, slug: str, *, to_leave: bool = False) -> Here:
    """The viewer and the person they leave words for; 404 where they do not.

    What one left before stays one's own where no more can be left: it can be withdrawn at any time.
    """
    viewer = viewer_of(request)
    person = memorials.person_near(viewer, slug)
    if person is None or not (may_leave_words(viewer, person) or (not to_leave and has_own_words(viewer, person))):
        raise Http404
    return Here(viewer, person, clock.now(), clock.today_here())
