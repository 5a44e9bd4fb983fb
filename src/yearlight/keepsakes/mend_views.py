"""Mending the dates of many photographs at once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from yearlight.keepsakes import mending, queries
from yearlight.keepsakes.asked import asked_page
from yearlight.keepsakes.forms import MendForm
from yearlight.memorials.here import Here, here
from yearlight.people.roles import Deed
from yearlight.web.forms import faults_of


@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose photographs of a year and say what is wrong with their dates; look at what comes of it, and keep it."""
    at = here(request, slug, deed=Deed.CHANGE_PICTURE)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do == "undo":
        return _undone(request, at)
    form = MendForm(request.POST if do else None)
    chosen = request.POST.getlist("picture")
    if do and not chosen:
        form.add_error(None, _("No photograph is chosen. Choose one or more of them; nothing was changed."))
    if do and form.is_valid():
        if do == "keep":
            return _kept(request, at, form, chosen)
        found = mending.proposed(at.viewer, at.person, picture_ids=chosen, mend=form.mend())
        context = {"person": at.person, "form": form, "proposed": found}
        context["changes"] = sum(one.after not in (None, one.before) for one in found)
        return render(request, "keepsakes/mend_look.html", context)
    return _page(request, at, form, chosen)


def _page(request: HttpRequest, at: Here, form: MendForm, chosen: list[str]) -> HttpResponse:
    year, undated, number = asked_page(request)
    album = queries.album(at.viewer, at.person, year=year, undated=undated, page=number)
    if album is None:
        raise Http404
    context: dict[str, Any] = {
        "person": at.person,
        "form": form,
        "faults": faults_of(form) if form.errors else [],
        "album": album,
        "chosen": chosen,
        "mendings": mending.mendings(at.viewer, at.person, now=at.now),
    }
    return render(request, "keepsakes/mend.html", context, status=422 if form.errors else 200)


def _kept(request: HttpRequest, at: Here, form: MendForm, chosen: list[str]) -> HttpResponse:
    done = mending.mend_dates(at.viewer, person=at.person, picture_ids=chosen, mend=form.mend(), now=at.now)
    if done is None:
        messages.info(request, _("All of them have these dates already. Nothing was changed."))
    else:
        words = ngettext(
            "The date of %(count)s photograph is mended.", "The dates of %(count)s photographs are mended.", done.count
        )
        messages.info(request, words % {"count": done.count})
    return redirect("keepsakes:mend", at.person.public_id)


def _undone(request: HttpRequest, at: Here) -> HttpResponse:
    count = mending.undo(at.viewer, person=at.person, public_id=request.POST.get("mending", ""), now=at.now)
    words = ngettext(
        "%(count)s photograph has its date from before.", "%(count)s photographs have their dates from before.", count
    )
    messages.info(request, words % {"count": count})
    return redirect("keepsakes:mend", at.person.public_id)
