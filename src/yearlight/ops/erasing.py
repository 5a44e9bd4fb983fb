"""Removing for good, when its days are over: a whole place, or an account with what was its owner's alone.

It knows every folder, as the rows that go lie in all of them. The bytes of
pictures go some days later, as those of all pictures that no row names.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django_tasks import task

from yearlight.children.actions import kin as children
from yearlight.core import clock
from yearlight.entries.actions.erasing import erase_own as erase_own_texts
from yearlight.keepsakes import erasing as pictures
from yearlight.memorials.actions import erasing as places
from yearlight.people.actions import ending, waits
from yearlight.people.queries.waits import kept_alone, seats_of
from yearlight.people.waiting import WaitKind
from yearlight.rituals.actions import erase_own as erase_own_rituals
from yearlight.rituals.actions.erasing import erase_without_persons

if TYPE_CHECKING:
    from yearlight.people.models import Wait


@task()
def do_due() -> None:
    """Remove what has waited its days."""
    waits.do_due(DOES, now=clock.now())


def _erase_place(wait: "Wait", now: datetime) -> bool:
    if wait.family_id is None or not ending.is_keeper(wait.asked_by):
        return False
    if not places.erase(public_id=wait.thing, family_id=wait.family_id, now=now):
        return False
    erase_without_persons([wait.family_id])
    return True


def _delete_account(wait: "Wait", now: datetime) -> bool:
    if wait.account_id is None:
        return False
    alone, seats = kept_alone(wait.account_id), seats_of(wait.account_id)
    places.erase_of(alone, now=now)
    children.erase_of(alone)
    children.erase_own(seats)
    erase_without_persons(alone)
    pictures.let_originals_go(alone, now=now)
    erase_own_texts(seats)
    erase_own_rituals(seats)
    pictures.erase_own(seats)
    return ending.delete_account(wait, now)


DOES: dict[WaitKind, waits.Does] = {
    WaitKind.ERASE_PLACE: _erase_place,
    WaitKind.HOST_DELETES: _delete_account,
}
