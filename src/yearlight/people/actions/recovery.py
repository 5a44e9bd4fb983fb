"""A new way into an account: the printed sheet, and the one-time link at the end of the days.

Nothing opens before its wait is done. The link sets a new password; what the
account had before, passkeys and a second step, ends with it, since whoever has
those may be somebody else.
"""

import secrets
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from yearlight.core import audit
from yearlight.core.errors import NotThere
from yearlight.core.ids import ALPHABET
from yearlight.people.actions import waits
from yearlight.people.actions.refused import NotOpen
from yearlight.people.models import Account, RecoverySheet, Wait, WayBack
from yearlight.people.queries import recovery as queries
from yearlight.people.queries.invitations import hashed
from yearlight.people.queries.waits import families_of_account
from yearlight.people.viewer import Viewer
from yearlight.people.waiting import OPENS_ACCOUNT, WaitKind

#: 28 signs of 28: about 134 bits.
_CODE_SIGNS, _GROUP = 28, 4
#: How long a link at the end can be used, and made.
OPEN_FOR = timedelta(days=7)


def make_sheet(account: Account, *, now: datetime) -> str:
    """A new code for the printed sheet, in groups; the one before opens nothing any more. Kept nowhere."""
    code = "".join(secrets.choice(ALPHABET) for _sign in range(_CODE_SIGNS))
    with transaction.atomic():
        _end_sheets(account, now)
        RecoverySheet.objects.create(account=account, code_hash=hashed(code), made_at=now)
        _note(account.pk, account, "make", "recovery sheet", now)
    return " ".join(code[at : at + _GROUP] for at in range(0, _CODE_SIGNS, _GROUP))


def end_sheet(account: Account, *, now: datetime) -> None:
    """Let the sheet open nothing any more. Safe to repeat."""
    with transaction.atomic():
        if _end_sheets(account, now):
            _note(account.pk, account, "end", "recovery sheet", now)


def begin_by_sheet(*, email: str, code: str, now: datetime) -> Wait:
    """Begin, or find, the recovery that this sheet begins. Raises ``NotOpen`` where it begins nothing, or ``WaitsAlready``."""
    with transaction.atomic():
        account = queries.account_of_sheet(email, code)
        if account is None:
            raise NotOpen(
                _(
                    "Address and code do not fit together, or the sheet was replaced. Nothing is changed; look once more."
                )
            )
        found = queries.begun_by_sheet(account, now)
        return found or waits.ask(WaitKind.RECOVER_BY_SHEET, thing=account.public_id, account=account, now=now)


def make_link_by_sheet(*, email: str, code: str, now: datetime) -> str:
    """The one-time link for whoever has the sheet, once its days are over; its token. Raises ``NotOpen``."""
    with transaction.atomic():
        account = queries.account_of_sheet(email, code)
        wait = queries.begun_by_sheet(account, now) if account else None
        return _make_link(wait, None, now)


def make_link(viewer: Viewer, *, public_id: str, now: datetime) -> str:
    """The one-time link for whoever asked as a keeper; its token. Raises ``NotThere``, or ``NotOpen``."""
    with transaction.atomic():
        wait = Wait.objects.filter(public_id=public_id, kind=WaitKind.RECOVER, asked_by__in=viewer.member_ids).first()
        if wait is None or not queries.is_keeper_of(viewer, wait):
            raise NotThere
        return _make_link(wait, viewer.account_id, now)


def make_link_for_host(*, public_id: str, now: datetime) -> str:
    """The one-time link for whoever looks after the machine; its token. Raises ``NotOpen`` before its day."""
    with transaction.atomic():
        return _make_link(Wait.objects.filter(public_id=public_id, kind=WaitKind.HOST_RECOVERS).first(), None, now)


def open_again(token: str, *, password: str, now: datetime) -> Account:
    """Set a new password by a one-time link; all other ways in, and every session, end. Raises ``NotOpen``."""
    with transaction.atomic():
        row = queries.way_back(token, now)
        account = row.wait.account if row else None
        if row is None or account is None:
            raise NotOpen(_("This link is not open. Nothing is changed."))
        if not WayBack.objects.filter(pk=row.pk, used_at=None).update(used_at=now):
            raise NotOpen(_("This link is not open. Nothing is changed."))
        WayBack.objects.filter(wait__account=account, used_at=None, closed_at=None).update(closed_at=now)
        Authenticator.objects.filter(user=account).delete()
        _end_sheets(account, now)
        account.set_password(password)
        account.save(update_fields=["password"])
        waits.note(row.wait, "open", None, now)
    return account


def _make_link(wait: Wait | None, account_id: int | None, now: datetime) -> str:
    """The one before leads nowhere from then on."""
    if wait is None or wait.kind not in OPENS_ACCOUNT or not queries.may_open(wait, now):
        raise NotOpen(_("Nothing is open yet, or no longer. Nothing is changed."))
    token = secrets.token_urlsafe(32)
    wait.ways_back.filter(used_at=None, closed_at=None).update(closed_at=now)
    WayBack.objects.create(wait=wait, token_hash=hashed(token), made_at=now, expires_at=queries.open_until(wait))
    waits.note(wait, "make link", account_id, now)
    return token


def _end_sheets(account: Account, now: datetime) -> int:
    return RecoverySheet.objects.filter(account=account, ended_at=None).update(ended_at=now)


def _note(actor: int, account: Account, verb: str, thing: str, now: datetime) -> None:
    of_families: list[int | None] = [*sorted(families_of_account(account.pk))]
    for family_id in of_families or [None]:
        audit.note(actor=str(actor), family_id=family_id, verb=verb, thing=thing, thing_id=account.public_id, now=now)
