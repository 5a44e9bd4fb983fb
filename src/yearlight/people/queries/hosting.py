"""What whoever looks after the site sees: accounts by their address, and families by an id and in numbers.

Never a name, and nothing that anybody wrote.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from yearlight.people.models import Account, Family, Member, Wait
from yearlight.people.queries.recovery import may_open
from yearlight.people.roles import Role
from yearlight.people.waiting import OF_THE_HOST, State, WaitKind

A_PAGE = 50
_BELONGS = Q(members__left_at=None)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account as the host sees it."""

    public_id: str
    email: str
    joined_at: datetime
    last_sign_in: datetime | None
    is_open: bool
    is_operator: bool
    families: int


@dataclass(frozen=True, slots=True)
class AsksFor:
    """Something that the host asked for, which waits, or which can be opened now."""

    public_id: str
    kind: WaitKind
    asked_at: datetime
    due_at: datetime
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """One family as the host sees it."""

    id: int
    public_id: str
    made_at: datetime
    keepers: int
    members: int
    #: Its own room; None where it has what all have.
    quota_mb: int | None


def accounts(*, like: str = "", page: int = 1) -> list[AccountLine]:
    """A page of accounts, and one more line where there is another page. One query."""
    rows = Account.objects.filter(email__icontains=like) if like else Account.objects.all()
    first = (page - 1) * A_PAGE
    return [_account(one) for one in _counted(rows).order_by("email", "pk")[first : first + A_PAGE + 1]]


def account(public_id: str) -> AccountLine | None:
    """One of them. One query."""
    row = _counted(Account.objects.filter(public_id=public_id)).first()
    return _account(row) if row else None


def asked_for(public_id: str, *, now: datetime) -> list[AsksFor]:
    """What the host asked for of an account, and what is open now because of it."""
    kinds = [one.value for one in OF_THE_HOST]
    rows = Wait.objects.filter(kind__in=kinds, thing=public_id, state__in=(State.OPEN, State.DONE)).order_by(
        "-asked_at"
    )
    return [
        AsksFor(one.public_id, WaitKind(one.kind), one.asked_at, one.due_at, one.state == State.OPEN)
        for one in rows[:20]
        if one.state == State.OPEN or may_open(one, now)
    ]


def operators() -> list[AccountLine]:
    """Those who look after the site. One query."""
    return [_account(one) for one in _counted(Account.objects.exclude(operator_since=None)).order_by("email")]


def family_lines(*, page: int = 1) -> list[FamilyLine]:
    """A page of families, the newest first, and one more line where there is another page. One query."""
    first = (page - 1) * A_PAGE
    return [_family(one) for one in _sized().order_by("-pk")[first : first + A_PAGE + 1]]


def family_line(public_id: str) -> FamilyLine | None:
    """One of them. One query."""
    row = _sized().filter(public_id=public_id).first()
    return _family(row) if row else None


def quota_mb(family_id: int) -> int:
    """How many megabytes of pictures a family may keep; 0 where there is no limit. One query."""
    own = Family.objects.filter(pk=family_id).values_list("quota_mb", flat=True).first()
    return int(settings.YEARLIGHT_FAMILY_MB) if own is None else own


def emails_of(public_ids: set[str]) -> dict[str, str]:
    """The addresses of accounts, by public id. One query."""
    return dict(Account.objects.filter(public_id__in=public_ids).values_list("public_id", "email"))


def public_id_of(email: str) -> str:
    """The public id of the account with this address, or nothing. One query."""
    rows = Account.objects.filter(email__iexact=email.strip()) if email.strip() else Account.objects.none()
    return rows.values_list("public_id", flat=True).first() or ""


def may_begin_family(account: Account) -> bool:
    """Whether somebody whom nobody invited may begin a family of their own: where sign-up is open, and they have none."""
    is_open = settings.YEARLIGHT_SIGN_UP == "open"
    return is_open and account.operator_since is None and not has_seat(account)


def has_seat(account: Account) -> bool:
    """Whether an account belongs to a family, or ever did."""
    return Member.objects.filter(account=account).exists()


def _counted(rows: "QuerySet[Account]") -> "QuerySet[Account]":
    return rows.annotate(families=Count("members", filter=_BELONGS))


def _sized() -> "QuerySet[Family]":
    keepers = _BELONGS & Q(members__role=Role.KEEPER)
    return Family.objects.annotate(count=Count("members", filter=_BELONGS), keepers=Count("members", filter=keepers))


def _account(row: Any) -> AccountLine:
    is_operator = row.operator_since is not None
    return AccountLine(
        row.public_id, row.email, row.joined_at, row.last_login, row.is_active, is_operator, row.families
    )


def _family(row: Any) -> FamilyLine:
    return FamilyLine(row.pk, row.public_id, row.made_at, row.keepers, row.count, row.quota_mb)
