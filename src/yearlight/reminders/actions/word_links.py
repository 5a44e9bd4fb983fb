"""Giving relatives and friends a link at which they ask for a yearly word, and what is asked for there."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from yearlight.core import audit
from yearlight.core.errors import YearlightError
from yearlight.people import queries as people
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer
from yearlight.reminders import due
from yearlight.reminders.actions.leads import keep, wish_for
from yearlight.reminders.asking import Asked
from yearlight.reminders.models import Receiver, WordLink
from yearlight.reminders.queries import word_links as queries
from yearlight.reminders.queries.sources import Source

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


class NoLink(YearlightError):  # noqa: N818
    """There is no such link, or nobody may ask at it now."""

    code = "no_link"


def make(viewer: Viewer, person: "Person", *, days: Iterable[str], line: str, now: datetime) -> str:
    """Give a place its link, or another address for the one there is; returns the token, which is kept nowhere.

    Those who asked stay with it. Raises ``NoLink`` where the viewer may not.
    """
    _check(viewer, person)
    with transaction.atomic():
        link = queries.link_of(person) or WordLink(person=person)
        link.days, link.line = list(days), line
        return _with_token(viewer, link, "make", now)


def renew(viewer: Viewer, person: "Person", *, now: datetime) -> str:
    """Another address; at the one before nobody can ask any more. Raises ``NoLink``."""
    _check(viewer, person)
    with transaction.atomic():
        return _with_token(viewer, _open(person), "renew", now)


def change(viewer: Viewer, person: "Person", *, days: Iterable[str], line: str, now: datetime) -> None:
    """Change the line, and which days can be asked for: of others nothing is sent from now on. Raises ``NoLink``."""
    _check(viewer, person)
    with transaction.atomic():
        link = _open(person)
        link.days, link.line = list(days), line
        link.save(update_fields=["days", "line"])
        _note(viewer.account_id, link, "change", now)


def close(viewer: Viewer, person: "Person", *, now: datetime) -> None:
    """Let nobody ask any more, and send nothing to those who did. Raises ``NoLink``."""
    _check(viewer, person)
    with transaction.atomic():
        link = _open(person)
        link.closed_at = now
        link.save(update_fields=["closed_at"])
        _note(viewer.account_id, link, "close", now)


def take_off(viewer: Viewer, person: "Person", *, public_id: str, now: datetime) -> None:
    """Forget somebody who asked, with all they wished. They are not told. Raises ``NoLink``."""
    _check(viewer, person)
    with transaction.atomic():
        deleted, _by_kind = Receiver.objects.filter(word_link__person=person, public_id=public_id).delete()
        link = queries.link_of(person)
        if not deleted or link is None:
            raise NoLink(_("Nobody of this name asks any more. Nothing is changed."))
        link.taken_off_at = now
        link.save(update_fields=["taken_off_at"])
        _note(viewer.account_id, link, "take off", now)


def confirm(asked: Asked, link: WordLink, days: Sequence[Source], *, now: datetime) -> Receiver:
    """Keep what was asked for at a link, since the address is confirmed. Confirmed again, nothing changes.

    ``days`` are those that the link names now. Raises ``NoLink`` where none of them was asked for, or where the
    link got another address or somebody was taken off since then.
    """
    wanted = [one for one in days if f"{one.owner}.{one.custom}" in asked.days]
    if not wanted:
        raise NoLink(_("The day you asked for is not offered any more. Nothing is kept of what you wrote."))
    told = {"name": asked.name, "language": asked.language, "time_zone": asked.zone, "confirmed_at": now}
    with transaction.atomic():
        rows = Receiver.objects.select_for_update().filter(word_link=link, email=asked.email)
        receiver = rows.first() or Receiver(word_link=link, email=asked.email, made_at=now)
        if receiver.confirmed_at is not None and receiver.confirmed_at >= asked.asked_at:
            return receiver
        if _is_out_of_date(asked, link):
            raise NoLink(_("This link is not open any more. Nothing is kept of what you wrote."))
        # Whoever asks anew lets messages come again, and an address that was given up is tried anew.
        for name, value in {**told, "stopped_at": None, "stopped_why": "", "returned": 0}.items():
            setattr(receiver, name, value)
        receiver.save()
        for one in days:
            leads = asked.leads if one in wanted else ""
            keep(wish_for(receiver, one, now), now, leads=due.code(due.leads(leads)))
        _note(None, link, "ask", now)
    return receiver


def _is_out_of_date(asked: Asked, link: WordLink) -> bool:
    """Whether it was asked at an address before this one, or before somebody was taken off. Asking is told in seconds."""
    made_at = link.made_at.replace(microsecond=0)
    return asked.asked_at < made_at or (link.taken_off_at is not None and asked.asked_at <= link.taken_off_at)


def _with_token(viewer: Viewer, link: WordLink, verb: str, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    seat = viewer.seat_in(link.person.family_id)
    link.token_hash, link.made_at, link.closed_at = people.hashed(token), now, None
    link.made_by_id = seat.member_id if seat else None
    link.save()
    # Two keepers may have made one at the same instant: one address is good, and it is the one that was shown last.
    WordLink.objects.filter(person=link.person, closed_at=None).exclude(pk=link.pk).update(closed_at=now)
    _note(viewer.account_id, link, verb, now)
    return token


def _check(viewer: Viewer, person: "Person") -> None:
    if queries.place_of(viewer, person.public_id) is None or not viewer.may(Deed.INVITE, person.family_id):
        raise NoLink(_("This page is not here."))


def _open(person: "Person") -> WordLink:
    link = queries.link_of(person)
    if link is None or link.closed_at is not None:
        raise NoLink(_("There is no open link now. Nothing else was changed. You can make one on this page."))
    return link


def _note(account_id: int | None, link: WordLink, verb: str, now: datetime) -> None:
    family_id, actor = link.person.family_id, str(account_id or "")
    audit.note(
        actor=actor, family_id=family_id, verb=verb, thing="yearly word", thing_id=link.person.public_id, now=now
    )
