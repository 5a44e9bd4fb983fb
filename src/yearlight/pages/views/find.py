"""Finding what is kept by its words."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yearlight.core.terms import Piece, asked, folded
from yearlight.entries import queries as entries
from yearlight.entries.queries import Hit
from yearlight.keepsakes import queries as keepsakes
from yearlight.memorials.sentences import called
from yearlight.pages.context import persons_of
from yearlight.pages.forms import FindForm
from yearlight.people.guests import open_to_guests
from yearlight.people.request import viewer as viewer_of

#: So many texts, and so many pictures; of more, those that came last.
_MOST = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A text that was found; ``name`` is empty where there is one person alone."""

    name: str
    label: str
    by: str
    date_words: str
    address: str
    pieces: list[Piece]


@open_to_guests
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """A field for words, and below it what holds them all, as far as whoever looks may see it."""
    form = FindForm(request.GET if "q" in request.GET else None)
    query = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    viewer, persons = viewer_of(request), {one.pk: one for one in persons_of(request)}
    names = {pk: called(one) for pk, one in persons.items()}
    found = entries.found(viewer, persons, query, limit=_MOST) if query else []
    words_at = {pk: reverse("words:words", args=[one.public_id]) for pk, one in persons.items()}
    pictures = keepsakes.found(viewer, persons, query, limit=_MOST) if query else []
    context = {
        "form": form,
        "query": query,
        "places": [
            (names[pk], reverse("pages:place", args=[one.public_id]))
            for pk, one in persons.items()
            if query and _is_named(names[pk], query)
        ],
        "rows": [_row(hit, names if len(names) > 1 else {}, words_at) for hit in found],
        "pictures": pictures,
        "most": _MOST,
        "is_more": _MOST in (len(found), len(pictures)),
    }
    return render(request, "pages/find.html", context)


def _row(hit: Hit, names: dict[int, str], words_at: dict[int, str]) -> Row:
    line = hit.line
    # Kind words have no page of their own: they stand together on one.
    address = line.address or words_at[hit.person_id]
    return Row(names.get(hit.person_id, ""), line.label, line.writer_name, line.date_words, address, hit.pieces)


def _is_named(name: str, query: str) -> bool:
    """Whether each word of the query begins a word of the name, or is one."""
    words = folded(name).split()
    return bool(asked(query)) and all(any(one.startswith(word) for one in words) for word in folded(query).split())
