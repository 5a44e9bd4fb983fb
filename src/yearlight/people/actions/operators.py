"""Those who look after the site: a role of its own, apart from every family.

An operator's account belongs to no family, so that no gate opens to it: what
somebody sees as a member and what they do as the host are never mixed.
"""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from yearlight.core import audit
from yearlight.core.errors import NotThere, YearlightError
from yearlight.people.actions.inviting import open_way_in
from yearlight.people.models import Account, Family
from yearlight.people.queries.hosting import has_seat
from yearlight.people.roles import Role


class CannotBeOperator(YearlightError):  # noqa: N818
    """The account belongs to a family, or is none."""

    code = "cannot_be_operator"


def make_operator(*, email: str, now: datetime) -> tuple[Account, bool]:
    """Make the account with this address an operator, and the account where there is none; whether it is new.

    A new one has no password: its owner signs in by a code to the address.
    Raises ``CannotBeOperator``.
    """
    with transaction.atomic():
        account = Account.objects.filter(email__iexact=email.strip()).first()
        is_new = account is None
        if account is None:
            account = Account.objects.create_user(email.strip())
            EmailAddress.objects.create(user=account, email=account.email, primary=True)
        if has_seat(account):
            raise CannotBeOperator(
                _(
                    "This account belongs to a family. Nothing was changed. Whoever looks after the site does so with "
                    "another address, so that the two are never mixed."
                )
            )
        if account.operator_since is None:
            account.operator_since = now
            account.save(update_fields=["operator_since"])
            _note(None, "make", "operator", account.public_id, now)
    return account, is_new


def end_operator(*, email: str, now: datetime) -> None:
    """The account is an operator no longer. Raises ``NotThere``."""
    with transaction.atomic():
        account = Account.objects.filter(email__iexact=email.strip()).exclude(operator_since=None).first()
        if account is None:
            raise NotThere(_("There is no operator with this address."))
        account.operator_since = None
        account.save(update_fields=["operator_since"])
        _note(None, "end", "operator", account.public_id, now)


def invite_family(operator: Account, *, now: datetime) -> str:
    """A link with which somebody begins a family of their own, once, for seven days; its token, which is kept nowhere."""
    with transaction.atomic():
        _note(operator, "invite", "family", "", now)
        return open_way_in(family_id=None, role=Role.KEEPER, now=now)


def set_quota(operator: Account, *, public_id: str, megabytes: int | None, now: datetime) -> None:
    """Give a family a room of its own, or that of all again. Raises ``NotThere``."""
    with transaction.atomic():
        family = Family.objects.filter(public_id=public_id).first()
        if family is None:
            raise NotThere
        family.quota_mb = megabytes
        family.save(update_fields=["quota_mb"])
        _note(operator, "set room of", "family", public_id, now, family_id=family.pk)


def note_deed(operator: Account, verb: str, *, account: str, now: datetime) -> None:
    """Which operator did what to an account, for the host; its families have lines of their own."""
    _note(operator, verb, "account", account, now)


def _note(
    operator: Account | None, verb: str, thing: str, thing_id: str, now: datetime, family_id: int | None = None
) -> None:
    # A family's line names no operator: to them it is the host.
    actor = str(operator.pk) if operator and family_id is None else ""
    audit.note(actor=actor, family_id=family_id, verb=verb, thing=thing, thing_id=thing_id, now=now)
