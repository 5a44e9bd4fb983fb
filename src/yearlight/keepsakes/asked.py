"""Which photographs of a place an address asks for."""

from django.http import Http404, HttpRequest

from yearlight.keepsakes.kinds import Medium
from yearlight.keepsakes.queries import Only

#: No name is longer than its column.
_LONGEST_NAME = 500


def asked_only(request: HttpRequest) -> Only:
    """Which of them: ``?kind=video``, ``&by=Peter``, ``&of=Grandma``, ``&shut=1``; 404 for what asks for nothing there is."""
    kind, shut = request.GET.get("kind", ""), request.GET.get("shut", "")
    by, of = request.GET.get("by", ""), request.GET.get("of", "")
    is_odd = max(len(by), len(of)) > _LONGEST_NAME or "\0" in by + of
    if kind not in ("", *(one.value for one in Medium)) or shut not in ("", "1") or is_odd:
        raise Http404
    return Only(medium=Medium(kind) if kind else None, by=by, of=of, is_shut_away=bool(shut))


def asked_page(request: HttpRequest) -> tuple[int | None, bool, int]:
    """The year, whether those without a date, and the page (``?year=2023``, ``?year=none``, ``&page=2``); 404 for what is none."""
    year, page = request.GET.get("year", ""), request.GET.get("page", "1")
    if not (page.isdecimal() and len(page) <= 6 and (year in ("", "none") or (year.isdecimal() and len(year) == 4))):
        raise Http404
    return (int(year) if year.isdecimal() else None), year == "none", int(page)
