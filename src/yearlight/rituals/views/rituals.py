"""What is done again: all of it, one ritual, and its years as a table for other programs."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yearlight.memorials.here import Here, here
from yearlight.memorials.sentences import called_within
from yearlight.people.guests import open_to_guests
from yearlight.people.roles import Deed
from yearlight.rituals import queries
from yearlight.rituals.kinds import Kind
from yearlight.rituals.queries import orders
from yearlight.rituals.shown import RitualView
from yearlight.rituals.table import table as as_table
from yearlight.rituals.told import head_of, row_of

#: Of a ritual other than a tree, so many years stand on the page of all.
_SHOWN = 8


@open_to_guests
@require_safe
def many(request: HttpRequest, slug: str) -> HttpResponse:
    """Every ritual in its own form."""
    at = here(request, slug)
    context = {
        "person": at.person,
        "name": called_within(at.person),
        "rituals": queries.rituals(at.viewer, at.person),
        "shown": f":{_SHOWN}",
        "may_write": at.may(Deed.WRITE),
        "away": queries.put_away(at.viewer, at.person, now=at.now),
    }
    return render(request, "rituals/many.html", context)


@open_to_guests
@require_safe
def one(request: HttpRequest, slug: str, ritual: str) -> HttpResponse:
    """One ritual with all of its years."""
    at = here(request, slug)
    found = _found(at, ritual)
    context = {
        "person": at.person,
        "name": called_within(at.person),
        "ritual": found,
        "shown": ":",
        "has_chapters": found.kind is Kind.TREE,
        "may_write": at.may(Deed.WRITE),
        "orders": orders_of(at, found),
        "may_wish": at.viewer.account_id is not None,
    }
    return render(request, "rituals/one.html", context)


@open_to_guests
@require_safe
def table(request: HttpRequest, slug: str, ritual: str) -> HttpResponse:
    """Its years as a file for a spreadsheet; what it cost only for the family."""
    at = here(request, slug)
    found = _found(at, ritual)
    rows = [row_of(found, act) for act in reversed(found.acts)]
    headers = {"Content-Disposition": 'attachment; filename="years.csv"'}
    return HttpResponse(as_table(head_of(found), rows), content_type="text/csv; charset=utf-8", headers=headers)


def orders_of(at: Here, ritual: RitualView) -> list[tuple[int, str]]:
    """The years of a ceremony that have an order, and this year's for whoever may begin it, each with its page."""
    if ritual.kind is not Kind.CEREMONY:
        return []
    years = set(orders.years_with_orders(at.viewer, ritual.pk))
    if ritual.may_change and not ritual.is_ended:
        years.add(at.today.year)
    return [(year, orders.address_of(at.person, ritual.public_id, year)) for year in sorted(years, reverse=True)]


def _found(at: Here, public_id: str) -> RitualView:
    found = queries.ritual(at.viewer, at.person, public_id)
    if found is None:
        raise Http404
    return found
