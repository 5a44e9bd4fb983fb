"""Saying something instead of writing it: a page that records."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yearlight.keepsakes.forms import PictureForm
from yearlight.keepsakes.questions import questions
from yearlight.keepsakes.room import room_of
from yearlight.memorials.here import here
from yearlight.memorials.sentences import called_within
from yearlight.people.choices import audience_choices, last_audience
from yearlight.people.roles import Deed
from yearlight.web import permissions


@require_safe
def say(request: HttpRequest, slug: str) -> HttpResponse:
    """Record something. What is recorded stays on the device until it is kept; without script a file is chosen."""
    at = here(request, slug, deed=Deed.ADD_PICTURE)
    family_id = at.person.family_id
    form = PictureForm(
        audiences=audience_choices(at.viewer, family_id), initial={"audience": last_audience(at.viewer, family_id)}
    )
    context = {
        "person": at.person,
        "form": form,
        "room": room_of(family_id),
        "questions": questions(called_within(at.person)),
        # What lies on a device is shown to whoever recorded it, at the place it was recorded for.
        "owner": f"{at.viewer.account_id}.{at.person.public_id}",
    }
    answer = render(request, "keepsakes/say.html", context)
    answer.headers[permissions.HEADER] = permissions.permissions("camera", "microphone")
    return answer
