"""Whether it is quiet for an account."""

from typing import TYPE_CHECKING

from django.utils import timezone

from yearlight.core import clock

if TYPE_CHECKING:
    from yearlight.people.models import Account


def is_quiet(account: "Account") -> bool:
    """Whether nothing of any place is to be shown to this account now.

    It is so since it was wished, until its day if it has one: that day opens everything by itself.
    """
    if account.quiet_since is None:
        return False
    return account.quiet_until is None or clock.today(timezone.get_current_timezone_name()) < account.quiet_until
