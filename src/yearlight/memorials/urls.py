"""Addresses of the first run, of changing a place, and of its days."""

from django.urls import path

from yearlight.memorials.views import asking, begin, change, customs, dates, days, erase

app_name = "memorials"
urlpatterns = [
    path("begin/", begin.start, name="start"),
    path("begin/<int:step>/", begin.begin, name="begin"),
    path("p/<slug:slug>/change/", change.change, name="change"),
    path("p/<slug:slug>/asked/", asking.asked, name="asked"),
    path("p/<slug:slug>/closed/", change.closed, name="closed"),
    path("p/<slug:slug>/cover/", change.cover, name="cover"),
    path("p/<slug:slug>/erase/", erase.erase, name="erase"),
    path("p/<slug:slug>/days/", days.days, name="days"),
    path("p/<slug:slug>/days/add/", customs.add, name="custom-add"),
    path("p/<slug:slug>/days/kept/<slug:public_id>/", days.custom, name="custom"),
    path("p/<slug:slug>/days/dates/add/", dates.add, name="date-add"),
    path("p/<slug:slug>/days/dates/<slug:public_id>/", dates.date, name="date"),
]
