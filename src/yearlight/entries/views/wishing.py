"""Asking not to be named in a word, and taking that back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yearlight.entries import actions
from yearlight.entries.queries import words as queries
from yearlight.memorials.here import here
from yearlight.people import queries as people
from yearlight.people.guests import open_to_guests
from yearlight.web.words import names_in_words


@open_to_guests
@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """What comes of asking, and the press."""
    at = here(request, slug)
    found = queries.to_hide(at.viewer, at.person, public_id)
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            actions.ask_to_hide(at.viewer, person=at.person, entry_id=public_id, now=at.now)
        except actions.AskInPerson as error:
            messages.error(request, error.sentence)
        return redirect("words:words", slug)
    keepers = names_in_words(people.keepers_of(at.person.family_id))
    context = {"person": at.person, "word": found, "keepers": keepers, "base": queries.base_of(at.person)}
    return render(request, "entries/word_wish.html", context)


@open_to_guests
@require_POST
def take_back(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Let a word be shown again that one asked not to stand in."""
    at = here(request, slug)
    actions.take_wish_back(at.viewer, person=at.person, entry_id=public_id, now=at.now)
    messages.info(request, _("Your wish is taken back."))
    return redirect("words:words", slug)
