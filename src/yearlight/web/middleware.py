"""The headers of every answer, and what is not there."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from yearlight.core.errors import NotThere
from yearlight.web import permissions

GetResponse = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; img-src 'self' blob:; media-src 'self' blob:; style-src 'self'; script-src 'self'; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Addresses name places, and nobody outside shall learn one. Within the site forms are told apart by it.
    "Referrer-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    permissions.HEADER: permissions.permissions(),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: For a year after each visit browsers ask for nothing of this host, or of any below it, without protection.
STAYS_PROTECTED = "max-age=31536000; includeSubDomains"


class HeadersMiddleware:
    """Puts them on every answer, files and faults too. A page is kept in no cache unless its view says otherwise."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.is_secure():
            response.headers.setdefault("Strict-Transport-Security", STAYS_PROTECTED)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class NotThereMiddleware:
    """Answers what an action finds not there as an address that is not: a view need not say so."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Called where a view raised; what is raised here is answered in its place."""
        if isinstance(error, NotThere):
            raise Http404(error.sentence) from error
