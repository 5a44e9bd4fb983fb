"""The pages of whoever looks after the site are for operators alone, who have signed in with a second step."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

from allauth.account.authentication import get_authentication_records
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from yearlight.people.request import account as account_of

if TYPE_CHECKING:
    from yearlight.people.models import Account

View = Callable[..., HttpResponse]


def for_operators(view: View) -> View:
    """Answer operators alone; to all others there is no such page. What a view may be asked is said outside of this."""

    @wraps(view)
    def gated(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        account = account_of(request)
        if account is None or account.operator_since is None:
            raise Http404
        if not _has_second_step(request, account):
            return render(request, "pages/host/second_step.html", status=403)
        return view(request, *args, **kwargs)

    return gated


def operator_of(request: HttpRequest) -> "Account":
    """The operator who asks; a view behind the gate has one."""
    account = account_of(request)
    assert account is not None  # noqa: S101  the gate has looked
    return account


def _has_second_step(request: HttpRequest, account: "Account") -> bool:
    """Whether this very session was begun with one: an older session of the same account does not count."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, account))
