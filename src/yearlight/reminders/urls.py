"""Addresses of the calendar feed, and of the links in messages."""

from django.urls import path

from yearlight.reminders.views import feed, links

app_name = "reminders"
urlpatterns = [
    path("me/feed/", feed.feed, name="feed"),
    path("feed/<slug:token>.ics", feed.feed_file, name="feed-file"),
    path("r/<str:token>/", links.change, name="link"),
    path("r/<str:token>/stop/", links.stop, name="link-stop"),
    path("r/<str:token>/pause/", links.pause, name="link-pause"),
    path("r/<str:token>/everything/", links.everything, name="link-everything"),
]
