"""What the views of days and dates ask first."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

from yearlight.core import clock
from yearlight.memorials import actions, queries
from yearlight.people.request import viewer as viewer_of
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import KeptCustom, Person, PersonDate


@dataclass(frozen=True, slots=True)
class Here:
    """A keeper at a place they may change, and when."""

    viewer: Viewer
    person: "Person"
    now: datetime
    today: date

    def date_of(self, public_id: str) -> "PersonDate":
        """A date of this person, also one that is put away; 404 where there is none."""
        found = queries.date_of(self.viewer, self.person, public_id, now=self.now)
        if found is None:
            raise Http404
        return found

    def custom_of(self, public_id: str) -> "KeptCustom":
        """A custom that is kept for this person, also one that is put away; 404 where there is none."""
        found = queries.custom_of(self.viewer, self.person, public_id, now=self.now)
        if found is None:
            raise Http404
        return found


def here(request: HttpRequest, slug: str) -> Here:
    """The keeper and the place of this address; 404 where it is not theirs to change."""
    viewer = viewer_of(request)
    person = queries.person(viewer, slug)
    if person is None or not viewer.may(Deed.CHANGE_PLACE, person.family_id):
        raise Http404
    return Here(viewer, person, clock.now(), clock.today_here())


@contextmanager
def or_not_here() -> Iterator[None]:
    """Answer as not there what an action finds not there, such as a thing that was put away meanwhile."""
    try:
        yield
    except actions.NotThere as error:
        raise Http404 from error
