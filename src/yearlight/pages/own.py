"""Where somebody finds what is their own, and what the living children said."""

from dataclasses import dataclass

from django.urls import reverse

from yearlight.children import queries as children
from yearlight.people.queries.known import own_seats
from yearlight.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class OwnPages:
    """One's own corner in each family, and whether there are joys to see."""

    corners: tuple[str, ...]
    has_joys: bool


def own_pages(viewer: Viewer) -> OwnPages:
    """Both for this viewer. Two queries."""
    corners = tuple(reverse("pages:corner", args=[one]) for one in own_seats(viewer))
    return OwnPages(corners, bool(children.children(viewer)))
