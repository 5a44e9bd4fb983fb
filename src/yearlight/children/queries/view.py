"""The children's view: what a keeper chose for it, with the rights of the adult who opened it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from yearlight.children.models import Child, ForChildren, Joy, Opener, WordsForChildren
from yearlight.children.queries import gate
from yearlight.children.queries.joys import joy_file, views
from yearlight.children.shown import JoyView
from yearlight.entries.queries.chosen import entries_by_id
from yearlight.entries.shown import EntryView
from yearlight.keepsakes import queries as keepsakes
from yearlight.keepsakes.queries import PictureView, StoredFile
from yearlight.memorials import queries as memorials
from yearlight.people import queries as people
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from yearlight.memorials.models import Person


def persons(adult: Viewer) -> "list[Person]":
    """The persons of the view: those whose place the adult sees, in families whose view they may open."""
    families = gate.families_to_open(adult)
    return [one for one in memorials.persons(adult) if one.family_id in families]


def person(adult: Viewer, slug: str) -> "Person | None":
    """One of them by the address of their place."""
    return next((one for one in persons(adult) if one.public_id == slug), None)


def words(person: "Person") -> str:
    """What the family tells its children of a person, where it wrote that; or nothing."""
    found = WordsForChildren.objects.filter(person=person).values_list("words", flat=True).first()
    return found or ""


def chosen(person: "Person") -> tuple[frozenset[int], frozenset[int]]:
    """The row numbers of the entries and of the pictures of a person that were chosen. For a gate, never for a page."""
    rows = ForChildren.objects
    entries = rows.filter(entry__person=person).values_list("entry_id", flat=True)
    pictures = rows.filter(picture__person=person).values_list("picture_id", flat=True)
    return frozenset(pk for pk in entries if pk), frozenset(pk for pk in pictures if pk)


def entries_for(adult: Viewer, person: "Person") -> tuple[EntryView, ...]:
    """What was written and chosen, in the order of its days, without the pictures beside it: each is chosen by itself."""
    return entries_by_id(adult, person, chosen(person)[0])


def pictures_for(adult: Viewer, person: "Person") -> list[PictureView]:
    """The pictures that were chosen, the earliest first; none that is shut away. Their files lie in the view."""
    found = keepsakes.pictures_by_id(adult, person, chosen(person)[1]).values()
    shown = [_in_the_view(person, one) for one in found if not one.is_shut_away and one.is_made]
    return sorted(shown, key=lambda one: (one.first_on is None, one.first_on, one.pk))


def picture_file(
    adult: Viewer, person: "Person", public_id: str, *, name: int, ending: str, saves_data: bool
) -> StoredFile | None:
    """One size of a picture of the view."""
    if public_id not in {one.public_id for one in pictures_for(adult, person)}:
        return None
    return keepsakes.rendition(adult, person, public_id, name=name, ending=ending, saves_data=saves_data)


def joys(adult: Viewer) -> list[JoyView]:
    """What is shown of the living children, the earliest first."""
    return views(adult, _joys(adult), base=reverse("children:shown"))


def drawing_file(adult: Viewer, public_id: str, *, name: int, ending: str, saves_data: bool) -> StoredFile | None:
    """One size of a drawing of the view."""
    return joy_file(_joys(adult), public_id, name=name, ending=ending, saves_data=saves_data)


def _joys(adult: Viewer) -> "QuerySet[Joy]":
    families = gate.families_to_open(adult)
    return gate.joys(adult).filter(is_for_children=True, hidden_at=None, child__member__family__in=families)


def _in_the_view(person: "Person", picture: PictureView) -> PictureView:
    address = reverse("children:shown-of", args=[person.public_id]) + f"{picture.public_id}/"
    there = {
        name: getattr(picture, name).replace(picture.address, address) for name in ("src", "srcset", "srcset_webp")
    }
    return replace(picture, address=address, **there)


@dataclass(frozen=True, slots=True)
class OpenerView:
    """Somebody who is no keeper, and whether they may open the children's view."""

    public_id: str
    name: str
    is_allowed: bool


def openers(viewer: Viewer, family_id: int, *, now: datetime) -> list[OpenerView]:
    """Those whom a keeper can allow to open the view: everyone who is no keeper and no child."""
    if not viewer.may(Deed.CHOOSE_FOR_CHILDREN, family_id):
        return []
    allowed = set(Opener.objects.filter(member__family=family_id).values_list("member__public_id", flat=True))
    children = set(Child.objects.filter(member__family=family_id).values_list("member__public_id", flat=True))
    grown = [one for one in people.members(viewer, family_id, now=now) if not one.is_keeper]
    return [
        OpenerView(one.public_id, one.name, one.public_id in allowed) for one in grown if one.public_id not in children
    ]
