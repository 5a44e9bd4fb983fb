"""What whoever looks wishes of the days, and nobody else's."""

from collections.abc import Mapping

from yearlight.memorials.series import Series
from yearlight.people.viewer import Viewer
from yearlight.reminders.models import HowTold, Wish

#: By person, date and custom; a shared day has neither person nor date.
Wishes = Mapping[tuple[int | None, int | None, str], Wish]


def wishes(viewer: Viewer) -> Wishes:
    """All wishes of this viewer, in one query."""
    if viewer.account_id is None:
        return {}
    rows = Wish.objects.filter(receiver__account=viewer.account_id)
    return {(one.person_id, one.date_id, one.custom): one for one in rows}


def wish_for(one: Series, wishes: Wishes) -> Wish | None:
    """The wish for a series. One for a date names its person too, or does not; either is found."""
    date_id = one.date.pk if one.date else None
    found = wishes.get((one.person.pk, date_id, one.custom))
    return found or (wishes.get((None, date_id, one.custom)) if date_id else None)


def in_short(wishes: Wishes) -> tuple[tuple[object, ...], ...]:
    """All that a page could show of them: where it is the same, the page is. Empty where nothing is wished otherwise."""
    told = ((key, one.told, one.year) for key, one in wishes.items() if one.told != HowTold.AS_IT_IS)
    return tuple(sorted(told, key=repr))
