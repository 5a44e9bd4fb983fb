"""Addresses of letters and moments: the same pages for both kinds."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from yearlight.entries.views import away, beside, opening, reading, showing, writing

app_name = "entries"


def _pages(folder: str, kind: str, many: str, suffix: str) -> list[URLPattern]:
    """Every page of one kind; ``suffix`` makes the names of the second kind's differ."""

    def page(tail: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
        return path(f"p/<slug:slug>/{folder}/{tail}", view, {"kind": kind}, name=name)

    return [
        page("", reading.many, many),
        page("write/", writing.write, f"write{suffix}"),
        page("write/keep-draft/", writing.keep_draft, f"keep_new_draft{suffix}"),
        page("<slug:public_id>/", reading.one, kind),
        page("<slug:public_id>/edit/", writing.edit, f"edit{suffix}"),
        page("<slug:public_id>/keep-draft/", writing.keep_draft, f"keep_draft{suffix}"),
        page("<slug:public_id>/photographs/", beside.photographs, f"beside{suffix}"),
        page("<slug:public_id>/versions/", reading.versions, f"versions{suffix}"),
        page(
            "<slug:public_id>/versions/<int:revision>/bring-back/",
            reading.bring_back_version,
            f"bring_back_version{suffix}",
        ),
        page("<slug:public_id>/put-away/", away.put_away, f"put_away{suffix}"),
        page("<slug:public_id>/away/", away.away, f"away{suffix}"),
        page("<slug:public_id>/bring-back/", away.bring_back, f"bring_back{suffix}"),
    ]


urlpatterns = [
    *_pages("letters", "letter", "letters", ""),
    *_pages("moments", "moment", "moments", "_moment"),
    path("p/<slug:slug>/letters/<slug:public_id>/open/", opening.open_letter, name="open"),
    path("p/<slug:slug>/shows/<slug:public_id>/", showing.show, name="show"),
    path("p/<slug:slug>/texts/<slug:window>/", away.text, name="text"),
    path("p/<slug:slug>/texts/<slug:window>/put-away/", away.put_text_away, name="put_text_away"),
]
