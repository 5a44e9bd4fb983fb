"""Refusing whoever knocks too often, and counting that it was refused. ``core.doors`` has the table."""

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yearlight.core import clock, refusals
from yearlight.core.doors import LIMITS, Door

#: The pages of signing in that are other doors, by the beginning of their names.
_DOORS = {
    "account_signup": Door.SIGN_UP,
    "mfa_signup": Door.SIGN_UP,
    "account_reset": Door.CODES,
    "account_request": Door.CODES,
    "account_confirm": Door.CODES,
    "account_email_verification": Door.CODES,
}


def is_too_often(request: HttpRequest, action: str, *, key: str | None = None) -> bool:
    """Count one knock, whatever the method; whether it is one too many, which is noted then."""
    if ratelimit.consume(request, app="allauth.account", action=action, key=key, limit_get=True):
        return False
    note(request, LIMITS[action].door)
    return True


def too_many(request: HttpRequest, action: str, *, key: str | None = None) -> HttpResponse | None:
    """Count one knock; the page that says to wait where it is one too many, else None."""
    return said(request) if is_too_often(request, action, key=key) else None


def said(request: HttpRequest) -> HttpResponse:
    """There were many tries one after the other."""
    return render(request, "429.html", status=429)


def note(request: HttpRequest, door: Door, *, account: str = "") -> None:
    """Note that a door refused: to whoever is signed in, or to the account that is named."""
    signed_in = getattr(request, "user", None)
    if not account and signed_in is not None and signed_in.is_authenticated:
        account = str(signed_in.public_id)
    refusals.note(door, address=get_adapter(request).get_client_ip(request), account=account, now=clock.now())


def door_of(request: HttpRequest) -> Door:
    """Which door a page of signing in stands at."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    return next((door for beginning, door in _DOORS.items() if name.startswith(beginning)), Door.SIGN_IN)
