"""What whoever looks after the machine does to an account. Each is told to the account and to its families.

Nothing here reads what anybody wrote, or opens anything by itself.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yearlight.core.errors import NotThere
from yearlight.people.actions import ending, waits
from yearlight.people.models import Account, Wait
from yearlight.people.waiting import OF_THE_HOST, State, WaitKind


def recover(*, account: str, now: datetime) -> Wait:
    """Begin a new way into an account: its days are the setting's, and then ``recovery.make_link_for_host`` makes the link.

    ``account`` is a public id. Raises ``NotThere``, or ``WaitsAlready``.
    """
    return _ask(WaitKind.HOST_RECOVERS, account, now)


def delete(*, account: str, now: datetime) -> Wait:
    """Begin the removal of an account that its owner asked for; it waits 30 days. Raises ``NotThere``, or ``WaitsAlready``."""
    return _ask(WaitKind.HOST_DELETES, account, now)


def lock(*, account: str, now: datetime) -> Wait:
    """Close an account at once: nobody signs in with it. Raises ``NotThere`` where it is closed already."""
    with transaction.atomic():
        wait = _ask(WaitKind.HOST_LOCKS, account, now)
        waits.do_at_once(wait, ending.lock, now)
    return wait


def unlock(*, account: str, now: datetime) -> Wait:
    """Undo that. Raises ``NotThere`` where it is not closed."""
    with transaction.atomic():
        wait = _ask(WaitKind.HOST_UNLOCKS, account, now)
        waits.do_at_once(wait, ending.unlock, now)
    return wait


def stop(*, public_id: str, now: datetime) -> None:
    """Take back what the host asked for and what still waits. Raises ``NotThere``."""
    with transaction.atomic():
        kinds = [one.value for one in OF_THE_HOST]
        wait = Wait.objects.select_for_update().filter(public_id=public_id, kind__in=kinds).first()
        if wait is None or not waits.end_without_doing(wait, State.STOPPED, None, now):
            raise NotThere


def _ask(kind: WaitKind, account: str, now: datetime) -> Wait:
    with transaction.atomic():
        found = Account.objects.select_for_update().filter(public_id=account).first()
        if found is None:
            raise NotThere(_("There is no such account."))
        return waits.ask(kind, thing=found.public_id, account=found, now=now)
