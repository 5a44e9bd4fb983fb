from django.urls import URLPattern, path, register_converter

from yearlight.keepsakes import views
from yearlight.keepsakes.sizes import FORMATS, LONGEST


class NameConverter:
    """The name of a size."""

    regex = "|".join(str(name) for name in LONGEST)

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class EndingConverter:
    """A format that sizes are written in."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(NameConverter, "size")
register_converter(EndingConverter, "ending")

app_name = "keepsakes"
urlpatterns: list[URLPattern] = [
    path("p/<slug:slug>/photos/", views.photos, name="photos"),
    path("p/<slug:slug>/photos/add/", views.add, name="add"),
    path("p/<slug:slug>/photos/<slug:public_id>/change/", views.change, name="change"),
    path("p/<slug:slug>/photos/<slug:public_id>/put-away/", views.put_away, name="put-away"),
    path("p/<slug:slug>/photos/<slug:public_id>/away/", views.away, name="away"),
    path("p/<slug:slug>/photos/<slug:public_id>/bring-back/", views.bring_back, name="bring-back"),
    path("p/<slug:slug>/photos/<slug:public_id>/<size:name>.<ending:ending>", views.rendition, name="rendition"),
    path("p/<slug:slug>/photos/<slug:public_id>/original", views.original, name="original"),
]
