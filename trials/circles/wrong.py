"""Rules that are wrong, put into the program to prove that the trial finds them."""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import Any

from django.db.models import F, Q, QuerySet

from yearlight.entries.actions import deciding, leaving, standing, wishing
from yearlight.entries.models import Entry, EntryState, KindWord
from yearlight.entries.queries import gate
from yearlight.keepsakes.queries import gate as keepsakes
from yearlight.keepsakes.queries import looking
from yearlight.memorials import queries as memorials
from yearlight.people import queries as people
from yearlight.people.actions import persons
from yearlight.people.models import Member, PersonalLink
from yearlight.people.queries import links, seats
from yearlight.people.viewer import Viewer

#: The package names the query of this module by the module's own name.
found = import_module("yearlight.entries.queries.found")
#: What to put in place of what: the module, the name in it, and the wrong one.
Wrong = list[tuple[Any, str, Any]]


def _own_for_all() -> Wrong:
    """What is for its writer alone is for everybody who comes to the place."""

    def visible_to(viewer: Viewer) -> Q:
        return Q(audience__in=viewer.circle_ids) | Q(audience=None)

    return [(module, "visible_to", visible_to) for module in (gate, keepsakes, looking, found)]


def _own_in_search() -> Wrong:
    """The search alone finds what its writer keeps for themselves."""

    def visible_to(viewer: Viewer) -> Q:
        return Q(audience__in=viewer.circle_ids) | Q(audience=None)

    return [(found, "visible_to", visible_to)]


def _away_stays() -> Wrong:
    """What was put away is shown."""

    def kept(viewer: Viewer, person_id: int) -> QuerySet[Entry]:
        states = (EntryState.KEPT, EntryState.PUT_AWAY)
        return Entry.objects.filter(gate.visible_to(viewer), person=person_id, state__in=states)

    return [(gate, "kept", kept)]


def _closed_link_opens() -> Wrong:
    """A link that was closed opens."""

    def open_links(now: datetime) -> "QuerySet[PersonalLink]":
        return PersonalLink.objects.filter(member__left_at=None, member__account=None)

    return [(links, "open_links", open_links), (seats, "open_links", open_links)]


def _guest_of_anybody() -> Wrong:
    """A guest reaches circles that whoever made their link is not in."""

    def guest_of(link_id: str, *, now: datetime) -> Viewer:
        found = links.open_links(now).filter(public_id=link_id).values_list("member_id", flat=True).first()
        return Viewer(seats=seats._seats(Member.objects.filter(pk=found))) if found else seats.STRANGER

    return [(people, "guest_of", guest_of)]


def _closed_place_open() -> Wrong:
    """A closed place is open to those it is shown to."""
    return [(memorials, "_is_open_to", lambda viewer: Q(pk=F("pk")))]


def _stays_in_circle() -> Wrong:
    """Whoever is moved is put into circles and taken out of none."""

    def move(viewer: Viewer, member: Member, access: persons.Access) -> None:
        before = set(member.memberships.values_list("circle_id", flat=True))
        _move(viewer, member, access)
        after = set(member.memberships.values_list("circle_id", flat=True))
        for pk in before - after:
            member.memberships.create(circle_id=pk)

    _move: Callable[[Viewer, Member, persons.Access], None] = persons.move
    return [(persons, "move", move)]


def _hidden_stays() -> Wrong:
    """A word that is hidden stays where it stands."""
    _settle = standing.settle

    def settle(entry: Entry, word: KindWord) -> None:
        hidden, word.hidden_at = word.hidden_at, None
        _settle(entry, word)
        word.hidden_at = hidden
        word.save()

    return [(module, "settle", settle) for module in (deciding, leaving, wishing)]


WRONG: dict[str, Callable[[], Wrong]] = {
    "own-for-all": _own_for_all,
    "own-in-search": _own_in_search,
    "away-stays": _away_stays,
    "closed-link-opens": _closed_link_opens,
    "guest-of-anybody": _guest_of_anybody,
    "closed-place-open": _closed_place_open,
    "stays-in-circle": _stays_in_circle,
    "hidden-stays": _hidden_stays,
}


def plant(name: str) -> Callable[[], None]:
    """Put a wrong rule into the program; what is returned takes it out again."""
    wrong = WRONG[name]()
    right = [(module, attribute, getattr(module, attribute)) for module, attribute, _new in wrong]
    for module, attribute, new in wrong:
        setattr(module, attribute, new)

    def take_out() -> None:
        for module, attribute, old in right:
            setattr(module, attribute, old)

    return take_out
