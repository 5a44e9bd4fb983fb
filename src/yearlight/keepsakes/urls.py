from django.urls import URLPattern, path

from yearlight.keepsakes import converters as _converters  # noqa: F401  it makes them known
from yearlight.keepsakes import mend_views, play_views, say_views, upload_views, views

app_name = "keepsakes"
urlpatterns: list[URLPattern] = [
    path("p/<slug:slug>/photos/", views.photos, name="photos"),
    path("p/<slug:slug>/photos/which/", views.which, name="which"),
    path("p/<slug:slug>/photos/add/", views.add, name="add"),
    path("p/<slug:slug>/say/", say_views.say, name="say"),
    path("p/<slug:slug>/photos/dates/", mend_views.mend, name="mend"),
    path("p/<slug:slug>/uploads/", upload_views.begin, name="uploads"),
    path("p/<slug:slug>/uploads/<slug:public_id>/", upload_views.one, name="upload"),
    path("p/<slug:slug>/uploads/<slug:public_id>/keep/", upload_views.keep, name="keep-upload"),
    path("p/<slug:slug>/photos/<slug:public_id>/change/", views.change, name="change"),
    path("p/<slug:slug>/photos/<slug:public_id>/put-away/", views.put_away, name="put-away"),
    path("p/<slug:slug>/photos/<slug:public_id>/away/", views.away, name="away"),
    path("p/<slug:slug>/photos/<slug:public_id>/bring-back/", views.bring_back, name="bring-back"),
    path("p/<slug:slug>/photos/<slug:public_id>/<size:name>.<ending:ending>", views.rendition, name="rendition"),
    path("p/<slug:slug>/photos/<slug:public_id>/original", views.original, name="original"),
    path("p/<slug:slug>/photos/<slug:public_id>/original-moment", play_views.original_moment, name="original-moment"),
    path("p/<slug:slug>/photos/<slug:public_id>/play.<played:ending>", play_views.play, name="play"),
    path("p/<slug:slug>/photos/<slug:public_id>/captions.vtt", play_views.captions, name="captions"),
]
