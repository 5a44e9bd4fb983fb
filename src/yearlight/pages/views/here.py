"""What the views of pages ask first."""

from django.http import HttpRequest

from yearlight.memorials.here import Here, at_place
from yearlight.pages.context import persons_of
from yearlight.people.request import viewer as viewer_of
from yearlight.people.roles import Deed


def here(request: HttpRequest, slug: str, *, deed: Deed = Deed.SEE_PLACE) -> Here:
    """The viewer and the place of this address, found among those the shell names; 404 where it is not theirs."""
    person = next((one for one in persons_of(request) if one.public_id == slug), None)
    return at_place(viewer_of(request), person, deed)
