"""What waits, as those whom it concerns see it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from yearlight.people.models import Member, Telling, Wait
from yearlight.people.queries.accounts import Reads, reads
from yearlight.people.queries.invitations import hashed
from yearlight.people.roles import Role
from yearlight.people.viewer import Viewer
from yearlight.people.waiting import Party, State, WaitKind, may_stop
from yearlight.people.waits_told import Told


@dataclass(frozen=True, slots=True)
class WaitView:
    """Something that waits or waited, as one of those whom it concerns sees it."""

    public_id: str
    told: Told
    state: State
    party: Party
    may_stop: bool

    @property
    def asked(self) -> str:
        return self.told.asked(self.party)

    @property
    def ended(self) -> str:
        return self.told.ended(self.state)


def open_waits(viewer: Viewer) -> list[WaitView]:
    """What waits and concerns the viewer, the nearest first. One query, and one for each that is about an account."""
    rows = _about(viewer).filter(state=State.OPEN).order_by("due_at", "pk")
    return [_view(row, party) for row in rows if (party := party_of(viewer, row)) is not None]


def by_token(token: str) -> tuple[WaitView, Reads] | None:
    """What the link in a message is about, and how its receiver reads; None where it is none, or concerns them no longer."""
    row = telling_of(token)
    return (_view(row.wait, Party(row.party)), reads(row.account)) if row else None


def telling_of(token: str) -> Telling | None:
    """The telling whose message holds this token, while its receiver is still who they were then."""
    rows = Telling.objects.select_related("wait__asked_by", "wait__member", "wait__account", "account")
    row = rows.filter(token_hash=hashed(token)).first()
    if row is None or (row.party == Party.KEEPERS and row.account_id not in keeper_accounts(families_of(row.wait))):
        return None
    return row


def told_of(wait: Wait) -> Told:
    """What is said of it."""
    return Told(
        kind=WaitKind(wait.kind),
        asker=wait.asked_by.name if wait.asked_by else "",
        subject=wait.member.name if wait.member else wait.account.name if wait.account else "",
        label=wait.label,
        due_at=wait.due_at,
        ended_at=wait.ended_at,
    )


def party_of(viewer: Viewer, wait: Wait) -> Party | None:
    """What the viewer is to it, or None where it is not theirs to know of."""
    if viewer.account_id is None:
        return None
    if viewer.account_id == wait.account_id:
        return Party.SUBJECT
    if wait.asked_by_id is not None and wait.asked_by_id in viewer.member_ids:
        return Party.ASKER
    return Party.KEEPERS if kept_by(viewer) & families_of(wait) else None


def kept_by(viewer: Viewer) -> frozenset[int]:
    """The families that the viewer keeps."""
    return frozenset(seat.family_id for seat in viewer.seats if seat.role is Role.KEEPER)


def families_of(wait: Wait) -> frozenset[int]:
    """The family it is about, or all that its account belongs to."""
    if wait.family_id is not None:
        return frozenset({wait.family_id})
    return families_of_account(wait.account_id)


def families_of_account(account_id: int | None) -> frozenset[int]:
    """The families that an account belongs to."""
    if account_id is None:
        return frozenset()
    rows = Member.objects.filter(account_id=account_id, left_at=None)
    return frozenset(rows.values_list("family_id", flat=True))


def keeper_accounts(family_ids: Collection[int]) -> frozenset[int]:
    """The accounts of those who keep any of these families."""
    rows = Member.objects.filter(family_id__in=family_ids, role=Role.KEEPER, left_at=None, account__isnull=False)
    return frozenset(rows.values_list("account_id", flat=True))


def keepers_able(family_ids: Collection[int]) -> frozenset[int]:
    """Those of them who can sign in: an account that the host closed keeps nothing for now."""
    rows = Member.objects.filter(family_id__in=family_ids, role=Role.KEEPER, left_at=None, account__is_active=True)
    return frozenset(rows.values_list("account_id", flat=True))


def kept_alone(account_id: int) -> frozenset[int]:
    """The families that nobody but this account keeps."""
    keeps = Member.objects.filter(role=Role.KEEPER, left_at=None, account__isnull=False)
    mine = keeps.filter(account_id=account_id).values_list("family_id", flat=True)
    others = keeps.exclude(account_id=account_id).values_list("family_id", flat=True)
    return frozenset(mine) - frozenset(others.filter(family_id__in=list(mine)))


def seats_of(account_id: int) -> list[int]:
    """The members that an account is or was."""
    return list(Member.objects.filter(account_id=account_id).order_by("pk").values_list("pk", flat=True))


def due(kinds: Collection[WaitKind], now: datetime) -> "QuerySet[Wait]":
    """What can be done now: its day has come, and of everyone who had to be told nobody is left to be."""
    are_to_be_told = Telling.objects.filter(untold_now(now), wait__state=State.OPEN).values("wait")
    rows = _rows().filter(kind__in=[one.value for one in kinds], state=State.OPEN, due_at__lte=now)
    return rows.exclude(pk__in=are_to_be_told).order_by("due_at", "pk")


def untold_now(now: datetime) -> Q:
    """The tellings whose moment has come and that nobody took yet."""
    return Q(told_at=None, refused_at=None, tell_at__lte=now)


def _about(viewer: Viewer) -> "QuerySet[Wait]":
    if viewer.account_id is None:
        return Wait.objects.none()
    kept = kept_by(viewer)
    among = Member.objects.filter(family_id__in=kept, left_at=None, account__isnull=False).values("account")
    mine = Q(account=viewer.account_id) | Q(asked_by__in=viewer.member_ids) | Q(family__in=kept)
    return _rows().filter(mine | Q(family=None, account__in=among))


def _rows() -> "QuerySet[Wait]":
    return Wait.objects.select_related("asked_by", "member", "account")


def _view(row: Wait, party: Party) -> WaitView:
    state = State(row.state)
    return WaitView(
        row.public_id, told_of(row), state, party, state is State.OPEN and may_stop(WaitKind(row.kind), party)
    )
