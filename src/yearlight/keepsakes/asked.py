"""Which photographs of a place an address asks for."""

from django.http import Http404, HttpRequest

from yearlight.keepsakes.kinds import Medium


def asked_kind(request: HttpRequest) -> Medium | None:
    """The one kind that is asked for (``?kind=video``); 404 for what is none."""
    kind = request.GET.get("kind", "")
    if kind not in ("", *(one.value for one in Medium)):
        raise Http404
    return Medium(kind) if kind else None


def asked_page(request: HttpRequest) -> tuple[int | None, bool, int]:
    """The year, whether those without a date, and the page (``?year=2023``, ``?year=none``, ``&page=2``); 404 for what is none."""
    year, page = request.GET.get("year", ""), request.GET.get("page", "1")
    if not (page.isdecimal() and len(page) <= 6 and (year in ("", "none") or (year.isdecimal() and len(year) == 4))):
        raise Http404
    return (int(year) if year.isdecimal() else None), year == "none", int(page)
