"""The page of somebody without an account: all that their link opens, and nothing else."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yearlight.entries.queries.opening import closed_letters
from yearlight.memorials.sentences import called
from yearlight.pages.context import persons_of
from yearlight.pages.own import own_pages
from yearlight.pages.words_left import words_for
from yearlight.people import guests
from yearlight.people import queries as people
from yearlight.people.request import viewer as viewer_of
from yearlight.reminders.queries import word_links


@dataclass(frozen=True, slots=True)
class Open:
    """One place that the link opens."""

    name: str
    address: str


@login_not_required
@require_safe
def guest(request: HttpRequest) -> HttpResponse:
    """Whom the page is for, the places they may see, where words are left, an account, and closing it on this device."""
    viewer = viewer_of(request)
    if viewer.account_id is not None or not viewer.seats:
        return guests.no_longer_open(request)
    places = [Open(called(one), reverse("pages:place", args=[one.public_id])) for one in persons_of(request)]
    context = {
        "name": people.name_of(viewer),
        "places": places,
        "closed": closed_letters(viewer, persons_of(request)),
        "writes_for": words_for(viewer),
        "own": own_pages(viewer),
        "reminds_of": word_links.near(viewer),
    }
    return render(request, "pages/guest.html", context)
