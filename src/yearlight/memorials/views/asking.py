"""Who may leave kind words for somebody."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yearlight.memorials import actions, queries
from yearlight.memorials.forms import AskedForm
from yearlight.memorials.sentences import called_within
from yearlight.memorials.views.here import to_change
from yearlight.people import queries as people
from yearlight.people.choices import audience_choices
from yearlight.people.roles import CircleKind
from yearlight.web.forms import faults_of


@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: HttpRequest, slug: str) -> HttpResponse:
    """Nobody, some whom a keeper chooses, or those to whom the place is shown."""
    at = to_change(request, slug)
    viewer, family_id = at.viewer, at.person.family_id
    before = queries.asked_of(viewer, at.person)
    keepers = [one.public_id for one in people.circles(viewer, family_id) if one.kind is CircleKind.KEEPERS]
    circles = [one for one in audience_choices(viewer, family_id) if one[0] not in ("me", *keepers)]
    others = [one for one in people.members(viewer, family_id, now=at.now) if not one.is_keeper and one.may_leave_words]
    members = [(one.public_id, one.name) for one in others]
    initial = {"words_from": before.words_from, "circles": before.circles, "members": before.members}
    form = AskedForm(
        request.POST if request.method == "POST" else None, initial=initial, circles=circles, members=members
    )
    if form.is_valid():
        actions.ask_for_words(viewer, person=at.person, now=at.now, **form.cleaned_data)
        messages.info(request, _("Kept."))
        return redirect("words:words", slug)
    context = {
        "person": at.person,
        "name": called_within(at.person),
        "form": form,
        "faults": faults_of(form) if form.errors else [],
    }
    return render(request, "memorials/asked.html", context, status=422 if form.errors else 200)
