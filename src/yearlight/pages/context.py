"""What the shell of every page needs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi

from yearlight.memorials import queries as memorials
from yearlight.memorials.sentences import called
from yearlight.people import childrens_view
from yearlight.people import queries as people
from yearlight.people.quiet import is_quiet
from yearlight.people.request import account as account_of
from yearlight.people.request import viewer as viewer_of
from yearlight.people.roles import Deed
from yearlight.web.words import names_in_words

if TYPE_CHECKING:
    from yearlight.memorials.models import Person
    from yearlight.people.models import Account

#: Which room of the house a page belongs to, by the beginning of its address's name; the longest wins.
_ROOMS = {
    "pages:today": "today",
    "pages:whole-year": "the year",
    "pages:whole-year-of": "the year",
    "pages:shared-days": "the year",
    "pages:shared-day": "the year",
    "pages:day": "the year",
    "pages:wish": "the year",
    "pages:move-day": "the year",
    "pages:place": "place",
    "pages:year": "place",
    "pages:photo": "photographs",
    "pages:add": "add",
    "pages:me": "me",
    "pages:away": "me",
    "entries:": "letters",
    "rituals:": "rituals",
    "words:": "words",
    "keepsakes:": "photographs",
    "keepsakes:add": "add",
    "keepsakes:say": "add",
    "memorials:change": "place",
    "memorials:asked": "words",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A person's name and where their place is."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Shell:
    """What stands around every page."""

    language: str
    direction: str
    is_signed_in: bool = False
    #: Somebody without an account, who came by a personal link.
    is_guest: bool = False
    is_quiet: bool = False
    #: The children's view is open in this browser: nothing stands around its pages.
    is_for_children: bool = False
    persons: tuple[Place, ...] = ()
    person: Place | None = None
    #: Whether the page belongs to that person's place.
    is_at_person: bool = False
    current: str = ""
    is_keeper: bool = False
    #: Looks after the site, and belongs to no family.
    is_operator: bool = False
    kept_by: str = ""
    light: str = ""
    type_size: str = ""
    device_fonts: bool = False
    discreet: bool = False
    veils: bool = False
    covers: bool = False

    @property
    def others(self) -> tuple[Place, ...]:
        """The other persons, where there are several."""
        return tuple(one for one in self.persons if one != self.person)


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of every page: ``shell``; ``veil`` for pictures; ``here``, the account, unless it is quiet; ``sign_up``."""
    made, account = _shell(request), account_of(request)
    if made.is_for_children:
        account = None
    # Beside the shell and not in it: parts of the frame are kept for all who see the same shell.
    here = account.pk if account and not made.is_quiet else None
    return {"shell": made, "veil": made.veils, "here": here, "sign_up": settings.YEARLIGHT_SIGN_UP}


def _shell(request: HttpRequest) -> Shell:
    speaks: dict[str, Any] = {
        "language": get_language() or "en",
        "direction": "rtl" if get_language_bidi() else "ltr",
    }
    account = account_of(request)
    if childrens_view.is_open(request):
        return Shell(**speaks, **_light(account), is_for_children=True)
    if account is None:
        return _guests_shell(request, speaks)
    looks: dict[str, Any] = {
        "is_signed_in": True,
        **_light(account),
        "discreet": account.has_discreet_titles,
        "veils": account.veils_pictures,
        "covers": account.covers_on_double_escape,
        "is_operator": account.operator_since is not None,
    }
    if is_quiet(account):
        return Shell(**speaks, **{**looks, "discreet": True}, is_quiet=True)
    is_keeper = any(viewer_of(request).may(Deed.CHANGE_PLACE, one) for one in viewer_of(request).family_ids)
    return Shell(**speaks, **looks, **_places(request), is_keeper=is_keeper)


def _light(account: "Account | None") -> dict[str, Any]:
    """In which light and type the page stands, as the account has it."""
    if account is None:
        return {}
    return {
        "light": account.light if account.light != "system" else "",
        "type_size": account.type_size if account.type_size != "normal" else "",
        "device_fonts": account.uses_device_fonts,
    }


def _guests_shell(request: HttpRequest, speaks: dict[str, Any]) -> Shell:
    """Nobody's, or a guest's: the places that their link opens, and no room of an account."""
    if not viewer_of(request).seats:
        return Shell(**speaks)
    return Shell(**speaks, **_places(request), is_guest=True)


def _places(request: HttpRequest) -> dict[str, Any]:
    """The places that this request's viewer sees, and which of them the page belongs to."""
    rows = persons_of(request)
    slug = request.resolver_match.kwargs.get("slug") if request.resolver_match else None
    here = next((one for one in rows if one.public_id == slug), None)
    of = here or (rows[0] if rows else None)
    places = tuple(_place(one) for one in rows)
    return {
        "persons": places,
        "person": places[rows.index(of)] if of else None,
        "is_at_person": here is not None,
        "current": _room(request),
        "kept_by": names_in_words(belonging_of(request, of).keepers) if of else "",
    }


def persons_of(request: HttpRequest) -> "list[Person]":
    """Everyone whose place this request's viewer sees; asked once."""
    found: list[Person] | None = getattr(request, "_persons", None)
    if found is None:
        found = memorials.persons(viewer_of(request))
        request._persons = found  # type: ignore[attr-defined]
    return found


def belonging_of(request: HttpRequest, person: "Person") -> people.Belonging:
    """Who keeps this person's place, and how its audiences read to this request's viewer; asked once."""
    found: dict[int, people.Belonging] = getattr(request, "_belonging", {})
    if person.family_id not in found:
        found[person.family_id] = people.belonging(viewer_of(request), person.family_id)
        request._belonging = found  # type: ignore[attr-defined]
    return found[person.family_id]


def _place(person: "Person") -> Place:
    return Place(called(person), reverse("pages:place", args=[person.public_id]))


def _room(request: HttpRequest) -> str:
    name = request.resolver_match.view_name if request.resolver_match else ""
    fitting = [one for one in _ROOMS if name == one or (one.endswith(":") and name.startswith(one))]
    return _ROOMS[max(fitting, key=len)] if fitting else ""
