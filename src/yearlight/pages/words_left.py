"""Where somebody who is no keeper leaves kind words, and where they find again what they left."""

from dataclasses import dataclass

from django.urls import reverse

from yearlight.entries.queries import words
from yearlight.memorials import queries as memorials
from yearlight.memorials.sentences import called_within
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class WordsFor:
    """The page of words for one person. Without a name where the place is closed to them by now: then it is what they left."""

    name: str
    address: str
    has_own: bool


def words_for(viewer: Viewer) -> list[WordsFor]:
    """For whom this viewer is asked for words, and wherever they left some: those stay theirs to withdraw."""
    near = {one.pk for one in memorials.persons_near(viewer)}
    own = words.persons_written_for(viewer)
    known = near | {one.pk for one in memorials.persons(viewer)}
    return [
        WordsFor(
            called_within(one) if one.pk in known else "",
            reverse("words:mine" if one.pk in own else "words:write", args=[one.public_id]),
            one.pk in own,
        )
        for one in memorials.persons_of_families(viewer)
        if one.pk in own or (one.pk in near and _leaves(viewer, one.family_id))
    ]


def _leaves(viewer: Viewer, family_id: int) -> bool:
    return viewer.may(Deed.LEAVE_WORD, family_id) and not viewer.may(Deed.READ_WORDS, family_id)
