"""The least that Django can do: check the session and the right, and return bytes that lie ready.

It is served beside the site, on the same database and by the same server, to tell what of a page's cost is the page's.
"""

import os
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from yearlight.memorials.models import Person
from yearlight.people.models import Membership

_page = Path(os.environ["BENCH_READY"]).read_bytes()


def ready(request: HttpRequest, slug: str) -> HttpResponse:
    """The page, for whoever belongs to the circle that may see the place."""
    if not request.user.is_authenticated:
        raise Http404
    circles = Person.objects.filter(public_id=slug).values("audience_id")
    own = Membership.objects.filter(member__account_id=request.user.pk, member__left_at=None)
    if not own.filter(circle_id__in=circles).exists():
        raise Http404
    return HttpResponse(_page)


urlpatterns = [path("p/<slug:slug>/", ready)]
