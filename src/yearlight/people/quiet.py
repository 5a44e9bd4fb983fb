"""Whether it is quiet for an account."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from yearlight.core import clock

if TYPE_CHECKING:
    from yearlight.people.models import Account


def was_quiet(account: "Account", moment: datetime, day: date) -> bool:
    """Whether it was, or will be, quiet at a moment that lies in this day where they live, as far as it is known now."""
    if account.quiet_since is None or moment < account.quiet_since:
        return False
    return account.quiet_until is None or day < account.quiet_until


def is_quiet(account: "Account") -> bool:
    """Whether nothing of any place is to be shown to this account now.

    It is so since it was wished, until its day if it has one: that day opens everything by itself.
    """
    if account.quiet_since is None:
        return False
    return account.quiet_until is None or clock.today_here() < account.quiet_until
