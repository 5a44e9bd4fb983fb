"""A keeper chooses what is shown to children of a person, year by year, and who may open their view."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yearlight.children import actions
from yearlight.children.forms import WordsForm
from yearlight.children.queries import view as shown_in
from yearlight.core import clock
from yearlight.entries import queries as entries
from yearlight.entries.queries.chosen import numbers
from yearlight.keepsakes import queries as keepsakes
from yearlight.memorials.here import Here, here
from yearlight.memorials.sentences import called_within
from yearlight.people.request import viewer as viewer_of
from yearlight.people.roles import Deed
from yearlight.web.forms import faults_of

if TYPE_CHECKING:
    from yearlight.entries.shown import EntryView
    from yearlight.keepsakes.queries import PictureView


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen of one year, with what is chosen now."""

    entries: "tuple[EntryView, ...]"
    pictures: "list[PictureView]"
    #: Row numbers by public id.
    entry_numbers: dict[str, int]

    def numbers(self) -> tuple[list[int], list[int]]:
        return list(self.entry_numbers.values()), [one.pk for one in self.pictures]

    def chosen(self, wanted: set[str]) -> tuple[list[int], list[int]]:
        """Those that a form names."""
        written = [pk for public_id, pk in self.entry_numbers.items() if public_id in wanted]
        return written, [one.pk for one in self.pictures if one.public_id in wanted]


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """What the view shows of one year of a person (``?year=2025``, ``?year=none``), and the words it says."""
    at = here(request, slug, deed=Deed.CHOOSE_FOR_CHILDREN)
    years = _years(at)
    year = _asked(request, years)
    offered = _offered(at, year)
    form = WordsForm(request.POST if request.method == "POST" else None, initial={"words": shown_in.words(at.person)})
    if form.is_valid():
        wanted = offered.chosen(set(request.POST.getlist("chosen")))
        words = form.cleaned_data["words"]
        actions.choose(at.viewer, person=at.person, offered=offered.numbers(), chosen=wanted, words=words, now=at.now)
        messages.info(request, _("Kept. Nothing else is shown to children."))
        return redirect(f"{reverse('children:choose', args=[slug])}?year={year or 'none'}")
    chosen_entries, chosen_pictures = shown_in.chosen(at.person)
    chosen = {public_id for public_id, pk in offered.entry_numbers.items() if pk in chosen_entries}
    context = {
        "person": at.person,
        "name": called_within(at.person),
        "form": form,
        "faults": faults_of(form) if form.errors else [],
        "year": year,
        "years": years,
        "offered": offered,
        "chosen": chosen | {one.public_id for one in offered.pictures if one.pk in chosen_pictures},
    }
    return render(request, "children/choose.html", context, status=422 if form.errors else 200)


def _years(at: Here) -> list[int | None]:
    """The years that hold something for this viewer, newest first; None is without a year."""
    known = {one.year for one in entries.by_year(at.viewer, at.person)}
    known |= {number for number, _count in keepsakes.years(at.viewer, at.person)}
    return sorted(known, key=lambda one: -(one or 0))


def _asked(request: HttpRequest, years: list[int | None]) -> int | None:
    asked = request.GET.get("year", "")
    if not asked:
        return years[0] if years else None
    if asked == "none":
        return None
    if not (asked.isdecimal() and len(asked) == 4 and int(asked) in years):
        raise Http404
    return int(asked)


def _offered(at: Here, year: int | None) -> Offered:
    """The letters, moments and pictures of a year; a picture that is shut away is offered to nobody's children."""
    written = entries.year_entries(at.viewer, at.person, year)
    if year is None:
        album = keepsakes.album(at.viewer, at.person, undated=True)
        found = [one for part in album.years for month in part.months for one in month.pictures] if album else []
    else:
        found = keepsakes.pictures_between(at.viewer, at.person, first_year=year, last_year=year)
    pictures = [one for one in found if not one.is_shut_away]
    return Offered(written, pictures, numbers(at.viewer, at.person, [one.public_id for one in written]))


@require_http_methods(["GET", "HEAD", "POST"])
def who(request: HttpRequest) -> HttpResponse:
    """Who, beside the keepers, may open the children's view."""
    viewer, now = viewer_of(request), clock.now()
    families = [one for one in sorted(viewer.family_ids) if viewer.may(Deed.CHOOSE_FOR_CHILDREN, one)]
    if not families:
        raise Http404
    if request.method == "POST":
        for family_id in families:
            actions.allow_openers(viewer, family_id=family_id, allowed=request.POST.getlist("allowed"), now=now)
        messages.info(request, _("Kept."))
        return redirect("children:who")
    people = [one for family_id in families for one in shown_in.openers(viewer, family_id, now=now)]
    return render(request, "children/who.html", {"people": people})
