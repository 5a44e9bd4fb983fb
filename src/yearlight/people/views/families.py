"""The families whose people a keeper looks at."""

from django.http import Http404, HttpRequest

from yearlight.core import clock
from yearlight.people import queries
from yearlight.people.queries import FamilyView
from yearlight.people.request import viewer as viewer_of


def families_of(request: HttpRequest) -> list[FamilyView]:
    """All of them; 404 where there is none."""
    found = queries.families(viewer_of(request), now=clock.now())
    if not found:
        raise Http404
    return found


def family_wanted(request: HttpRequest) -> tuple[list[FamilyView], FamilyView]:
    """All of them, and the one that the page or the form means; 404 where that is none of theirs."""
    families = families_of(request)
    wanted = request.POST.get("family") or request.GET.get("family")
    family = next((one for one in families if one.public_id == wanted), families[0] if not wanted else None)
    if family is None:
        raise Http404
    return families, family
