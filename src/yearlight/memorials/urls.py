"""Addresses of the first run and of changing a place."""

from django.urls import path

from yearlight.memorials.views import begin, change

app_name = "memorials"
urlpatterns = [
    path("begin/", begin.start, name="start"),
    path("begin/<int:step>/", begin.begin, name="begin"),
    path("p/<slug:slug>/change/", change.change, name="change"),
    path("p/<slug:slug>/cover/", change.cover, name="cover"),
]
