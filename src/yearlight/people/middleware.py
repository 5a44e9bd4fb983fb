"""The children's view, the door, each account's preferences, and the quiet page."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone, translation

from yearlight.core import clock
from yearlight.people import childrens_view
from yearlight.people.guests import allow_files, forget_pictures, is_open_to_guests, link_id
from yearlight.people.quiet import is_quiet
from yearlight.people.request import account as account_of
from yearlight.people.request import viewer as viewer_of

GetResponse = Callable[[HttpRequest], HttpResponse]

#: What answers as always while it is quiet: nothing of it shows a place.
_OPEN_WHILE_QUIET = frozenset(
    {
        "people:quiet",
        "people:open-again",
        "children:close",
        "account_logout",
        "pages:help",
        "pages:about",
        "pages:robots",
        "pages:healthz",
        "pages:manifest",
        "pages:manifest-discreet",
        "pages:offline",
        "pages:worker",
        # What waits must be able to be stopped on any day; nothing else of a place stands there.
        "people:stop",
        "reminders:link-pause",
        "reminders:link-everything",
    }
)


class ChildrensViewMiddleware:
    """While the children's view is open in a browser, no address outside it is there, whoever is signed in.

    It stands before the door, so that the answer is the same as for an address that was never there.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if childrens_view.is_open(request) and not childrens_view.is_open_to_children(view, name):
            raise Http404


class DoorMiddleware(LoginRequiredMiddleware):
    """Every page is closed to those who are not signed in, unless its view is marked open.

    Views that are marked open to guests also answer whoever came by a personal
    link that is open now; what they show is decided by the same gate as always.
    """

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        answer = self._at_the_door(request, view_func, view_args, view_kwargs)
        if answer is None:
            allow_files(request, view_func)
        elif link_id(request) and account_of(request) is None:
            # This browser came by a link that was closed since, or that never opened this page.
            forget_pictures(answer)
        return answer

    def _at_the_door(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if childrens_view.is_open(request):
            # The middleware before this one let it through, so it is a page of the view: also a guest's, who opened it.
            return None
        if is_open_to_guests(view_func) and account_of(request) is None and viewer_of(request).seats:
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class PreferencesMiddleware:
    """The account's language and time zone for the length of a request; else the browser's language, the site's zone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = account_of(request)
        language = account.language if account else ""
        if language not in dict(settings.LANGUAGES):
            language = translation.get_language_from_request(request)
        zone = clock.zone(account.time_zone) if account else None
        with translation.override(language), timezone.override(zone or ZoneInfo(settings.TIME_ZONE)):
            return self.get_response(request)


class QuietMiddleware:
    """While it is quiet for an account, every page is the quiet page, and pictures and scripts get nothing.

    What is pressed on a page that was open before is done all the same: a
    letter that somebody is writing while the other device is made quiet must
    be kept. Where its view leads to afterwards is a page, so the quiet one.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        account = account_of(request)
        if account is None or not is_quiet(account):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in _OPEN_WHILE_QUIET or request.method not in ("GET", "HEAD"):
            return None
        # A picture or a script's question; browsers that do not say what they ask for are sent on like pages.
        # A page that is asked for by our worker, in the browser's place, is told apart by its mode alone.
        is_page = request.headers.get("Sec-Fetch-Mode") == "navigate"
        if not is_page and request.headers.get("Sec-Fetch-Dest", "document") not in ("document", "iframe"):
            return HttpResponse(status=403)
        return redirect("people:quiet")
