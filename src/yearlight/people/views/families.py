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


def family_wanted(request: HttpRequest) -> tuple[FamilyView, list[str]]:
    """The one that the page or the form means; 404 where that is none of theirs.

    With it, where there are several, the names of the others who belong to it: by these they are told apart.
    """
    families = families_of(request)
    wanted = request.POST.get("family") or request.GET.get("family")
    family = next((one for one in families if one.public_id == wanted), families[0] if not wanted else None)
    if family is None:
        raise Http404
    others = [one.name for one in family.members if not one.is_you] if len(families) > 1 else []
    return family, others
