"""What waits: asking for it, stopping it, and doing it on its day.

A wait ends by one update of its row, from open to stopped, done or lapsed,
in the transaction that does it. So it ends once, whoever presses and however
many workers look; and a worker that dies in the middle has done nothing.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from yearlight.core import audit, queue
from yearlight.core.errors import NotThere, YearlightError
from yearlight.people.actions.refused import NotOpen
from yearlight.people.models import Account, Member, Telling, Wait
from yearlight.people.queries import waits
from yearlight.people.viewer import Viewer
from yearlight.people.waiting import (
    AGAIN_AFTER,
    RULES,
    Party,
    State,
    WaitKind,
    is_possible,
    length,
    may_stop,
    moments,
)

logger = logging.getLogger(__name__)

#: Does what was asked for, in the transaction that ends the wait; False where it cannot be done any more.
Does = Callable[[Wait, datetime], bool]
_TELL = "yearlight.people.jobs.tell"


class WaitsAlready(YearlightError):  # noqa: N818
    """The same was asked for and still waits, or was stopped a few days ago."""

    code = "waits_already"


class NeedsAnother(YearlightError):  # noqa: N818
    """It would leave a family without a keeper."""

    code = "needs_another"


def ask(
    kind: WaitKind,
    *,
    thing: str,
    now: datetime,
    family_id: int | None = None,
    asked_by: Member | None = None,
    member: Member | None = None,
    account: Account | None = None,
    label: str = "",
    owners_days: int = 0,
) -> Wait:
    """Write down that it waits, and who is told of it when; in the caller's transaction.

    Raises ``WaitsAlready`` where the same waits or was stopped lately, ``NeedsAnother`` where a keeper would be missing.
    """
    _refuse_again(kind, thing, now)
    lasts = length(kind, recovery_days=settings.YEARLIGHT_RECOVERY_DAYS, owners_days=owners_days)
    wait = Wait(
        kind=kind,
        family_id=family_id,
        thing=thing,
        label=label,
        member=member,
        account=account or (member.account if member else None),
        asked_by=asked_by,
        asked_at=now,
        lasts=lasts,
        due_at=now + lasts,
    )
    try:
        with transaction.atomic():
            wait.save()
    except IntegrityError as error:
        # Somebody asked for the same at the same instant.
        raise WaitsAlready(_("This was asked for already, and waits. Nothing was changed.")) from error
    others = waits.keepers_able(waits.families_of(wait)) - {wait.account_id}
    if not is_possible(kind, other_keepers=len(others)):
        raise needs_another()
    tellings = [
        Telling(wait=wait, account_id=account_id, party=party, number=number, tell_at=moment)
        for account_id, party in _parties(wait).items()
        for number, moment in enumerate(moments(kind, party, asked_at=now, due_at=wait.due_at))
    ]
    Telling.objects.bulk_create(tellings)
    note(wait, "ask for", asked_by.account_id if asked_by else None, now)
    tell_soon(wait, now)
    return wait


def needs_another() -> NeedsAnother:
    """What the only keeper is told who would leave."""
    return NeedsAnother(
        _("There has to be a keeper. Nothing was changed. Invite another one first, or hand the family over.")
    )


def do_at_once(wait: Wait, does: Does, now: datetime) -> None:
    """Do what has no days to wait, in the caller's transaction. Raises ``NotThere`` where it cannot be done."""
    if not _end(wait, State.DONE, None, now, does=does):
        raise NotThere


def stop(viewer: Viewer, *, public_id: str, now: datetime) -> None:
    """Stop what waits. Stopped already, nothing changes. Raises ``NotThere`` where it is not this viewer's to stop."""
    with transaction.atomic():
        wait = Wait.objects.select_for_update().filter(public_id=public_id).first()
        if wait is None or not may_stop(WaitKind(wait.kind), waits.party_of(viewer, wait)):
            raise NotThere
        _end(wait, State.STOPPED, viewer.account_id, now)


def stop_by_link(token: str, *, now: datetime) -> None:
    """The same, by the link in a message. Raises ``NotOpen`` where it stops nothing."""
    with transaction.atomic():
        telling = waits.telling_of(token)
        if telling is None or not may_stop(WaitKind(telling.wait.kind), Party(telling.party)):
            raise NotOpen(_("This link stops nothing. Sign in to see what waits."))
        _end(telling.wait, State.STOPPED, telling.account_id, now)


def end_without_doing(wait: Wait, state: State, account_id: int | None, now: datetime) -> bool:
    """Stop a wait for a reason of ours, in the caller's transaction; whether it was open."""
    return _end(wait, state, account_id, now)


def do_due(does: Mapping[WaitKind, Does], *, now: datetime) -> int:
    """Do what has waited its days and can be done here; returns how much was done. Safe to repeat, and at once."""
    return sum(_do_one(wait, does[WaitKind(wait.kind)], now) for wait in waits.due(does.keys(), now))


def _do_one(wait: Wait, does: Does, now: datetime) -> bool:
    try:
        with transaction.atomic():
            return _end(wait, State.DONE, None, now, does=does)
    except Exception:
        # One that fails shall not keep the others back; it is open as before, and tried again at the next round.
        logger.exception("What waited could not be done: %s", wait.public_id)
        return False


def _end(wait: Wait, state: State, account_id: int | None, now: datetime, *, does: Does | None = None) -> bool:
    """End it if it is open; what cannot be done any more lapses. Whether it ended so."""
    rows = Wait.objects.filter(pk=wait.pk, state=State.OPEN)
    if does is not None:
        # The day may have been put off since it was looked at.
        rows = rows.filter(due_at__lte=now)
    if not rows.update(state=state, ended_at=now):
        return False
    before = _parties(wait)
    if does is not None and not does(wait, now):
        state = State.LAPSED
        Wait.objects.filter(pk=wait.pk).update(state=state)
    wait.state, wait.ended_at = state, now
    note(wait, {State.STOPPED: "stop", State.DONE: "do", State.LAPSED: "lapse"}[state], account_id, now)
    # Whoever it made a keeper hears of it too, and whoever it made none.
    _tell_the_end(wait, _parties(wait) | before, now)
    return state is not State.LAPSED


def _tell_the_end(wait: Wait, parties: Mapping[int, Party], now: datetime) -> None:
    """Whoever was or would be told hears how it ended; that it waits nobody is told any more."""
    wait.tellings.filter(told_at=None).delete()
    there = Account.objects.filter(pk__in=parties).values_list("pk", flat=True)
    told = [Telling(wait=wait, account_id=pk, party=parties[pk], number=Telling.END, tell_at=now) for pk in there]
    Telling.objects.bulk_create(told)
    tell_soon(wait, now)


def _refuse_again(kind: WaitKind, thing: str, now: datetime) -> None:
    rows = Wait.objects.filter(kind=kind, thing=thing)
    if rows.filter(state=State.OPEN).exists():
        raise WaitsAlready(_("This was asked for already, and waits. Nothing was changed."))
    stopped = rows.filter(state=State.STOPPED, ended_at__gt=now - AGAIN_AFTER).order_by("ended_at").last()
    if stopped is not None and stopped.ended_at is not None:
        day = timezone.localtime(stopped.ended_at + AGAIN_AFTER)
        raise WaitsAlready(
            _("This was stopped a few days ago. It can be asked for again from %(day)s. Nothing was changed.")
            % {"day": date_format(day, "DATE_FORMAT")}
        )


def _parties(wait: Wait) -> dict[int, Party]:
    """Each account that is told, and what it is to this wait: of several, the first."""
    told = RULES[WaitKind(wait.kind)].told
    found = dict.fromkeys(waits.keeper_accounts(waits.families_of(wait)), Party.KEEPERS)
    if wait.asked_by is not None and wait.asked_by.account_id is not None:
        found[wait.asked_by.account_id] = Party.ASKER
    if wait.account_id is not None:
        found[wait.account_id] = Party.SUBJECT
    return {pk: party for pk, party in found.items() if party in told}


def tell_soon(wait: Wait, now: datetime) -> None:
    """Let the worker tell of it in a moment, and not at its next round."""
    queue.put_in_once(_TELL, key=f"{_TELL} {wait.public_id} {now.timestamp()}", run_at=now, now=now)


def note(wait: Wait, verb: str, account_id: int | None, now: datetime) -> None:
    """A line in the log of each family that it concerns; of an account without one, a line of the whole."""
    of_families: list[int | None] = [*sorted(waits.families_of(wait))]
    for family_id in of_families or [None]:
        audit.note(
            actor=str(account_id or ""),
            family_id=family_id,
            verb=verb,
            thing=wait.kind,
            thing_id=wait.public_id,
            now=now,
        )
