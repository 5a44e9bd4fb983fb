"""Who is looking: the seats of an account, or the one seat of whoever came by a personal link."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from yearlight.people.held import NOTHING, held_of
from yearlight.people.models import Member
from yearlight.people.queries.links import open_links
from yearlight.people.roles import Deed, Role
from yearlight.people.viewer import STRANGER, Seat, Viewer

_SEAT = ("pk", "family_id", "role", "may_leave_words", "memberships__circle_id")
_WITHOUT_WORDS = frozenset({Deed.LEAVE_WORD})


def viewer_of(account_id: int | None) -> Viewer:
    """Who someone with this account is, in every family they belong to; a stranger without one. One query."""
    if account_id is None:
        return STRANGER
    rows = Member.objects.filter(account_id=account_id, left_at=None).order_by("pk")
    found = list(rows.values_list("account__held_people", "account__held_dates", *_SEAT))
    held = held_of(*found[0][:2]) if found else NOTHING
    return Viewer(account_id=account_id, seats=_seats(row[2:] for row in found), held=held)


def guest_of(link_id: str, *, now: datetime) -> Viewer:
    """Who came by this personal link: one seat while the link is open, else a stranger. Two queries.

    It is asked at each request, so that what a keeper closes or moves acts at
    once. Whoever made a link has held it, so it opens no circle that they are not in.
    """
    if not link_id:
        return STRANGER
    rows = open_links(now).filter(public_id=link_id)
    found = list(rows.values_list("member_id", "made_by__memberships__circle_id"))
    if not found:
        return STRANGER
    makers = {circle_id for _member_id, circle_id in found}
    seats = _seats(Member.objects.filter(pk=found[0][0], left_at=None).order_by("pk").values_list(*_SEAT))
    return Viewer(seats=tuple(replace(seat, circle_ids=seat.circle_ids & makers) for seat in seats))


def _seats(rows: Iterable[tuple[Any, ...]]) -> tuple[Seat, ...]:
    """The seats of rows that hold what ``_SEAT`` names, one for each circle that somebody is in."""
    circles: dict[tuple[int, int, str, bool], set[int]] = {}
    for pk, family_id, role, may_leave_words, circle_id in rows:
        circles.setdefault((pk, family_id, role, may_leave_words), set()).update({circle_id} - {None})
    return tuple(
        Seat(family_id, pk, Role(role), frozenset(ids), frozenset() if may_leave_words else _WITHOUT_WORDS)
        for (pk, family_id, role, may_leave_words), ids in circles.items()
    )
