"""What is asked of accounts."""

from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings

from yearlight.core import clock
from yearlight.people.models import Account
from yearlight.people.viewer import Viewer


def first_account_id() -> int | None:
    """The account that was made first, by whoever had the link that is printed on the machine itself."""
    return Account.objects.order_by("pk").values_list("pk", flat=True).first()


def email_of(viewer: Viewer) -> str:
    """The e-mail address of whoever looks; empty for a stranger."""
    if viewer.account_id is None:
        return ""
    return Account.objects.values_list("email", flat=True).get(pk=viewer.account_id)


class Reads(NamedTuple):
    """How somebody reads: always a language and a zone that this machine knows."""

    language: str
    zone: ZoneInfo


def reads(account: Account) -> Reads:
    """How an account reads; the site's language and zone where it chose none."""
    is_known = account.language in dict(settings.LANGUAGES)
    zone = clock.zone(account.time_zone) or ZoneInfo(settings.TIME_ZONE)
    return Reads(account.language if is_known else settings.LANGUAGE_CODE, zone)


def addresses(account: Account) -> list[str]:
    """Every address of an account that is known to be theirs."""
    confirmed = account.emailaddress_set.filter(verified=True).values_list("email", flat=True)  # type: ignore[attr-defined]
    return sorted({account.email, *confirmed})
