"""What every view of a place asks first: who is looking, at whose place, and from when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

from yearlight.core import clock
from yearlight.memorials import queries
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

    def may(self, deed: Deed) -> bool:
        return self.viewer.may(deed, self.person.family_id)


def here(request: HttpRequest, slug: str, *, deed: Deed = Deed.SEE_PLACE) -> Here:
    """The viewer and the place of this address; 404 where it is not theirs to see, or to do this in."""
    return at_place(viewer_of(request), queries.person(viewer_of(request), slug), deed)


def at_place(viewer: Viewer, person: "Person | None", deed: Deed) -> Here:
    """The same for a person who was looked for already; 404 likewise."""
    if person is None or not viewer.may(deed, person.family_id):
        raise Http404
    return Here(viewer, person, clock.now(), clock.today_here())
