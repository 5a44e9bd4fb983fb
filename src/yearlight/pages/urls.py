"""Addresses of the pages that gather several folders."""

from django.urls import path

from yearlight.pages.views import places, plain, rooms, year

app_name = "pages"
urlpatterns = [
    path("", rooms.today, name="today"),
    path("year/", year.year, name="whole-year"),
    path("year/<int:year>/", year.year, name="whole-year-of"),
    path("me/", rooms.me, name="me"),
    path("help/", plain.help_page, name="help"),
    path("about/", plain.about, name="about"),
    path("robots.txt", plain.robots, name="robots"),
    path("healthz", plain.healthz, name="healthz"),
    path("p/<slug:slug>/", places.place, name="place"),
    path("p/<slug:slug>/<int:year>/", places.year, name="year"),
    path("p/<slug:slug>/photos/<slug:public_id>/", places.photo, name="photo"),
    path("p/<slug:slug>/add/", places.add, name="add"),
    path("p/<slug:slug>/away/", places.away, name="away"),
]
