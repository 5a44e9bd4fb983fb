"""What the views of days and dates ask first."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

from yearlight.memorials import queries
from yearlight.memorials.here import Here, here
from yearlight.people.roles import Deed

if TYPE_CHECKING:
    from yearlight.memorials.models import KeptCustom, PersonDate


def to_change(request: HttpRequest, slug: str) -> Here:
    """The keeper and the place of this address; 404 where it is not theirs to change."""
    return here(request, slug, deed=Deed.CHANGE_PLACE)


def date_of(at: Here, public_id: str) -> "PersonDate":
    """A date of this person, also one that is put away; 404 where there is none."""
    found = queries.date_of(at.viewer, at.person, public_id, now=at.now)
    if found is None:
        raise Http404
    return found


def custom_of(at: Here, public_id: str) -> "KeptCustom":
    """A custom that is kept for this person, also one that is put away; 404 where there is none."""
    found = queries.custom_of(at.viewer, at.person, public_id, now=at.now)
    if found is None:
        raise Http404
    return found
