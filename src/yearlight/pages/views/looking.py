"""A keeper looks at a place as somebody else sees it. Nothing on the page can be pressed."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yearlight.core import clock
from yearlight.memorials import queries as memorials
from yearlight.memorials.sentences import called
from yearlight.pages import place as places
from yearlight.people import actions
from yearlight.people import queries as people
from yearlight.people.request import viewer as viewer_of
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


@require_safe
def as_member(request: HttpRequest, public_id: str) -> HttpResponse:
    """The first place that this person sees, or the one asked for (``?place=``), drawn as it is for them."""
    looked = actions.look_as(viewer_of(request), public_id=public_id, now=clock.now())
    seen = memorials.persons(looked.viewer)
    wanted = request.GET.get("place")
    person = next((one for one in seen if wanted in (None, one.public_id)), None)
    if wanted and person is None:
        raise Http404
    context = {
        "who": looked.name,
        "public_id": public_id,
        "places": [(one.public_id, called(one)) for one in seen],
        "at": person.public_id if person else "",
        **(_drawn(looked.viewer, person) if person else {}),
    }
    return render(request, "pages/as_member.html", context)


def _drawn(viewer: Viewer, person: "Person") -> dict[str, object]:
    belonging = people.belonging(viewer, person.family_id)
    head, cover, *rest = places.shared_parts(
        viewer, person, keepers=belonging.keepers, today=clock.today_here(), veil=False
    )
    return {
        "name": called(person),
        "head": head,
        "cover": cover if cover.strip() else "",
        "rest": "".join(rest),
        "is_empty": not rest[-1].strip(),
        "seen_by": belonging.words.get(person.audience_id, ""),
    }
